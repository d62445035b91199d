"""Footnotes at the foot of a page, and the marks in the text that call them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .found import Doubt, DoubtCode, PieceKind
from .furniture import PAGE_LINE, Kinds
from .lines import MASK, Line

Spans = Sequence[tuple[int, int]]
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWER = str.maketrans(RAISED, "0123456789")
OF_MARKDOWN = r"\[\^\w{1,12}\]"  # "[^1]", and "[^1]: " before the note
OPENING = re.compile(
    rf"\s*(?P<mark>[0-9]{{1,3}}/?|[{RAISED}]{{1,3}}|\*{{1,3}}|{OF_MARKDOWN}(?=:))(?:(?<=\]):)?(?:\s+(?=\S)|\s*$)"
)
SIGN = re.compile(
    rf"(?<=[^\s\0\d/(\[-])(?:\d{{1,3}}|[{RAISED}]{{1,3}}|\*{{1,3}})(?=[\s.,;:)\]”’\"]|$)"
    r"|(?<=[^\s\0]\s)\d{1,3}/(?=[\s.,;:)]|$)"  # "Unity, 1/" of older documents
    rf"|(?<=\S){OF_MARKDOWN}(?!:)"
)
ENDED = re.compile(rf"[.;:][”\"’»)]*(?:\d{{1,3}}|[{RAISED}]{{1,3}})?$")
LINES_OF_A_PAGE, LINES_OF_A_SURE_NOTE = 150, 3
UNMISTAKABLE_OPENING = re.compile(rf"\s*(?:(?P<mark>[{RAISED}]{{1,3}}|\*{{1,3}})|{OF_MARKDOWN}:)\s+(?=\S)")


@dataclass(slots=True)
class Note:
    mark: str
    mark_end: int
    lines: list[Line] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def has_words(self) -> bool:
        words = "".join(line.raw for line in self.lines)[self.mark_end - self.start :]
        return bool(words.replace(MASK, "").strip())


def _number(mark: str) -> int | None:
    lowered = mark.translate(LOWER)
    return int(lowered) if lowered.isdecimal() else None


def _opening(line: Line, after: Note | None) -> Note | None:
    found = OPENING.match(line.raw.replace(MASK, " "))
    if found is None:
        return None
    number, last = _number(found["mark"]), _number(after.mark) if after else None
    if after and number is not None and number != (last or 0) + 1:
        return None
    return Note(found["mark"], line.start + found.end(), [line])


def _next_words(lines: Sequence[Line], at: int) -> int | None:
    return next((i for i in range(at, len(lines)) if not lines[i].blank), None)


def _below(lines: Sequence[Line], kinds: Kinds, at: int | None, *, indented: bool) -> Iterator[Note]:
    """The notes from this line on, to the top of the next page or what only the page needs."""
    note: Note | None = None
    while at is not None and kinds[at] is None:
        opened = _opening(lines[at], note)
        if opened:
            if note:
                yield note
            note = opened
        elif PAGE_LINE.fullmatch(lines[at].body):
            break
        elif note and (indented or lines[at].indent == 0) and not lines[at - 1].blank:
            note.lines.append(lines[at])
        else:
            break
        at = _next_words(lines, at + 1)
    if note:
        yield note


def collect(lines: Sequence[Line], kinds: Kinds, *, indented: bool = False) -> list[Note]:
    """The notes below rules, with a raised mark or an asterisk, or at a page's foot in the order of their calls.

    Their lines are put down in `kinds`.

    `indented`: the lines of a note may stand further in than its mark.
    """
    notes: list[Note] = []
    for at, line in enumerate(lines):
        if kinds[at] is PieceKind.RULE:
            found = list(_below(lines, kinds, _next_words(lines, at + 1), indented=indented))
        elif kinds[at] is None and UNMISTAKABLE_OPENING.match(line.raw.replace(MASK, " ")):
            found = list(_below(lines, kinds, at, indented=indented))
        elif kinds[at] is None and at and _follows_on(line, notes, lines, at):
            found = list(_below(lines, kinds, at, indented=indented))
            short = _is_apart(lines[at - 1]) or all(len(note.lines) <= LINES_OF_A_SURE_NOTE for note in found)
            found = found if short and _ends_the_page(found[-1].lines[-1], lines, kinds, at) else []
        else:
            continue
        found = [note for note in found if note.has_words]
        taken = {each.start for note in found for each in note.lines}
        i = at
        while taken:
            if lines[i].start in taken:
                kinds[i] = PieceKind.FOOTNOTE
                taken.remove(lines[i].start)
            i += 1
        notes += found
    return notes


def _is_apart(above: Line) -> bool:
    """Whether what is below begins anew: else it may be running text, and only few lines of it are taken for a note."""
    return above.blank or bool(ENDED.search(above.body))


def _follows_on(line: Line, notes: Sequence[Note], lines: Sequence[Line], at: int) -> bool:
    """Whether the line has the next note's number, and the words since the last note call it."""
    found = OPENING.match(line.raw.replace(MASK, " "))
    number = _number(found["mark"]) if found and found.end() < len(line.raw.rstrip()) else None
    begins = line.raw[found.end() :][:1].isupper() if found else False
    if not begins or number is None or number != (_number(notes[-1].mark) or 0 if notes else 0) + 1:
        return False
    since = notes[-1].lines[-1].end if notes else 0
    above = "".join(each.raw for each in lines[max(0, at - LINES_OF_A_PAGE) : at] if each.start >= since)
    return any(each[0].translate(LOWER) == str(number) for each in SIGN.finditer(above))


