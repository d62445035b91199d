from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from recommendations.api import rows
from recommendations.api.base import Door, answer, unless_known
from recommendations.api.described import conditional
from recommendations.api.etags import of_parts
from recommendations.api.filtering import Filters, RecommendationsSince
from recommendations.api.pages import CursorPages
from recommendations.api.shapes.around import context
from recommendations.api.shapes.recommendations import RecommendationAlone, RecommendationShape, tag_of
from recommendations.api.target_dates import TargetDatesHere
from recommendations.models import Recommendation
from recommendations.queries import conditions, order


class RecommendationViewSet(TargetDatesHere, Door, GenericViewSet[Recommendation]):
    """Every ask that is not archived, for reference too, by document and place."""

    queryset = Recommendation.objects.none()
    serializer_class = RecommendationShape
    filter_backends = [Filters]
    filterset_class = RecommendationsSince
    in_order: order.Columns = order.IN_THE_DOCUMENT
    lookup_field = "public_id"
    lookup_url_kwarg = "id"

    def known_parameters(self) -> frozenset[str]:
        return CursorPages.parameters | set(RecommendationsSince.base_filters) if self.action == "list" else frozenset()

    def get_queryset(self) -> QuerySet[Recommendation]:
        return rows.recommendations(conditions.listed() if self.action == "list" else Recommendation.objects.all())

    @conditional(RecommendationShape(many=True))
    def list(self, request: Request) -> Response:
        found = self.filter_queryset(self.get_queryset())
        ordering = request.query_params.get("ordering")
        if ordering:
            found, self.in_order = order.by(found, ordering)
        page = rows.in_full(self.paginate_queryset(found) or [])
        around = context(request, (part for each in page for part in each.assignments))
        pages: Any = self.paginator
        tag = of_parts([tag_of(each, around["around"]) for each in page], pages.next, pages.previous)
        known = unless_known(request, tag)
        if known:
            return known
        answered = self.get_paginated_response(RecommendationShape(page, many=True, context=around).data)
        answered["ETag"] = tag
        return answered

    @conditional(RecommendationAlone)
    def retrieve(self, request: Request, id: str) -> Response:
        """Archived ones too: what was counted once stays readable at its address."""
        (found,) = rows.in_full([get_object_or_404(self.get_queryset(), public_id=id)])
        around = context(request, found.assignments)
        tag = tag_of(found, around["around"])
        return unless_known(request, tag) or answer(RecommendationAlone(found, context=around), tag)
