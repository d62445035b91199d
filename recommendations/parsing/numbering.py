"""What the markers at the start of a block say, and whether they follow on."""

import re
from dataclasses import dataclass, field
from typing import Literal

PARAGRAPH_MARKER = re.compile(r"\s*(?P<name>[0-9]{1,3})\.\s+(?=\S)")
ITEM_MARKER = re.compile(r"\s*(?P<open>\()?(?P<name>[a-z]|[ivxl]{1,6})(?(open)\)|\.)\s+(?=\S)")  # "(a) " or "a. "
SECTION_MARKER = re.compile(r"\s*(?P<name>[IVXLC]{1,7}|[A-Z])\.\s+(?=\S)")
ROMAN = {"c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1}
LARGEST_GAP = 3

Style = Literal["letter", "roman"]
Verdict = Literal["next", "skipped", "restarted", "repeated", "out_of_sequence"]


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

    def judge(self, number: int) -> Verdict:
        if number == self.last + 1:
            return "next"
        if self.last == 0 or self.last < number <= self.last + LARGEST_GAP:
            return "skipped"
        if number == 1:
            return "restarted"
        return "repeated" if number == self.last else "out_of_sequence"

    def take(self, number: int) -> None:
        self.last, self.begun = number, True


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
    """Lettered and small roman items under one paragraph, one list inside another."""

    levels: list[ItemLevel] = field(default_factory=list)

    def place(self, name: str, *, after_colon: bool) -> Placed | None:
        """How deep the item stands (from 1), or None when it continues and begins no list."""
        values: dict[Style, int | None] = {"letter": from_letter(name), "roman": from_roman(name)}
        begun = [style for style, value in values.items() if value == 1]
        if after_colon and begun and begun[0] not in self._styles():
            return self._begin(begun[0])
        placed = self._continue(values, gap=1)
        if placed is None and begun:
            placed = self._begin(begun[0])
        return placed or self._continue(values, gap=LARGEST_GAP)

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
