"""Text whose wrapped lines nothing parts, as it is taken out of a PDF: a paragraph ends where its last line is short.

Blank lines stand only where pages and headings part it.
"""

from collections.abc import Sequence
from statistics import quantiles
from typing import Final

from .blocks import is_finished
from .lines import Line
from .numbering import begins_with_a_marker

FULL: Final = 0.85  # of the text's width: so much of it a line takes that breaks for want of room
FEWEST: Final = 3  # paragraphs that begin right below a short line
FEWEST_WRAPPED: Final = 6  # lines that go on in mid-sentence
WRAPPED: Final = 60  # letters, at least, of a full line


def is_pressed(lines: Sequence[Line]) -> bool:
    """Whether most paragraphs begin right below the last line of the one before."""
    lengths = [len(line.body) for line in lines if not line.blank]
    width = quantiles(lengths, n=20)[-1] if len(lengths) > 1 else 0
    if width < WRAPPED:
        return False
    below_short = apart = wrapped = 0
    last: Line | None = None
    for line in lines:
        if line.blank:
            continue
        if last and last.end == line.start:
            wrapped += line.body[:1].islower() and not is_finished(last.body)
            below_short += _begins(line) and is_finished(last.body) and ended_early(last, line, width)
        elif last:
            apart += _begins(line) and is_finished(last.body) and len(line.body) > FULL * width
        last = line
    return wrapped >= FEWEST_WRAPPED and below_short >= FEWEST and below_short > apart


def ended_early(above: Line, below: Line, width: float) -> bool:
    """Whether the first word of the line below had room above it, also in letters of many widths."""
    return len(above.body) + 1 + len(below.body.split()[0]) <= FULL * width


def _begins(line: Line) -> bool:
    return line.body[:1].isupper() or not line.body[:1].isalnum() or begins_with_a_marker(line.body)
