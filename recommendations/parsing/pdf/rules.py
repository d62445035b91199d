"""Ruled lines of a PDF page, and the frames and grids they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

THIN: Final = 3.0
NEAR: Final = 3.0
SHORTEST: Final = 6.0
MOST_OBJECTS: Final = 20_000
MOST_RULES: Final = 600
MOST_BOXES: Final = 600
WHOLE_PAGE: Final = 0.8
DOT: Final = (1.5, 7.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at `at` from `start` to `end`: y and x of a level one, x and y of an upright one."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """`dots` are right ends and middles of what is drawn small and as high as it is wide: bullets."""

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Box:
    row: int
    column: int
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    boxes: tuple[Box, ...]

    @property
    def is_frame(self) -> bool:
        return all(box.column == 0 for box in self.boxes)


def rules(page: pdfium.PdfPage) -> Rules:
    """What is drawn thin enough for a line, and the edges of rectangles; nothing of pages that are drawings."""
    found = Rules()
    width, height = page.get_size()
    if page.get_rotation():
        return found
    for count, each in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > MOST_OBJECTS:
            return Rules()
        x0, bottom, x1, top = each.get_bounds()
        if x1 - x0 > WHOLE_PAGE * width and top - bottom > WHOLE_PAGE * height:
            continue
        _add(found, x0, height - top, x1, height - bottom, edges=raw.FPDFPath_CountSegments(each.raw) in (4, 5))
    found.level, found.upright = _joined(found.level), _joined(found.upright)
    found.dots = found.dots if len(found.dots) <= MOST_RULES else []
    return found if len(found.level) + len(found.upright) <= MOST_RULES else Rules()


def _add(found: Rules, x0: float, top: float, x1: float, bottom: float, *, edges: bool) -> None:
    if bottom - top <= THIN and x1 - x0 >= SHORTEST:
        found.level.append(Rule((top + bottom) / 2, x0, x1))
    elif x1 - x0 <= THIN and bottom - top >= SHORTEST:
        found.upright.append(Rule((x0 + x1) / 2, top, bottom))
    elif DOT[0] <= bottom - top <= DOT[1] and abs((x1 - x0) - (bottom - top)) < 1:
        found.dots.append((x1, (top + bottom) / 2))
    elif edges and x1 - x0 >= SHORTEST and bottom - top >= SHORTEST:
        found.level += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
        found.upright += [Rule(x0, top, bottom), Rule(x1, top, bottom)]


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line made one."""
    made: list[Rule] = []
    for each in sorted(rules, key=lambda rule: (round(rule.at / NEAR), rule.start)):
        last = made[-1] if made else None
        if last and abs(each.at - last.at) <= NEAR and each.start <= last.end + NEAR:
            made[-1] = Rule(last.at, last.start, max(last.end, each.end))
        else:
            made.append(each)
    return made


def grids(found: Rules) -> list[Grid]:
    """Frames and tables: groups of crossing rules that enclose something, from the top of the page."""
    made = (_grid(level, upright) for level, upright in _groups(found))
    return sorted((each for each in made if each), key=lambda grid: (grid.boxes[0].top, grid.boxes[0].x0))


def _touch(level: Rule, upright: Rule) -> bool:
    across = level.start - NEAR <= upright.at <= level.end + NEAR
    return across and upright.start - NEAR <= level.at <= upright.end + NEAR


def _groups(found: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    groups: list[tuple[list[Rule], list[Rule]]] = [([rule], []) for rule in found.level]
    for upright in found.upright:
        touched = [group for group in groups if any(_touch(level, upright) for level in group[0])]
        if not touched:
            continue
        first = touched[0]
        first[1].append(upright)
        for other in touched[1:]:
            first[0].extend(other[0])
            first[1].extend(other[1])
        groups = [group for group in groups if not any(group is other for other in touched[1:])]
    return [group for group in groups if len(group[0]) > 1 and len(group[1]) > 1]


def _places(rules: Sequence[Rule]) -> list[float]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > NEAR:
            places.append(at)
    return places


def _open_ended(ys: list[float], upright: Sequence[Rule]) -> list[float]:
    """With the ends of upright rules that run beyond the outermost level one: a row cut by the page is open there."""
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    above = sum(rule.start <= top + NEAR for rule in upright) > 1 and ys[0] - top > SHORTEST
    below = sum(rule.end >= bottom - NEAR for rule in upright) > 1 and bottom - ys[-1] > SHORTEST
    return [*([top] if above else []), *ys, *([bottom] if below else [])]


def _parts(rules: Sequence[Rule], at: float, across: float) -> bool:
    """Whether a rule at this place runs through that point."""
    return any(abs(rule.at - at) <= NEAR and rule.start - NEAR <= across <= rule.end + NEAR for rule in rules)


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    ys, xs = _open_ended(_places(level), upright), _places(upright)
    boxes: list[Box] = []
    if len(xs) * len(ys) > MOST_BOXES:
        return None
    for row, (top, bottom) in enumerate(pairwise(ys)):
        column, left = 0, xs[0]
        for right in xs[1:]:
            if right != xs[-1] and not _parts(upright, right, (top + bottom) / 2):
                continue
            boxes = _placed(boxes, Box(row, column, left, top, right, bottom), level)
            column, left = column + 1, right
    return Grid(tuple(boxes)) if boxes else None


def _placed(boxes: list[Box], box: Box, level: Sequence[Rule]) -> list[Box]:
    """A box with no rule above it belongs to the box above."""
    middle = (box.x0 + box.x1) / 2
    for at, above in enumerate(boxes):
        if abs(above.bottom - box.top) <= NEAR and above.x0 == box.x0 and above.x1 == box.x1:
            if _parts(level, box.top, middle):
                break
            grown = Box(above.row, above.column, above.x0, above.top, above.x1, box.bottom)
            return [*boxes[:at], grown, *boxes[at + 1 :]]
    return [*boxes, box]
