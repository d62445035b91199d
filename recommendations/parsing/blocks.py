"""Runs of lines that belong together, and the pages they stand on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .clean import clean
from .found import Doubt, DoubtCode, PieceKind
from .furniture import Kinds, printed_page
from .lines import MASK, Line
from .look import Look
from .numbering import ITEM_MARKER, MARKERS, NAMED_MARKER, PARAGRAPH_MARKER, begins_with_a_marker, has_items_inside

FINISHED = re.compile(
    r"""(?: [.!?:;] ["'”’»)\]]* [0-9⁰¹²³⁴-⁹]{0,3}   # a stop, quotation marks, a footnote mark
          | [;,]\s(?:and|or) )$""",  # the last item but one
    re.VERBOSE,
)

SIGN_ALONE = re.compile(r"\d{1,3}\.|\((?:[a-z]|[ivx]{1,5})\)")  # on a line of its own, above what it counts
SIGNED = ("(Signed)", "(signed)", "Signed:", "(Signé)", "(signé)")
SHORT, LONGEST_WRAPPED = 60, 110
SURE_OF_A_BREAK = frozenset({PieceKind.JOB_NUMBER, PieceKind.PAGE_NUMBER, PieceKind.RUNNING_HEAD})


def is_finished(text: str) -> bool:
    """Whether a paragraph may end here, as far as its last words tell."""
    return bool(FINISHED.search(text))


@dataclass(slots=True)
class Block:
    """`indent` leaves out the single space this kind of source puts at the top of a page.

    `topped` says that this space is the only sign of the page, `runs_on` that the next page goes on
    with the block, in mid-sentence. `goes_on` is set where the file shows whether the block goes on
    with the one before. `titular`: it is title page, whatever it looks like.
    `severed`: it may go on with what stands in the source below it, and so cannot be joined to that.
    """

    page: int
    indent: int
    after_break: bool
    after_blank: bool
    lines: list[Line] = field(default_factory=list)
    runs_on: bool = False
    topped: bool = False
    goes_on: bool | None = None
    emphasis: bool = False
    titular: bool = False
    severed: bool = False

    @property
    def look(self) -> Look | None:
        return self.lines[0].look

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def opening(self) -> str:
        """The source with blanks for its markup: where a number or letter may be looked for."""
        return "".join(line.raw for line in self.lines).replace(MASK, " ")

    @property
    def text(self) -> str:
        return clean([line.raw.replace(MASK, "") for line in self.lines])

    @property
    def sign(self) -> str:
        return self.lines[0].sign

    @property
    def is_bullet(self) -> bool:
        return self.lines[0].is_bullet


def _leads(above: Line) -> bool:
    """Whether a list begins below: a full line may end in a colon by chance, in wrapped text."""
    return above.body.endswith(":") and not SHORT < len(above.body) < LONGEST_WRAPPED


def _goes_on(block: Block, line: Line) -> bool:
    if line.look or block.look:
        return False
    if line.body.startswith(SIGNED) or NAMED_MARKER.match(line.body):
        return False
    if line.sign or block.lines[-1].is_marked_heading or SIGN_ALONE.fullmatch(line.body):
        return False
    listed = not block.topped and ITEM_MARKER.match(block.opening)
    if ITEM_MARKER.match(line.body) and not has_items_inside(line.body) and (listed or _leads(block.lines[-1])):
        return False
    if _counts_on(block, line):
        return False
    return line.indent == 0 or block.is_bullet or _hangs(block, line)


def _hangs(block: Block, line: Line) -> bool:
    """Whether the line stands below the first word behind a number or letter, and has no sign of its own."""
    found = next((found for each in MARKERS if (found := each.match(block.lines[0].raw))), None)
    return found is not None and line.indent == found.end() and not begins_with_a_marker(line.body)


def _counts_on(block: Block, line: Line) -> bool:
    """Whether a number right below the lines of a block begins or goes on with a list, and a sentence with it."""
    found, above = PARAGRAPH_MARKER.match(line.body), PARAGRAPH_MARKER.match(block.opening)
    if found is None or not line.body[found.end() :][:1].isupper():
        return False
    if int(found["name"]) == 1:
        return _leads(block.lines[-1])
    return above is not None and int(found["name"]) == int(above["name"]) + 1 and is_finished(block.lines[-1].body)


@dataclass(slots=True)
class Grouping:
    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    page: int = 1
    broken: bool = False
    printed: int | None = None
    shows_pages: bool = False

    def see(self, line: Line, before: Line | None, kind: PieceKind | None) -> None:
        self.shows_pages |= line.ends_page or kind in SURE_OF_A_BREAK
        if kind is not None:
            self.broken = self.broken or kind not in (PieceKind.RULE, PieceKind.MARKUP)
            if kind in (PieceKind.JOB_NUMBER, PieceKind.PAGE_NUMBER):
                self.printed = printed_page(line) or self.printed
        elif not line.blank:
            self._see_words(line, before)
        self.broken = self.broken or line.ends_page

    def _see_words(self, line: Line, before: Line | None) -> None:
        touching = before is not None and not before.blank
        last = self.blocks[-1] if self.blocks else None
        follows = last is not None and before is not None and last.end == before.end and not self.broken
        if last is not None and follows and _goes_on(last, line):
            last.lines.append(line)
            return
        # Running text never begins with a space, save where a page's text was taken out of its page.
        top = follows and before is not None and before.indent == 0 < line.indent
        self.shows_pages |= top
        after_break = last is not None and (self.broken or top)
        self._turn_page(after_break)
        spare = 1 if line.indent and (before is None or (touching and after_break)) else 0
        block = Block(self.page, line.indent - spare, after_break, not touching, [line], topped=top)
        if last is not None:
            last.runs_on = after_break and not block.indent and line.body[0].islower()
        self.blocks.append(block)

    def _turn_page(self, after_break: bool) -> None:
        if after_break:
            self.page += 1
        if self.printed is not None and self.printed not in (self.page, self.page - after_break):
            self.doubts.append(Doubt(DoubtCode.PAGE_NUMBER_JUMP, str(self.page), str(self.printed)))
            self.page = self.printed
        self.broken, self.printed = False, None


def group(lines: Sequence[Line], kinds: Kinds) -> Grouping:
    grouping = Grouping()
    before: Line | None = None
    for line, kind in zip(lines, kinds, strict=True):
        grouping.see(line, before, kind)
        before = line
    return grouping
