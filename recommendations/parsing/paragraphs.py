"""Paragraphs as they begin and go on: their labels, and what stands above them."""

from dataclasses import dataclass, field

from .blocks import Block, is_finished
from .found import Doubt, DoubtCode
from .labels import Labels, without_repeat
from .numbering import ITEM_MARKER, Items, Numbers, Verdict

DOUBTFUL: dict[Verdict, DoubtCode] = {
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
    def ending(self) -> str:
        return self.blocks[-1].text


@dataclass(slots=True)
class Paragraphs:
    """`top` is the paragraph that items hang below, `root` what their labels begin with."""

    drafts: list[Draft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    items: Items = field(default_factory=Items)
    items_above: list[int] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    section: int | None = None
    section_name: str = "Text"
    top: Draft | None = None
    root: str = ""
    last: Draft | None = None

    @property
    def unfinished(self) -> bool:
        return self.last is not None and not is_finished(self.last.ending)

    def doubt(self, code: DoubtCode, where: str, detail: str = "") -> None:
        self.doubts.append(Doubt(code, where, detail))

    def enter(self, section: int, name: str) -> None:
        self.section, self.section_name = section, name
        self.top = self.last = None
        self.root = ""

    def begin_numbered(self, block: Block, number: int, marker: int) -> None:
        verdict = self.numbers.judge(number)
        if verdict in DOUBTFUL:
            self.doubt(DOUBTFUL[verdict], str(number))
        self.numbers.take(number)
        self.root = str(number)
        self._begin_top(block, self.labels.unique(self.root), None, marker)

    def begin_item(self, block: Block) -> bool:
        found = ITEM_MARKER.match(block.raw)
        if found is None or self.top is None:
            return False
        after_colon = self.last is not None and self.last.ending.endswith(":")
        placed = self.items.place(found["name"], after_colon=after_colon)
        if placed is None:
            self.doubt(DoubtCode.ITEM_OUT_OF_SEQUENCE, self.root, found["name"])
            return False
        del self.items_above[placed.depth - 1 :]
        above = self.items_above[-1] if self.items_above else None
        stem = self.root if above is None else without_repeat(self.drafts[above].label)
        label = self.labels.unique(f"{stem}({found['name']})")
        if placed.skipped:
            self.doubt(DoubtCode.ITEM_SKIPPED, label)
        parent = self.top.ord if above is None else above
        self.items_above.append(self._begin(block, label, parent, found.end()).ord)
        return True

    def begin_unlabelled(self, block: Block) -> None:
        """After a numbered paragraph "5" comes "5 2"; without one, "Summary 1" by its section."""
        if self.top is not None and self.root.isdecimal():
            parent = self.top.ord if self.top.parent is None else self.top.parent
            label = self.labels.counted(self.root, first=2)
            self.doubt(DoubtCode.UNLABELLED_BLOCK, label)
            self._begin_top(block, label, parent, 0)
        else:
            self.root = self.labels.counted(self.section_name, first=1)
            self._begin_top(block, self.root, None, 0)

    def _begin_top(self, block: Block, label: str, parent: int | None, marker: int) -> None:
        self.items, self.items_above = Items(), []
        self.top = self._begin(block, label, parent, marker)

    def _begin(self, block: Block, label: str, parent: int | None, marker: int) -> Draft:
        draft = Draft(len(self.drafts), label, parent, self.section, block.page, marker, [block])
        self.drafts.append(draft)
        self.last = draft
        return draft
