"""Paragraphs as they begin and go on: their labels, and what stands above them.

Labels are what the source prints, as people cite it: "71", "79(d)(iii)"; a label that comes again is
"5(a) [2]". An annex or appendix that numbers again puts its name before: "App. 1(b)". What has no sign
of its own is counted:
- after a numbered paragraph 5 as "5 2", "5 3", since "5" is the first of its blocks;
- in text without numbers under its section's short name, "Summary 3", "Interdependence 1", "Letter 2",
  and so never with a bare number, which would look like a printed one;
- what stands in the cells of a table from 1 in that table, "Table 2 5", wherever the table is;
- a bullet from 1 under the paragraph or item it hangs on: "App. 1(b) 4".
A section's short name is its sign ("III.A"), the word that names its kind ("Letter", "Summary") or its
whole heading; when that is long, "Section 7".
"""

from dataclasses import dataclass, field

from .blocks import SIGNED, Block, is_finished
from .found import Doubt, DoubtCode
from .labels import Labels, without_repeat
from .look import Cell
from .numbering import Hierarchy, ItemLevel, Items, Numbers, Placed, Verdict

PREAMBLE = "Preamble"
FIRST = ("a", "i", "1")
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
    def is_bullet(self) -> bool:
        return self.blocks[0].is_bullet

    @property
    def is_signature(self) -> bool:
        return self.blocks[0].text.startswith(SIGNED)

    @property
    def ending(self) -> str:
        return self.blocks[-1].text


@dataclass(frozen=True, slots=True)
class Left:
    """A paragraph, and the list below it, that a heading parts from what may still be items of its own."""

    top: Draft
    root: str
    numbered: bool
    items: Items
    items_above: list[int]
    after_colon: bool


