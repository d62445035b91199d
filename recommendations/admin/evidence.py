"""Evidence below an update: what is held, as far as it is released to the reader, and a line for more."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.access import By, readable_evidence
from recommendations.admin.below import Below
from recommendations.admin.update_forms import EvidenceForm
from recommendations.admin.who import reader_of
from recommendations.errors import Invalid
from recommendations.models import Evidence, ProgressUpdate
from recommendations.workflow import evidence


class Held(Below):
    model = Evidence
    fk_name = "update"
    verbose_name_plural = _("evidence")
    fields = readonly_fields = (
        "kind",
        "held_as",
        "dated",
        "symbol",
        "title",
        "url",
        "captured_text",
        "file_name",
        "sighted_by",
        "filed_at",
        "release",
    )

    def get_fields(self, request: HttpRequest, obj: ProgressUpdate | None = None) -> tuple[str, ...]:
        """Who saw a paper is a person, and persons are named inside their family only."""
        inside = obj is not None and reader_of(request).reads_words_of(obj.assignment)
        return tuple(each for each in self.fields if inside or each != "sighted_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        rows = super().get_queryset(request).filter(removed_at__isnull=True)
        return rows.filter(readable_evidence(reader_of(request)))


class ToAdd(Below):
    """Symbols, links, files, and what was sighted."""

    model = Evidence
    fk_name = "update"
    form = EvidenceForm
    verbose_name = _("more evidence")
    verbose_name_plural = _("more evidence")
    extra = 1

    def may(self, request: HttpRequest) -> bool:
        return True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).none()


def add_evidence(update: ProgressUpdate, formsets: Sequence[Any], *, by: By) -> ProgressUpdate:
    """Each new line through the verb; gives back the update as it is then."""
    for form in (form for formset in formsets for form in formset.forms):
        if not form.has_changed():
            continue
        given = {name: form.cleaned_data[name] for name in EvidenceForm.Meta.fields}
        marks = {"unclassified": form.cleaned_data["unclassified"]}
        try:
            evidence.add(update, by=by, version=update.version, file=form.file(), **marks, **given)
        except Invalid as refusal:
            raise Invalid({"evidence": " ".join(str(words) for words in refusal.errors.values())}) from refusal
        update.refresh_from_db()
    return update
