"""Running heads and feet by where they stand: at the same height of several pages, or outermost and of their shape."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from recommendations.parsing.found import PieceKind
from recommendations.parsing.furniture import JOB_LINE, JOB_OF_FIRST_PAGE, PAGE_LINE, SYMBOL, Kinds
from recommendations.parsing.look import Look

from .sheet import Sheet, Usual, look_of, usual

ZONE = 0.16  # of the page's height, at its top and at its foot
OUTERMOST = 3
NEAR = 6.0
PAGES_TO_BE_A_RUNNING_HEAD = 2
FARTHEST = 3  # pages from one to the next with the same running head
APART = 1.4  # of the usual distance of lines: what stands off from the text
AS_OFTEN = 0.25  # of the pages have a running head that stands no further off than the text's own lines
ANOTHER_SIZE = 0.7  # points
LONGEST_HEAD = 200
STRANGERS = 1
LONGEST_SENTENCE_OF_A_HEAD = 12  # words
PAGE_WORDS = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:Page|PAGE|page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|OF|sur|de)\s*\d{1,4})?(?:\s*[-–—|])?"
)
JOBS = re.compile(rf"{JOB_LINE.pattern}|{JOB_OF_FIRST_PAGE.pattern}|\d{{6}}")
SYMBOL_LINE = re.compile(rf"(?:{PAGE_WORDS.pattern}\s+)?{SYMBOL.pattern}\*?(?:\s+{PAGE_WORDS.pattern})?")


def furniture(sheet: Sheet) -> Kinds:
    turned = [line.look is None and not line.blank for line in sheet.lines]
    kinds: Kinds = [PieceKind.RUNNING_HEAD if each else None for each in turned]
    pages = sheet.of_pages()
    zones = [_zone(sheet, places, height) for places, height in zip(pages, sheet.heights, strict=True)]
    repeated = _repeated(sheet, zones)
    for places, zone in zip(pages, zones, strict=True):
        for at in _near_the_edge(sheet, zone, repeated):
            kinds[at] = _kind(sheet.lines[at].body)
        _outermost(sheet, places, zone, kinds)
    return kinds


def _near_the_edge(sheet: Sheet, zone: Sequence[int], repeated: set[int]) -> Iterator[int]:
    """Of what is repeated, what no more than one other line parts from the page's edge."""
    strange: dict[bool, set[float]] = {True: set(), False: set()}
    for at in zone:
        look = look_of(sheet.lines[at])
        others = strange[look.base < sheet.heights[look.page - 1] / 2]
        if at in repeated and len(others) <= STRANGERS:
            yield at
        elif at not in repeated:
            others.add(round(look.base))


def _zone(sheet: Sheet, places: Sequence[int], height: float) -> list[int]:
    """What stands near the top or the foot of the page, from the outside in."""
    by_height = sorted(places, key=lambda at: look_of(sheet.lines[at]).base)
    top = [at for at in by_height if look_of(sheet.lines[at]).base < ZONE * height]
    foot = [at for at in by_height if look_of(sheet.lines[at]).base > (1 - ZONE) * height]
    return [*top, *(at for at in reversed(foot) if at not in top)]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _parts(body: str) -> list[str]:
    return [_shape(part.strip()) for part in body.split("\t") if part.strip()]


def _repeated(sheet: Sheet, zones: Sequence[Sequence[int]]) -> set[int]:
    """Lines all of whose parts stand, numbers apart, at the same height of other pages, on either side."""
    alike: dict[str, list[tuple[int, float]]] = defaultdict(list)
    lines = [(number, at) for number, zone in enumerate(zones) for at in zone]
    lines = [(number, at) for number, at in lines if len(sheet.lines[at].body) <= LONGEST_HEAD]
    for number, at in lines:
        for part in _parts(sheet.lines[at].body):
            alike[part].append((number, look_of(sheet.lines[at]).base))

    def recurs(part: str, number: int, base: float, *, often: bool) -> bool:
        others = {other for other, height in alike[part] if other != number and abs(height - base) <= NEAR}
        if often and len(others) + 1 < max(PAGES_TO_BE_A_RUNNING_HEAD + 1, AS_OFTEN * len(zones)):
            return False
        near = any(abs(other - number) <= FARTHEST for other in others)
        return near and len(others) + 1 >= PAGES_TO_BE_A_RUNNING_HEAD

    apart, notes = _standing_apart(sheet, zones), _in_notes(sheet, zones)
    return {
        at
        for number, at in lines
        if at not in notes
        and not _is_text(sheet.lines[at].body)
        and all(
            recurs(part, number, look_of(sheet.lines[at]).base, often=at not in apart)
            for part in _parts(sheet.lines[at].body)
        )
    }


