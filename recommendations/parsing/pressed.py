"""Text whose wrapped lines nothing parts, as it is taken out of a PDF: a paragraph ends where its last line is short.

Blank lines stand only where pages and headings part it.
"""

from collections.abc import Sequence
from statistics import quantiles
from typing import Final

from .blocks import is_finished
from .lines import Line
from .numbering import begins_with_a_marker
from .widths import measure_of

FULL: Final = 0.85  # of the text's width: less of it no line takes that breaks for want of room
FEWEST: Final = 3  # paragraphs that begin right below a short line
FEWEST_WRAPPED: Final = 6  # lines that go on in mid-sentence
WRAPPED: Final = 60  # letters, at least, of a full line


def is_pressed(lines: Sequence[Line]) -> bool:
    """Whether most paragraphs begin right below the last line of the one before."""
    full = [line for line in lines if not line.blank]
    measure = measure_of(full)
    lengths = [measure(line.body) for line in full]
    width = quantiles(lengths, n=20)[-1] if len(lengths) > 1 else 0
    if width < WRAPPED:
        return False
    below_short = apart = wrapped = 0
    last: Line | None = None
    for line in full:
        if last and last.end == line.start:
            wrapped += line.body[:1].islower() and not is_finished(last.body)
            early = measure(f"{last.body} {line.body.split()[0]}") <= FULL * width
            below_short += early and _begins(line) and is_finished(last.body)
        elif last:
            apart += _begins(line) and is_finished(last.body) and measure(line.body) > FULL * width
        last = line
    return wrapped >= FEWEST_WRAPPED and below_short >= FEWEST and below_short > apart


def _begins(line: Line) -> bool:
    return line.body[:1].isupper() or not line.body[:1].isalnum() or begins_with_a_marker(line.body)
