"""What stands before the text: the title page, and headings that share a block with their text."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile

from .blocks import Block
from .numbering import ITEM_MARKER, PARAGRAPH_MARKER, SECTION_MARKER
from .sections import ENDINGS_OF_TEXT, PART, looks_like_heading

SHORTEST_BLOCK_WITH_A_HEAD = 3
FULL = 0.75  # of the width of the lines below: a first line with the next word would be shorter


def _breaks_early(block: Block) -> bool:
    """In wrapped text a line ends where the next word has no room, or else because it is a heading."""
    first, *rest = (line.body for line in block.lines)
    width = max(len(line) for line in rest)
    return len(first) + 1 + len(rest[0].split()[0]) <= FULL * width and not rest[0][0].islower()


def split_head(block: Block) -> list[Block]:
    """A heading and its text, where no blank line parts them."""
    if len(block.lines) < SHORTEST_BLOCK_WITH_A_HEAD or not block.after_blank or block.sign:
        return [block]
    head, text = replace(block, lines=block.lines[:1]), replace(block, lines=block.lines[1:], after_blank=False)
    starts_well = head.text[:1].isupper() and not head.text.endswith(ENDINGS_OF_TEXT)
    numbered = PARAGRAPH_MARKER.match(head.opening) or ITEM_MARKER.match(head.opening)
    if numbered or not starts_well or looks_like_heading(text) or not _breaks_early(block):
        return [block]
    return [replace(head, runs_on=False), replace(text, after_break=False, indent=0, topped=False)]


def split_heads(blocks: Sequence[Block]) -> list[Block]:
    return list(chain.from_iterable(split_head(block) for block in blocks))


def _may_be_title(block: Block) -> bool:
    signs = (PARAGRAPH_MARKER, ITEM_MARKER, SECTION_MARKER)
    signed = block.sign or PART.fullmatch(block.text) or any(sign.match(block.opening) for sign in signs)
    return not signed and looks_like_heading(block)


def title_page(blocks: Sequence[Block]) -> int:
    """How many blocks at the start are title page: those like headings, save the one right above the text.

    Above a heading with a sign of its own, as "I. Introduction", all of them are.
    """
    count = sum(1 for _ in takewhile(_may_be_title, blocks))
    if count == len(blocks):
        return 0
    follows = blocks[count]
    listed = follows.is_bullet or ITEM_MARKER.match(follows.opening)
    return count if looks_like_heading(follows) and not listed else max(count - 1, 0)
