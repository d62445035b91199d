"""A report as issued, and the text of its quoted version."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recommendations.api.shapes.fields import Code, Moment, NamedOrganization, TextOrNull
from recommendations.choices import DatePrecision, DocumentKind
from recommendations.models import DocumentVersion, Paragraph, Section, SourceDocument


class DocumentShape(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    code = serializers.CharField()
    symbol = TextOrNull()
    title = serializers.CharField()
    kind = Code(DocumentKind.choices)
    date = serializers.DateField(source="dated", allow_null=True)
    date_precision = Code(DatePrecision.choices, allow_null=True)
    mandate = TextOrNull()
    note = TextOrNull()
    issuers = NamedOrganization(many=True)
    version = serializers.IntegerField()
    updated_at = Moment()
    url = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField())
    def get_url(self, row: SourceDocument) -> str:
        found: str = self.context["around"].address_of_document(row)
        return found


class VersionShape(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    language = serializers.CharField()
    file_name = serializers.CharField()
    sha256 = serializers.CharField()
    is_quoted = serializers.BooleanField()
    is_official = serializers.BooleanField()  # false: a courtesy translation


class SectionShape(serializers.Serializer[Any]):
    """`number` is its place in the version; `parent` is a number too."""

    number = serializers.IntegerField(source="ord")
    heading = serializers.CharField()
    level = serializers.IntegerField()
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field hides no attribute of its serializer

    def get_parent(self, row: Section) -> int | None:
        return row.parent.ord if row.parent else None


class ParagraphShape(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]  # a field hides no attribute of its serializer
    text = serializers.CharField()
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field hides no attribute of its serializer
    section = serializers.SerializerMethodField()
    page = serializers.IntegerField(allow_null=True)

    def get_parent(self, row: Paragraph) -> str | None:
        return row.parent.label if row.parent else None

    def get_section(self, row: Paragraph) -> int | None:
        return row.section.ord if row.section else None


class DocumentAlone(DocumentShape):
    """With the whole text of the version that recommendations quote."""

    sha256 = serializers.SerializerMethodField()
    versions = serializers.SerializerMethodField()
    sections = serializers.SerializerMethodField()
    paragraphs = serializers.SerializerMethodField()
    archived_at = Moment(allow_null=True)

    def get_sha256(self, row: SourceDocument) -> str | None:
        quoted = self._quoted(row)
        return quoted.sha256 if quoted else None

    @extend_schema_field(VersionShape(many=True))
    def get_versions(self, row: SourceDocument) -> Any:
        return VersionShape(row.versions.all(), many=True).data

    @extend_schema_field(SectionShape(many=True))
    def get_sections(self, row: SourceDocument) -> Any:
        found = Section.objects.filter(document_version=self._quoted(row)).select_related("parent").order_by("ord")
        return SectionShape(found, many=True).data

    @extend_schema_field(ParagraphShape(many=True))
    def get_paragraphs(self, row: SourceDocument) -> Any:
        found = Paragraph.objects.filter(document_version=self._quoted(row))
        return ParagraphShape(found.select_related("parent", "section").order_by("ord"), many=True).data

    def _quoted(self, row: SourceDocument) -> DocumentVersion | None:
        return next((each for each in row.versions.all() if each.is_quoted), None)
