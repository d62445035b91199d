"""What kind of ask the words of an earlier register's row are, as the suggester reads them."""

from collections.abc import Iterable

from recommendations.choices import Kind, Nature
from recommendations.models import Paragraph
from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Candidate, Passage, Source
from recommendations.queries.registers_rows import Row


def asks_of(paragraph: Paragraph) -> tuple[Candidate, ...]:
    """Those of the paragraph, as they are read with what stands above it."""
    above: list[Paragraph] = []
    at: Paragraph | None = paragraph
    while at is not None:
        above.insert(0, at)
        at = at.parent
    passages = tuple(Passage(each.label, each.text, place - 1 if place else None) for place, each in enumerate(above))
    version = paragraph.document_version
    document = version.document
    source = Source(passages, document.symbol or "", document.title, "", document.kind, version.language)
    return tuple(each for each in suggest(source, (), ()) if each.paragraph == paragraph.label)


def reading_of(row: Row, asks: Iterable[Candidate]) -> tuple[Kind, Nature]:
    """By the words themselves, among the `asks_of` their paragraph; a steward looks at it when deciding whether it is
    tracked."""
    found = [(min(each.end, row.end) - max(each.start, row.start), each) for each in asks]
    shared, best = max(found, key=lambda pair: pair[0], default=(0, None))
    if best is None or shared <= 0:
        return Kind.RECOMMENDATION, Nature.SINGLE_ACTION
    return Kind(best.kind.value), Nature(best.nature)
