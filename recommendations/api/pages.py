"""Cursor pages: rows come once each in a stable order, however many are added meanwhile."""

from collections.abc import Sequence
from typing import Any, Final

from django.core import signing
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from recommendations.api.refusals import BadParameter

AFTER: Final = "after"
BEFORE: Final = "before"
SALT: Final = "api.pages"


class CursorPages(BasePagination):
    """The view's `in_order` names columns that together are unique and never null, each rising or ("-") falling. A
    cursor holds their values in the row at the edge, signed, so that nobody builds one."""

    page_size = 100
    largest = 500
    parameters: Final = frozenset({"cursor", "page_size"})

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        self.in_order = list(view.in_order)
        self.columns = [each.lstrip("-") for each in view.in_order]
        size = self._size()
        way, edge = self._cursor()
        rising = [each.startswith("-") == (way == BEFORE) for each in view.in_order]
        rows = queryset.order_by(*(each if up else f"-{each}" for each, up in zip(self.columns, rising, strict=True)))
        if edge:
            rows = rows.filter(_beyond(self.columns, edge, rising))
        found = list(rows[: size + 1])
        more, found = len(found) > size, found[:size]
        if way == BEFORE:
            found.reverse()
        self.next = self._link(AFTER, found[-1]) if found and (more or way == BEFORE) else None
        self.previous = self._link(BEFORE, found[0]) if found and edge and (more or way == AFTER) else None
        return found

    def _size(self) -> int:
        given = self.request.query_params.get("page_size")
        if given is None:
            return self.page_size
        if not given.isascii() or not given.isdigit() or not 1 <= int(given[:6]) <= self.largest:
            raise BadParameter({"page_size": [_("Give a number from 1 to %(most)s.") % {"most": self.largest}]})
        return int(given)

    def _cursor(self) -> tuple[str, list[Any]]:
        given = self.request.query_params.get("cursor")
        if given is None:
            return AFTER, []
        try:
            way, in_order, edge = signing.loads(given, salt=SALT)
        except signing.BadSignature:
            way, in_order, edge = "", [], []
        if in_order != self.in_order:
            raise BadParameter({"cursor": [_("Take the cursor from “next” or “previous” of an answer.")]})
        return way, edge

    def _link(self, way: str, row: Model) -> str:
        cursor = signing.dumps([way, self.in_order, [_value(row, each) for each in self.columns]], salt=SALT)
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": "cursor", "in": "query", "schema": {"type": "string"}, "description": "From next or previous."},
            {
                "name": "page_size",
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": self.largest, "default": self.page_size},
            },
        ]


def _beyond(columns: Sequence[str], edge: Sequence[Any], rising: Sequence[bool]) -> Q:
    """Rows after the edge: beyond it in the first column, or the same there and beyond it in the second, and so on."""
    found, same = Q(), Q()
    for column, value, up in zip(columns, edge, rising, strict=True):
        found |= same & Q(**{f"{column}__{'gt' if up else 'lt'}": value})
        same &= Q(**{column: value})
    return found


def _value(row: Model, column: str) -> Any:
    value: Any = row
    for each in column.split("__"):
        value = getattr(value, each)
    return value
