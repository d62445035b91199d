from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DatePrecision, DocumentKind
from recommendations.models.fields import Archivable, Versioned, an_id, coded, one_of
from recommendations.models.organizations import Organization


class SourceDocument(Versioned, Archivable):
    """A report as issued."""

    public_id = an_id()
    code = models.CharField(_("code"), max_length=60, unique=True)
    symbol = models.CharField(_("symbol"), max_length=60, unique=True, null=True, blank=True)
    title = models.TextField(_("title"))
    kind = coded(DocumentKind.choices, verbose_name=_("kind"))
    dated = models.DateField(_("date"), null=True, blank=True)
    date_precision = coded(DatePrecision.choices, blank=True, verbose_name=_("precision of the date"))
    mandate = models.CharField(_("mandate"), max_length=200, blank=True, default="")
    note = models.TextField(_("note"), blank=True, default="")
    issuers = models.ManyToManyField(Organization, related_name="issued", verbose_name=_("issued by"), blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            one_of("kind", DocumentKind),
            models.CheckConstraint(
                condition=Q(dated__isnull=True, date_precision="")
                | Q(dated__isnull=False, date_precision__in=DatePrecision.values),
                name="a_document_date_has_a_precision",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol or self.code


class DocumentVersion(models.Model):
    """One file of a document, in one language. Never overwritten: a corrected file is a new version."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    encoding = models.CharField(max_length=20)
    is_quoted = models.BooleanField(default=True)
    is_official = models.BooleanField(default=True)  # false: a courtesy translation
    added_at = models.DateTimeField(null=True)  # null: added before this was kept

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(is_quoted=True), name="one_quoted_version_per_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number} ({self.language})"


class Section(models.Model):
    document_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="sections")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    ord = models.PositiveIntegerField()
    heading = models.TextField()
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document_version", "ord"]
        constraints = [
            models.UniqueConstraint(fields=["document_version", "ord"], name="one_section_per_place"),
        ]

    def __str__(self) -> str:
        return self.heading


class Paragraph(models.Model):
    """A unit of a version's text: verbatim, in NFC, its label unique in the version and frozen."""

    document_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="paragraphs")
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="paragraphs")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    ord = models.PositiveIntegerField()
    label = models.CharField(max_length=60)
    text = models.TextField()
    page = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["document_version", "ord"]
        constraints = [
            models.UniqueConstraint(fields=["document_version", "label"], name="one_paragraph_per_label"),
            models.UniqueConstraint(fields=["document_version", "ord"], name="one_paragraph_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.document_version.document} para. {self.label}"


class Footnote(models.Model):
    document_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="footnotes")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, related_name="footnotes")
    ord = models.PositiveIntegerField()
    mark = models.CharField(max_length=10)
    at_offset = models.PositiveIntegerField(null=True)
    text = models.TextField()

    class Meta:
        ordering = ["document_version", "ord"]
        constraints = [
            models.UniqueConstraint(fields=["document_version", "ord"], name="one_footnote_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


class SourcePiece(models.Model):
    """A slice of the file as it came. All of a version's slices, in order, are the file, letter for letter;
    the text of a heading, paragraph or footnote is what is left of its own slices when white space is folded."""

    document_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="pieces")
    ord = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    raw = models.TextField()
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="pieces")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, related_name="pieces")
    footnote = models.ForeignKey(Footnote, models.PROTECT, null=True, related_name="pieces")

    class Meta:
        ordering = ["document_version", "ord"]
        constraints = [
            models.UniqueConstraint(fields=["document_version", "ord"], name="one_piece_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.ord} {self.kind}"
