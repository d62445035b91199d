"""A version of a document: who gave it, what became of each paragraph, and which words wait for a decision."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from recommendations.browser.differences import changes
from recommendations.browser.shared import called
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import ChainKind, EntryKind
from recommendations.models import DocumentVersion, Entry, Recommendation
from recommendations.parsing.aligning import Fate
from recommendations.queries import versions as versions_of
from recommendations.queries.versions import Compared


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph before and after, in words."""

    pair: Compared
    words: SafeString | str

    @property
    def label(self) -> str:
        found = self.pair.after or self.pair.before
        return found.label if found else ""


@stewards_only
def version(request: HttpRequest, sha256: str) -> HttpResponse:
    rows = versions_of.without_files(DocumentVersion.objects.select_related("document"))
    found = get_object_or_404(rows, sha256=sha256)
    entry = _entry(found)
    earlier = versions_of.before(found)
    pairs = versions_of.compared(earlier, found) if earlier else []
    everything = request.GET.get("all") == "yes"
    quoted = versions_of.quoted_of(found.document)
    fates = Counter(each.fate for each in pairs)
    context = {
        "section": "documents",
        "document": found.document,
        "version": found,
        "entry": entry,
        "given_by": called(request, entry.actor) if entry and entry.actor else "",
        "earlier": earlier,
        "quoted": quoted,
        "versions": versions_of.without_files(found.document.versions.all()).order_by("number"),
        "beside": versions_of.beside(quoted, found) if found.language != quoted.language else None,
        "fates": [(each, fates[each]) for each in Fate],
        "rows": [_row(each) for each in pairs if everything or each.fate != Fate.UNCHANGED or each.relabelled],
        "everything": everything,
        "to_place": versions_of.to_place(found.document),
        "reviewed": found.is_quoted and found.candidates.exists(),
        "here": Recommendation.objects.filter(paragraph__document_version=found, archived_at__isnull=True).count(),
    }
    return render(request, "intake/version.html", context)


def _row(pair: Compared) -> Row:
    before, after = (each.text if each else "" for each in (pair.before, pair.after))
    return Row(pair, after if pair.fate == Fate.UNCHANGED else changes(before, after))


def _entry(version: DocumentVersion) -> Entry | None:
    """The one that says when it came; the first version came with its document."""
    kinds = (EntryKind.ADDED, EntryKind.VERSION_ADDED)
    rows = Entry.objects.filter(
        chain_kind=ChainKind.DOCUMENT, chain_id=version.document.public_id, kind__in=kinds
    ).select_related("actor")
    return next((each for each in rows.order_by("seq") if _names(each, version.sha256)), None)


def _names(entry: Entry, sha256: str) -> bool:
    return any(sha256 in each for each in entry.facts.get("after", {}).get("versions", []))
