"""Which block is a heading, which begins a paragraph, and which goes on with the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .blocks import Block
from .found import DoubtCode
from .numbering import ITEM_MARKER, PARAGRAPH_MARKER, SECTION_MARKER
from .paragraphs import Paragraphs
from .sections import APPENDIX, NUMBER, SIDE, Heading, Sections, looks_like_heading


@dataclass(slots=True)
class Outline:
    """`indented` says that the source indents where a block begins, so that a flush one goes on."""

    indented: bool
    sections: Sections = field(default_factory=Sections)
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    headings: list[tuple[int, Block]] = field(default_factory=list)

    def add(self, block: Block, upcoming: int | None) -> None:
        """Place one block; `upcoming` is the paragraph number the next numbered block has."""
        placed = (
            self._as_marked_heading(block)
            or self._as_signed_heading(block)
            or self._as_numbered(block, upcoming)
            or self._as_item(block)
            or self._as_bullet(block)
            or self._as_continuation(block)
            or self._as_side_heading(block)
        )
        if not placed:
            self.paragraphs.begin_unlabelled(block)

    def _cut_by_page(self, block: Block) -> bool:
        return block.after_break and self.paragraphs.unfinished

    def _flush_at_top(self, block: Block) -> bool:
        return block.after_break and not block.indent and (self.indented or block.topped)

    def _parted_by_a_footnote(self, block: Block) -> bool:
        """At the top of a page, where the source indents nothing, a block without a number goes on."""
        at_top = block.after_break and not self.indented
        return at_top and self.paragraphs.numbered and not looks_like_heading(block)

    def _heading(self, block: Block, heading: Heading) -> bool:
        section = self.sections.add(block, heading)
        self.headings.append((section, block))
        self.paragraphs.enter(section, self.sections.names[section], is_part=heading.rank <= APPENDIX)
        return True

    def _as_marked_heading(self, block: Block) -> bool:
        """An annex, or what Markdown says is a heading."""
        heading = self.sections.part(block)
        if heading is None and not _has_marker(block):
            heading = self.sections.marked(block)
        return heading is not None and self._heading(block, heading)

    def _as_signed_heading(self, block: Block) -> bool:
        heading = self.sections.signed(block)
        if heading is None or (self._cut_by_page(block) and not heading.in_sequence):
            return False
        return self._heading(block, heading)

    def _as_numbered(self, block: Block, upcoming: int | None) -> bool:
        found = PARAGRAPH_MARKER.match(block.opening)
        if found is None:
            return False
        number = int(found["name"])
        verdict = self.paragraphs.numbers.judge(number)
        if looks_like_heading(block) and (verdict != "next" or upcoming == number):
            return not self._cut_by_page(block) and self._heading(block, Heading(NUMBER, number))
        if verdict == "out_of_sequence" or (verdict != "next" and self.paragraphs.unfinished):
            self.paragraphs.doubt(DoubtCode.NUMBER_OUT_OF_SEQUENCE, str(number))
            return False
        self.paragraphs.begin_numbered(block, number, found.end())
        return True

    def _as_item(self, block: Block) -> bool:
        return not self._flush_at_top(block) and self.paragraphs.begin_item(block)

    def _as_bullet(self, block: Block) -> bool:
        if block.is_bullet:
            self.paragraphs.begin_bullet(block)
        return block.is_bullet

    def _as_continuation(self, block: Block) -> bool:
        last = self.paragraphs.last
        if last is None:
            return False
        if not self._flush_at_top(block) and not self._cut_by_page(block):
            if self.paragraphs.unfinished:
                ends = last.is_bullet or looks_like_heading(block)
                if block.text[:1].isupper() and ends:
                    return False
            elif not self._parted_by_a_footnote(block):
                return False
            if not (self.paragraphs.unfinished and block.text[:1].islower()):
                self.paragraphs.doubt(DoubtCode.JOINED_OVER_GAP, last.label)
        last.blocks.append(block)
        return True

    def _as_side_heading(self, block: Block) -> bool:
        starts_well = block.text[:1].isupper() and not ITEM_MARKER.match(block.opening)
        return starts_well and looks_like_heading(block) and self._heading(block, Heading(SIDE))


def _has_marker(block: Block) -> bool:
    return any(marker.match(block.opening) for marker in (SECTION_MARKER, PARAGRAPH_MARKER, ITEM_MARKER))


def upcoming_numbers(blocks: Sequence[Block]) -> list[int | None]:
    """For each block, the number at the start of the next block that has one."""
    ahead: int | None = None
    numbers: list[int | None] = []
    for block in reversed(blocks):
        numbers.append(ahead)
        found = PARAGRAPH_MARKER.match(block.opening)
        ahead = int(found["name"]) if found else ahead
    return numbers[::-1]


def outline(blocks: Sequence[Block]) -> Outline:
    indented = any(block.indent and block.after_blank for block in blocks)
    made = Outline(indented)
    for block, upcoming in zip(blocks, upcoming_numbers(blocks), strict=True):
        made.add(block, upcoming)
    return made
