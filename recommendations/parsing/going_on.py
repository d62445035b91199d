"""Whether a block goes on with the paragraph before it, by what the source shows of its layout."""

from .blocks import Block
from .paragraphs import Draft, Paragraphs
from .sections import looks_like_heading


def may_head(block: Block, *, emphasized: bool) -> bool:
    """Where headings are set apart by their letters or place, only what is set apart can be one."""
    set_apart = block.emphasis or not (emphasized and block.look)
    return set_apart and looks_like_heading(block)


def cut_by_page(block: Block, paragraphs: Paragraphs) -> bool:
    return block.after_break and paragraphs.unfinished


def flush_at_top(block: Block, *, indented: bool) -> bool:
    return block.after_break and not block.indent and (indented or block.topped)


def goes_on(block: Block, paragraphs: Paragraphs, *, indented: bool, emphasized: bool) -> bool:
    """`indented`: the source indents where a block begins; `emphasized`: it shows headings by how they are set."""
    last = paragraphs.last
    if last is None or block.severed or last.is_signature:
        return False
    if block.look:
        return _on_a_page(block, paragraphs, emphasized=emphasized)
    return _in_text(block, paragraphs, last, indented=indented)


def _in_text(block: Block, paragraphs: Paragraphs, last: Draft, *, indented: bool) -> bool:
    if flush_at_top(block, indented=indented) or cut_by_page(block, paragraphs):
        return True
    if paragraphs.unfinished:
        ends = last.is_bullet or looks_like_heading(block)
        return not (block.text[:1].isupper() and ends)
    # Parted by a footnote: at the top of a page, where nothing is indented, a block without a number goes on.
    return block.after_break and not indented and paragraphs.numbered and not looks_like_heading(block)


def _on_a_page(block: Block, paragraphs: Paragraphs, *, emphasized: bool) -> bool:
    """Where the page shows no answer, an unfinished sentence goes on, and a numbered paragraph does."""
    if block.goes_on is not None:
        return block.goes_on or (paragraphs.unfinished and block.text[:1].islower() and not block.emphasis)
    if paragraphs.unfinished:
        return True
    return paragraphs.numbered and not may_head(block, emphasized=emphasized)
