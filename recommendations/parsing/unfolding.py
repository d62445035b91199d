"""Text of which a whole page, or all, stands on one line, as some viewers and pages give it: cut where its parts begin.

What begins a part is told by the count: paragraph numbers that follow on, items that follow on and begin with a
capital letter, as those set apart do; and by the drafting of resolutions. A heading is what stands between the end of
a sentence and the next number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .lines import Line
from .numbering import PARAGRAPH_MARKER, from_roman
from .preamble import OPERATIVE, PARTICIPLE, names_a_body

LONG = 500  # letters: a line that may hold a page
LONGER_THAN_A_LINE = 160
FEWEST = 3  # numbers that follow on inside lines
LONGEST_SIGN, FIRST_TRIED = 12, 30
NUMBER = re.compile(r"(?<=\s)(\d{1,3})\.\s+(?=[“\"«(]?[^\W\d_a-zà-ÿ])")
ITEM = re.compile(r"(?<=[:;.,]\s)(?:and\s|or\s)?\((?P<name>[a-z]|[ivx]{1,5})\)\s+(?=[“\"]?[^\W\d_a-zà-ÿ])")
SIGN = re.compile(r"(?<=\s)(?:[IVX]{1,5}|[A-Z])\.\s+$")
BODY = re.compile(r"(?:(?<=\s)|^)(?:The|We|L[ea]|Les)\s[^.;:]{3,120}?[,:]\s+(?=\S)")
PART = re.compile(r"(?<=[,;:]\s)(?=[^\W\d_a-zà-ÿ])")
STOP = re.compile(r"[.;:!?,][”\"’»)\]]*\d{0,3}\s*$")
LAST_STOP = re.compile(r".*[.;:!?][”\"’»)\]]*\d{0,3}\s+", re.DOTALL)
LONGEST_HEADING = 200
CITES = re.compile(  # words whose number is no paragraph's: "see paragraph 2. The Council"
    r"\b(?:paras?\.?|paragraphs?|annex(?:es)?|articles?|arts?\.?|sections?|chapters?|parts?|pages?|p\.|nos?\.?|tables?"
    r"|figures?|phases?|options?|items?|resolutions?|rules?|and|or|to|of|in|by|at|on|from|the|for|with|than|with"
    r"|[–-]|\d[\d,.]*|\$)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    at: int
    value: int


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that hold several paragraphs cut into them; as they are where none does."""
    if not any(len(line.body) >= LONG for line in lines):
        return list(lines)
    text = "".join(line.raw for line in lines)
    starts = {line.start for line in lines}
    cuts = set(_cuts(text, starts)) - starts
    return [part for line in lines for part in _parts(line, cuts)] if cuts else list(lines)


def _parts(line: Line, cuts: set[int]) -> Iterator[Line]:
    own = sorted(cut for cut in cuts if line.start < cut < line.end) if len(line.raw) > LONGER_THAN_A_LINE else []
    for start, end in zip([line.start, *own], [*own, line.end], strict=True):
        yield replace(line, start=start, raw=line.raw[start - line.start : end - line.start])


def _cuts(text: str, starts: set[int]) -> Iterator[int]:
    numbers = list(_numbers(text))
    inside = [each for each in numbers if not _begins_a_line(text, each.at, starts)]
    body = next((found for found in BODY.finditer(text) if names_a_body(found[0].strip())), None)
    drafted = body is not None and bool(PARTICIPLE.match(text, body.end()) or OPERATIVE.match(text, body.end()))
    few = len(inside) < FEWEST or len(inside) < len(numbers) / 2
    if not inside or (few and not _surely_begin(text, numbers)):
        return
    first = numbers[0].at
    if body and drafted and body.start() < first:
        yield body.start()
        yield body.end()
        places = (found.start() for found in PART.finditer(text, body.end(), first))
        yield from (at for at in places if PARTICIPLE.match(text, at) or OPERATIVE.match(text, at))
    above = _heading(text, max(0, first - LONGEST_HEADING), first, signed=True)
    if above is not None:
        yield above
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        yield number.at
        end = following.at if following else len(text)
        heading = _heading(text, number.at, end) if following else None
        if heading is not None:
            yield heading
        yield from _items(text, number.at, heading or end)


def _surely_begin(text: str, numbers: Sequence[Number]) -> bool:
    """Few numbers, but the first begins the text, and each other one stands below the end of a sentence."""
    first, *others = numbers
    return not text[: first.at].strip() and all(
        STOP.search(text[max(0, each.at - LONGEST_SIGN) : each.at]) for each in others
    )


def _begins_a_line(text: str, at: int, starts: set[int]) -> bool:
    return at in starts or not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _numbers(text: str) -> Iterator[Number]:
    """The paragraph numbers, each of which follows on from the one before."""
    opening = PARAGRAPH_MARKER.match(text)
    if opening:
        last = int(opening["name"])
        yield Number(opening.start("name"), last)
    else:
        last = _before_the_first(text)
    for found in NUMBER.finditer(text):
        if int(found[1]) == last + 1 and _may_begin(text, found.start()):
            last = int(found[1])
            yield Number(found.start(), last)


def _before_the_first(text: str) -> int:
    """The number before the first of at least three that follow on: where there is no 1, of an excerpt."""
    found = [Number(each.start(), int(each[1])) for each in NUMBER.finditer(text) if _may_begin(text, each.start())]
    if any(each.value == 1 for each in found):
        return 0
    for place, first in enumerate(found[:FIRST_TRIED]):
        last = first.value
        for each in found[place + 1 :]:
            last += each.value == last + 1
        if last >= first.value + FEWEST - 1:
            return first.value - 1
    return 0


def _may_begin(text: str, at: int) -> bool:
    """Below the end of a sentence, or a heading."""
    before = text[max(0, at - LONGEST_HEADING) : at]
    if STOP.search(before) or not before.strip():
        return True
    tail = LAST_STOP.sub("", before).lstrip()
    return len(tail) < LONGEST_HEADING - 1 and not tail[:1].islower() and not CITES.search(tail)


def _heading(text: str, start: int, end: int, *, signed: bool = False) -> int | None:
    """Where the heading above the next number begins, with its own sign if it has one."""
    words = text[start:end]
    if STOP.search(words):
        return None
    found = LAST_STOP.match(words)
    begins = found.end() if found else None
    if begins is None or len(words) - begins > LONGEST_HEADING:
        return None
    sign = SIGN.search(words, 0, begins)
    return None if signed and not sign else start + (sign.start() if sign else begins)


def _items(text: str, start: int, end: int) -> Iterator[int]:
    """Letters and small roman numbers that follow on, one list inside another."""
    letter = roman = 0
    for found in ITEM.finditer(text, start, end):
        name, at = found["name"], found.start() + found[0].index("(")
        if len(name) == 1 and ord(name) - ord("a") == letter and not (name == "i" and roman == 0 and letter != 8):
            letter, roman = letter + 1, 0
        elif from_roman(name) == roman + 1:
            roman += 1
        else:
            continue
        yield at
