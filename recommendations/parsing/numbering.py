"""What the markers at the start of a block say, and whether they follow on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

STOP = "\ufdd0"  # stands in a line behind a number that another sign than a full stop makes one; no text holds it
PARAGRAPH_MARKER = re.compile(  # "7. The", "7.The", "1204. The": from 1900 on it would be a year
    rf"\s*(?P<name>[0-9]{{1,3}}|1[0-8][0-9]{{2}})(?:\.(?:\s+(?=\S)|(?=[A-Z][a-z]+\s))|{STOP}\.?\s*(?=\S))"
)
NAMED_MARKER = re.compile(  # "12 bis. ", and "OP3 " of drafts
    r"\s*(?P<name>(?P<number>[0-9]{1,3})\s?(?:bis|ter|quater|quinquies)(?=[.:)])|(?:OP|PP)\s?[0-9]{1,3}(?:\s?(?:bis|ter|alt))?)"
    r"[.:)]?\s+(?=\S)"
)
HIERARCHICAL_MARKER = re.compile(r"\s*(?P<name>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})\.?\s+(?=\S)")  # "4.2 The"
ITEM_MARKER = re.compile(  # "(a) ", "(12) ", "a. ", "a) " or "1) "
    r"\s*(?P<open>\()?(?P<name>[a-z]|[ivxl]{1,6}|[0-9]{1,2}(?=\)))(?(open)\)|[.)])\s+(?=\S)"
)
SECTION_MARKER = re.compile(r"\s*(?P<name>[IVXLC]{1,7}|[A-Z])\.\s+(?=\S)")
ROMAN = {"c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1}
LARGEST_GAP = 3
MARKERS = (PARAGRAPH_MARKER, NAMED_MARKER, HIERARCHICAL_MARKER, ITEM_MARKER, SECTION_MARKER)
LONE_MARKER = re.compile(
    r"""\s*(?: (?P<number>[0-9]{1,3}|1[0-8][0-9]{2})(?P<stop>\.)? | (?P<hierarchical>[0-9]{1,2}(?:\.[0-9]{1,2})+)\.?
             | \((?P<item>[a-z]|[ivxl]{1,6}|[0-9]{1,2})\) | (?P<section>[IVXLC]{1,7}|[A-Z])\. )\s*""",
    re.VERBOSE,
)
BULLET_ALONE = re.compile(r"\s*[•●▪■◦‣·➢✓\uf0b7\uf0a7\uf0d8–—-]\s*")

Style = Literal["letter", "roman", "number"]
Verdict = Literal["next", "skipped", "restarted", "repeated", "out_of_sequence"]


def begins_with_a_marker(text: str) -> bool:
    """Whether a number or letter stands at its beginning, or is all of it."""
    return any(marker.match(text) for marker in MARKERS) or is_lone_marker(text)


def is_lone_marker(text: str) -> bool:
    return bool(LONE_MARKER.fullmatch(text))


def has_items_inside(text: str) -> bool:
    """Whether the next item stands behind the one at its beginning: "(a) this; and (b) that" is running text."""
    found = ITEM_MARKER.match(text)
    if found is None or len(found["name"]) > 1 or not found["name"].isalpha():
        return False
    sign = re.escape(f"{'(' if found['open'] else ''}{chr(ord(found['name']) + 1)})")
    return bool(re.search(rf"[;,]\s(?:and\s|or\s)?{sign}\s", text))


def to_roman(number: int) -> str:
    written = ""
    for sign, value in ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written


def from_roman(name: str) -> int | None:
    rest, number = name.lower(), 0
    for sign, value in ROMAN.items():
        while rest.startswith(sign):
            rest, number = rest.removeprefix(sign), number + value
    return number if number and to_roman(number) == name.lower() else None


def from_letter(name: str) -> int | None:
    return ord(name.lower()) - ord("a") + 1 if len(name) == 1 else None


@dataclass(slots=True)
class Numbers:
    """Paragraph numbers, which run through the document and may begin again in an annex."""

    last: int = 0
    begun: bool = False
    leaping: bool = False  # an excerpt: numbers are left out

    def judge(self, number: int, ahead: Sequence[int] = ()) -> Verdict:
        """`ahead` are the numbers that follow it: they may show that others were left out before it."""
        if number == self.last + 1:
            return "next"
        if self.last == 0 or self.last < number <= self.last + LARGEST_GAP:
            return "skipped"
        if number == 1:
            return "restarted"
        if number > self.last and self._leaps(number, ahead):
            return "skipped"
        return "repeated" if number == self.last else "out_of_sequence"

    def _leaps(self, number: int, ahead: Sequence[int]) -> bool:
        """Whether the numbers count on from this one, and do not come back to where they were."""
        tells = (each for each in ahead if each > number or each == self.last + 1)
        following = next(tells, None)
        return self.leaping if following is None else following > number

    def take(self, number: int) -> None:
        self.leaping = self.leaping or number > self.last + LARGEST_GAP > LARGEST_GAP
        self.last, self.begun = number, True

    def is_inner(self, number: int, ahead: Sequence[int]) -> bool:
        """Whether a 1 begins a list inside a paragraph: after it, the paragraphs count on from where they were."""
        if number != 1 or not self.last:
            return False
        listed = 1
        for each in ahead:
            if each == listed + 1 and each != self.last + 1:
                listed = each
            else:
                return each == self.last + 1
        return False


@dataclass(slots=True)
class Hierarchy:
    """Numbers as "4.2", which count the paragraphs of a chapter."""

    last: tuple[int, ...] = ()

    def judge(self, number: tuple[int, ...]) -> Verdict:
        if not self.last:
            return "next" if set(number[1:]) == {1} else "skipped"
        if number == self.last:
            return "repeated"
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(number, self.last, strict=False)))
        before = self.last[shared] if shared < len(self.last) else 0
        step, rest = (number[shared] - before, number[shared + 1 :]) if shared < len(number) else (0, ())
        if 0 < step <= LARGEST_GAP and all(each == 1 for each in rest):
            return "next" if step == 1 else "skipped"
        return "restarted" if set(number) == {1} else "out_of_sequence"

    def take(self, number: tuple[int, ...]) -> None:
        self.last = number


@dataclass(slots=True)
class ItemLevel:
    style: Style
    last: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    depth: int
    skipped: bool = False


@dataclass(slots=True)
class Items:
    """Lettered, small roman and counted items under one paragraph, one list inside another."""

    levels: list[ItemLevel] = field(default_factory=list)

    def place(self, name: str, *, after_colon: bool) -> Placed | None:
        """How deep the item stands (from 1), or None when it continues and begins no list."""
        values: dict[Style, int | None] = {"letter": from_letter(name), "roman": from_roman(name), "number": None}
        if name.isdecimal():
            values = {"letter": None, "roman": None, "number": int(name)}
        begun = [style for style, value in values.items() if value == 1]
        if after_colon and begun and begun[0] not in self._styles():
            return self._begin(begun[0])
        placed = self._continue(values, gap=1)
        if placed is None and begun:
            placed = self._begin(begun[0])
        return placed or self._continue(values, gap=LARGEST_GAP)

    def last(self, style: Style) -> int:
        """The last of the innermost list of this style that is open; 0 where none is."""
        return next((level.last for level in reversed(self.levels) if level.style == style), 0)

    def goes_on(self, name: str) -> bool:
        """Whether it is the very next item of a list that is open."""
        value = int(name) if name.isdecimal() else None
        values = {"letter": from_letter(name), "roman": from_roman(name), "number": value}
        return any(values[each.style] == each.last + 1 for each in self.levels)

    def _styles(self) -> list[Style]:
        return [level.style for level in self.levels]

    def _continue(self, values: dict[Style, int | None], *, gap: int) -> Placed | None:
        for depth in range(len(self.levels), 0, -1):
            level = self.levels[depth - 1]
            value = values[level.style]
            if value is not None and level.last < value <= level.last + gap:
                skipped = value > level.last + 1
                level.last = value
                del self.levels[depth:]
                return Placed(depth, skipped)
        return None

    def _begin(self, style: Style) -> Placed:
        if style in self._styles():
            del self.levels[self._styles().index(style) :]
        self.levels.append(ItemLevel(style))
        return Placed(len(self.levels))
