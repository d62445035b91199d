"""A plain text file, bytes in and values out."""

import codecs

from .assemble import assemble
from .blocks import group
from .errors import Unreadable
from .footnotes import collect, match
from .found import FoundDocument
from .furniture import kinds_of_furniture
from .lines import split_lines
from .outline import outline
from .pieces import cut, text_spans


def decode(data: bytes) -> tuple[str, str]:
    """The encoding and the text, which that encoding turns into the same bytes again."""
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("not_utf8") from None
    if not text.strip():
        raise Unreadable("empty")
    if "\0" in text:
        raise Unreadable("binary")
    return encoding, text


def read_text(data: bytes) -> FoundDocument:
    """What the text holds: every character in one piece, every text made of its own pieces."""
    encoding, text = decode(data)
    lines = split_lines(text)
    kinds = kinds_of_furniture(lines)
    notes = collect(lines, kinds)
    grouping = group(lines, kinds)
    made = outline(grouping.blocks)
    tops = [block.start for block in grouping.blocks if block.after_break]
    marks, doubts = match(text, notes, words=text_spans(made), tops=tops)
    pieces = cut(text, lines, kinds, made, notes, marks)
    doubts = [*grouping.doubts, *made.sections.doubts, *made.paragraphs.doubts, *doubts]
    return assemble(encoding, pieces, made, notes, doubts, paged=bool(tops))


def rebuild(found: FoundDocument) -> bytes:
    """The file the document was read from, byte for byte."""
    return "".join(piece.raw for piece in found.pieces).encode(found.encoding)
