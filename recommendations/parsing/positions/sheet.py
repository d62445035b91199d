"""Pages put one after the other as one text, its lines with their looks, and what is usual in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from recommendations.parsing.found import PieceKind
from recommendations.parsing.furniture import Kinds
from recommendations.parsing.lines import Line
from recommendations.parsing.look import Look

USUAL_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Sheet:
    """`heights` and `rules` are those of each page, in order; the lines in order are the whole text.

    `order` is that in which the lines are read, where two columns stand line beside line.
    """

    text: str
    lines: tuple[Line, ...]
    heights: tuple[float, ...]
    rules: tuple[tuple[float, ...], ...]
    order: tuple[int, ...] | None = None

    def in_order(self) -> list[int]:
        return list(self.order or range(len(self.lines)))

    def of_pages(self) -> list[list[int]]:
        """The places of the lines that have words, page by page."""
        places: list[list[int]] = [[] for _ in self.heights]
        for at, line in enumerate(self.lines):
            if line.look:
                places[line.look.page - 1].append(at)
        return places


def squared(sheet: Sheet, kinds: Kinds) -> Sheet:
    """The sheet with the margin and the edge of each column as its running text shows them."""
    places: dict[tuple[int, int], list[Look]] = defaultdict(list)
    for line, kind in zip(sheet.lines, kinds, strict=True):
        if line.look and kind is None:
            places[line.look.page, line.look.column].append(line.look)
    lines = list(sheet.lines)
    for at, line in enumerate(lines):
        own = places.get((line.look.page, line.look.column)) if line.look and kinds[at] is None else None
        if line.look and own and line.look.cell is None:
            margin, edge = min(look.x0 for look in own), max(look.x1 for look in own)
            lines[at] = replace(line, look=replace(line.look, margin=margin, edge=edge))
    return replace(sheet, lines=tuple(lines))


def look_of(line: Line) -> Look:
    if line.look is None:
        raise ValueError("a line without a place")
    return line.look


@dataclass(frozen=True, slots=True)
class Usual:
    """The size of the letters of running text, and how far its lines stand apart, in sizes."""

    size: float
    leading: float


def usual(lines: Iterable[Line], kinds: Kinds | None = None) -> Usual:
    printed = [look_of(line) for at, line in enumerate(lines) if line.look and (kinds is None or kinds[at] is None)]
    sizes: Counter[float] = Counter()
    for look in printed:
        if look.cell is None or look.cell.alone:
            sizes[round(look.size, 1)] += max(int(look.x1 - look.x0), 0)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Usual(size, _leading(printed, size))


def _leading(printed: Sequence[Look], size: float) -> float:
    steps: Counter[float] = Counter()
    for above, below in pairwise(printed):
        together = (above.page, above.column) == (below.page, below.column)
        if together and abs(above.size - size) < 0.5 and abs(below.size - size) < 0.5 and below.base > above.base:
            steps[round((below.base - above.base) / size, 1)] += 1
    return min(steps.most_common(1)[0][0], 2.4) if steps else USUAL_LEADING


def mark(kinds: Kinds, at: Iterable[int], kind: PieceKind) -> None:
    for each in at:
        kinds[each] = kind
