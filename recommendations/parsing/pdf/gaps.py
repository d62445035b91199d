"""Tables without ruled lines: a row of column heads, and below it words that keep clear of the same upright strips."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from .rows import Row, Stretch, rows, write
from .rules import Box, Grid

HEAD: Final = re.compile(
    r"(?:(?:Rec(?:ommendation)?s?\.?|Audit recommendations?)(?: (?:no|number)\.?)?|No\.?"
    r"|(?:Management |Client |Agency )?(?:responses?|comments?)|Status(?: of .*)?|Actions?(?: .*)?|Responsib\w+\b.*"
    r"|Remarks|Owner|Lead\b.*|Deadline|Time ?(?:line|frame)|(?:Target|Due|Implementation) date|Accepted\b.*"
    r"|Priority|Findings?|Paragraphs?)",
    re.IGNORECASE,
)
NARROWEST: Final = 4.0
FARTHEST: Final = 3.2  # sizes from one line of a table to the next
APART: Final = 1.25  # of the least distance of lines: a new row
FEWEST: Final = 2  # lines below the heads with words in two columns


@dataclass(slots=True)
class Strips:
    """Between two columns the upright strip that no words cross, from `lo` to `hi`."""

    lo: list[float]
    hi: list[float]

    def take(self, row: Row) -> bool:
        """Whether the row's words leave each strip open; the strips grow narrower by them."""
        lo, hi = list(self.lo), list(self.hi)
        for part in row.parts:
            for at in range(len(lo)):
                if part.x0 < lo[at]:
                    lo[at] = max(lo[at], part.x1)
                elif part.x0 < hi[at]:
                    hi[at] = part.x0
        if any(end - start < NARROWEST for start, end in zip(lo, hi, strict=True)):
            return False
        self.lo, self.hi = lo, hi
        return True

    def column(self, part: Stretch) -> int:
        return sum(part.x0 >= end - 0.1 for end in self.hi)


@dataclass(slots=True)
class Found:
    strips: Strips
    lines: list[Row] = field(default_factory=list)


def unruled(parts: Sequence[Stretch]) -> list[Grid]:
    """The tables among the words outside of ruled ones, from the top."""
    lines = rows([part for part in parts if part.cell is None])
    made: list[Grid] = []
    at = 0
    while at < len(lines):
        found = _table(lines, at) if _heads(lines[at]) else None
        if found:
            made.append(Grid(tuple(_boxes(found))))
        at += len(found.lines) if found else 1
    return made


def _heads(row: Row) -> bool:
    """At least two columns' heads, one of them a usual one at the head of such tables, another one, too."""
    if len(row.parts) < 2:
        return False
    texts = [write(part.letters).text.strip() for part in row.parts]
    return sum(bool(HEAD.fullmatch(text)) for text in texts) >= 2


def _table(lines: Sequence[Row], at: int) -> Found | None:
    parts = sorted(lines[at].parts, key=lambda each: each.x0)
    found = Found(Strips([left.x1 for left, _ in pairwise(parts)], [right.x0 for _, right in pairwise(parts)]))
    found.lines.append(lines[at])
    for above, line in pairwise(lines[at:]):
        size = max(part.size for part in line.parts)
        alone = len(line.parts) == 1 and line.base - above.base > 0.7 * FARTHEST * size
        if line.base - above.base > FARTHEST * size or alone or not found.strips.take(line):
            break
        found.lines.append(line)
    full = sum(len({found.strips.column(part) for part in line.parts}) > 1 for line in found.lines[1:])
    return found if full >= FEWEST else None


def _boxes(found: Found) -> Iterator[Box]:
    """A box for each column of each row of the table."""
    groups: list[list[Row]] = []
    steps = [below.base - above.base for above, below in pairwise(found.lines)]
    least = min(steps)
    for step, line in zip([0.0, *steps], found.lines, strict=True):
        if not groups or len(groups) == 1 or _begins_row(found, line, step > APART * least, steps, least):
            groups.append([line])
        else:
            groups[-1].append(line)
    edges = [0.0, *((lo + hi) / 2 for lo, hi in zip(found.strips.lo, found.strips.hi, strict=True)), float("inf")]
    for row, group in enumerate(groups):
        size = max(part.size for part in group[0].parts)
        top, bottom = group[0].base - 0.9 * size, group[-1].base + 0.3 * size
        for column, (x0, x1) in enumerate(pairwise(edges)):
            own = [part.x1 for line in group for part in line.parts if found.strips.column(part) == column]
            yield Box(row, column, x0, top, min(x1, max(own, default=x0) + 6), bottom)


def _begins_row(found: Found, line: Row, apart: bool, steps: Sequence[float], least: float) -> bool:
    """By the distance above it where distances differ, else by words that begin in the first column."""
    first = next((part for part in line.parts if found.strips.column(part) == 0), None)
    if any(step > APART * least for step in steps[1:]):
        return apart
    return first is not None and not write(first.letters).text[:1].islower()
