"""The target date of an ask, and what was proposed for it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recommendations.api.shapes.fields import Code, Moment, NamedOrganization, TextOrNull, Withholding
from recommendations.choices import DatePrecision, ProposalState
from recommendations.queries.target_dates import Proposed


class DueShape(serializers.Serializer[Any]):
    date = serializers.DateField(source="due_on", allow_null=True)
    precision = Code(DatePrecision.choices, source="due_precision", allow_null=True)
    event = TextOrNull(source="due_event")


class ProposalShape(Withholding):
    """A proposed date. It leaves its owner's family when that owner's clearing officer has agreed to it."""

    id = serializers.CharField(source="proposal.public_id")
    state = Code(ProposalState.choices)
    date = serializers.DateField(source="proposal.due_on", allow_null=True)
    precision = Code(DatePrecision.choices, source="proposal.due_precision", allow_null=True)
    event = TextOrNull(source="proposal.due_event")
    why = TextOrNull(source="proposal.why")
    assignment = serializers.CharField(source="proposal.proposed_for.public_id", help_text="The owner's who proposes.")
    organization = NamedOrganization(source="proposal.proposed_for.organization")
    agreed = serializers.SerializerMethodField()
    awaited = serializers.SerializerMethodField()
    declined_by = serializers.SerializerMethodField()
    why_declined = serializers.SerializerMethodField()
    proposed_at = Moment(source="proposal.proposed_at")
    set_at = Moment(source="proposal.set_at", allow_null=True)

    @extend_schema_field(NamedOrganization(many=True))
    def get_agreed(self, row: Proposed) -> Any:
        return NamedOrganization([each.organization for each in row.agreed], many=True).data

    @extend_schema_field(NamedOrganization(many=True))
    def get_awaited(self, row: Proposed) -> Any:
        awaited = row.awaited if row.is_open else []
        return NamedOrganization([each.organization for each in awaited], many=True).data

    @extend_schema_field(NamedOrganization(allow_null=True))
    def get_declined_by(self, row: Proposed) -> Any:
        body = row.declined.acting_organization if row.declined else None
        return NamedOrganization(body).data if body else None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_why_declined(self, row: Proposed) -> str | None:
        return row.declined.content.get("why") if row.declined else None

    def hidden(self, row: Proposed) -> list[str]:
        if row.read_by(self.context["around"].reader):
            return []
        words = {"event": row.proposal.due_event, "why": row.proposal.why, "why_declined": row.declined}
        return [name for name, given in words.items() if given]


class TargetDatesShape(serializers.Serializer[Any]):
    due = DueShape()
    proposals = ProposalShape(many=True)
