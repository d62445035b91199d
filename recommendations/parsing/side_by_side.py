"""Two columns of plain text, line beside line as a viewer that keeps the layout copies them.

They are told by their gutter: blank at the same place in a run of lines, with running text on both sides. A line is
cut there into two; the right halves are read below the left ones.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .lines import Line

GAP: Final = re.compile(r"(?<=\S)\s{3,}(?=\S)")
LEADERS: Final = re.compile(r"(?:[.·…_]\s?){4,}")
FEWEST: Final = 8  # lines with words on both sides
BOTH: Final = 0.5  # of the lines
NARROWEST: Final = 22  # letters of a column's lines, on the average
WORDS: Final = 3.5
FINISHED: Final = 0.5  # of the lines end in a stop, at most
TRIED: Final = 3
CLEAR: Final = 2  # letters before the right column


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `first` to `last`, cut at `gutter` letters from the left."""

    first: int
    last: int
    gutter: int


@dataclass(frozen=True, slots=True)
class Place:
    column: int
    row: int


def regions(lines: Sequence[Line]) -> list[Region]:
    """The runs of lines that stand in two columns, in order."""
    found: list[Region] = []
    for first, last in _pages(lines):
        gaps = Counter(gap.end() for line in lines[first:last] for gap in GAP.finditer(_shown(line)))
        for gutter, count in gaps.most_common(TRIED):
            if count < FEWEST:
                break
            found += [
                region
                for region in _runs(lines, first, last, gutter)
                if _holds_text(lines, region) and not any(_meet(region, other) for other in found)
            ]
    return sorted(found, key=lambda region: region.first)


def split(lines: Sequence[Line], found: Sequence[Region]) -> tuple[list[Line], dict[int, Place], list[int]]:
    """The lines with those of columns cut in two, where each of these stands, and in which order all are read.

    The first region's columns are 1 and 2, the second's 3 and 4: the right ones have even numbers.
    """
    made: list[Line] = []
    places: dict[int, Place] = {}
    order: list[int] = []
    at = 0
    for number, region in enumerate([*found, None]):
        first = region.first if region else len(lines)
        order += range(len(made), len(made) + first - at)
        made += lines[at:first]
        if region is None:
            break
        left: list[int] = []
        right: list[int] = []
        for row in range(first, region.last + 1):
            line = lines[row]
            parts = [line]
            if not line.blank and line.raw[region.gutter :].strip():
                raw, start = line.raw[region.gutter :], line.start + region.gutter
                parts = [replace(line, raw=line.raw[: region.gutter]), replace(line, start=start, raw=raw)]
            for side, part in enumerate(parts):
                (right if side else left).append(len(made))
                if not part.blank:
                    places[part.start] = Place(2 * number + 1 + side, row)
                made.append(part)
        order += [*left, *right]
        at = region.last + 1
    return made, places, order


def _shown(line: Line) -> str:
    return line.raw.rstrip()


def _pages(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    first = 0
    for at, line in enumerate(lines):
        if line.ends_page:
            yield first, at + 1
            first = at + 1
    yield first, len(lines)


def _runs(lines: Sequence[Line], first: int, last: int, gutter: int) -> Iterator[Region]:
    """The longest runs of lines that leave the gutter clear, from a line with both columns to another."""
    start: int | None = None
    end = first
    for at in range(first, last + 1):
        if at < last and _is_clear(lines[at], gutter):
            if _is_double(lines[at], gutter):
                start, end = at if start is None else start, at
            continue
        if start is not None:
            yield _whole(lines, Region(start, end, gutter), first, last)
        start = None


def _whole(lines: Sequence[Line], run: Region, first: int, last: int) -> Region:
    """With the lines of one column right above and below."""
    start, end = run.first, run.last
    while start > first and not lines[start - 1].blank and _is_clear(lines[start - 1], run.gutter):
        start -= 1
    while end + 1 < last and not lines[end + 1].blank and _is_clear(lines[end + 1], run.gutter):
        end += 1
    return Region(start, end, run.gutter)


def _is_clear(line: Line, gutter: int) -> bool:
    return not line.raw[gutter - CLEAR : gutter].strip()


def _is_double(line: Line, gutter: int) -> bool:
    left, right = line.raw[:gutter], line.raw[gutter:]
    return bool(left.strip() and right.strip()) and not right[0].isspace()


def _holds_text(lines: Sequence[Line], region: Region) -> bool:
    at = region.gutter
    within = [line for line in lines[region.first : region.last + 1] if not line.blank]
    double = [line for line in within if _is_double(line, at)]
    if len(double) < max(FEWEST, BOTH * len(within)) or any(LEADERS.search(line.raw) for line in double):
        return False
    left, right = ([line.raw[:at].strip() for line in double], [line.raw[at:].strip() for line in double])
    return _reads_on(left) and _reads_on(right)


def _reads_on(texts: Sequence[str]) -> bool:
    letters, words = sum(map(len, texts)), sum(len(text.split()) for text in texts)
    finished = sum(text.endswith((".", ":", ";")) for text in texts)
    return letters >= NARROWEST * len(texts) and words >= WORDS * len(texts) and finished <= FINISHED * len(texts)


def _meet(one: Region, other: Region) -> bool:
    return one.first <= other.last and other.first <= one.last
