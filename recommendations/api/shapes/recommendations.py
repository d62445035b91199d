"""One ask: its exact words, who owns it, where it stands."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recommendations.api import etags
from recommendations.api.shapes.around import Around
from recommendations.api.shapes.assignments import AssignmentShape
from recommendations.api.shapes.elsewhere import ImportedStatementShape, TranslationShape
from recommendations.api.shapes.fields import (
    Code,
    Moment,
    NamedOrganization,
    NamedTheme,
    TextOrNull,
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
from recommendations.models import Organization, Recommendation
from recommendations.queries.registers import said_elsewhere
from recommendations.queries.renderings import everywhere
from recommendations.queries.rows import in_order

# Part of every tag: raise it when the shape changes, so that nobody keeps an answer in the old one.
SHAPE = 2


class AddresseeShape(serializers.Serializer[Any]):
    words = serializers.CharField()
    organization = NamedOrganization(allow_null=True)


class SourceShape(serializers.Serializer[Any]):
    document = serializers.CharField()
    symbol = serializers.CharField(allow_null=True)
    paragraph = serializers.CharField()
    url = serializers.URLField()


class RecommendationShape(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    reference = serializers.CharField()
    text = serializers.CharField()
    lead_in = serializers.SerializerMethodField()
    kind = Code(Kind.choices)
    nature = Code(Nature.choices)
    standing = Code(Standing.choices)
    standing_symbol = TextOrNull()
    follow_up = Code(FollowUp.choices)
    status = serializers.SerializerMethodField()
    phase = serializers.SerializerMethodField()
    basis = serializers.SerializerMethodField()
    owners = serializers.SerializerMethodField()
    contributing = serializers.SerializerMethodField()
    counterparts = serializers.SerializerMethodField()
    addressee = AddresseeShape(source="addressees", many=True)
    source = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field hides no attribute of its serializer
    themes = NamedTheme(many=True)
    places = serializers.SerializerMethodField()
    due = DueShape(source="*")
    whole = serializers.SerializerMethodField()
    parts = serializers.SerializerMethodField()
    assignments = serializers.SerializerMethodField()
    overdue = serializers.BooleanField()
    version = serializers.IntegerField()
    updated_at = Moment()
    url = serializers.SerializerMethodField()

    def get_lead_in(self, row: Recommendation) -> str:
        return " ".join(each.text for each in row.lead_in_spans.all())

    @extend_schema_field(Code(Status.choices, allow_null=True))
    def get_status(self, row: Recommendation) -> str | None:
        return row.status or None if is_rated(row) else None

    @extend_schema_field(Code(Phase.choices, allow_null=True))
    def get_phase(self, row: Recommendation) -> str | None:
        return phase_of(row.status) if is_rated(row) else None

    @extend_schema_field(Code(Basis.choices, allow_null=True))
    def get_basis(self, row: Recommendation) -> str | None:
        return row.basis or None if is_rated(row) else None

    @extend_schema_field(NamedOrganization(many=True))
    def get_owners(self, row: Recommendation) -> Any:
        return _named(row, AssignmentRole.OWNER)

    @extend_schema_field(NamedOrganization(many=True))
    def get_contributing(self, row: Recommendation) -> Any:
        return _named(row, AssignmentRole.CONTRIBUTING)

    @extend_schema_field(NamedOrganization(many=True))
    def get_counterparts(self, row: Recommendation) -> Any:
        return _named(row, AssignmentRole.COUNTERPART)

    @extend_schema_field(SourceShape)
    def get_source(self, row: Recommendation) -> Any:
        document = row.paragraph.document_version.document
        return {
            "document": document.public_id,
            "symbol": document.symbol,
            "paragraph": row.paragraph.label,
            "url": self._around.address_of(row.paragraph),
        }

    def get_places(self, row: Recommendation) -> list[str]:
        return [each.name for each in row.places.all()]

    def get_whole(self, row: Recommendation) -> str | None:
        return row.whole.public_id if row.whole else None

    def get_parts(self, row: Recommendation) -> list[str]:
        return [each.public_id for each in row.parts.all()]

    @extend_schema_field(AssignmentShape(many=True))
    def get_assignments(self, row: Recommendation) -> Any:
        rows = in_order(list(row.assignments.all()))
        return AssignmentShape(rows, many=True, context=self.context).data

    @extend_schema_field(serializers.URLField())
    def get_url(self, row: Recommendation) -> str:
        return self._around.address(f"/recommendations/{row.public_id}/")

    @property
    def _around(self) -> Around:
        found: Around = self.context["around"]
        return found


class RecommendationAlone(RecommendationShape):
    """At its own address, where an archived one stays readable."""

    language = serializers.CharField(source="paragraph.document_version.language")
    translations = serializers.SerializerMethodField()
    imported_statements = serializers.SerializerMethodField()
    archived_at = Moment(allow_null=True)

    @extend_schema_field(TranslationShape(many=True))
    def get_translations(self, row: Recommendation) -> Any:
        return TranslationShape(everywhere(row), many=True).data

    @extend_schema_field(ImportedStatementShape(many=True))
    def get_imported_statements(self, row: Recommendation) -> Any:
        return ImportedStatementShape(said_elsewhere(row, self.context["around"].reader), many=True).data


def is_rated(row: Recommendation) -> bool:
    """An aim is never rated, and what is not tracked is not asked."""
    return row.follow_up == FollowUp.TRACKED and row.nature != Nature.AIM


def _named(row: Recommendation, role: AssignmentRole) -> Any:
    counting = [each for each in in_order(list(row.assignments.all())) if each.counts and each.role == role]
    return NamedOrganization([each.organization for each in counting], many=True).data


def tag_of(row: Recommendation, around: Around) -> str:
    """Changes whenever the answer would: from the versions of all that stands in it."""
    assignments = list(row.assignments.all())
    organizations: list[Organization | None] = [each.organization for each in row.addressees.all()]
    organizations += [each.organization for each in assignments]
    organizations += [each.answering_organization for each in assignments]
    return etags.of_parts(
        SHAPE,
        around.address("/"),
        (row.pk, row.version, row.updated_at, row.archived_at, row.overdue),  # type: ignore[attr-defined]  # annotated
        [(each.pk, each.version) for each in assignments],
        sorted({(each.pk, each.version) for each in organizations if each}),
        [(each.pk, each.version) for each in row.themes.all()],
        [each.pk for each in row.parts.all()],
        row.paragraph.document_version.document.version,
    )
