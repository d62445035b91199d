"""Tables of Markdown: each cell becomes a line of its own, known by its place in the table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .lines import MASK, Line
from .look import Cell, Look

ROW = re.compile(r"\s*\|.*\|\s*")
BELOW_HEADS = re.compile(r"\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*")
PIPE = re.compile(r"(?<!\\)\|")


def split_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines with the rows of tables cut at their pipes, which are masked; a table has a line below its heads."""
    made: list[Line] = []
    table = row = -1
    for at, line in enumerate(lines):
        if not ROW.fullmatch(line.raw):
            row = -1
            made.append(line)
            continue
        below = lines[at + 1].raw if at + 1 < len(lines) else ""
        if row < 0 and not BELOW_HEADS.fullmatch(below):
            made.append(line)
            continue
        if BELOW_HEADS.fullmatch(line.raw):
            made.append(line)
            continue
        table, row = table + (row < 0), row + 1
        made += _cells(line, table, row)
    return made


def _cells(line: Line, table: int, row: int) -> Iterator[Line]:
    """A cell begins at the pipe before it; the last has the pipe behind it, too."""
    pipes = [found.start() for found in PIPE.finditer(line.raw)]
    places = list(pairwise(pipes))
    for column, (start, end) in enumerate(places):
        first, last = column == 0, column == len(places) - 1
        start, end = 0 if first else start, len(line.raw) if last else end
        raw = PIPE.sub(MASK, line.raw[start:end])
        look = Look(1, 0, 0, 0, 0, 0, cell=Cell(table, row, column))
        yield replace(line, start=line.start + start, raw=raw, look=look)