def _ends_the_page(last: Line, lines: Sequence[Line], kinds: Kinds, at: int) -> bool:
    while lines[at].start < last.start:
        at += 1
    below = _next_words(lines, at + 1)
    if below is None or any(each.ends_page for each in lines[at:below]):
        return True
    return kinds[below] not in (None, PieceKind.MARKUP, PieceKind.RULE) or bool(PAGE_LINE.fullmatch(lines[below].body))


@dataclass(frozen=True, slots=True)
class Mark:
    """`note` is None for a mark whose note is not in the source."""

    note: int | None
    start: int
    end: int


class Signs:
    """Where a text has what may be marks, looked for once: work does not grow with text times notes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[str, list[tuple[int, str]]] = {}
        for each in SIGN.finditer(text):
            self._found.setdefault(each[0].translate(LOWER), []).append((each.start(), each[0]))

    def between(self, mark: str, since: int, until: int) -> list[tuple[int, str]]:
        number = _number(mark)
        places = self._found.get(mark if number is None else str(number), [])
        return places[bisect_left(places, (since, "")) : bisect_left(places, (until, ""))]


def _candidates(signs: Signs, note: Note, since: int, words: Spans) -> list[tuple[int, int]]:
    """Places above the note where its mark may stand: the surest kind first."""
    places = signs.between(note.mark, since, note.start)
    ranked = ((_rank(signs.text, at, sign), at) for at, sign in places)
    return sorted((rank, at) for rank, at in ranked if rank is not None and _inside(at, words))


def _rank(text: str, at: int, sign: str) -> int | None:
    before = text[max(at - 12, 0) : at]
    if not sign.isascii() or sign.startswith(("*", "[")) or sign.endswith("/"):
        return 0
    if re.search(r"/[A-Za-z]+\.$", before):
        return None  # the tail of a document symbol: A/62/53/Add.1
    if re.search(r"[^\W\d][.,;:!?]$|[)\]”’\"»][.,;:]?$", before):
        return 0
    if re.search(r"[^\W\d_]$", before):
        return 1 if before[-1].islower() else 3
    return 2 if re.search(r"\d[.,;:]$", before) else None


def _inside(at: int, spans: Spans) -> bool:
    """`spans` are in order, none in another."""
    last = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return last >= 0 and at < spans[last][1]


def match(
    text: str, notes: Sequence[Note], *, words: Spans, tops: Sequence[int], signs: Signs | None = None
) -> tuple[list[Mark], list[Doubt]]:
    """Each note's mark in the words of its own page or, failing that, since the mark before.

    `signs` are those of the text, where they are known already.
    """
    signs, words = signs or Signs(text), sorted(words)
    marks: list[Mark] = []
    doubts: list[Doubt] = []
    for ord_, note in enumerate(notes):
        after = marks[-1].end if marks else 0
        page = max([after, *(top for top in tops if top < note.start)])
        found = _candidates(signs, note, page, words) or _candidates(signs, note, after, words)
        if not found:
            doubts.append(Doubt(DoubtCode.MARK_NOT_FOUND, note.mark))
            continue
        rank, start = found[0]
        if note.mark.endswith("/"):  # the same note may be called again and again
            marks += [Mark(ord_, at, at + len(note.mark)) for _, at in found]
            continue
        if [each for each in found if each[0] == rank][1:]:
            doubts.append(Doubt(DoubtCode.MARK_AMBIGUOUS, note.mark))
        marks.append(Mark(ord_, start, start + len(note.mark)))
    return marks, doubts
