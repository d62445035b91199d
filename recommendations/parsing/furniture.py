"""What only the printed page needed, known by its shape and by where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from .found import PieceKind
from .lines import Line
from .numbering import PARAGRAPH_MARKER
from .pipes import BELOW_HEADS

RULE = re.compile(r"_{5,}")
SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[A-Z0-9][A-Za-z0-9.()*-]*){2,}(?:\s?\(\d{4}\))?")
LEFT_OUT = re.compile(  # where an excerpt leaves something out
    r"/?\s?…(?:\s?/\s?…?)?|\[\s?(?:…|\.\.\.)\s?\]|\(\s?(?:…|\.\.\.)\s?\)|/?\.\.\.|(?:[*]\s?){3,}|(?:\. ?){3,5}"
)
PAGE = r"\d{1,3}(?:/\d{1,3})?"
JOB = r"\d{2}-\d{5}[A-Z]?(?:\s*\([A-Z]\))?"
JOB_LINE = re.compile(
    rf"(?:{SYMBOL.pattern}\s+)?(?:(?P<before>{PAGE})\s+)?(?P<job>{JOB})(?:\s+(?P<after>{PAGE}))?(?:\s+{SYMBOL.pattern})?"
)
JOB_OF_FIRST_PAGE = re.compile(  # "15-04567 (E) 160415", its bar code, what stands beside
    r"\d{2}-\d{5}\s*(?:\([A-Z]\))?(?:\s+\d{6})+|[A-Z]{1,4}\.\d{2}-\d{4,6}(?:\s*\([A-Z]\))?(?:\s+\d{6})*"
    r"|\*\d{6,10}[A-Z]?\*|(?:Please recycle|Merci de recycler)\W*|\d{2}-\d{5}\s*\([A-Z]\)(?:\s+\d{6})?\W*"
)
DAY_OF_THE_JOB = re.compile(r"\d{6}")
SPELT, FEWEST_SPELT = re.compile(r"[*\d]"), 6  # a bar code on its side is read digit by digit, down the page
PAGE_LINE = re.compile(rf"(?:Page\s+)?{PAGE}")
PAGE_BY_NAME = re.compile(  # "Page 3 of 12", "3 | P a g e", "- 3 -": no other line reads so
    r"page\s(?P<page>\d{1,3})(?:\s?(?:of|/|sur|de)\s?\d{1,3})?|(?P<first>\d{1,3})\s?\|\s?p\s?a\s?g\s?e"
    r"|[-–—]\s?(?P<between>\d{1,3})\s?[-–—]",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"English|French|Français|Spanish|Español|Arabic|Chinese|Russian")
MARKS_OF_A_BREAK: frozenset[PieceKind | None] = frozenset({PieceKind.JOB_NUMBER, PieceKind.RUNNING_HEAD})
NUMBERED: frozenset[PieceKind | None] = frozenset({PieceKind.JOB_NUMBER, PieceKind.PAGE_NUMBER})
TIMES_TO_BE_A_RUNNING_HEAD = 3
LINES_OF_A_MASTHEAD = 8
LEAST_LINES_OF_A_PAGE, FIRST_NUMBERS = 12, 50
ENDS = re.compile(r"[.:;!?,][”\"’»)]*\d{0,3}$|[;,]\s(?:and|or)$")
LEAST_WORDS_ABOVE = 20  # letters
FAR_IN = 30  # letters from the left: a number there that has its line for itself
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
        if BELOW_HEADS.fullmatch(line.body) or LEFT_OUT.fullmatch(line.body):
            kinds[at] = PieceKind.MARKUP
        elif RULE.fullmatch(line.body):
            kinds[at] = PieceKind.RULE
        elif PAGE_BY_NAME.fullmatch(line.body) or (line.indent >= FAR_IN and PAGE_LINE.fullmatch(line.body)):
            kinds[at] = PieceKind.PAGE_NUMBER
        elif JOB_LINE.fullmatch(line.body) or JOB_OF_FIRST_PAGE.fullmatch(line.body):
            kinds[at] = PieceKind.JOB_NUMBER


def _below_the_job(lines: Sequence[Line], kinds: Kinds) -> None:
    """The day and the bar code that belong to the job number of a first page, each on lines of their own."""
    at = 0
    while at < len(lines):
        last = at
        while last < len(lines) and SPELT.fullmatch(lines[last].body):
            last += 1
        if last - at >= FEWEST_SPELT and "*" in (lines[at].body, lines[last - 1].body):
            kinds[at:last] = [PieceKind.JOB_NUMBER] * (last - at)
        elif DAY_OF_THE_JOB.fullmatch(lines[at].body):
            above = next((i for i in range(at - 1, -1, -1) if not lines[i].blank), at)
            kinds[at] = PieceKind.JOB_NUMBER if kinds[above] is PieceKind.JOB_NUMBER else None
        at = max(last, at + 1)


def _is_at_page_break(lines: Sequence[Line], at: int, kinds: Kinds) -> bool:
    above = list(_parted_only_by_blanks(lines, at, -1))
    below = list(_parted_only_by_blanks(lines, at, 1))
    before_next_words = [each for each in below if lines[each].blank]
    turns_page = any(lines[each].ends_page for each in (at, *above, *before_next_words))
    return turns_page or any(kinds[each] in MARKS_OF_A_BREAK for each in (*above, *below))


def _first_of_pages(lines: Sequence[Line], kinds: Kinds) -> Iterator[int]:
    """The first line with words below a form feed or a job number, furniture left out."""
    broken = False
    for at, line in enumerate(lines):
        if broken and not line.blank and kinds[at] is None:
            yield at
            broken = False
        broken = broken or line.ends_page or kinds[at] is PieceKind.JOB_NUMBER


def _masthead(lines: Sequence[Line]) -> list[int]:
    """The first lines with words, down to the first number."""
    full = (at for at, line in enumerate(lines) if not line.blank)
    return list(islice(takewhile(lambda at: not PARAGRAPH_MARKER.match(lines[at].raw), full), LINES_OF_A_MASTHEAD))


def _by_place(lines: Sequence[Line], kinds: Kinds) -> None:
    alone = [at for at, line in enumerate(lines) if not line.blank and not kinds[at] and _alone(lines, at, kinds)]
    masthead = _masthead(lines)
    for at in alone:
        if SYMBOL.fullmatch(lines[at].body) and at not in masthead:
            kinds[at] = PieceKind.RUNNING_HEAD
    for at in _two_symbols(lines):
        if at not in masthead:
            kinds[at] = kinds[at + 1] = PieceKind.RUNNING_HEAD
    for at, line in enumerate(lines):
        beside = [kinds[other] for other in (at - 1, at + 1) if 0 <= other < len(lines)]
        if kinds[at] is None and SYMBOL.fullmatch(line.body) and MARKS_OF_A_BREAK.intersection(beside):
            kinds[at] = PieceKind.RUNNING_HEAD
    _above_pages(lines, kinds)
    for at in _first_of_pages(lines, kinds):
        if SYMBOL.fullmatch(lines[at].body):
            kinds[at] = PieceKind.RUNNING_HEAD
    at_breaks = [at for at in alone if kinds[at] is None and _is_at_page_break(lines, at, kinds)]
    repeated = Counter(lines[at].body for at in at_breaks)
    for at in at_breaks:
        if PAGE_LINE.fullmatch(lines[at].body):
            kinds[at] = PieceKind.PAGE_NUMBER
        elif repeated[lines[at].body] >= TIMES_TO_BE_A_RUNNING_HEAD:
            kinds[at] = PieceKind.RUNNING_HEAD


def _two_symbols(lines: Sequence[Line]) -> Iterator[int]:
    """Where a document of two bodies prints both its symbols, one below the other, between blank lines."""
    for at in range(len(lines) - 1):
        apart = (at == 0 or lines[at - 1].blank) and (at + 2 == len(lines) or lines[at + 2].blank)
        if apart and SYMBOL.fullmatch(lines[at].body) and SYMBOL.fullmatch(lines[at + 1].body):
            yield at


def _above_pages(lines: Sequence[Line], kinds: Kinds) -> None:
    """The symbol and the language above a page's number, as older documents have them."""
    for at, line in enumerate(lines):
        if kinds[at] is PieceKind.PAGE_NUMBER and PAGE_BY_NAME.fullmatch(line.body):
            above = at - 1
            while above >= 0 and (LANGUAGE.fullmatch(lines[above].body) or SYMBOL.fullmatch(lines[above].body)):
                kinds[above] = PieceKind.RUNNING_HEAD
                above -= 1


