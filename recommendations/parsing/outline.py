"""Which block is a heading, which begins a paragraph, and which goes on with the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .blocks import Block, is_finished
from .found import Doubt, DoubtCode
from .labels import Labels, without_repeat
from .numbering import ITEM_MARKER, PARAGRAPH_MARKER, Items, Numbers
from .sections import NUMBER, SIDE, Heading, Sections, looks_like_heading

LIST_SIGNS = ("- ", "• ", "* ", "#")
VERDICTS = {
    "skipped": DoubtCode.NUMBER_SKIPPED,
    "restarted": DoubtCode.NUMBERING_RESTARTED,
    "repeated": DoubtCode.NUMBER_REPEATED,
}


@dataclass(slots=True)
class Draft:
    """A paragraph as its blocks come in; the marker is the part of the first one that is no text."""

    ord: int
    label: str
    parent: int | None
    section: int | None
    page: int
    marker: int
    blocks: list[Block]

    @property
    def text(self) -> str:
        return self.blocks[-1].text


@dataclass(slots=True)
class Outline:
    indented: bool
    sections: Sections = field(default_factory=Sections)
    paragraphs: list[Draft] = field(default_factory=list)
    headings: list[tuple[int, Block]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    section: int | None = None
    top: Draft | None = None
    root: str = ""
    items_above: list[int] = field(default_factory=list)
    closed: bool = True
    numbers: Numbers = field(default_factory=Numbers)
    items: Items = field(default_factory=Items)
    labels: Labels = field(default_factory=Labels)

    def add(self, block: Block, upcoming: int | None) -> None:
        """Place one block; `upcoming` is the paragraph number the next numbered block has."""
        done = (
            self._as_signed_heading(block)
            or self._as_numbered(block, upcoming)
            or self._as_item(block)
            or self._as_continuation(block)
            or self._as_side_heading(block)
        )
        if not done:
            self._as_unlabelled(block)

    @property
    def _last(self) -> Draft | None:
        return None if self.closed or not self.paragraphs else self.paragraphs[-1]

    @property
    def _unfinished(self) -> bool:
        return self._last is not None and not is_finished(self._last.text)

    def _doubt(self, code: DoubtCode, where: str, detail: str = "") -> None:
        self.doubts.append(Doubt(code, where, detail))

    def _heading(self, block: Block, heading: Heading) -> bool:
        self.section = self.sections.add(block, heading)
        self.headings.append((self.section, block))
        self.top, self.root, self.closed = None, "", True
        self.items, self.items_above = Items(), []
        return True

    def _as_signed_heading(self, block: Block) -> bool:
        heading = self.sections.signed(block)
        if heading is None or (self._unfinished and not heading.in_sequence):
            return False
        return self._heading(block, heading)

    def _as_numbered(self, block: Block, upcoming: int | None) -> bool:
        found = PARAGRAPH_MARKER.match(block.raw)
        if found is None:
            return False
        number = int(found["name"])
        verdict = self.numbers.judge(number)
        if looks_like_heading(block) and (verdict != "next" or upcoming == number):
            return not self._unfinished and self._heading(block, Heading(NUMBER, number))
        if verdict == "out_of_sequence" or (verdict != "next" and self._unfinished):
            self._doubt(DoubtCode.NUMBER_OUT_OF_SEQUENCE, str(number))
            return False
        if verdict in VERDICTS:
            self._doubt(VERDICTS[verdict], str(number))
        self.numbers.take(number)
        self.root = str(number)
        self._begin_top(block, self.labels.unique(self.root), None, found.end())
        return True

    def _as_item(self, block: Block) -> bool:
        found = ITEM_MARKER.match(block.raw)
        inline = self.indented and block.after_break and not block.indent
        if found is None or self.top is None or inline:
            return False
        after_colon = self._last is not None and self._last.text.endswith(":")
        placed = self.items.place(found["name"], after_colon=after_colon)
        if placed is None:
            self._doubt(DoubtCode.ITEM_OUT_OF_SEQUENCE, self.root, found["name"])
            return False
        del self.items_above[placed.depth - 1 :]
        above = self.items_above[-1] if self.items_above else None
        stem = self.root if above is None else without_repeat(self.paragraphs[above].label)
        label = self.labels.unique(f"{stem}({found['name']})")
        if placed.skipped:
            self._doubt(DoubtCode.ITEM_SKIPPED, label)
        parent = self.top.ord if above is None else above
        self.items_above.append(self._begin(block, label, parent, found.end()).ord)
        return True

    def _as_continuation(self, block: Block) -> bool:
        last = self._last
        if last is None:
            return False
        flush_at_top = block.after_break and self.indented and not block.indent
        if self._unfinished and not block.after_break:
            if block.text.startswith(LIST_SIGNS) or (block.text[:1].isupper() and looks_like_heading(block)):
                return False
            self._doubt(DoubtCode.JOINED_OVER_GAP, last.label)
        elif not (flush_at_top or self._unfinished):
            return False
        last.blocks.append(block)
        return True

    def _as_side_heading(self, block: Block) -> bool:
        starts_well = block.text[:1].isupper() and not ITEM_MARKER.match(block.raw)
        return starts_well and looks_like_heading(block) and self._heading(block, Heading(SIDE))

    def _as_unlabelled(self, block: Block) -> None:
        if self.top is not None and self.root.isdecimal():
            parent = self.top.parent if self.top.parent is not None else self.top.ord
            label = self.labels.counted(self.root, first=2)
            self._doubt(DoubtCode.UNLABELLED_BLOCK, label)
            self._begin_top(block, label, parent, 0)
            return
        name = "Text" if self.section is None else self.sections.names[self.section]
        label = self.labels.counted(name, first=1)
        self._begin_top(block, label, None, 0)
        self.root = label

    def _begin_top(self, block: Block, label: str, parent: int | None, marker: int) -> None:
        self.items, self.items_above = Items(), []
        self.top = self._begin(block, label, parent, marker)

    def _begin(self, block: Block, label: str, parent: int | None, marker: int) -> Draft:
        ord_ = len(self.paragraphs)
        draft = Draft(ord_, label, parent, self.section, block.page, marker, [block])
        self.paragraphs.append(draft)
        self.closed = False
        return draft


def upcoming_numbers(blocks: Sequence[Block]) -> list[int | None]:
    """For each block, the number at the start of the next block that has one."""
    ahead: int | None = None
    numbers: list[int | None] = []
    for block in reversed(blocks):
        numbers.append(ahead)
        found = PARAGRAPH_MARKER.match(block.raw)
        ahead = int(found["name"]) if found else ahead
    return numbers[::-1]


def outline(blocks: Sequence[Block]) -> Outline:
    indented = any(block.indent and block.after_blank for block in blocks)
    made = Outline(indented)
    for block, upcoming in zip(blocks, upcoming_numbers(blocks), strict=True):
        made.add(block, upcoming)
    return made
