"""Every closed word list with its labels, and every problem: what a program needs to show codes to people."""

from typing import Any, Final

from django.db.models import TextChoices
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from recommendations import choices
from recommendations.api import problems
from recommendations.api.base import Door
from recommendations.api.shapes.fields import Code
from recommendations.choices import DEFINITIONS, LEAST_ADVANCED_FIRST, NEEDS, NEVER_REPORTED, PHASE_OF, Phase, Status

LISTS: Final[dict[str, type[TextChoices]]] = {
    "phases": choices.Phase,
    "bases": choices.Basis,
    "kinds": choices.Kind,
    "natures": choices.Nature,
    "standings": choices.Standing,
    "follow_ups": choices.FollowUp,
    "assignment_roles": choices.AssignmentRole,
    "assignment_states": choices.AssignmentState,
    "positions": choices.Position,
    "receipts": choices.Receipt,
    "answers": choices.Answer,
    "update_states": choices.UpdateState,
    "findings": choices.Finding,
    "releases": choices.Release,
    "evidence_kinds": choices.EvidenceKind,
    "evidence_held_as": choices.HeldAs,
    "organization_kinds": choices.OrganizationKind,
    "document_kinds": choices.DocumentKind,
    "date_precisions": choices.DatePrecision,
    "proposal_states": choices.ProposalState,
    "roles": choices.Role,
    "scopes": choices.Scope,
}


class Term(serializers.Serializer[Any]):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field hides no attribute of its serializer


class StatusTerm(Term):
    """`order`: least advanced first. `needs`: what an update with it has to say; of each inner list, any one."""

    code = Code(Status.choices)  # type: ignore[assignment]  # in its list
    phase = Code(Phase.choices)
    order = serializers.IntegerField()
    definition = serializers.CharField()
    needs = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    reported = serializers.BooleanField(help_text="Whether an update may report it.")


class DefinitionsShape(serializers.Serializer[Any]):
    statuses = StatusTerm(many=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **{name: Term(many=True) for name in LISTS}}


class ProblemTerm(serializers.Serializer[Any]):
    code = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()


def _status(status: Status) -> dict[str, Any]:
    return {
        "code": status,
        "label": status.label,
        "phase": PHASE_OF[status],
        "order": LEAST_ADVANCED_FIRST.index(status),
        "definition": str(DEFINITIONS[status]),
        "needs": NEEDS.get(status, ()),
        "reported": status not in NEVER_REPORTED,
    }


def _terms(words: type[TextChoices]) -> list[dict[str, str]]:
    return [{"code": code, "label": str(label)} for code, label in words.choices]


class Definitions(Door):
    """The word lists. Codes are stable; labels come in the language of Accept-Language."""

    @extend_schema(responses=DefinitionsShape, operation_id="definitions")
    def get(self, request: Request) -> Response:
        lists: dict[str, Any] = {name: _terms(words) for name, words in LISTS.items()}
        return Response(DefinitionsShape({"statuses": [_status(each) for each in Status], **lists}).data)


class Problems(Door):
    """Every code that a refusal may carry, with its HTTP status."""

    @extend_schema(responses=ProblemTerm(many=True), operation_id="problems", filters=False)
    def get(self, request: Request) -> Response:
        return Response(ProblemTerm(problems.table(), many=True).data)
