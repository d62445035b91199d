"""The report beside the candidates: each paragraph cut where a candidate begins or ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recommendations.choices import CandidateState
from recommendations.models import Candidate, Footnote, Paragraph, Recommendation, Section
from recommendations.queries.candidates import Text

DEEPEST: int = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Words that the same candidates cover, or a footnote's mark. `look` is how they are marked, if at all."""

    text: str = ""
    look: str | None = None
    begin: tuple[Candidate, ...] = ()
    note: Footnote | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    section: Section
    level: int


@dataclass(frozen=True, slots=True)
class Block:
    paragraph: Paragraph
    headings: list[Heading]
    runs: list[Run]


def blocks(text: Text, shown: Sequence[Candidate], current: Candidate | None) -> Iterator[Block]:
    """In the order of the text, each with the headings that stand before it."""
    by_paragraph: dict[int, list[Candidate]] = {}
    for row in shown:
        by_paragraph.setdefault(row.paragraph_id, []).append(row)
    notes: dict[int, list[Footnote]] = {}
    for note in text.footnotes:
        notes.setdefault(note.paragraph_id or 0, []).append(note)
    place = {each.pk: each.ord for each in text.sections}
    depths = _depths(text.sections)
    waiting = list(reversed(text.sections))
    for paragraph in text.paragraphs:
        headings = []
        while waiting and waiting[-1].ord <= place.get(paragraph.section_id or 0, -1):
            section = waiting.pop()
            headings.append(Heading(section, min(depths[section.pk] + 1, DEEPEST)))
        asks, marks = text.asks.get(paragraph.pk, []), notes.get(paragraph.pk, [])
        runs = cut(paragraph.text, by_paragraph.get(paragraph.pk, []), asks, marks, current)
        yield Block(paragraph, headings, runs)


def _depths(sections: Sequence[Section]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for each in sections:
        found[each.pk] = found.get(each.parent_id or 0, 0) + 1
    return found


def cut(
    text: str,
    rows: Sequence[Candidate],
    asks: Sequence[Recommendation],
    notes: Sequence[Footnote],
    current: Candidate | None,
) -> list[Run]:
    """Nothing of the text is lost, nothing stands twice, whatever overlaps whatever."""
    placed: dict[int, list[Footnote]] = {}
    for note in notes:
        if note.at_offset is not None:
            placed.setdefault(min(note.at_offset, len(text)), []).append(note)
    edges = {0, len(text), *placed}
    spans: list[Candidate | Recommendation] = [*rows, *asks]
    edges |= {edge for span in spans for edge in (span.start, span.end)}
    found: list[Run] = []
    for start, end in pairwise(sorted(edges)):
        found += [Run(note=each) for each in placed.get(start, [])]
        covering = [each for each in rows if each.start <= start and end <= each.end]
        begin = tuple(each for each in covering if each.start == start)
        known = any(each.start <= start and end <= each.end for each in asks)
        found.append(Run(text[start:end], _look(covering, current, known=known), begin))
    return found + [Run(note=each) for each in placed.get(len(text), [])]


def _look(covering: Sequence[Candidate], current: Candidate | None, *, known: bool) -> str | None:
    if current is not None and any(each.pk == current.pk for each in covering):
        return "now"
    states = {each.state for each in covering}
    if CandidateState.TO_DECIDE in states:
        return ""
    if known or CandidateState.ACCEPTED in states:
        return "in"
    return "out" if states else None
