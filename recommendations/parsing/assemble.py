"""Texts made of pieces, and nothing else: what a person reads is always what the source says."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .clean import clean
from .footnotes import Note
from .found import (
    Doubt,
    DoubtCode,
    FoundDocument,
    FoundFootnote,
    FoundParagraph,
    FoundSection,
    Piece,
    PieceKind,
)
from .outline import Outline

Texts = dict[tuple[PieceKind, int], str]


def _owner(piece: Piece) -> int | None:
    owners = {
        PieceKind.HEADING: piece.section,
        PieceKind.PARAGRAPH: piece.paragraph,
        PieceKind.FOOTNOTE: piece.footnote,
    }
    return owners.get(piece.kind)


def _texts(pieces: Sequence[Piece]) -> Texts:
    raws: dict[tuple[PieceKind, int], list[str]] = defaultdict(list)
    for piece in pieces:
        owner = _owner(piece)
        if owner is not None:
            raws[piece.kind, owner].append(piece.raw)
    return {of: clean(parts) for of, parts in raws.items()}


def _footnotes(notes: Sequence[Note], texts: Texts, pieces: Sequence[Piece]) -> Iterator[FoundFootnote]:
    """Each footnote and where it was called: its mark, when that is in a paragraph's text."""
    called: dict[int, tuple[int, int]] = {}
    before: dict[int, list[str]] = defaultdict(list)
    for piece in pieces:
        if piece.paragraph is None:
            continue
        if piece.kind is PieceKind.PARAGRAPH:
            before[piece.paragraph].append(piece.raw)
        elif piece.kind is PieceKind.FOOTNOTE_MARK and piece.footnote is not None:
            called.setdefault(piece.footnote, (piece.paragraph, len(clean(before[piece.paragraph]))))
    for ord_, note in enumerate(notes):
        paragraph, at = called.get(ord_, (None, None))
        yield FoundFootnote(ord_, note.mark, texts[PieceKind.FOOTNOTE, ord_], paragraph, at)


def _marks_in_headings(pieces: Sequence[Piece], notes: Sequence[Note]) -> list[Doubt]:
    return [
        Doubt(DoubtCode.MARK_IN_HEADING, notes[piece.footnote].mark)
        for piece in pieces
        if piece.kind is PieceKind.FOOTNOTE_MARK
        and piece.footnote is not None
        and piece.section is not None
        and piece.paragraph is None
    ]


def _sections(made: Outline, texts: Texts) -> Iterator[FoundSection]:
    for each in made.sections.found:
        yield FoundSection(each.ord, texts[PieceKind.HEADING, each.ord], each.level, each.parent)


def _paragraphs(made: Outline, texts: Texts, *, paged: bool) -> Iterator[FoundParagraph]:
    for each in made.paragraphs.drafts:
        text, page = texts[PieceKind.PARAGRAPH, each.ord], each.page if paged else None
        look = each.blocks[0].look
        cell = look.cell if look and look.cell and not look.cell.alone else None
        yield FoundParagraph(each.ord, each.label, text, each.parent, each.section, page, cell)


def assemble(
    encoding: str,
    pieces: Sequence[Piece],
    made: Outline,
    notes: Sequence[Note],
    doubts: Sequence[Doubt],
    *,
    paged: bool,
) -> FoundDocument:
    """The document; pages are left out where the source shows no page breaks."""
    texts = _texts(pieces)
    return FoundDocument(
        encoding=encoding,
        sections=tuple(_sections(made, texts)),
        paragraphs=tuple(_paragraphs(made, texts, paged=paged)),
        footnotes=tuple(_footnotes(notes, texts, pieces)),
        pieces=tuple(pieces),
        warnings=(*doubts, *_marks_in_headings(pieces, notes)),
    )
