"""The reader: a document as issued, what is catalogued in it marked and linked."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from recommendations.models import DocumentVersion, Footnote, Paragraph, Recommendation, Section, SourceDocument
from recommendations.queries import conditions, figures


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph: plain words, words of an ask, or a footnote's mark."""

    text: str
    ask: Recommendation | None = None
    note: Footnote | None = None


@dataclass(slots=True)
class Block:
    """A paragraph with the headings that stand before it."""

    paragraph: Paragraph
    pieces: list[Piece]
    headings: list[Section] = field(default_factory=list)
    asks: list[Recommendation] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)


@login_required
@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    rows = SourceDocument.objects.filter(archived_at__isnull=True).prefetch_related("versions", "issuers__names")
    listed = [(each, population_of(each)) for each in rows.order_by("code")]
    return render(request, "documents/list.html", {"section": "documents", "listed": listed})


def population_of(document: SourceDocument) -> figures.Population:
    rows = conditions.listed().filter(paragraph__document_version__document=document)
    return figures.population(rows, {"document": [document.code]})


@login_required
@require_GET
def document(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(SourceDocument.objects.prefetch_related("issuers__names"), code=code)
    version = get_object_or_404(row.versions.defer("content"), is_quoted=True)
    sections = list(version.sections.all())
    context = {
        "section": "documents",
        "document": row,
        "version": version,
        "size": version.pieces.count() and len(bytes(row.versions.get(pk=version.pk).content)),
        "sections": sections,
        "blocks": blocks(version, sections),
        "population": population_of(row),
        "from": request.GET.get("from", ""),
    }
    return render(request, "documents/one.html", context)


def blocks(version: DocumentVersion, sections: list[Section]) -> list[Block]:
    asks = conditions.listed().order_by("start", "end")
    rows = version.paragraphs.prefetch_related(
        Prefetch("recommendations", asks), Prefetch("footnotes", Footnote.objects.order_by("at_offset", "ord"))
    )
    found: list[Block] = []
    shown: set[int] = set()
    above = {each.pk: each for each in sections}
    for paragraph in rows.order_by("ord"):
        headings = _headings(paragraph, sections, above, shown)
        marked = list(paragraph.recommendations.all())
        notes = list(paragraph.footnotes.all())
        found.append(Block(paragraph, cut(paragraph.text, marked, notes), headings, marked, notes))
    return found


def _headings(
    paragraph: Paragraph, sections: list[Section], above: dict[int, Section], shown: set[int]
) -> list[Section]:
    """The headings up to this paragraph's section that were not shown yet, in order."""
    if paragraph.section_id is None:
        return []
    own = above[paragraph.section_id]
    new = [each for each in sections if each.ord <= own.ord and each.pk not in shown]
    shown.update(each.pk for each in new)
    return new


def cut(text: str, asks: list[Recommendation], notes: list[Footnote]) -> list[Piece]:
    """The text, whole and in order, cut at the asks' spans and at the footnotes' marks."""
    placed = sorted((each for each in notes if each.at_offset is not None), key=lambda each: each.at_offset or 0)
    edges = {0, len(text)}
    edges |= {place for each in asks for place in (each.start, each.end)}
    edges |= {each.at_offset for each in placed if each.at_offset is not None}
    stops = sorted(edge for edge in edges if 0 <= edge <= len(text))
    found: list[Piece] = []
    for start, end in pairwise(stops):
        found += [Piece("", note=each) for each in placed if each.at_offset == start]
        ask = next((each for each in asks if each.start <= start and end <= each.end), None)
        found.append(Piece(text[start:end], ask=ask))
    return found + [Piece("", note=each) for each in placed if each.at_offset == len(text)]
