"""Footnotes by how they are set: small, at the foot of their column, each begun by its mark."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from recommendations.parsing.footnotes import LOWER, RAISED, Mark, Note, Signs, match
from recommendations.parsing.found import Doubt, DoubtCode, PieceKind
from recommendations.parsing.furniture import Kinds
from recommendations.parsing.lines import Line

from .sheet import Sheet, Usual, look_of

OPENING = re.compile(rf"(?P<mark>\d{{1,3}}|[{RAISED}]{{1,3}}|\*{{1,3}}|[a-z](?=\s)|†)\s*(?=\S)")
EXPONENT = re.compile(r"(?:\b(?:k|c|m)?m|\d)$")
SMALLER = 0.4  # points
SHORT_RULE = 8.0


def _opens(line: Line, last: int) -> re.Match[str] | None:
    """A mark that is raised, or that follows on."""
    found = OPENING.match(line.raw)
    if found is None:
        return None
    raised = any(start == 0 and end >= found.end("mark") for start, end in look_of(line).raised)
    mark = found["mark"]
    if raised or not mark[0].isascii() or mark.startswith("*"):
        return found
    apart = found.end() > found.end("mark")
    return found if apart and mark.isdecimal() and int(mark) == last + 1 else None


def _number(mark: str) -> int:
    lowered = mark.translate(LOWER)
    return int(lowered) if lowered.isdecimal() else 0


def collect(sheet: Sheet, kinds: Kinds, usual: Usual) -> list[Note]:
    """The notes, page by page; their lines are put down in `kinds`."""
    notes: list[Note] = []
    for places in sheet.of_pages():
        free = [at for at in places if kinds[at] is None]
        for _, group in groupby(free, key=lambda at: look_of(sheet.lines[at]).column):
            _of_column(sheet, list(group), kinds, usual, notes)
    return notes


def _of_column(sheet: Sheet, places: Sequence[int], kinds: Kinds, usual: Usual, notes: list[Note]) -> None:
    start = _where_small_print_begins(sheet, places, usual)
    last = _number(notes[-1].mark) if notes else 0
    first = next((at for at in places[start:] if _opens(sheet.lines[at], last)), None)
    if first is None:
        return
    note: Note | None = None
    if places[start] != first:
        if not (notes and _below_a_rule(sheet, places, start)):
            start = places.index(first)
        else:
            note = notes[-1]  # it goes on from the page before
    for at in places[start:]:
        line = sheet.lines[at]
        opened = _opens(line, _number(notes[-1].mark) if notes else 0)
        if opened:
            note = Note(opened["mark"], line.start + opened.end(), [])
            notes.append(note)
        if note:
            note.lines.append(line)
            kinds[at] = PieceKind.FOOTNOTE


def _where_small_print_begins(sheet: Sheet, places: Sequence[int], usual: Usual) -> int:
    start = len(places)
    while start and look_of(sheet.lines[places[start - 1]]).size <= usual.size - SMALLER:
        start -= 1
    if start == len(places):
        ruled = [at for at in range(len(places)) if _below_a_rule(sheet, places, at)]
        start = ruled[-1] if ruled else start
    return start


def _below_a_rule(sheet: Sheet, places: Sequence[int], at: int) -> bool:
    """Whether a level rule runs between this line and the one above it."""
    below = look_of(sheet.lines[places[at]])
    above = look_of(sheet.lines[places[at - 1]]).base if at else 0.0
    levels = sheet.rules[below.page - 1]
    return any(above - 1 <= level <= below.base - below.size / 2 for level in levels)


def marks(
    sheet: Sheet, masked: str, notes: Sequence[Note], *, words: Sequence[tuple[int, int]], tops: Sequence[int]
) -> tuple[list[Mark], list[Doubt]]:
    """Where the notes are called: at a raised mark of their page, or else where text alone would say so."""
    words = sorted(words)
    raised = [
        (line.start + start, line.start + end) for line in sheet.lines if line.look for start, end in line.look.raised
    ]
    parts = sorted(part for start, end in raised for part in _parts(masked, start, end))
    written: dict[str, list[tuple[int, int]]] = {}
    for part in parts:
        if _in_words(part[0], words):
            written.setdefault(masked[slice(*part)].translate(LOWER), []).append(part)
    found: dict[int, Mark] = {}
    taken = 0
    for ord_, note in enumerate(notes):
        page = max((top for top in tops if top <= note.start), default=0)
        spans = written.get(note.mark.translate(LOWER), [])
        first = bisect_left(spans, (max(taken, page), 0))
        if first < len(spans):
            found[ord_] = Mark(ord_, *spans[first])
            taken = spans[first][1]
    made, doubts = _the_rest(masked, notes, found, words=words, tops=tops)
    called = sorted((mark.start, mark.end) for mark in made)
    for span in parts:
        last = bisect_left(called, (span[1], 0)) - 1
        free = last < 0 or called[last][1] <= span[0]
        if free and _in_words(span[0], words) and _calls(masked, *span):
            made.append(Mark(None, *span))
            doubts.append(Doubt(DoubtCode.MARK_WITHOUT_NOTE, masked[slice(*span)]))
    return sorted(made, key=lambda each: each.start), doubts


def _parts(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """Marks set side by side, as "1,2"."""
    return [(start + each.start(), start + each.end()) for each in re.finditer(r"\d+|[^\d\s,]+", masked[start:end])]


def _calls(masked: str, start: int, end: int) -> bool:
    """Whether a raised number is a mark: not an exponent, nor the end of an ordinal."""
    return masked[start:end].isdecimal() and not EXPONENT.search(masked[max(start - 4, 0) : start])


def _in_words(at: int, words: Sequence[tuple[int, int]]) -> bool:
    last = bisect_right(words, at, key=lambda span: span[0]) - 1
    return last >= 0 and at < words[last][1]


def _the_rest(
    masked: str,
    notes: Sequence[Note],
    found: dict[int, Mark],
    *,
    words: Sequence[tuple[int, int]],
    tops: Sequence[int],
) -> tuple[list[Mark], list[Doubt]]:
    doubts: list[Doubt] = []
    made: list[Mark] = []
    signs = Signs(masked)
    for ord_, note in enumerate(notes):
        if ord_ in found:
            made.append(found[ord_])
            continue
        free = [span for span in words if span[1] > (made[-1].end if made else 0)]
        got, doubt = match(masked, [note], words=free, tops=tops, signs=signs)
        made += [Mark(ord_, each.start, each.end) for each in got]
        doubts += doubt
    return sorted(made, key=lambda each: each.start), doubts
