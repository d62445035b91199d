"""A plain text file, bytes in and values out."""

import codecs

from .assemble import assemble
from .blocks import group
from .errors import Unreadable
from .footnotes import collect, match
from .found import FoundDocument
from .front import split_heads, title_page
from .furniture import kinds_of_furniture
from .lines import split_lines
from .markup import unmark
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
    lines = unmark(split_lines(text))
    kinds = kinds_of_furniture(lines)
    notes = collect(lines, kinds)
    grouping = group(lines, kinds)
    blocks = split_heads(grouping.blocks)
    front = title_page(blocks)
    made = outline(blocks[front:])
    tops = [block.start for block in blocks if block.after_break]
    masked = "".join(line.raw for line in lines)
    marks, doubts = match(masked, notes, words=text_spans(made), tops=tops)
    pieces = cut(text, lines, kinds, blocks[:front], made, notes, marks)
    doubts = [*grouping.doubts, *made.sections.doubts, *made.paragraphs.doubts, *doubts]
    return assemble(encoding, pieces, made, notes, doubts, paged=grouping.shows_pages and bool(tops))


def rebuild(found: FoundDocument) -> bytes:
    """The file the document was read from, byte for byte."""
    return "".join(piece.raw for piece in found.pieces).encode(found.encoding)
