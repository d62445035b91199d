"""Headings: which blocks are headings, and the tree they make."""

from dataclasses import dataclass, field

from .blocks import Block
from .found import Doubt, DoubtCode, FoundSection
from .numbering import PARAGRAPH_MARKER, SECTION_MARKER, from_letter, from_roman

ROMAN, LETTER, NUMBER, SIDE = 1, 2, 3, 4
LONGEST_HEADING, MOST_LINES, LONGEST_NAME = 200, 3, 40
ENDINGS_OF_TEXT = (".", ":", ";", ",", "?", "!", ".”", "?”")


def looks_like_heading(block: Block) -> bool:
    text = block.text
    short = len(text) <= LONGEST_HEADING and len(block.lines) <= MOST_LINES
    return short and not block.runs_on and not text.endswith(ENDINGS_OF_TEXT) and not text[:1].islower()


@dataclass(frozen=True, slots=True)
class Heading:
    rank: int
    number: int = 0
    in_sequence: bool = True


@dataclass(slots=True)
class Sections:
    """The tree so far; a side heading, with no sign of its own, stands below any numbered one."""

    found: list[FoundSection] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=lambda: {ROMAN: 0, LETTER: 0, NUMBER: 0})
    doubts: list[Doubt] = field(default_factory=list)

    def signed(self, block: Block) -> Heading | None:
        """The heading a block is by its sign "II." or "B.": the sequence decides what a "C." is."""
        found = SECTION_MARKER.match(block.raw)
        if found is None or not looks_like_heading(block):
            return None
        numbers = {ROMAN: from_roman(found["name"]), LETTER: from_letter(found["name"])}
        for rank, number in numbers.items():
            if number == self.last[rank] + 1:
                return Heading(rank, number)
        rank = ROMAN if numbers[LETTER] is None or numbers[ROMAN] == 1 else LETTER
        number = numbers[rank]
        return None if number is None else Heading(rank, number, in_sequence=False)

    def add(self, block: Block, heading: Heading) -> int:
        while self.open and self.ranks[self.open[-1]] >= heading.rank:
            self.open.pop()
        parent = self.open[-1] if self.open else None
        level = 1 if parent is None else self.found[parent].level + 1
        ord_ = len(self.found)
        self.found.append(FoundSection(ord_, block.text, level, parent))
        self.ranks.append(heading.rank)
        self.names.append(self._name(block, heading, parent))
        self.open.append(ord_)
        self._count(heading)
        if not heading.in_sequence:
            self.doubts.append(Doubt(DoubtCode.HEADING_OUT_OF_SEQUENCE, self.names[-1]))
        return ord_

    def _count(self, heading: Heading) -> None:
        if heading.rank == SIDE:
            return
        self.last[heading.rank] = heading.number
        for lower in range(heading.rank + 1, SIDE):
            self.last[lower] = 0

    def _name(self, block: Block, heading: Heading, parent: int | None) -> str:
        """A short name for labels: "III.A", or the heading itself."""
        if heading.rank == SIDE:
            return block.text if len(block.text) <= LONGEST_NAME else f"Section {len(self.found) + 1}"
        sign = SECTION_MARKER.match(block.raw) or PARAGRAPH_MARKER.match(block.raw)
        name = sign["name"] if sign else str(heading.number)
        above = parent is not None and self.ranks[parent] != SIDE
        return f"{self.names[parent]}.{name}" if above and parent is not None else name
