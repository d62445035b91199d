"""What only the printed page needed, known by its shape and by where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .found import PieceKind
from .lines import Line

RULE = re.compile(r"_{5,}")
SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[A-Z0-9][A-Za-z0-9.()*-]*){2,}")
PAGE = r"\d{1,3}(?:/\d{1,3})?"
JOB = r"\d{2}-\d{5}(?:\s*\([A-Z]\))?"
JOB_LINE = re.compile(rf"(?:(?P<before>{PAGE})\s+)?(?P<job>{JOB})(?:\s+(?P<after>{PAGE}))?")
PAGE_LINE = re.compile(rf"(?:Page\s+)?{PAGE}")
MARKS_OF_A_BREAK = frozenset({PieceKind.JOB_NUMBER, PieceKind.RUNNING_HEAD})
TIMES_TO_BE_A_RUNNING_HEAD = 3
Kinds = list[PieceKind | None]


def _parted_only_by_blanks(lines: Sequence[Line], at: int, step: int) -> Iterator[int]:
    """The lines from this one on, up to and with the nearest that has words."""
    at += step
    while 0 <= at < len(lines):
        yield at
        if not lines[at].blank:
            return
        at += step


def _alone(lines: Sequence[Line], at: int, kinds: Kinds) -> bool:
    return all(not 0 <= other < len(lines) or lines[other].blank or kinds[other] for other in (at - 1, at + 1))


def _by_shape(lines: Sequence[Line], kinds: Kinds) -> None:
    for at, line in enumerate(lines):
        if RULE.fullmatch(line.body):
            kinds[at] = PieceKind.RULE
        elif JOB_LINE.fullmatch(line.body):
            kinds[at] = PieceKind.JOB_NUMBER


def _is_at_page_break(lines: Sequence[Line], at: int, kinds: Kinds) -> bool:
    above = list(_parted_only_by_blanks(lines, at, -1))
    below = list(_parted_only_by_blanks(lines, at, 1))
    before_next_words = [each for each in below if lines[each].blank]
    turns_page = any(lines[each].ends_page for each in (at, *above, *before_next_words))
    return turns_page or any(kinds[each] in MARKS_OF_A_BREAK for each in (*above, *below))


def _by_place(lines: Sequence[Line], kinds: Kinds) -> None:
    alone = [at for at, line in enumerate(lines) if not line.blank and not kinds[at] and _alone(lines, at, kinds)]
    for at in alone:
        if SYMBOL.fullmatch(lines[at].body):
            kinds[at] = PieceKind.RUNNING_HEAD
    at_breaks = [at for at in alone if kinds[at] is None and _is_at_page_break(lines, at, kinds)]
    repeated = Counter(lines[at].body for at in at_breaks)
    for at in at_breaks:
        if PAGE_LINE.fullmatch(lines[at].body):
            kinds[at] = PieceKind.PAGE_NUMBER
        elif repeated[lines[at].body] >= TIMES_TO_BE_A_RUNNING_HEAD:
            kinds[at] = PieceKind.RUNNING_HEAD


def kinds_of_furniture(lines: Sequence[Line]) -> Kinds:
    """For each line its kind of furniture, or None: a line with a job number may hold the page's too."""
    kinds: Kinds = [None] * len(lines)
    _by_shape(lines, kinds)
    _by_place(lines, kinds)
    return kinds


def cut_job_line(line: Line) -> list[tuple[PieceKind, int, int]]:
    """Its job number and page number, as spans of the source that cover the line."""
    found = JOB_LINE.fullmatch(line.body)
    if found is None:
        return [(PieceKind.JOB_NUMBER, line.start, line.end)]
    kind = {"before": PieceKind.PAGE_NUMBER, "job": PieceKind.JOB_NUMBER, "after": PieceKind.PAGE_NUMBER}
    parts = [name for name in ("before", "job", "after") if found[name]]
    starts = [line.start, *(line.start + line.indent + found.start(name) for name in parts[1:])]
    ends = [*starts[1:], line.end]
    return [(kind[name], start, end) for name, start, end in zip(parts, starts, ends, strict=True)]


def printed_page(line: Line) -> int | None:
    found = JOB_LINE.fullmatch(line.body)
    page = (found["before"] or found["after"] or "") if found else line.body.removeprefix("Page")
    number = re.match(r"\s*(\d{1,3})", page)
    return int(number[1]) if number else None
