from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from recommendations.access import By
from recommendations.api import acting, bodies, etags, rows
from recommendations.api.base import Door, answer
from recommendations.api.bodies import taken
from recommendations.api.described import ETAG, verb
from recommendations.api.focal_points import FocalPointVerbs
from recommendations.api.shapes.around import context
from recommendations.api.shapes.assignments import AssignmentAlone
from recommendations.api.target_dates import TargetDateVerbs
from recommendations.errors import Invalid, NothingToReview
from recommendations.models import Assignment, Evidence
from recommendations.workflow import assigning, evidence, reviews


class AssignmentViewSet(TargetDateVerbs, FocalPointVerbs, Door, GenericViewSet[Assignment]):
    """An organization's part in a recommendation. The list is in each recommendation."""

    queryset = Assignment.objects.none()
    serializer_class = AssignmentAlone
    filter_backends = []
    pagination_class = None
    lookup_field = "public_id"
    lookup_url_kwarg = "id"

    def get_queryset(self) -> QuerySet[Assignment]:
        return rows.assignment_alone()

    @extend_schema(parameters=[ETAG])
    def retrieve(self, request: Request, id: str) -> Response:
        return self._answer(id)

    @verb(bodies.Nothing, AssignmentAlone)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, id: str) -> Response:
        """It is ours: said by the answering side without an update."""
        row = self._row(id)
        version = etags.seen_version(request, row)
        assigning.confirm(row, by=acting.by(request), version=version, **taken(bodies.Nothing, request))
        return self._answer(id)

    @verb(bodies.ReviewBody, AssignmentAlone)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, id: str) -> Response:
        """A finding on the current cleared update. If-Match holds the assignment's version."""
        row = self._row(id)
        version = etags.seen_version(request, row)
        given = taken(bodies.ReviewBody, request)
        update = given.pop("update")
        if update.assignment_id != row.pk:
            raise NothingToReview()
        held = _built(given.pop("evidence", []), by=acting.by(request))
        given["status"] = given.pop("status", "") or None
        reviews.review(update, by=acting.by(request), version=version, evidence=held, **given)
        return self._answer(id)

    def _row(self, id: str) -> Assignment:
        return get_object_or_404(self.get_queryset(), public_id=id)

    def _answer(self, id: str) -> Response:
        """The row as it is now."""
        row = self._row(id)
        return answer(AssignmentAlone(row, context=context(self.request, [row])), etags.of_version(row))


def _built(given: list[dict[str, Any]], *, by: By) -> list[Evidence]:
    """Each piece of evidence, not saved yet; what is wrong with one is named by its place."""
    held = []
    for place, each in enumerate(given):
        try:
            held.append(evidence.build(by=by, **each))
        except Invalid as refusal:
            errors = {f"evidence.{place}.{name}": words for name, words in refusal.errors.items()}
            raise Invalid(errors) from refusal
    return held
