"""Target dates: read at the recommendation, proposed, agreed and declined for an owner's assignment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from recommendations.api import acting, etags
from recommendations.api.base import answer
from recommendations.api.bodies import Body, Typed, taken
from recommendations.api.described import ETAG, verb
from recommendations.api.shapes.around import context
from recommendations.api.shapes.fields import Code
from recommendations.api.shapes.target_dates import TargetDatesShape
from recommendations.choices import DatePrecision
from recommendations.errors import Invalid
from recommendations.models import Assignment, Recommendation, TargetDateProposal
from recommendations.queries.target_dates import proposals
from recommendations.workflow import target_dates

NAMES: Final = {"due_on": "date", "due_precision": "precision", "due_event": "event"}


class ProposeBody(Body):
    """A date with its precision, or an event."""

    date = serializers.DateField(required=False, allow_null=True)
    precision = Code(DatePrecision.choices, required=False, allow_null=True)
    event = Typed(max_length=300)
    why = Typed()


class AgreeBody(Body):
    proposal = serializers.CharField(help_text="The proposal's id.")

    def validate_proposal(self, public_id: str) -> TargetDateProposal:
        row = TargetDateProposal.objects.filter(public_id=public_id).select_related("recommendation").first()
        for each in proposals(row.recommendation) if row else ():
            if each.proposal.public_id == public_id and each.seen_by(self.context["reader"]):
                return each.proposal
        raise serializers.ValidationError(_("There is no such proposal, or none that you may see."))


class DeclineBody(AgreeBody):
    why = serializers.CharField(trim_whitespace=False)


class TargetDateVerbs:
    """For the addresses of assignments. Each answers with the target dates of the recommendation as they are now."""

    @verb(ProposeBody, TargetDatesShape)
    @action(detail=True, methods=["post"], url_path="propose-target-date")
    def propose_target_date(self, request: Request, id: str) -> Response:
        """Propose a date with its precision, or an event, for an owner. If-Match holds the assignment's version."""
        row = self._owner(id)
        version = etags.seen_version(request, row)
        given = taken(ProposeBody, request)
        with _named_as_here():
            target_dates.propose(
                row,
                by=acting.by(request),
                version=version,
                due_on=given.get("date"),
                due_precision=given.get("precision", ""),
                due_event=given.get("event", ""),
                why=given.get("why", ""),
            )
        return self._dates(request, row)

    @verb(AgreeBody, TargetDatesShape)
    @action(detail=True, methods=["post"], url_path="agree-target-date")
    def agree_target_date(self, request: Request, id: str) -> Response:
        """One owner agrees: with the last one's word the date holds."""
        row = self._owner(id)
        version = etags.seen_version(request, row)
        given = taken(AgreeBody, request)
        target_dates.agree(given["proposal"], row, by=acting.by(request), version=version)
        return self._dates(request, row)

    @verb(DeclineBody, TargetDatesShape)
    @action(detail=True, methods=["post"], url_path="decline-target-date")
    def decline_target_date(self, request: Request, id: str) -> Response:
        """One owner does not agree, and says why: the proposal is closed."""
        row = self._owner(id)
        version = etags.seen_version(request, row)
        given = taken(DeclineBody, request)
        target_dates.decline(given["proposal"], row, by=acting.by(request), why=given["why"], version=version)
        return self._dates(request, row)

    def _owner(self, id: str) -> Assignment:
        return get_object_or_404(Assignment.objects.select_related("recommendation"), public_id=id)

    def _dates(self, request: Request, row: Assignment) -> Response:
        row.refresh_from_db()
        return answer(shape_of(request, row.recommendation), etags.of_version(row))


class TargetDatesHere:
    """For the address of a recommendation."""

    @extend_schema(parameters=[ETAG], responses={200: TargetDatesShape})
    @action(detail=True, methods=["get"], url_path="target-dates")
    def target_dates(self, request: Request, id: str) -> Response:
        """The date that holds, and the proposals that the caller may know of, newest first."""
        shape = shape_of(request, get_object_or_404(Recommendation, public_id=id))
        return answer(shape, etags.of_parts(shape.data))


def shape_of(request: Request, recommendation: Recommendation) -> TargetDatesShape:
    around = context(request)
    recommendation.refresh_from_db()
    seen = [each for each in proposals(recommendation) if each.seen_by(around["around"].reader)]
    return TargetDatesShape({"due": recommendation, "proposals": seen}, context=around)


@contextmanager
def _named_as_here() -> Iterator[None]:
    """The verb names its columns; the caller sent other names."""
    try:
        yield
    except Invalid as refusal:
        errors: dict[str, Any] = {NAMES.get(name, name): words for name, words in refusal.errors.items()}
        raise Invalid(errors) from refusal
