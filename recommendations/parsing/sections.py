"""Headings: which blocks are headings, and the tree they make."""

import re
from dataclasses import dataclass, field

from .blocks import Block
from .found import Doubt, DoubtCode, FoundSection
from .lines import BOLD
from .numbering import HIERARCHICAL_MARKER, PARAGRAPH_MARKER, SECTION_MARKER, from_letter, from_roman

ANNEX, APPENDIX, ROMAN, LETTER, NUMBER, SIDE = range(-1, 5)
LONGEST_HEADING, MOST_LINES, LONGEST_NAME = 200, 3, 40
PART = re.compile(
    r"(?P<name>Annex|ANNEX|Enclosure|ENCLOSURE|Appendix|APPENDIX|Attachment|ATTACHMENT)"
    r"(?P<which>(?: (?:[IVXLC]{1,7}|[A-Z]|[0-9]{1,2}))?)"
)
OF_A_LETTER = r" to the (?:identical )?letters? dated\s"
TITLED_PART = re.compile(rf"{PART.pattern}(?:(?:\s*[:.–—]|\s-)\s+\S|{OF_A_LETTER}).*", re.DOTALL)
LETTER_HEADING = re.compile(
    r"(?:(?:Annex|Enclosure)(?: [IVXLC]+)? to the |Identical )?(?:identical )?[Ll]etters? dated .{10,400}"
    r"addressed to .{5,200}",
    re.DOTALL,
)
MOST_LINES_OF_A_LETTER_HEADING = 8
SPEAKING = re.compile(
    r"(?:Identical )?([Ll]etter|Note verbale)s?\b|.*\b(Summary)$"
)  # the word that names a longer heading
NOTE_AT_THE_END = re.compile(
    r"(?<=\W)\s\d{1,3}/$|(?<=[,;])\d{1,3}$|(?<=[.!?][\"”’»)])\d{1,3}$|(?<=[\w\"”’»)]{2}\.)(?<!\d\.)\d{1,3}$"
)
OF_NO_SIGNATURE = re.compile(  # headings that may stand right below one
    r"(?:(?:Executive )?Summary|(?:Table of )?Contents|Introduction|.*\bReport (?:of|on)\b|[IVX]+\. )"
)
READS_ON = re.compile(r"\b(?:a|an|and|at|between|by|for|from|in|of|on|or|the|to|with)$|[a-z]{3}[.?!]\s[A-Z]")
BEFORE_THE_LAST = ("; and", "; or", ", and", ", or")
ENDINGS_OF_TEXT = (".", ":", ";", ",", "?", "!", ".”", "?”", '."', '?"', ".’", ".)", ".»")


def without_note(text: str) -> str:
    """Without the mark of a note at its end, as "Unity, 1/" of older documents."""
    return NOTE_AT_THE_END.sub("", text)


def looks_like_heading(block: Block) -> bool:
    text = without_note(block.text)
    short = len(text) <= LONGEST_HEADING and len(block.lines) <= MOST_LINES
    short = short or (len(block.lines) <= MOST_LINES_OF_A_LETTER_HEADING and bool(LETTER_HEADING.fullmatch(text)))
    ended = text.endswith(ENDINGS_OF_TEXT) or text.endswith(BEFORE_THE_LAST)
    return short and not block.runs_on and not ended and not text[:1].islower()


def reads_on(block: Block) -> bool:
    """Whether the words are those of a sentence that a line broke off, or of more than one."""
    return bool(READS_ON.search(block.text))


def part_of(block: Block) -> re.Match[str] | None:
    """The annex a block begins: the word alone in its line, or with the annex's title behind a stop."""
    found = PART.fullmatch(block.text)
    if found is None and looks_like_heading(block):
        found = PART.fullmatch(block.lines[0].body) or TITLED_PART.fullmatch(block.text)
    return found


@dataclass(frozen=True, slots=True)
class Heading:
    rank: float
    number: int = 0
    in_sequence: bool = True


@dataclass(slots=True)
class Sections:
    """The tree so far; a side heading, with no sign of its own, stands below any numbered one."""

    found: list[FoundSection] = field(default_factory=list)
    ranks: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    last: dict[float, int] = field(default_factory=lambda: {ROMAN: 0, LETTER: 0, NUMBER: 0})
    doubts: list[Doubt] = field(default_factory=list)

    def signed(self, block: Block) -> Heading | None:
        """The heading a block is by its sign "II." or "B.": the sequence decides what a "C." is."""
        found = SECTION_MARKER.match(block.opening)
        if found is None or not looks_like_heading(block):
            return None
        return self.by_name(found["name"])

    def by_name(self, name: str) -> Heading | None:
        numbers = {ROMAN: from_roman(name), LETTER: from_letter(name)}
        for rank, number in numbers.items():
            if number == self.last[rank] + 1:
                return Heading(rank, number)
        rank = ROMAN if numbers[LETTER] is None or numbers[ROMAN] == 1 else LETTER
        number = numbers[rank]
        return None if number is None else Heading(rank, number, in_sequence=False)

    def part(self, block: Block) -> Heading | None:
        """An annex; an appendix stands below the annex it belongs to."""
        found = part_of(block)
        if found is None:
            return None
        return Heading(APPENDIX if found["name"].lower() == "appendix" else ANNEX)

    def marked(self, block: Block) -> Heading | None:
        """A heading its Markdown says it is, "##" below "#"; of bold lines those that look like one."""
        if block.sign.startswith("#"):
            return Heading(SIDE + len(block.sign))
        return Heading(SIDE) if block.sign == BOLD and looks_like_heading(block) else None

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
        if heading.rank >= SIDE:
            return
        self.last[heading.rank] = heading.number
        for lower in self.last:
            if lower > heading.rank:
                self.last[lower] = 0

    def _name(self, block: Block, heading: Heading, parent: int | None) -> str:
        """A short name for labels: "III.A", "App.", "Letter", or the heading itself."""
        if heading.rank <= APPENDIX and (part := part_of(block)):
            name = "App." if heading.rank == APPENDIX else part["name"].capitalize()
            return f"{name}{part['which']}"
        if heading.rank >= SIDE:
            return self._side_name(block)
        signs = (SECTION_MARKER, PARAGRAPH_MARKER, HIERARCHICAL_MARKER)
        sign = next((found for each in signs if (found := each.match(f"{block.opening} _"))), None)
        name = sign["name"] if sign else str(heading.number)
        above = parent is not None and self.ranks[parent] < SIDE and "." not in name
        return f"{self.names[parent]}.{name}" if above and parent is not None else name

    def _side_name(self, block: Block) -> str:
        speaking = SPEAKING.match(block.text)
        if speaking:
            return (speaking[1] or speaking[2]).capitalize()
        return block.text if len(block.text) <= LONGEST_NAME else f"Section {len(self.found) + 1}"
