"""Text that keeps the layout of its pages: where a line begins says what it is, as on the page itself.

Columns of letters stand for places, so that it is read like any page; furniture and footnotes are known as
in other texts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import quantiles

from . import letterhead
from .assemble import assemble
from .footnotes import collect, match
from .found import Doubt, DoubtCode, FoundDocument, PieceKind
from .front import front_matter
from .furniture import JOB_OF_FIRST_PAGE, Kinds, kinds_of_furniture
from .hanging import in_order
from .lines import MASK, Line
from .look import Look
from .numbering import PARAGRAPH_MARKER
from .outline import outline
from .pieces import cut, text_spans
from .positions.grouping import group, tops
from .positions.mending import mend
from .positions.sheet import Sheet, Usual, usual
from .preamble import split_parts
from .pressed import is_pressed
from .sections import ENDINGS_OF_TEXT
from .side_by_side import Place, regions, split
from .widths import Measure, measure_of

FEWEST_LINES = 12
INDENTED = 3
MOSTLY = 0.35
LONGEST_WRAPPED = 160
FILLED = re.compile(r"\s{3,}|(?:[.·…_]\s?){4,}")  # between the two ends of a line: leaders, or nothing
SPREAD = 0.9  # of the lines have a blank one below
RUNNING_ON = 0.5  # of them end in no stop
LONG = 45
FEW_BLANKS = 0.02
TIGHT_MARKERS, FEWEST_NUMBERS = 3, 2
MOST_BLANKS = 0.9
UNWRAPPED = 2  # lines too long to be wrapped ones
MOSTLY_PRESSED = 0.6  # of them the next right below
DIVIDED_AT_THE_GUTTER = re.compile(r"(?<=\w[-/])[^\S\r\n\f]+$")
MOST_JOINED = 0.02  # of the lines
EVERY_PAGE, LINES_OF_A_PAGE, NARROWEST = 0, 12, 0.6
JOINED = 1.12  # of a full line's length: it holds two
Edges = dict[tuple[int, int], float]
SIZE, WIDTH, STEP = 10.0, 5.0, 12.0
TURNS = frozenset({PieceKind.PAGE_NUMBER, PieceKind.JOB_NUMBER, PieceKind.RUNNING_HEAD})
MARKDOWN = re.compile(r"\s*(?:#{1,6}\s|\*\*|\|.*\|)")


def has_layout(lines: Sequence[Line]) -> bool:
    """Whether lines are wrapped and either indented for the most part, or not parted by blank lines."""
    full = [line for line in lines if not line.blank]
    if is_unwrapped(lines) or regions(lines):
        return True
    if not full or not _is_wrapped(full):
        return False
    if any(MARKDOWN.match(line.raw) for line in full):
        return False
    if len(full) < FEWEST_LINES:
        return _counts_on(lines)
    return _is_indented(full) or _is_tight(lines, full) or _is_spread(lines, full) or is_pressed(lines)


def _is_wrapped(full: Sequence[Line]) -> bool:
    """A few lines may hold two, which a hyphen joined when the text was taken out of its file."""
    *others, longest = sorted(len(FILLED.sub(" ", line.body)) for line in full)
    joined = int(MOST_JOINED * len(full))
    if longest <= LONGEST_WRAPPED or not joined:
        return longest <= LONGEST_WRAPPED
    return longest <= 2 * LONGEST_WRAPPED and others[-joined] <= LONGEST_WRAPPED


def is_unwrapped(lines: Sequence[Line]) -> bool:
    """Whether each line is a paragraph or heading, with no blank lines between."""
    full = [line for line in lines if not line.blank]
    long = {line for line in full if len(line.body) > 1.5 * LONGEST_WRAPPED}
    if any(MARKDOWN.match(line.raw) for line in full) or not (len(full) > 2 and len(long) >= UNWRAPPED):
        return False
    pressed = sum(line in long and not below.blank for line, below in pairwise(lines))
    return len(full) >= MOST_BLANKS * len(lines) or pressed > max(1, MOSTLY_PRESSED * len(long))


def _is_indented(full: Sequence[Line]) -> bool:
    long = [line for line in full if len(line.body) >= LONG]
    return sum(line.indent >= INDENTED for line in long) > MOSTLY * len(long) > 0


def _is_spread(lines: Sequence[Line], full: Sequence[Line]) -> bool:
    """A blank line stands below each line, though most of them go on in the next."""
    apart = sum(not line.blank and below.blank for line, below in pairwise(lines))
    long = [line for line in full if len(line.body) >= LONG]
    cut = sum(not line.body.endswith(ENDINGS_OF_TEXT) for line in long)
    return len(long) >= FEWEST_LINES and apart > SPREAD * len(full) and cut > RUNNING_ON * len(long)


def _is_tight(lines: Sequence[Line], full: Sequence[Line]) -> bool:
    """Paragraphs begin right below the line before."""
    marked = [at for at in range(1, len(lines)) if PARAGRAPH_MARKER.match(lines[at].raw)]
    tight = [at for at in marked if not lines[at - 1].blank]
    if len(tight) >= TIGHT_MARKERS:
        return len(tight) > len(marked) / 2
    return not marked and len(lines) - len(full) < FEW_BLANKS * len(lines) and len(full) > 2 * FEWEST_LINES


def _counts_on(lines: Sequence[Line]) -> bool:
    """Of a few lines: whether paragraph numbers follow on, most of them right below the line before."""
    marked = [at for at in range(1, len(lines)) if PARAGRAPH_MARKER.match(lines[at].raw)]
    tight = [at for at in marked if not lines[at - 1].blank]
    numbers = [int(found["name"]) for line in lines if (found := PARAGRAPH_MARKER.match(line.raw))]
    follow = sum(below == above + 1 for above, below in pairwise(numbers))
    return len(tight) > len(marked) / 2 and follow >= FEWEST_NUMBERS


def read_layout(encoding: str, text: str, lines: Sequence[Line], *, unwrapped: bool) -> FoundDocument:
    """`unwrapped`: each line is a paragraph or heading."""
    full = [line for line in lines if not line.blank]
    found = regions(lines)
    lines, places, order = split(lines, found)
    lines = _dedented(lines)
    kinds = kinds_of_furniture(lines)
    notes = collect(lines, kinds, indented=True)
    if not found and _is_spread(lines, full):
        lines, kinds = _closed_up(lines, kinds)
    if not found:
        order = in_order(lines, kinds)
        places = {lines[at].start: Place(0, row) for row, at in enumerate(order) if row != at}
    sheet = _sheet(text, lines, kinds, places)
    sheet = _closed(mend(replace(sheet, order=tuple(order)) if found or places else sheet, kinds))
    read = sheet.in_order()
    apart = usual([sheet.lines[at] for at in read], [kinds[at] for at in read])
    apart = Usual(SIZE, 0.0) if unwrapped else apart
    blocks = letterhead.split(split_parts(group(sheet, kinds, apart, plain=True)))
    front, rest = front_matter(blocks)
    made = outline(rest)
    masked = "".join(line.raw for line in sheet.lines)
    pages = tops(sheet, range(1, len(sheet.heights) + 1))
    marks, unsure = match(masked, notes, words=text_spans(made), tops=pages)
    pieces = cut(text, sheet.lines, kinds, front, made, notes, marks)
    pages_beside = {line.look.page: None for line in sheet.lines if line.look and line.look.column}
    beside = [Doubt(DoubtCode.COLUMNS_BESIDE, str(page)) for page in pages_beside]
    doubts = [*beside, *made.sections.doubts, *made.paragraphs.doubts, *unsure]
    return assemble(encoding, pieces, made, notes, doubts, paged=len(sheet.heights) > 1)


def _closed(sheet: Sheet) -> Sheet:
    """A word that a column's line divides at its hyphen goes on without the gutter's blanks."""
    if sheet.order is None:
        return sheet
    lines = list(sheet.lines)
    for at, line in enumerate(lines):
        if found := DIVIDED_AT_THE_GUTTER.search(line.raw):
            lines[at] = replace(line, raw=line.raw[: found.start()] + MASK * (len(line.raw) - found.start()))
    return replace(sheet, lines=tuple(lines))


def _closed_up(lines: Sequence[Line], kinds: Kinds) -> tuple[list[Line], Kinds]:
    """Each line of the text with the blank one below it: what is further apart than that is apart."""
    made: list[Line] = []
    kept: Kinds = []
    closed = False
    for line, kind in zip(lines, kinds, strict=True):
        above = made[-1] if made and kept[-1] is None else None
        if line.blank and above and not (above.blank or above.ends_page or closed):
            made[-1], closed = replace(above, raw=above.raw + line.raw), True
        else:
            made.append(line)
            kept.append(kind)
            closed = False
    return made, kept


def _dedented(lines: Sequence[Line]) -> list[Line]:
    """The margin that most lines share is masked: what is left begins as on the page."""
    indents = Counter(line.indent for line in lines if len(line.body) >= LONG)
    margin = min((indent for indent, count in indents.items() if count >= 0.2 * indents.total()), default=0)
    cut_off = [min(margin, line.indent) if not line.blank else 0 for line in lines]
    return [
        replace(line, raw=MASK * off + line.raw[off:]) if off else line
        for line, off in zip(lines, cut_off, strict=True)
    ]


def _edges(lines: Sequence[Line], places: Mapping[int, Place], pages: Mapping[int, int], measure: Measure) -> Edges:
    """How far the lines of each column reach; on a page by itself where it has the lines that show it."""
    lengths: dict[tuple[int, int], list[float]] = defaultdict(list)
    for line in lines:
        column = places[line.start].column if line.start in places else 0
        for page in (EVERY_PAGE, pages[line.start]):
            lengths[column, page].append(line.indent + measure(line.body))
    edges = {of: _reach(each) * WIDTH for of, each in lengths.items()}
    for column, page in edges:
        usual = edges[column, EVERY_PAGE]
        if len(lengths[column, page]) < LINES_OF_A_PAGE or edges[column, page] < NARROWEST * usual:
            edges[column, page] = usual
    return edges


def _reach(lengths: Sequence[float]) -> float:
    """How long full lines are: a few may hold two."""
    if len(lengths) < 2:
        return 0.0
    most = JOINED * quantiles(lengths, n=10)[-1]
    single = [length for length in lengths if length <= most]
    return quantiles(single, n=50)[-1] if len(single) > 1 else 0.0


def _pages(lines: Sequence[Line], kinds: Kinds) -> dict[int, int]:
    """The page of each line with words, by form feeds or else by what stands at the pages' ends."""
    feeds = any(line.ends_page for line in lines)
    pages: dict[int, int] = {}
    page, turning = 1, False
    for line, kind in zip(lines, kinds, strict=True):
        turns = not feeds and kind in TURNS and not JOB_OF_FIRST_PAGE.fullmatch(line.body)
        turning = turning or bool(turns and pages)
        if kind is None and not line.blank:
            page, turning = page + turning, False
            pages[line.start] = page
        page += line.ends_page
    return pages


def _sheet(text: str, lines: Sequence[Line], kinds: Kinds, places: Mapping[int, Place]) -> Sheet:
    """The lines with columns for places."""
    pages = _pages(lines, kinds)
    words = [line for line in lines if line.start in pages]
    measure = measure_of(words)
    edges = _edges(words, places, pages, measure)
    made = list(lines)
    for at, line in enumerate(lines):
        if line.start in pages:
            page, place = pages[line.start], places.get(line.start) or Place(0, at)
            made[at] = replace(line, look=_look(line, page, place, edges[place.column, page], measure))
    last = max(pages.values(), default=1) + (lines[-1].ends_page if lines else 0)
    return Sheet(text, tuple(made), (0.0,) * last, ((),) * last)


def _look(line: Line, page: int, place: Place, edge: float, measure: Measure) -> Look:
    x0 = line.indent * WIDTH
    return Look(
        page,
        place.column,
        x0,
        x0 + measure(line.body) * WIDTH,
        place.row * STEP,
        SIZE,
        margin=0.0,
        edge=edge,
        lead=measure(line.body.split()[0]) * WIDTH,
    )
