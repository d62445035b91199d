"""A plain text file, bytes in and values out."""

import codecs
from dataclasses import replace

from . import encodings, letterhead
from .assemble import assemble
from .blocks import group
from .errors import Unreadable
from .footnotes import collect, match
from .found import FoundDocument
from .front import front_matter, split_heads
from .furniture import kinds_of_furniture
from .layout import has_layout, is_unwrapped, read_layout
from .lines import MASK, split_lines, without_invisible
from .markup import unmark
from .mending import mend_words
from .outline import outline
from .pieces import cut, text_spans
from .pipes import split_tables
from .preamble import split_parts
from .recounted import recounted
from .unfolding import unfolded

BYTE_ORDER_MARK = "\ufeff"


def decode(data: bytes) -> tuple[str, str]:
    """UTF-8, with or without a byte order mark, and nothing else."""
    try:
        return encodings.decode(data, "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8")
    except Unreadable as refused:
        raise Unreadable("not_utf8" if refused.code == "unknown_encoding" else refused.code) from None


def read_text(data: bytes) -> FoundDocument:
    """A UTF-8 text: every character in one piece, every text made of its own pieces."""
    return read_decoded(*decode(data))


def read_decoded(encoding: str, text: str) -> FoundDocument:
    lines = split_lines(text)
    if text.startswith(BYTE_ORDER_MARK):
        lines[0] = replace(lines[0], raw=MASK + lines[0].raw[1:])
    lines = recounted(without_invisible(lines), bare=True)
    parts = unfolded(lines)
    if len(parts) > len(lines) or has_layout(lines):
        return read_layout(encoding, text, parts, unwrapped=len(parts) > len(lines) or is_unwrapped(lines))
    lines = unmark(split_tables(lines))
    kinds = kinds_of_furniture(lines)
    notes = collect(lines, kinds)
    lines = mend_words(lines, kinds)
    grouping = group(lines, kinds)
    blocks = split_heads(letterhead.split(split_parts(grouping.blocks)))
    front, rest = front_matter(blocks)
    made = outline(rest)
    tops = [block.start for block in blocks if block.after_break]
    masked = "".join(line.raw for line in lines)
    marks, doubts = match(masked, notes, words=text_spans(made), tops=tops)
    pieces = cut(text, lines, kinds, front, made, notes, marks)
    doubts = [*grouping.doubts, *made.sections.doubts, *made.paragraphs.doubts, *doubts]
    return assemble(encoding, pieces, made, notes, doubts, paged=grouping.shows_pages and bool(tops))


def rebuild(found: FoundDocument) -> bytes:
    """The file the document was read from, byte for byte."""
    return "".join(piece.raw for piece in found.pieces).encode(found.encoding)
