"""What follows a block: some signs can only be told from the ones after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from .blocks import Block
from .numbering import LONE_MARKER, PARAGRAPH_MARKER
from .sections import looks_like_heading, part_of

AHEAD = 100  # numbers looked at to tell a list inside a paragraph from numbering that begins again


@dataclass(frozen=True, slots=True)
class Ahead:
    """What follows a block: the next one, and the paragraph numbers up to the next annex."""

    block: Block | None = None
    numbers: tuple[int, ...] = ()

    @property
    def number(self) -> int | None:
        return self.numbers[0] if self.numbers else None


def _number(block: Block) -> int | None:
    found = PARAGRAPH_MARKER.match(block.opening)
    lone = None if found else LONE_MARKER.fullmatch(block.opening)
    name = found["name"] if found else lone["number"] if lone else None
    return int(name) if name else None


def look_ahead(blocks: Sequence[Block]) -> list[Ahead]:
    """For each block what follows it."""
    found: list[Ahead] = []
    numbers: list[int] = []  # the nearest last
    following: Block | None = None
    for block in reversed(blocks):
        found.append(Ahead(following, tuple(islice(reversed(numbers), AHEAD))))
        following, number = block, _number(block)
        if part_of(block):
            numbers = []
        elif number is not None:
            numbers.append(number)
    return found[::-1]


def has_numbered_headings(blocks: Sequence[Block]) -> bool:
    """Whether numbers count the headings of this source, and its paragraphs have none."""
    numbered = [at for at, block in enumerate(blocks) if PARAGRAPH_MARKER.match(block.opening)]
    heads = [at for at in numbered if looks_like_heading(blocks[at])]
    followed = [at for at in heads if at + 1 < len(blocks) and at + 1 not in numbered]
    return len(heads) > 1 and len(heads) >= 0.8 * len(numbered) and len(followed) >= 0.8 * len(heads)
