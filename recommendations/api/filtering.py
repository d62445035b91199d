"""The filters of a list, taken strictly: what is unknown or misspelt is refused by name, never ignored."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from recommendations.api.refusals import BadParameter
from recommendations.choices import UpdateState
from recommendations.models import Assignment, ProgressUpdate, Recommendation
from recommendations.queries import order
from recommendations.queries.filters import Codes, RecommendationFilters, Switch, organizations


class Filters(BaseFilterBackend):
    """Runs the view's `filterset_class`."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        kind = getattr(view, "filterset_class", None)
        if kind is None:
            return queryset
        for name, each in kind.base_filters.items():
            if len(request.query_params.getlist(name)) > 1 and not _takes_several(each):
                raise BadParameter({name: [_("Give this parameter once.")]})
        filters = kind(request.query_params, queryset, request=request)
        if not filters.is_valid():
            raise BadParameter(filters.errors)
        found: QuerySet[Any] = filters.qs
        return found

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        kind = getattr(view, "filterset_class", None)
        return [_described(name, each) for name, each in kind.base_filters.items()] if kind else []


def _takes_several(each: Any) -> bool:
    return isinstance(each, django_filters.MultipleChoiceFilter)


def _described(name: str, each: Any) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(each, Switch):
        schema = {"type": "boolean"}
    elif isinstance(each, django_filters.IsoDateTimeFilter):
        schema = {"type": "string", "format": "date-time"}
    elif isinstance(each, django_filters.DateFilter):
        schema = {"type": "string", "format": "date"}
    elif isinstance(each, Ordering):
        schema = {"type": "string", "enum": list(order.ORDERINGS)}
    elif _takes_several(each):
        choices = each.extra.get("choices")
        one = schema if callable(choices) else {"type": "string", "enum": [code for code, _label in choices]}
        schema = {"type": "array", "items": one}
    said = {"name": name, "in": "query", "schema": schema, "description": str(each.label)}
    return {**said, "explode": True, "style": "form"} if schema["type"] == "array" else said


class Ordering(django_filters.ChoiceFilter):  # type: ignore[misc]  # django-filter is untyped
    """One of the orders of the page. It narrows nothing: the view orders."""

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows


class RecommendationsSince(RecommendationFilters):
    """The filters and orders of the page, and what a program asks that comes back."""

    ordering = Ordering(label="Order", choices=list(order.LABELS.items()))

    updated_since = django_filters.IsoDateTimeFilter(
        field_name="updated_at", lookup_expr="gte", label="Changed at this moment or later"
    )


class UpdateFilters(django_filters.FilterSet):  # type: ignore[misc]  # django-filter is untyped
    recommendation = django_filters.ModelChoiceFilter(
        queryset=Recommendation.objects.all(),
        field_name="assignment__recommendation",
        to_field_name="public_id",
        label="Id of the recommendation",
    )
    assignment = django_filters.ModelChoiceFilter(
        queryset=Assignment.objects.all(), to_field_name="public_id", label="Id of the assignment"
    )
    state = Codes("State", UpdateState.choices, lambda codes: Q(state__in=codes))
    organization = Codes("Organization", organizations, lambda codes: Q(assignment__organization__code__in=codes))
    cleared_since = django_filters.IsoDateTimeFilter(
        field_name="cleared_at", lookup_expr="gte", label="Cleared at this moment or later"
    )

    class Meta:
        model = ProgressUpdate
        fields: list[str] = []
