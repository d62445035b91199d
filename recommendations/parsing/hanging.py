"""Paragraph numbers that hang beside the text, which a PDF gives up one line too late, below the first of their text.

Such a line is read before the one above it.
"""

import re
from collections.abc import Sequence
from typing import Final

from .blocks import is_finished
from .furniture import Kinds
from .lines import Line
from .numbering import PARAGRAPH_MARKER
from .pressed import WRAPPED

ALONE: Final = re.compile(r"\s*(\d{1,3})\.\s*")


def in_order(lines: Sequence[Line], kinds: Kinds) -> list[int]:
    """The order of reading, with such numbers before their text: where they count on, and cut a sentence."""
    made = list(range(len(lines)))
    words = [at for at in made if kinds[at] is None and not lines[at].blank]
    last = 0
    for where, at in enumerate(words):
        line = lines[at]
        found, alone = PARAGRAPH_MARKER.match(line.raw), ALONE.fullmatch(line.raw)
        number = int(alone[1]) if alone else int(found["name"]) if found else 0
        if alone and number == last + 1 and 0 < where < len(words) - 1 and _cuts(lines, words, where):
            made[at - 1], made[at] = at, at - 1
        last = number or last
    return made


def _cuts(lines: Sequence[Line], words: Sequence[int], where: int) -> bool:
    """Whether the line above begins a paragraph, and the one below goes on with its sentence."""
    above, at, below = words[where - 1 : where + 2]
    if (above, below) != (at - 1, at + 1):
        return False
    first, rest = lines[above].body, lines[below].body
    before = lines[words[where - 2]].body if where > 1 else ""
    begins = is_finished(before) or not before or words[where - 2] != above - 1
    goes_on = not is_finished(first) and (rest[:1].islower() or len(first) >= WRAPPED)
    return begins and goes_on and first[:1].isupper()
