"""The reader: a document as issued, what is catalogued in it marked and linked, each paragraph at its own address."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from re import Pattern
from typing import Final
from urllib.parse import quote, urlencode

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from recommendations.browser.reading import Hit, Run, runs
from recommendations.browser.shared import for_readers
from recommendations.browser.stewarding.gate import is_steward
from recommendations.models import DocumentVersion, Footnote, Paragraph, Recommendation, Section, SourceDocument
from recommendations.queries import conditions, figures
from recommendations.queries import documents as reading
from recommendations.queries.addresses import whole_number
from recommendations.queries.listed import Listed, listed
from recommendations.queries.renderings import Beside
from recommendations.queries.versions import without_files

SHORTEST_SEARCH: Final = 2
LONGEST_SEARCH: Final = 200
DEEPEST_HEADING: Final = 5
LONGEST_LABEL_BESIDE: Final = 13


@dataclass(slots=True)
class Words:
    """A heading, a paragraph or a footnote as the page shows it, with the hits in it: `first` to `last`."""

    runs: list[Run]
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    section: Section
    depth: int
    words: Words

    @property
    def level(self) -> int:
        """The page's own heading is the first; HTML has no more than six."""
        return min(self.depth + 1, DEEPEST_HEADING)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the headings that stand before it, and what is catalogued in it."""

    paragraph: Paragraph
    words: Words
    headings: list[Heading]
    asks: list[Listed]
    fragment: str

    @property
    def many(self) -> bool:
        return len(self.asks) > 1


@dataclass(frozen=True, slots=True)
class Note:
    footnote: Footnote
    words: Words


@dataclass(frozen=True, slots=True)
class Found:
    """Where hits are, in order: the label of the paragraph, or the heading's or the footnote's words."""

    label: str
    number: int
    hit: int


@dataclass(slots=True)
class Page:
    """The whole text. Its words are cut in the order in which they stand, so that hits count through."""

    text: reading.Text
    held: reading.Held
    finder: Pattern[str] | None = None
    found: list[Found] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    trailing: list[Heading] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    hits: int = 0

    def __post_init__(self) -> None:
        depths: dict[int, int] = {}
        for section in self.text.sections:
            depths[section.pk] = depths.get(section.parent_id or 0, 0) + 1
        waiting = list(reversed(self.text.sections))
        place = {each.pk: each.ord for each in self.text.sections}
        marks: dict[int, list[Footnote]] = {}
        for note in self.text.footnotes:
            marks.setdefault(note.paragraph_id or 0, []).append(note)
        rows = {each.recommendation.pk: each for each in listed(self.text.every_ask, self.text.parts)}

        def headings_to(ord: int) -> list[Heading]:
            new = []
            while waiting and waiting[-1].ord <= ord:
                section = waiting.pop()
                new.append(Heading(section, depths[section.pk], self._words(section.heading, section.heading)))
            self.headings += new
            return new

        for paragraph in self.text.paragraphs:
            headings = headings_to(place.get(paragraph.section_id or 0, -1))
            asks = self.text.asks.get(paragraph.pk, [])
            words = self._words(paragraph.text, paragraph.label, asks, marks.get(paragraph.pk, []))
            shown = [rows[each.pk] for each in asks]
            self.blocks.append(Block(paragraph, words, headings, shown, fragment(paragraph.label)))
        self.trailing = headings_to(waiting[0].ord if waiting else 0)
        self.notes = [Note(each, self._words(each.text, each.mark)) for each in self.text.footnotes]

    @property
    def labels_above(self) -> bool:
        """Labels too long for the space beside the text stand above it, all of them alike."""
        return any(len(each.paragraph.label) > LONGEST_LABEL_BESIDE for each in self.blocks)

    def _words(
        self, text: str, label: str, asks: Sequence[Recommendation] = (), notes: Sequence[Footnote] = ()
    ) -> Words:
        hits: list[Hit] = []
        if self.finder:
            numbers = count(self.hits + 1)
            hits = [Hit(*each.span(), next(numbers)) for each in self.finder.finditer(text)]
        cut = runs(text, asks, notes, self.held.cited_in(text), hits)
        if not hits:
            return Words(cut)
        self.hits = hits[-1].number
        self.found.append(Found(label, len(hits), hits[0].number))
        return Words(cut, hits[0].number, hits[-1].number)


def fragment(label: str) -> str:
    """A label as it stands behind the # of an address: `App.%201(b)%204`."""
    return quote(label, safe="()")


@for_readers
@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    rows = SourceDocument.objects.filter(archived_at__isnull=True).prefetch_related("issuers__names")
    populations = reading.populations()
    nothing = figures.population_of([])
    shown = [(each, populations.get(each.code, nothing)) for each in rows.order_by(Lower("code"))]
    context = {"section": "documents", "listed": shown, "population": figures.population()}
    return render(request, "documents/list.html", context)


@for_readers
@require_GET
def document(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(SourceDocument, code=code)
    version = get_object_or_404(_asked_for(row, request))
    text = reading.text_of(version)
    beside = Beside(row, version, text, get_language() or "")
    text = beside.text
    typed = request.GET.get("to", "").strip()[:LONGEST_SEARCH]
    place = reading.place([each.label for each in text.paragraphs], typed) if typed else None
    if place and place.label:
        return HttpResponseRedirect(address(row, place.label, request))
    q = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    page = Page(text, reading.Held(row), reading.finder(q) if len(q) >= SHORTEST_SEARCH else None)
    came_from = next((each for each in text.every_ask if each.public_id == request.GET.get("from")), None)
    context = {
        "section": "documents",
        "document": row,
        "version": version,
        "page": page,
        "population": figures.population(
            conditions.listed().filter(paragraph__document_version__document=row), {"document": [row.code]}
        ),
        "came_from": came_from,
        "beside": beside,
        "catalogues": is_steward(request) and not row.archived_at and version.is_quoted,
        "q": q,
        "q_too_short": bool(q) and page.finder is None,
        "typed": typed,
        "example": text.paragraphs[len(text.paragraphs) // 2].label if text.paragraphs else "",
        "whole_register": urlencode({"q": q}),
        "near": [(each, fragment(each)) for each in place.near] if place else [],
    }
    return render(request, "documents/one.html", context)


def _asked_for(row: SourceDocument, request: HttpRequest) -> QuerySet[DocumentVersion]:
    """The quoted version, unless another one is asked for by its number."""
    number = request.GET.get("version", "")
    if not number:
        return reading.quoted(row)
    return without_files(row.versions.filter(number=whole_number(number)))


def address(row: SourceDocument, label: str, request: HttpRequest) -> str:
    """Of the paragraph, with the search that was on and the way back."""
    kept = {name: request.GET[name] for name in ("from", "q", "version") if request.GET.get(name)}
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{reverse('document', args=[row.code])}{query}#{fragment(label)}"
