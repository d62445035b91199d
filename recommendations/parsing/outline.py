"""Which block is a heading, which begins a paragraph, and which goes on with the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from . import preamble
from .ahead import Ahead, has_numbered_headings, look_ahead
from .blocks import Block
from .boxes import box
from .cells import Tables
from .found import DoubtCode
from .going_on import cut_by_page, flush_at_top, goes_on, may_head
from .numbering import (
    BULLET_ALONE,
    HIERARCHICAL_MARKER,
    ITEM_MARKER,
    LONE_MARKER,
    NAMED_MARKER,
    PARAGRAPH_MARKER,
    SECTION_MARKER,
    begins_with_a_marker,
    has_items_inside,
    is_lone_marker,
)
from .paragraphs import Paragraphs
from .sections import APPENDIX, NUMBER, OF_NO_SIGNATURE, SIDE, Heading, Sections, looks_like_heading, part_of, reads_on

LINES_OF_A_SIGNATURE = 4


@dataclass(slots=True)
class Outline:
    """`indented` says that the source indents where a block begins, so that a flush one goes on.

    `emphasized`: the file shows headings by how they are set. `numbered_headings`: "1. Background" is one.
    """

    indented: bool
    emphasized: bool = False
    numbered_headings: bool = False
    sections: Sections = field(default_factory=Sections)
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    headings: list[tuple[int, Block]] = field(default_factory=list)
    tables: Tables = field(default_factory=Tables)
    in_preamble: bool = False
    drafted: bool = False  # a body has been named that speaks: each verb of its own begins a paragraph
    awaited: str = ""  # "text" or "title": a sign stood alone, and what it is the sign of follows

    def add(self, block: Block, ahead: Ahead) -> None:
        """Place one block."""
        placed = (
            self._as_awaited(block)
            or self._as_cell(block)
            or self._as_signature(block)
            or self._as_marked_heading(block)
            or self._as_lone_sign(block, ahead)
            or self._as_box(block, ahead)
            or self._as_signed_heading(block)
            or self._as_hierarchical(block)
            or self._as_named_number(block)
            or self._as_numbered(block, ahead)
            or self._as_item(block)
            or self._as_bullet(block)
            or self._as_preambular(block, ahead)
            or self._as_continuation(block)
            or self._as_side_heading(block)
        )
        if not placed:
            self.paragraphs.begin_unlabelled(block)

    def _cut_by_page(self, block: Block) -> bool:
        return cut_by_page(block, self.paragraphs)

    def _looks_like_heading(self, block: Block) -> bool:
        return may_head(block, emphasized=self.emphasized)

    def _heading(self, block: Block, heading: Heading) -> bool:
        section = self.sections.add(block, heading)
        self.headings.append((section, block))
        self.paragraphs.enter(section, self.sections.names[section], is_part=heading.rank <= APPENDIX)
        self.in_preamble = self.drafted = False
        return True

    def _as_awaited(self, block: Block) -> bool:
        awaited, self.awaited = self.awaited, ""
        if awaited == "text" and self.paragraphs.last:
            self.paragraphs.last.blocks.append(block)
        elif awaited == "title":
            self.headings.append((self.headings[-1][0], block))
        return bool(awaited)

    def _as_cell(self, block: Block) -> bool:
        """What stands in a table: it neither counts nor goes on with the text around it."""
        cell = block.look.cell if block.look else None
        if cell is None or cell.alone:
            self.tables.leave()
            return False
        draft = self.tables.goes_on(block, cell)
        if draft:
            draft.blocks.append(block)
        else:
            named = box(block)
            self.paragraphs.add_cell(block, cell, named.name if named and not named.alone else "")
        self.tables.keep(cell, draft or self.paragraphs.drafts[-1])
        return True

    def _as_marked_heading(self, block: Block) -> bool:
        """An annex, or what Markdown says is a heading."""
        heading = self.sections.part(block)
        if heading is None and not _has_marker(block):
            heading = self.sections.marked(block)
        return heading is not None and self._heading(block, heading)

    def _as_lone_sign(self, block: Block, ahead: Ahead) -> bool:
        """A number, letter or heading's sign on a line of its own, above what it belongs to."""
        found = LONE_MARKER.fullmatch(block.opening)
        follows = ahead.block
        if BULLET_ALONE.fullmatch(block.opening) and follows is not None and not begins_with_a_marker(follows.opening):
            self.paragraphs.begin_bullet(block, len(block.opening))
            self.awaited = "text"
            return True
        if found is None or follows is None or is_lone_marker(follows.opening) or part_of(follows):
            return False
        whole = len(block.opening)
        if found["section"] and self._looks_like_heading(follows):
            heading = self.sections.by_name(found["section"])
            self.awaited = "title" if heading and self._heading(block, heading) else ""
        elif found["number"] and not self._looks_like_heading(follows):
            number = int(found["number"])
            verdict = self.paragraphs.numbers.judge(number, ahead.numbers)
            if verdict == "next" or (verdict in ("skipped", "restarted") and found["stop"]):
                self._numbered(block, number, whole)
                self.awaited = "text"
        elif found["hierarchical"]:
            number_of = _hierarchical(found["hierarchical"])
            if self.paragraphs.hierarchy.judge(number_of) != "out_of_sequence":
                self.paragraphs.begin_hierarchical(block, number_of, whole)
                self.awaited = "text"
        elif found["item"] and self.paragraphs.begin_item(block, found["item"], whole):
            self.awaited = "text"
        return bool(self.awaited)

    def _as_box(self, block: Block, ahead: Ahead) -> bool:
        """What names itself, unless it is the heading of numbered paragraphs or of a section."""
        found = box(block)
        if found is None or self._cut_by_page(block):
            return False
        if found.alone:
            follows = ahead.block
            if follows is None or _has_marker(follows) or self._looks_like_heading(follows) or box(follows):
                return False
            self.awaited = "text"
        self.paragraphs.begin_named(block, found.name, found.end)
        return True

    def _as_signed_heading(self, block: Block) -> bool:
        if not self._looks_like_heading(block):
            return False
        heading = self.sections.signed(block)
        if heading is None or (self._cut_by_page(block) and not heading.in_sequence):
            return False
        return self._heading(block, heading)

    def _as_hierarchical(self, block: Block) -> bool:
        found = HIERARCHICAL_MARKER.match(block.opening)
        if found is None or self._cut_by_page(block):
            return False
        number = _hierarchical(found["name"])
        verdict = self.paragraphs.hierarchy.judge(number)
        chapter = self.sections.last[NUMBER] or self.paragraphs.numbers.last
        if verdict == "out_of_sequence" and number[0] != chapter:
            return False
        if self._looks_like_heading(block):
            self.paragraphs.hierarchy.take(number)
            return self._heading(block, Heading(NUMBER + len(number) / 10, number[-1]))
        self.paragraphs.begin_hierarchical(block, number, found.end())
        self.in_preamble = False
        return True

    def _as_named_number(self, block: Block) -> bool:
        """A number put in between, as "12 bis", below its own; or one that says of what it is, as "OP3"."""
        found = NAMED_MARKER.match(block.opening)
        if found is None or (found["number"] and int(found["number"]) != self.paragraphs.numbers.last):
            return False
        self.paragraphs.begin_named(block, found["name"], found.end())
        self.in_preamble = False
        return True

    def _as_numbered(self, block: Block, ahead: Ahead) -> bool:
        found = PARAGRAPH_MARKER.match(block.opening)
        if found is None:
            return False
        number = int(found["name"])
        verdict = self.paragraphs.numbers.judge(number, ahead.numbers)
        titled = verdict != "next" or ahead.number == number or self.numbered_headings or block.emphasis
        heads = self._looks_like_heading(block) and titled and not reads_on(block)
        inner = self._is_inner(number, ahead)
        if heads and not (inner and (number > 1 or ahead.number == number + 1)):
            return not self._cut_by_page(block) and self._heading(block, Heading(NUMBER, number))
        if inner:
            return self.paragraphs.begin_item(block, str(number), found.end())
        stray = verdict == "out_of_sequence" and not self._ends_an_excerpt(number, ahead)
        if stray or (verdict != "next" and self.paragraphs.unfinished):
            self.paragraphs.doubt(DoubtCode.NUMBER_OUT_OF_SEQUENCE, str(number))
            return False
        self._numbered(block, number, found.end())
        return True

    def _ends_an_excerpt(self, number: int, ahead: Ahead) -> bool:
        """The last number of all may leap: numbers were left out before it."""
        return not ahead.numbers and number > self.paragraphs.numbers.last and not self.paragraphs.unfinished

    def _is_inner(self, number: int, ahead: Ahead) -> bool:
        """Whether the number is that of a list inside a paragraph, which begins or goes on."""
        if self.paragraphs.top is None:  # nothing stands below the heading that it could be inside of
            return False
        numbers, listed = self.paragraphs.numbers, self.paragraphs.items.last("number")
        if listed and number == listed + 1 and (number != numbers.last + 1 or ahead.number == number):
            return True
        return numbers.is_inner(number, ahead.numbers)

    def _numbered(self, block: Block, number: int, marker: int) -> None:
        self.paragraphs.begin_numbered(block, number, marker)
        self.in_preamble = False

    def _as_item(self, block: Block) -> bool:
        found = ITEM_MARKER.match(block.opening)
        inline = block.after_break and has_items_inside(block.lines[0].body)
        if found is None or inline or flush_at_top(block, indented=self.indented):
            return False
        return self.paragraphs.begin_item(block, found["name"], found.end())

    def _as_bullet(self, block: Block) -> bool:
        if block.is_bullet:
            self.paragraphs.begin_bullet(block)
        return block.is_bullet

    def _as_preambular(self, block: Block, ahead: Ahead) -> bool:
        named_again = ahead.block is not None and block.text.endswith(":") and preamble.opens(ahead.block)
        if (
            preamble.opens(block)
            and not named_again
            and (not self.paragraphs.unfinished or preamble.goes_with(ahead.block))
        ):
            self._heading(block, Heading(SIDE))
            self.in_preamble = self.drafted = True
            return True
        last = self.paragraphs.last
        heads = ahead.block is not None and self._looks_like_heading(block) and not block.text.endswith(",")
        if self.in_preamble and heads and _begins_at_one(ahead.block):
            return self._heading(block, Heading(SIDE))
        if self.drafted and not self.paragraphs.numbered and preamble.is_operative(block.text):
            self.in_preamble = False
            self.paragraphs.begin_unlabelled(block)
            return True
        if self.in_preamble and (last is None or preamble.goes_on(block, last.ending)):
            self.paragraphs.begin_preambular(block)
            return True
        return False

    def _as_signature(self, block: Block) -> bool:
        """Below who signed, in what capacity."""
        last = self.paragraphs.last
        if (
            last is None
            or not last.is_signature
            or len(last.blocks) >= LINES_OF_A_SIGNATURE
            or block.sign
            or block.after_break
            or not looks_like_heading(block)
        ):
            return False
        if block.emphasis != last.blocks[0].emphasis or part_of(block) or OF_NO_SIGNATURE.match(block.text):
            return False
        last.blocks.append(block)
        return True

    def _as_continuation(self, block: Block) -> bool:
        last = self.paragraphs.last
        if last is None or not goes_on(block, self.paragraphs, indented=self.indented, emphasized=self.emphasized):
            return False
        at_break = self._cut_by_page(block) or (not block.look and flush_at_top(block, indented=self.indented))
        if not at_break and not (self.paragraphs.unfinished and block.text[:1].islower()):
            self.paragraphs.doubt(DoubtCode.JOINED_OVER_GAP, last.label)
        last.blocks.append(block)
        return True

    def _as_side_heading(self, block: Block) -> bool:
        starts_well = block.text[:1].isupper() and not ITEM_MARKER.match(block.opening)
        return starts_well and self._looks_like_heading(block) and self._heading(block, Heading(SIDE))


def _hierarchical(name: str) -> tuple[int, ...]:
    return tuple(int(each) for each in name.split("."))


def _begins_at_one(block: Block | None) -> bool:
    found = PARAGRAPH_MARKER.match(block.opening) if block else None
    return found is not None and found["name"] == "1"


def _has_marker(block: Block) -> bool:
    return any(marker.match(block.opening) for marker in (SECTION_MARKER, PARAGRAPH_MARKER, ITEM_MARKER))


def outline(blocks: Sequence[Block]) -> Outline:
    indented = any(block.indent and block.after_blank for block in blocks)
    emphasized = any(block.emphasis and looks_like_heading(block) for block in blocks)
    made = Outline(indented, emphasized, has_numbered_headings(blocks))
    for block, ahead in zip(blocks, look_ahead(blocks), strict=True):
        made.add(block, ahead)
    return made
