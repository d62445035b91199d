"""Who has the work of an assignment: read inside the family that answers, named by its managers."""

from typing import Any, Final

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from recommendations.access import Reader
from recommendations.api import acting, etags
from recommendations.api.base import answer
from recommendations.api.bodies import Body, Typed, taken
from recommendations.api.described import ETAG, verb
from recommendations.api.shapes.around import context
from recommendations.api.shapes.fields import Withholding
from recommendations.errors import Invalid
from recommendations.models import Assignment, User
from recommendations.queries import people
from recommendations.workflow import focal_points

NAMES: Final = ("focal_point", "alternate")


class Person(serializers.Serializer[Any]):
    username = serializers.CharField()
    name = serializers.CharField(source="__str__")


class FocalPointsShape(Withholding):
    """Null is nobody; where the persons are withheld, their names are in another family."""

    id = serializers.CharField(source="public_id")
    focal_point = Person(allow_null=True)
    alternate = Person(allow_null=True)
    version = serializers.IntegerField()

    def hidden(self, row: Assignment) -> list[str]:
        return [] if self.context["around"].reader.reads_words_of(row) else list(NAMES)


class FocalPointsBody(Body):
    """Both as they are to be afterwards; who is not given, or null, has it no longer."""

    focal_point = serializers.CharField(required=False, allow_null=True, help_text="A username.")
    alternate = serializers.CharField(required=False, allow_null=True, help_text="A username.")
    why = Typed()


class FocalPointVerbs:
    """For the addresses of assignments."""

    @extend_schema(parameters=[ETAG], responses={200: FocalPointsShape})
    @action(detail=True, methods=["get"], url_path="focal-points")
    def focal_points(self, request: Request, id: str) -> Response:
        """Who has the work, and who has it while they are away."""
        return _shaped(request, _row(id))

    @verb(FocalPointsBody, FocalPointsShape)
    @action(detail=True, methods=["post"], url_path="name-focal-points")
    def name_focal_points(self, request: Request, id: str) -> Response:
        """Say who has the work: desk officers of the office that answers. For its managers, and with no token."""
        row = _row(id)
        version = etags.seen_version(request, row)
        given = taken(FocalPointsBody, request)
        persons = _persons(row, given, acting.reader(request))
        focal_points.name(row, by=acting.by(request), version=version, why=given.get("why", ""), **persons)
        return _shaped(request, _row(id))


def _row(id: str) -> Assignment:
    rows = Assignment.objects.select_related("recommendation", "answering_organization", "focal_point", "alternate")
    return get_object_or_404(rows, public_id=id)


def _persons(row: Assignment, given: dict[str, Any], reader: Reader) -> dict[str, User | None]:
    """By username, among the desk officers of the office; whoever does not read its words learns nothing of them, and
    is refused by the verb."""
    found: dict[str, User | None] = dict.fromkeys(NAMES)
    if row.answering_organization_id is None or not reader.reads_words_of(row):
        return found
    officers = {each.username: each for each in people.desk_officers([row.answering_organization_id])}
    errors = {}
    for name in NAMES:
        username = given.get(name)
        found[name] = officers.get(username or "")
        if username and found[name] is None:
            errors[name] = _("No desk officer of the answering organization has this username.")
    if errors:
        raise Invalid(errors)
    return found


def _shaped(request: Request, row: Assignment) -> Response:
    return answer(FocalPointsShape(row, context=context(request, [row])), etags.of_version(row))