@dataclass(slots=True)
class Paragraphs:
    """`top` is the paragraph that items hang below, `root` what their labels begin with."""

    drafts: list[Draft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    hierarchy: Hierarchy = field(default_factory=Hierarchy)
    items: Items = field(default_factory=Items)
    items_above: list[int] = field(default_factory=list)
    interrupted: tuple[Items, list[int]] | None = None  # a list that words without a sign broke off
    left: Left | None = None
    counted: int = 0  # the last "(2)", which may count through the whole document
    labels: Labels = field(default_factory=Labels)
    section: int | None = None
    section_name: str = "Text"
    top: Draft | None = None
    root: str = ""
    numbered: bool = False
    prefix: str = ""
    tables: dict[int, int] = field(default_factory=dict)
    last: Draft | None = None

    @property
    def unfinished(self) -> bool:
        return self.last is not None and not is_finished(self.last.ending) and not self.last.is_signature

    def doubt(self, code: DoubtCode, where: str, detail: str = "") -> None:
        self.doubts.append(Doubt(code, where, detail))

    def enter(self, section: int, name: str, *, is_part: bool = False) -> None:
        self.section, self.section_name = section, name
        if self.top is not None and self.last is not None:
            colon = self.last.ending.endswith(":")
            self.left = Left(self.top, self.root, self.numbered, self.items, self.items_above, colon)
        self.left = None if is_part else self.left
        self.top = self.last = None
        self.root, self.numbered = "", False
        if is_part:
            self.prefix = f"{name} " if self.numbers.begun else ""
            self.numbers = Numbers(begun=self.numbers.begun)
            self.hierarchy = Hierarchy()

    def begin_numbered(self, block: Block, number: int, marker: int) -> None:
        verdict = self.numbers.judge(number)
        if verdict != "next":
            self.doubt(DOUBTFUL.get(verdict, DoubtCode.NUMBER_SKIPPED), str(number))
        self.numbers.take(number)
        self.root, self.numbered = f"{self.prefix}{number}", True
        self._begin_top(block, self.labels.unique(self.root), None, marker)

    def begin_hierarchical(self, block: Block, number: tuple[int, ...], marker: int) -> None:
        """A paragraph "4.2.1", below "4.2" where that is a paragraph too."""
        verdict, written = self.hierarchy.judge(number), ".".join(map(str, number))
        if verdict in DOUBTFUL:
            self.doubt(DOUBTFUL[verdict], written)
        self.hierarchy.take(number)
        self.root, self.numbered = f"{self.prefix}{written}", True
        self._begin_top(block, self.labels.unique(self.root), None, marker)

    def begin_named(self, block: Block, name: str, marker: int) -> None:
        """What names itself, as "Recommendation 3"."""
        self.root, self.numbered = name, True
        self._begin_top(block, self.labels.unique(name), None, marker)

    def begin_preambular(self, block: Block) -> None:
        self.root, self.numbered = self.labels.counted(f"{self.prefix}{PREAMBLE}", first=1), False
        self._begin_top(block, self.root, None, 0)

    def add_cell(self, block: Block, cell: Cell, name: str) -> None:
        """Counted in its table, "Table 2 5", or by the name it gives itself; what is outside goes on after it."""
        ordinal = self.tables.setdefault(cell.table, len(self.tables) + 1)
        label = self.labels.unique(name) if name else self.labels.counted(f"Table {ordinal}", first=1)
        self.drafts.append(Draft(len(self.drafts), label, None, self.section, block.page, 0, [block]))

    def begin_item(self, block: Block, name: str, marker: int) -> bool:
        if self.top is None and not self._takes_up(name):
            return False
        assert self.top is not None
        after_colon = self.last is not None and self.last.ending.endswith(":")
        placed = self.items.place(name, after_colon=after_colon) or self._resumed(name)
        if placed is None:
            self.doubt(DoubtCode.ITEM_OUT_OF_SEQUENCE, self.root, name)
            return False
        del self.items_above[placed.depth - 1 :]
        above = self.items_above[-1] if self.items_above else None
        stem = self.root if above is None else without_repeat(self.drafts[above].label)
        label = self.labels.unique(f"{stem}({name})")
        if placed.skipped:
            self.doubt(DoubtCode.ITEM_SKIPPED, label)
        parent = self.top.ord if above is None else above
        self.items_above.append(self._begin(block, label, parent, marker).ord)
        self.counted = int(name) if name.isdecimal() else self.counted
        return True

    def _takes_up(self, name: str) -> bool:
        """Right below a heading, whether the list goes on that it parts: "(e)" after "(d)", or "(a)" after a colon."""
        if self.left is None:
            return False
        if not self.left.items.goes_on(name) and not (name in FIRST and self.left.after_colon):
            return False
        left, self.left = self.left, None
        self.top, self.root, self.numbered = left.top, left.root, left.numbered
        self.items, self.items_above = left.items, left.items_above
        return True

    def _resumed(self, name: str) -> Placed | None:
        """An item that goes on with a list from before the words above it, or with one through all paragraphs."""
        if self.interrupted:
            items, above = self.interrupted
            if placed := items.place(name, after_colon=False):
                self.items, self.items_above = items, above
                return placed
        if name.isdecimal() and int(name) == self.counted + 1:
            self.items = Items([ItemLevel("number", int(name))])
            return Placed(1)
        return None

    def begin_bullet(self, block: Block, marker: int = 0) -> None:
        """Counted from 1 below what it hangs on, "App. 1(b) 4"; in unnumbered text, with that text."""
        above = self.drafts[self.items_above[-1]] if self.items_above else self.top
        stem = self.section_name
        if above and (self.items_above or self.numbered):
            stem = without_repeat(above.label) if self.items_above else self.root
        self._begin(block, self.labels.counted(stem, first=1), above.ord if above else None, marker)

    def begin_unlabelled(self, block: Block) -> None:
        if self.top is not None and self.numbered:
            parent = self.top.ord if self.top.parent is None else self.top.parent
            label = self.labels.counted(self.root, first=2)
            self.doubt(DoubtCode.UNLABELLED_BLOCK, label)
            broken_off = (self.items, self.items_above) if self.items.levels else self.interrupted
            self._begin_top(block, label, parent, 0)
            self.interrupted = broken_off
        else:
            self.root = self.labels.counted(self.section_name, first=1)
            self._begin_top(block, self.root, None, 0)

    def _begin_top(self, block: Block, label: str, parent: int | None, marker: int) -> None:
        self.items, self.items_above, self.interrupted, self.left = Items(), [], None, None
        self.top = self._begin(block, label, parent, marker)

    def _begin(self, block: Block, label: str, parent: int | None, marker: int) -> Draft:
        draft = Draft(len(self.drafts), label, parent, self.section, block.page, marker, [block])
        self.drafts.append(draft)
        self.last = draft
        return draft
