"""The source cut into pieces, each with what it belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .blocks import Block
from .footnotes import Mark, Note
from .found import Piece, PieceKind
from .furniture import Kinds, cut_job_line
from .lines import MASK, Line
from .outline import Outline

MARKUP = re.compile(f"{MASK}+")


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    kind: PieceKind
    section: int | None = None
    paragraph: int | None = None
    footnote: int | None = None

    def continues(self, other: "Span") -> bool:
        return self == replace(other, start=self.start, end=self.end) and self.start == other.end


def _of_outline(made: Outline) -> Iterator[Span]:
    for ord_, block in made.headings:
        yield from (Span(start, end, PieceKind.HEADING, section=ord_) for start, end in _runs(block))
    for draft in made.paragraphs.drafts:
        for place, block in enumerate(draft.blocks):
            start = block.start + (draft.marker if place == 0 else 0)
            if start > block.start:
                yield Span(block.start, start, PieceKind.LABEL, draft.section, draft.ord)
            for first, end in _runs(block):
                if start < end:
                    yield Span(max(first, start), end, PieceKind.PARAGRAPH, draft.section, draft.ord)


def _runs(block: Block) -> Iterator[tuple[int, int]]:
    """Where the block stands: lines of a column have those of the other one in between."""
    start, end = block.start, block.start
    for line in block.lines:
        if line.start != end:
            yield start, end
            start = line.start
        end = line.end
    yield start, end


def _of_notes(notes: Sequence[Note]) -> Iterator[Span]:
    for ord_, note in enumerate(notes):
        yield Span(note.start, note.mark_end, PieceKind.FOOTNOTE_MARK, footnote=ord_)
        for line in note.lines:
            start = max(line.start, note.mark_end)
            yield Span(start, line.end, PieceKind.FOOTNOTE, footnote=ord_)


def _of_furniture(lines: Sequence[Line], kinds: Kinds) -> Iterator[Span]:
    for line, kind in zip(lines, kinds, strict=True):
        if kind is PieceKind.JOB_NUMBER:
            yield from (Span(start, end, part) for part, start, end in cut_job_line(line))
        elif kind is not None and kind is not PieceKind.FOOTNOTE:
            yield Span(line.start, line.end, kind)
        elif line.blank:
            yield Span(line.start, line.end, PieceKind.BLANK)


def _without_markup(span: Span, masked: str) -> Iterator[Span]:
    """Markup belongs to the page: each of its runs is a piece of its own, inside whatever it stands."""
    at = span.start
    for found in MARKUP.finditer(masked, span.start, span.end):
        if found.start() > at:
            yield replace(span, start=at, end=found.start())
        yield Span(found.start(), found.end(), PieceKind.MARKUP)
        at = found.end()
    if at < span.end:
        yield replace(span, start=at)


def _without_marks(span: Span, marks: Sequence[Mark]) -> Iterator[Span]:
    at = span.start
    for mark in marks:
        if not at <= mark.start < span.end or not span.kind.is_text:
            continue
        if mark.start > at:
            yield replace(span, start=at, end=mark.start)
        yield replace(span, start=mark.start, end=mark.end, kind=PieceKind.FOOTNOTE_MARK, footnote=mark.note)
        at = mark.end
    if at < span.end:
        yield replace(span, start=at)


def text_spans(made: Outline) -> list[tuple[int, int]]:
    """Where the words of paragraphs and headings stand: the only places for a footnote mark."""
    return [(span.start, span.end) for span in _of_outline(made) if span.kind.is_text]


def cut(
    text: str,
    lines: Sequence[Line],
    kinds: Kinds,
    title: Sequence[Block],
    made: Outline,
    notes: Sequence[Note],
    marks: Sequence[Mark],
) -> list[Piece]:
    titles = (Span(start, end, PieceKind.TITLE_PAGE) for block in title for start, end in _runs(block))
    spans = [*titles, *_of_outline(made), *_of_notes(notes), *_of_furniture(lines, kinds)]
    merged: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if merged and span.continues(merged[-1]):
            merged[-1] = replace(merged[-1], end=span.end)
        else:
            merged.append(span)
    masked = "".join(line.raw for line in lines)
    unmarked = (part for span in merged for part in _without_markup(span, masked))
    parts = (part for span in unmarked for part in _without_marks(span, marks))
    return [
        Piece(part.kind, text[part.start : part.end], part.section, part.paragraph, part.footnote) for part in parts
    ]
