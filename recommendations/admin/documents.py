from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.below import Below
from recommendations.admin.columns import ByVersion, InUse
from recommendations.admin.putting_away import ArchiveDoor
from recommendations.admin.site import site
from recommendations.admin.verbs import Door, changed
from recommendations.admin.who import by
from recommendations.models import DocumentVersion, Paragraph, Recommendation, SourceDocument
from recommendations.workflow import documents


class Versions(Below):
    """Files as they came: read only, for ever."""

    model = DocumentVersion
    verbose_name_plural = _("versions")
    fields = readonly_fields = ("number", "language", "file_name", "sha256", "is_quoted", "read")

    def get_queryset(self, request: HttpRequest) -> QuerySet[DocumentVersion]:
        return super().get_queryset(request).defer("content")

    @admin.display(description=_("paragraphs"))
    def read(self, row: DocumentVersion) -> str:
        address = reverse("admin:recommendations_paragraph_changelist")
        return format_html('<a href="{}?of={}">{}</a>', address, row.pk, _("Read"))


@admin.register(SourceDocument, site=site)
class SourceDocumentDoor(ArchiveDoor):
    """A document enters with its file, which is read and checked: that is no form of this administration."""

    reads = (Verb.CATALOGUE,)
    changes = Verb.CATALOGUE
    takes = (*documents.CHANGEABLE, "issuers")
    shows = ("code", "archived_at", "archived_why")
    autocomplete_fields = ("issuers",)
    inlines = (Versions,)
    list_display = ("code", "title_line", "kind", "dated", "recommendations")
    list_filter = (InUse, "kind")
    search_fields = ("code", "symbol", "title")
    date_hierarchy = "dated"

    def get_queryset(self, request: HttpRequest) -> Any:
        asks = Recommendation.objects.filter(
            paragraph__document_version__document=OuterRef("pk"), archived_at__isnull=True
        ).order_by()
        counted = asks.values("paragraph__document_version__document").annotate(n=Count("pk")).values("n")
        return super().get_queryset(request).annotate(how_many=Subquery(counted))

    @admin.display(description=_("title"))
    def title_line(self, row: SourceDocument) -> str:
        return row.title if len(row.title) <= 100 else f"{row.title[:99]}…"

    @admin.display(description=_("recommendations"), ordering="how_many")
    def recommendations(self, row: Any) -> int:
        return row.how_many or 0

    def change(self, request: HttpRequest, row: SourceDocument, form: Any, formsets: Sequence[Any]) -> None:
        given, data = changed(form, *self.takes), form.cleaned_data
        if given:
            documents.change(row, by=by(request), version=data["version"] or 0, why=data["why"], **given)


@admin.register(Paragraph, site=site)
class ParagraphDoor(Door):
    """Read only: the words of a source never change."""

    reads = (Verb.CATALOGUE,)
    takes = ("document_version", "label", "section", "parent", "page", "text")
    list_display = ("label", "document_version", "section", "beginning", "asks_in_it")
    list_filter = (ByVersion,)
    # "S/2008/186 79(d)" finds it where one is chosen.
    search_fields = ("label", "text", "document_version__document__code")
    ordering = ("document_version", "ord")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("document_version__document", "section", "parent")
        return rows.defer("document_version__content").annotate(how_many=Count("recommendations"))

    @admin.display(description=_("beginning"))
    def beginning(self, row: Paragraph) -> str:
        return row.text if len(row.text) <= 120 else f"{row.text[:119]}…"

    @admin.display(description=_("recommendations"), ordering="how_many")
    def asks_in_it(self, row: Any) -> int:
        return int(row.how_many)
