"""In which order the columns of a page are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .rows import Row, Stretch, rows

NARROWEST_GUTTER: Final = 7
FEWEST_ROWS: Final = 6
MOST_CROSSING: Final = 0.12
LEAST_FILLED: Final = 0.55
MIDDLE: Final = (0.25, 0.75)
MOST_COLUMNS_DEEP: Final = 2


@dataclass(frozen=True, slots=True)
class Column:
    parts: tuple[Stretch, ...]
    margin: float
    edge: float


def columns(parts: Sequence[Stretch], deep: int = 0, before: float | None = None) -> list[Column]:
    """The columns in reading order; a row over the whole width parts what is above from what is below.

    `before` is the gutter of the page before: where it is open on this page too, few lines beside it are enough.
    """
    if not parts:
        return []
    margin, edge = min(each.x0 for each in parts), max(each.x1 for each in parts)
    gutter = gutter_of(parts, before) if deep < MOST_COLUMNS_DEEP else None
    if gutter is None:
        return [Column(tuple(parts), margin, edge)]
    made: list[Column] = []
    across = [each for each in parts if each.x0 < gutter < each.x1]
    beside = [each for each in parts if not each.x0 < gutter < each.x1]
    for row in [*rows(across), None]:
        above = beside if row is None else [each for each in beside if each.base < row.base]
        placed = {id(each) for each in above}
        beside = [each for each in beside if id(each) not in placed]
        made += columns([each for each in above if each.x1 <= gutter], deep + 1)
        made += columns([each for each in above if each.x0 >= gutter], deep + 1)
        if row:
            made += [Column(tuple(row.parts), margin, edge)]
    return made


def gutter_of(parts: Sequence[Stretch], before: float | None = None) -> float | None:
    """The middle of an upright empty strip with running text on both sides."""
    if not parts:
        return None
    margin, edge = min(each.x0 for each in parts), max(each.x1 for each in parts)
    lines = rows(parts)
    if before is not None and _goes_on(parts, lines, before):
        return before
    first, last = (int(margin + (edge - margin) * share) for share in MIDDLE)
    crossed = [0] * (last - first + 1)
    for line in lines:
        for part in line.parts:
            for x in range(max(int(part.x0), first), min(int(part.x1) + 1, last + 1)):
                crossed[x - first] += 1
    allowed = MOST_CROSSING * len(lines)
    best, run = (0, 0), 0
    for at, count in enumerate([*crossed, len(lines) + 1]):
        run = run + 1 if count <= allowed else 0
        best = max(best, (run, at))
    if best[0] < NARROWEST_GUTTER:
        return None
    gutter = first + best[1] - best[0] / 2
    left = [each for each in parts if each.x1 <= gutter]
    right = [each for each in parts if each.x0 >= gutter]
    return gutter if _is_text(left) and _is_text(right) else None


def _goes_on(parts: Sequence[Stretch], lines: Sequence[Row], gutter: float) -> bool:
    """Whether the columns of the page before go on: on the left is text, and something right beside it."""
    half = NARROWEST_GUTTER / 2
    crossing = sum(any(part.x0 < gutter + half and part.x1 > gutter - half for part in line.parts) for line in lines)
    beside = [line for line in lines if {part.x0 < gutter for part in line.parts} == {True, False}]
    return crossing <= MOST_CROSSING * len(lines) and bool(beside) and _is_text([e for e in parts if e.x1 <= gutter])


def _is_text(parts: Sequence[Stretch]) -> bool:
    lines = rows(parts)
    if len(lines) < FEWEST_ROWS:
        return False
    width = max(each.x1 for each in parts) - min(each.x0 for each in parts)
    filled = sum(part.x1 - part.x0 for line in lines for part in line.parts)
    return filled >= LEAST_FILLED * width * len(lines)