def kinds_of_furniture(lines: Sequence[Line]) -> Kinds:
    """For each line its kind of furniture, or None: a line with a job number may hold the page's too."""
    kinds: Kinds = [None] * len(lines)
    _by_shape(lines, kinds)
    _below_the_job(lines, kinds)
    _by_place(lines, kinds)
    _by_count(lines, kinds)
    _in_sentences(lines, kinds)
    _beside_pages(lines, kinds)
    return kinds


def _beside_pages(lines: Sequence[Line], kinds: Kinds) -> None:
    """What stands next to the numbers of several pages in the same words, with no blank line to part it."""
    beside = {
        at + step
        for at, kind in enumerate(kinds)
        if kind in NUMBERED
        for step in (-1, 1)
        if 0 <= at + step < len(lines) and kinds[at + step] is None and not lines[at + step].blank
    }
    repeated = Counter(lines[at].body for at in beside)
    for at in beside:
        body = lines[at].body
        reads_on = body[:1].islower() or ENDS.search(body)
        if repeated[body] >= TIMES_TO_BE_A_RUNNING_HEAD and not reads_on:
            kinds[at] = PieceKind.RUNNING_HEAD


def _in_sentences(lines: Sequence[Line], kinds: Kinds) -> None:
    """Numbers between blank lines where a sentence goes on, and what ends the text below other pages' numbers."""
    full = [at for at, line in enumerate(lines) if not line.blank]
    words = [at for at in full if kinds[at] is None]
    pages = [int(lines[at].body) for at in full if kinds[at] is PieceKind.PAGE_NUMBER and lines[at].body.isdecimal()]
    for above, at, below in zip(words, words[1:], [*words[2:], None], strict=False):
        if not (lines[at].body.isdecimal() and PAGE_LINE.fullmatch(lines[at].body) and _alone(lines, at, kinds)):
            continue
        if below is None:
            cut = at == full[-1] and bool(pages) and pages[-1] < int(lines[at].body)
        else:
            cut = not ENDS.search(lines[above].body) and lines[below].body[:1].islower()
        if cut and len(lines[above].body) > LEAST_WORDS_ABOVE:
            kinds[at] = PieceKind.PAGE_NUMBER


