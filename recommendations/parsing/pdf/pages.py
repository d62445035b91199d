"""A PDF page as lines in reading order, each with its look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2 as pdfium

from recommendations.parsing.look import Cell, Look

from .columns import Column, columns, gutter_of
from .gaps import unruled
from .letters import Letter, letters
from .rows import Row, Stretch, rows, stretches, write
from .rules import Grid, Rules, grids, rules

MOST_LETTERS: Final = 40_000  # no page of a report has a tenth of them
LARGEST: Final = 14_400.0  # points: the largest page that the format knows


@dataclass(frozen=True, slots=True)
class PageLine:
    """`dotted`: a bullet is drawn before it."""

    text: str
    look: Look
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """`turned` is what stands on its side; `rules` are heights of level lines."""

    width: float
    height: float
    lines: tuple[PageLine, ...]
    turned: str
    rules: tuple[float, ...]
    too_full: bool = False
    gutter: float | None = None  # between its columns


@dataclass(frozen=True, slots=True)
class Region:
    """What is read together, from where on the page."""

    top: float
    column: Column
    cell: Cell | None = None


def page_lines(
    page: pdfium.PdfPage, number: int, tables_before: int, gutter_before: float | None = None
) -> tuple[Page, int]:
    """The page, and how many tables there were up to its end."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        too_full = textpage.count_chars() > MOST_LETTERS or max(width, height) > LARGEST
        found = [] if too_full else list(letters(page, textpage))
    finally:
        textpage.close()
    drawn = Rules() if too_full else rules(page)
    tables = grids(drawn)
    turned = "".join((" " if each.spaced else "") + each.text for each in found if each.turned).strip()
    upright = [each for each in found if not each.turned]
    tables += unruled(stretches((each, _cell(each, tables, 0)) for each in upright))
    parts = stretches((letter, _cell(letter, tables, tables_before)) for letter in upright)
    gutter = gutter_of([part for part in parts if part.cell is None], gutter_before)
    regions = _regions(parts, tables, tables_before, gutter_before)
    lines = [line for at, region in enumerate(regions) for line in _lines(region, number, at)]
    lines = [replace(line, dotted=_is_dotted(line.look, drawn)) for line in lines] if drawn.dots else lines
    levels = tuple(sorted(rule.at for rule in drawn.level))
    return Page(width, height, tuple(lines), turned, levels, too_full, gutter), tables_before + len(tables)


def _is_dotted(look: Look, drawn: Rules) -> bool:
    middle = look.base - look.size / 3
    return any(0 < look.x0 - x <= 2 * look.size and abs(y - middle) <= look.size / 3 for x, y in drawn.dots)


def _regions(parts: Sequence[Stretch], tables: Sequence[Grid], before: int, gutter: float | None) -> list[Region]:
    """Columns of running text, and tables cell by cell where they stand."""
    running = [part for part in parts if part.cell is None]
    made = [Region(min(part.base for part in each.parts), each) for each in columns(running, before=gutter)]
    for ord_, grid in enumerate(tables, start=before):
        made = _inserted(made, list(_of_table(grid, ord_, parts)), grid.boxes[0].top)
    return made


def _cell(letter: Letter, tables: Sequence[Grid], before: int) -> Cell | None:
    x, y = (letter.x0 + letter.x1) / 2, letter.base - letter.size / 4
    for ord_ in range(len(tables) - 1, -1, -1):
        for box in tables[ord_].boxes:
            if box.holds(x, y):
                return Cell(before + ord_, box.row, box.column, tables[ord_].is_frame)
    return None


def _of_table(grid: Grid, ord_: int, parts: Sequence[Stretch]) -> Iterator[Region]:
    for box in grid.boxes:
        cell = Cell(ord_, box.row, box.column, grid.is_frame)
        own = tuple(part for part in parts if part.cell == cell)
        if own:
            column = Column(own, min(each.x0 for each in own), max(max(each.x1 for each in own), box.x1 - 6))
            yield Region(box.top, column, cell)


def _inserted(regions: list[Region], table: list[Region], top: float) -> list[Region]:
    """Before what stands below the table's top; a column that goes on below it is cut in two there."""
    if not table:
        return regions
    x0, x1 = min(each.column.margin for each in table), max(each.column.edge for each in table)
    for at, region in enumerate(regions):
        column = region.column
        if region.cell or column.edge <= x0 or column.margin >= x1:
            continue
        below = tuple(part for part in column.parts if part.base > top)
        above = tuple(part for part in column.parts if part.base <= top)
        if below:
            halves = [Region(region.top, Column(half, column.margin, column.edge)) for half in (above, below) if half]
            return [*regions[:at], *halves[: bool(above)], *table, halves[-1], *regions[at + 1 :]]
    return [*regions, *table]


def _lines(region: Region, page: int, order: int) -> Iterator[PageLine]:
    column = region.column
    for row in rows(column.parts):
        yield _line(row, page, order, column, region.cell)


def _line(row: Row, page: int, order: int, column: Column, cell: Cell | None) -> PageLine:
    found = row.letters
    written = write(found)
    size = max(letter.size for letter in found)
    full = [letter for letter in found if letter.size >= 0.9 * size]
    bold = sum(letter.bold for letter in found) > 0.8 * len(found)
    italic = sum(letter.italic for letter in found) > 0.8 * len(found)
    x0, x1 = found[0].x0, max(letter.x1 for letter in found)
    base = sorted(letter.base for letter in full)[len(full) // 2]
    look = Look(
        page, order, x0, x1, base, size, bold, italic, column.margin, column.edge, written.lead,
        _is_centred(x0 - column.margin, column.edge - x1, size), cell, written.raised,
    )  # fmt: skip
    return PageLine(written.text, look)


def _is_centred(before: float, after: float, size: float) -> bool:
    return min(before, after) > 2 * size and abs(before - after) < size
