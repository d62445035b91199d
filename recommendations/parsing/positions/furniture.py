"""Running heads and feet by where they stand: at the same height of several pages, or outermost and of their shape."""

import re
from collections import defaultdict
from collections.abc import Sequence

from recommendations.parsing.found import PieceKind
from recommendations.parsing.furniture import JOB_LINE, JOB_OF_FIRST_PAGE, PAGE_LINE, SYMBOL, Kinds

from .sheet import Sheet, look_of

ZONE = 0.16  # of the page's height, at its top and at its foot
OUTERMOST = 3
NEAR = 6.0
PAGES_TO_BE_A_RUNNING_HEAD = 2
LONGEST_HEAD = 200
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
        for at in zone:
            if at in repeated:
                kinds[at] = _kind(sheet.lines[at].body)
        _outermost(sheet, places, zone, kinds)
    return kinds


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

    def recurs(part: str, number: int, base: float) -> bool:
        others = {other for other, height in alike[part] if other != number and abs(height - base) <= NEAR}
        return len(others) + 1 >= PAGES_TO_BE_A_RUNNING_HEAD

    return {
        at
        for number, at in lines
        if not _is_text(sheet.lines[at].body)
        and all(recurs(part, number, look_of(sheet.lines[at]).base) for part in _parts(sheet.lines[at].body))
    }


def _is_text(body: str) -> bool:
    """A paragraph number or item alone, or words that end a sentence, are seldom a running head."""
    return bool(re.fullmatch(r"\(?\w{1,3}[.)]", body)) or (body.endswith((".", ";", ":")) and len(body.split()) > 12)


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
