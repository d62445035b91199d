"""An organization's part in a recommendation, with where it stands."""

from typing import Any

from rest_framework import serializers

from recommendations.api.shapes.around import Around
from recommendations.api.shapes.fields import Code, Moment, NamedOrganization, moment, named, phase_of
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
from recommendations.models import Assignment, Review

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
    review = serializers.CharField()


# The fields are what the schema says. `shaped` puts the answer together: a page has hundreds of them.
class AssignmentShape(serializers.Serializer[Any]):
    id = serializers.CharField()
    organization = NamedOrganization()
    role = Code(AssignmentRole.choices)
    answering = NamedOrganization(allow_null=True)
    state = Code(AssignmentState.choices)
    named_in_text = serializers.BooleanField()
    position = Code(Position.choices)
    receipt = Code(Receipt.choices, allow_null=True)
    status = Code(Status.choices, allow_null=True)
    phase = Code(Phase.choices, allow_null=True, read_only=True)
    basis = Code(Basis.choices, allow_null=True)
    newer_report = serializers.BooleanField()
    reported = Reported(allow_null=True, read_only=True)
    finding = FoundInReview(allow_null=True, read_only=True)
    version = serializers.IntegerField()

    def to_representation(self, row: Assignment) -> Shaped:
        return shaped(row, self.context["around"])


class AssignmentAlone(AssignmentShape):
    """At its own address."""

    recommendation = serializers.CharField()
    updated_at = Moment()

    def to_representation(self, row: Assignment) -> Shaped:
        alone = {"recommendation": row.recommendation.public_id, "updated_at": moment(row.updated_at)}
        return super().to_representation(row) | alone


def shaped(row: Assignment, around: Around) -> Shaped:
    return {
        "id": row.public_id,
        "organization": named(row.organization),
        "role": row.role,
        "answering": named(row.answering_organization) if row.answering_organization else None,
        "state": row.state,
        "named_in_text": row.named_in_text,
        "position": row.shown_position.value,
        "receipt": row.receipt or None,
        "status": row.headline or None,
        "phase": phase_of(row.headline),
        "basis": row.headline_basis or None,
        "newer_report": row.newer_report,
        "reported": _reported(row, around),
        "finding": _found(around.finding(row)),
        "version": row.version,
    }


def _reported(row: Assignment, around: Around) -> Shaped | None:
    if row.reported_entry is None:
        return None
    said = {"status": row.reported_status or None, "effective_on": row.reported_on}
    return {**said, "update": around.report(row)}


def _found(review: Review | None) -> Shaped | None:
    if review is None:
        return None
    said = {"finding": review.finding, "status": review.status or None, "basis": review.basis}
    return {**said, "review": review.public_id}
