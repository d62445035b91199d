"""An organization's part in a recommendation, with where it stands."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recommendations.api.shapes.fields import Code, Moment, NamedOrganization, phase_of
from recommendations.choices import (
    AssignmentRole,
    AssignmentState,
    Basis,
    Finding,
    Phase,
    Position,
    Receipt,
    Status,
)
from recommendations.models import Assignment

Shaped = dict[str, Any]


class Reported(serializers.Serializer[Any]):
    """What the organization itself says, by the cleared update that holds."""

    status = Code(Status.choices, allow_null=True)
    effective_on = serializers.DateField(allow_null=True)
    update = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # a field hides no attribute of its serializer


class FoundInReview(serializers.Serializer[Any]):
    """The finding in effect."""

    finding = Code(Finding.choices)
    status = Code(Status.choices, allow_null=True)
    basis = Code(Basis.choices)
    review = serializers.CharField(source="public_id")


class AssignmentShape(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    organization = NamedOrganization()
    role = Code(AssignmentRole.choices)
    answering = NamedOrganization(source="answering_organization", allow_null=True)
    state = Code(AssignmentState.choices)
    named_in_text = serializers.BooleanField()
    position = Code(Position.choices, source="shown_position")
    receipt = Code(Receipt.choices, allow_null=True)
    status = Code(Status.choices, source="headline", allow_null=True)
    phase = serializers.SerializerMethodField()
    basis = Code(Basis.choices, source="headline_basis", allow_null=True)
    newer_report = serializers.BooleanField()
    reported = serializers.SerializerMethodField()
    finding = serializers.SerializerMethodField()
    version = serializers.IntegerField()

    @extend_schema_field(Code(Phase.choices, allow_null=True))
    def get_phase(self, row: Assignment) -> str | None:
        return phase_of(row.headline)

    @extend_schema_field(Reported(allow_null=True))
    def get_reported(self, row: Assignment) -> Shaped | None:
        if row.reported_entry is None:
            return None
        update = self.context["around"].report(row)
        said = {"status": row.reported_status, "effective_on": row.reported_on, "update": update}
        return Reported(said).data

    @extend_schema_field(FoundInReview(allow_null=True))
    def get_finding(self, row: Assignment) -> Shaped | None:
        found = self.context["around"].finding(row)
        return FoundInReview(found).data if found else None


class AssignmentAlone(AssignmentShape):
    """At its own address."""

    recommendation = serializers.CharField(source="recommendation.public_id")
    updated_at = Moment()