def _standing_apart(sheet: Sheet, zones: Sequence[Sequence[int]]) -> set[int]:
    """What is set otherwise than running text, or stands off from the line next to it on the page's inside."""
    common = usual(sheet.lines)
    found: set[int] = set()
    for zone in zones:
        by_height = sorted(zone, key=lambda at: look_of(sheet.lines[at]).base)
        bases = [look_of(sheet.lines[at]).base for at in by_height]
        middle = sheet.heights[look_of(sheet.lines[zone[0]]).page - 1] / 2 if zone else 0.0
        for place, at in enumerate(by_height):
            from_top = bases[place] < middle
            inner = bases[place + 1 :] if from_top else bases[:place][::-1]
            gaps = (abs(each - bases[place]) for each in inner)
            gap = next((gap for gap in gaps if gap > common.size / 2), APART * common.size * common.leading + 1)
            if _is_set_otherwise(sheet, at, common) or gap > APART * common.leading * common.size:
                found.add(at)
    return found


def _in_notes(sheet: Sheet, zones: Sequence[Sequence[int]]) -> set[int]:
    """Lines of footnotes, which may say the same on many pages ("Ibid."): from a raised mark on, line below line."""
    found: set[int] = set()
    for zone in zones:
        last: Look | None = None
        for at in sorted(zone, key=lambda at: (look_of(sheet.lines[at]).column, look_of(sheet.lines[at]).base)):
            look = look_of(sheet.lines[at])
            opens = bool(look.raised) and look.raised[0][0] == 0
            goes_on = last is not None and abs(look.size - last.size) <= ANOTHER_SIZE
            if opens or (goes_on and last is not None and 0 < look.base - last.base <= APART * look.size):
                found.add(at)
                last = look
            else:
                last = None
    return found


def _is_set_otherwise(sheet: Sheet, at: int, common: Usual) -> bool:
    look = look_of(sheet.lines[at])
    return look.bold or look.italic or abs(look.size - common.size) > ANOTHER_SIZE


def _is_text(body: str) -> bool:
    """A paragraph number or item alone, or words that end a sentence, are seldom a running head."""
    ended = body.endswith((";", ":")) or (body.endswith(".") and len(body.split()) > LONGEST_SENTENCE_OF_A_HEAD)
    goes_on = body[:1].islower() and len(body.split()) > 1
    return bool(re.fullmatch(r"\(?\w{1,3}[.)]|[•●▪■]", body)) or ended or goes_on


def _kind(body: str) -> PieceKind:
    if JOBS.fullmatch(body):
        return PieceKind.JOB_NUMBER
    if PAGE_LINE.fullmatch(body) or PAGE_WORDS.fullmatch(body):
        return PieceKind.PAGE_NUMBER
    return PieceKind.RUNNING_HEAD


def _outermost(sheet: Sheet, places: Sequence[int], zone: Sequence[int], kinds: Kinds) -> None:
    """Page numbers, job numbers and symbols that nothing but furniture parts from the page's edge."""
    first_page = look_of(sheet.lines[places[0]]).page == 1 if places else False
    by_height = sorted(places, key=lambda at: look_of(sheet.lines[at]).base)
    for order, from_top in ((by_height, True), (by_height[::-1], False)):
        strange = 0
        for at in order:
            body = sheet.lines[at].body
            if kinds[at] is not None:
                continue
            shaped = JOBS.fullmatch(body) or PAGE_WORDS.fullmatch(body) or SYMBOL_LINE.fullmatch(body)
            if at in zone and shaped and not (first_page and from_top):
                kinds[at] = _kind(body)
            elif not (JOBS.fullmatch(body) and at in zone):
                strange += 1
            if strange >= 1:
                break