def _by_count(lines: Sequence[Line], kinds: Kinds) -> None:
    """Numbers alone on their lines that count on, and cut sentences in two: those of pages."""
    alone = [at for at, line in enumerate(lines) if kinds[at] is None and line.body.isdecimal() and len(line.body) < 4]
    for first, at in enumerate(alone[:FIRST_NUMBERS]):
        chain = [at]
        for other in alone[first + 1 :]:
            if int(lines[other].body) == int(lines[chain[-1]].body) + 1 and other - chain[-1] >= LEAST_LINES_OF_A_PAGE:
                chain.append(other)
        cut = sum(not ENDS.search(_words_above(lines, each)) for each in chain)
        if len(chain) >= TIMES_TO_BE_A_RUNNING_HEAD and cut >= len(chain) / 4:
            for each in chain:
                kinds[each] = PieceKind.PAGE_NUMBER
            return


def _words_above(lines: Sequence[Line], at: int) -> str:
    return next((lines[i].body for i in range(at - 1, -1, -1) if not lines[i].blank), ".")


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
    found, named = JOB_LINE.fullmatch(line.body), PAGE_BY_NAME.fullmatch(line.body)
    if named:
        return int(named["page"] or named["first"] or named["between"])
    page = (found["before"] or found["after"] or "") if found else line.body.removeprefix("Page")
    number = re.match(r"\s*(\d{1,3})", page)
    return int(number[1]) if number else None
