"""One ask: its exact words, who owns it, where it stands."""

from typing import Any

from rest_framework import serializers

from recommendations.api import etags
from recommendations.api.rows import InFull, TiedAddressee
from recommendations.api.shapes.around import Around
from recommendations.api.shapes.assignments import AssignmentShape
from recommendations.api.shapes.assignments import shaped as shaped_assignment
from recommendations.api.shapes.elsewhere import ImportedStatementShape, TranslationShape
from recommendations.api.shapes.fields import (
    Code,
    Moment,
    NamedOrganization,
    NamedTheme,
    TextOrNull,
    moment,
    named,
    phase_of,
)
from recommendations.api.shapes.target_dates import DueShape
from recommendations.choices import (
    AssignmentRole,
    Basis,
    FollowUp,
    Kind,
    Nature,
    Phase,
    Standing,
    Status,
)
from recommendations.models import Organization, Paragraph, Recommendation
from recommendations.queries.registers import said_elsewhere
from recommendations.queries.renderings import everywhere

# Part of every tag: raise it when the shape changes, so that nobody keeps an answer in the old one.
SHAPE = 2

Shaped = dict[str, Any]


class AddresseeShape(serializers.Serializer[Any]):
    words = serializers.CharField()
    organization = NamedOrganization(allow_null=True)


class SourceShape(serializers.Serializer[Any]):
    document = serializers.CharField()
    symbol = serializers.CharField(allow_null=True)
    paragraph = serializers.CharField()
    url = serializers.URLField()


# The fields are what the schema says. `shaped` puts the answer together: a page has hundreds of them.
class RecommendationShape(serializers.Serializer[Any]):
    id = serializers.CharField()
    reference = serializers.CharField()
    text = serializers.CharField()
    lead_in = serializers.CharField(read_only=True)
    kind = Code(Kind.choices)
    nature = Code(Nature.choices)
    standing = Code(Standing.choices)
    standing_symbol = TextOrNull()
    follow_up = Code(FollowUp.choices)
    status = Code(Status.choices, allow_null=True, read_only=True)
    phase = Code(Phase.choices, allow_null=True, read_only=True)
    basis = Code(Basis.choices, allow_null=True, read_only=True)
    owners = NamedOrganization(many=True, read_only=True)
    contributing = NamedOrganization(many=True, read_only=True)
    counterparts = NamedOrganization(many=True, read_only=True)
    addressee = AddresseeShape(many=True)
    source = SourceShape(read_only=True)  # type: ignore[assignment]  # a field hides no attribute of its serializer
    themes = NamedTheme(many=True)
    places = serializers.ListField(child=serializers.CharField(), read_only=True)
    due = DueShape()
    whole = serializers.CharField(allow_null=True, read_only=True)
    parts = serializers.ListField(child=serializers.CharField(), read_only=True)
    assignments = AssignmentShape(many=True, read_only=True)
    overdue = serializers.BooleanField()
    version = serializers.IntegerField()
    updated_at = Moment()
    url = serializers.URLField(read_only=True)

    def to_representation(self, found: InFull) -> Shaped:
        return shaped(found, self.context["around"])


def shaped(found: InFull, around: Around) -> Shaped:
    row = found.row
    counting: dict[str, list[Shaped]] = {each: [] for each in AssignmentRole.values}
    for each in found.assignments:
        if each.counts:
            counting[each.role].append(named(each.organization))
    rated = is_rated(row)
    return {
        "id": row.public_id,
        "reference": row.reference,
        "text": row.text,
        "lead_in": " ".join(found.lead_in),
        "kind": row.kind or None,
        "nature": row.nature or None,
        "standing": row.standing or None,
        "standing_symbol": row.standing_symbol or None,
        "follow_up": row.follow_up or None,
        "status": row.status or None if rated else None,
        "phase": phase_of(row.status) if rated else None,
        "basis": row.basis or None if rated else None,
        "owners": counting[AssignmentRole.OWNER],
        "contributing": counting[AssignmentRole.CONTRIBUTING],
        "counterparts": counting[AssignmentRole.COUNTERPART],
        "addressee": [_addressee(each) for each in found.addressees],
        "source": _source(row.paragraph, around),
        "themes": [{"id": each.code, "name": each.name} for each in found.themes],
        "places": found.places,
        "due": {"date": row.due_on, "precision": row.due_precision or None, "event": row.due_event or None},
        "whole": row.whole.public_id if row.whole else None,
        "parts": [each.public_id for each in found.parts],
        "assignments": [shaped_assignment(each, around) for each in found.assignments],
        "overdue": row.overdue,  # type: ignore[attr-defined]  # annotated where the row was read
        "version": row.version,
        "updated_at": moment(row.updated_at),
        "url": around.address(f"/recommendations/{row.public_id}/"),
    }


def _addressee(row: TiedAddressee) -> Shaped:
    return {"words": row.words, "organization": named(row.organization) if row.organization else None}


def _source(paragraph: Paragraph, around: Around) -> Shaped:
    document = paragraph.document_version.document
    found = {"document": document.public_id, "symbol": document.symbol, "paragraph": paragraph.label}
    return {**found, "url": around.address_of(paragraph)}


class RecommendationAlone(RecommendationShape):
    """At its own address, where an archived one stays readable."""

    language = serializers.CharField()
    translations = TranslationShape(many=True, read_only=True)
    imported_statements = ImportedStatementShape(many=True, read_only=True)
    archived_at = Moment(allow_null=True)

    def to_representation(self, found: InFull) -> Shaped:
        row = found.row
        said = said_elsewhere(row, self.context["around"].reader)
        alone = {
            "language": row.paragraph.document_version.language,
            "translations": TranslationShape(everywhere(row), many=True).data,
            "imported_statements": ImportedStatementShape(said, many=True).data,
            "archived_at": moment(row.archived_at) if row.archived_at else None,
        }
        return super().to_representation(found) | alone


def is_rated(row: Recommendation) -> bool:
    """An aim is never rated, and what is not tracked is not asked."""
    return row.follow_up == FollowUp.TRACKED and row.nature != Nature.AIM


def tag_of(found: InFull, around: Around) -> str:
    """Changes whenever the answer would: from the versions of all that stands in it."""
    row = found.row
    organizations: list[Organization | None] = [each.organization for each in found.addressees]
    organizations += [each.organization for each in found.assignments]
    organizations += [each.answering_organization for each in found.assignments]
    return etags.of_parts(
        SHAPE,
        around.address("/"),
        (row.pk, row.version, row.updated_at, row.archived_at, row.overdue),  # type: ignore[attr-defined]  # annotated
        [(each.pk, each.version) for each in found.assignments],
        sorted({(each.pk, each.version) for each in organizations if each}),
        [(each.pk, each.version) for each in found.themes],
        [each.pk for each in found.parts],
        row.paragraph.document_version.document.version,
    )
