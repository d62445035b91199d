"""Lines put together into blocks by where they stand; a block's `goes_on` says what the page shows of its beginning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import quantiles

from recommendations.parsing.blocks import SIGNED, Block, is_finished
from recommendations.parsing.furniture import Kinds
from recommendations.parsing.lines import Line
from recommendations.parsing.look import Look
from recommendations.parsing.numbering import (
    BULLET_ALONE,
    ITEM_MARKER,
    PARAGRAPH_MARKER,
    SECTION_MARKER,
    begins_with_a_marker,
    has_items_inside,
    is_lone_marker,
)
from recommendations.parsing.running import is_inside
from recommendations.parsing.sections import (
    ENDINGS_OF_TEXT,
    LETTER_HEADING,
    MOST_LINES,
    MOST_LINES_OF_A_LETTER_HEADING,
    PART,
    looks_like_heading,
)
from recommendations.parsing.widths import FEWEST, wrapped

from .sheet import Sheet, Usual, look_of

WIDER_GAP = 1.3  # of the usual distance of lines
LETTER_TO = re.compile(rf"{LETTER_HEADING.pattern}(?:Council|Assembly|Secretary-General)", re.DOTALL)
MOSTLY = 0.6
CLOSING = re.compile(
    r"I (?:would|should) (?:be (?:most )?grateful|appreciate it) if\b|Je vous (?:saurais gré|serais)\b"
)
FULL = 0.75
AHEAD, FARTHEST_ITEM = 12, 40  # lines
UNNUMBERED_NOTE = re.compile(r"\*+$")
INDENT = 0.8  # of the letters' size
ANOTHER_SIZE = 0.7  # points
FIRST_ITEM = re.compile(r"\(?(?:a|i|1)[.)]\s+[“\"]?[^\W\d_a-zà-ÿ]")  # set apart, items begin with a capital letter
LEADS_ON = re.compile(r"(?:\b(?:a|an|and|at|between|by|for|from|in|of|on|or|the|to|with)|[,–—-])$")


@dataclass(slots=True)
class Grouping:
    usual: Usual
    plain: bool = False
    beside: bool = False  # columns stand line beside line
    lists_stand_out: bool = False
    number: int = 0  # of the last paragraph
    parted: bool = False  # something that is no running text stands between
    apart: bool = False  # that, or a blank line
    ahead: Sequence[Line] = ()
    slack: float = 0.0
    hanging: set[tuple[int, int]] = field(default_factory=set)  # where numbered lines begin, and those below them
    blocks: list[Block] = field(default_factory=list)

    def see(self, line: Line, ahead: Sequence[Line]) -> None:
        block = self.blocks[-1] if self.blocks else None
        self.ahead = ahead
        if block is None or self._is_apart(line) or self._turns(block, line) or self._begins(block, line):
            self._begin(line, block)
        else:
            block.lines.append(line)
            if len(block.lines) == 2 and _is_marked(block.lines[0]):
                self.hanging.add(_places(look_of(block.lines[0]), look_of(line)))

    def _is_apart(self, line: Line) -> bool:
        return self.apart and not (self.beside and look_of(line).column and not self.parted)

    def _turns(self, block: Block, line: Line) -> bool:
        above, below = look_of(block.lines[-1]), look_of(line)
        return (above.page, above.column, above.cell) != (below.page, below.column, below.cell)

    def _begin(self, line: Line, last: Block | None) -> None:
        look = look_of(line)
        above = look_of(last.lines[-1]) if last else None
        turned = above is not None and (above.page, above.column) != (look.page, look.column)
        cut = turned and above is not None and above.cell is None and look.cell is None
        block = Block(
            look.page, 0, cut, True, [line], goes_on=False, emphasis=not self.plain and self._is_set_apart(look)
        )
        if self.beside and turned and look.column and look.column % 2 == 0:
            block.after_break, block.severed = False, True
        elif last is not None:
            parted = cut or self.parted
            block.goes_on = self._goes_on(last, line) if parted else False
            last.runs_on = parted and line.body[:1].islower()
        self.parted = False
        self.blocks.append(block)
        self.number = _number(line) or self.number

    def _counts_on(self, line: Line) -> bool:
        """Whether the line begins with the next paragraph's number, and with the beginning of a sentence."""
        return bool(self.number) and _number(line) == self.number + 1

    def _is_set_apart(self, look: Look) -> bool:
        return look.bold or look.italic or look.centred or look.size > self.usual.size + ANOTHER_SIZE

    def _goes_on(self, last: Block, line: Line) -> bool | None:
        """At the top of a page or column, or below what stands in between: None where the page shows no answer."""
        above, below = look_of(last.lines[-1]), look_of(line)
        if above.cell != below.cell or above.bold != below.bold or abs(above.size - below.size) > ANOTHER_SIZE:
            return False
        if line.body[:1].islower():
            return True
        if _is_indented(below) and not (len(last.lines) > 1 and _is_indented(above)):
            hangs = len(last.lines) == 1 and _is_marked(last.lines[0]) and _places(above, below) in self.hanging
            may = (hangs or not is_finished(last.text)) and not self._has_room(last, line) and not _is_marked(line)
            return None if may else False
        return None

    def _begins(self, block: Block, line: Line) -> bool:
        last = block.lines[-1]
        above, below = look_of(last), look_of(line)
        if BULLET_ALONE.fullmatch(line.body) or BULLET_ALONE.fullmatch(block.opening):
            return True
        if is_lone_marker(block.opening) and below.base - above.base < self.usual.size / 2:
            return False
        if abs(above.size - below.size) > ANOTHER_SIZE or above.bold != below.bold:
            return not _run_on(last, line)
        size = max(below.size, self.usual.size / 2)
        if below.base - above.base > WIDER_GAP * self.usual.leading * size:
            return True
        room = self._has_room(block, line)
        ends = is_finished(last.body) or room
        if line.sign or self._counts_on(line):
            return True
        if self.plain and is_inside(line.body, block.lines[-FARTHEST_ITEM:], self.ahead):
            return False
        if _is_marked(line) and self._stands_out(block, line):
            return True
        if last.body.endswith(":") and FIRST_ITEM.match(line.body):
            return True
        inline = self.lists_stand_out and ITEM_MARKER.match(line.body)
        if _is_marked(line) and (room or (ends and not inline)):
            return True
        if above.centred and below.centred:
            return False
        if PART.fullmatch(last.body) or line.body.startswith(SIGNED) or (ends and CLOSING.match(line.body)):
            return True
        if self.plain and (self._is_below_a_heading(block, line) or self._is_a_heading(block, line)):
            return True
        return self._steps(block, above, below, line) and (ends or _hangs(block))

    def _has_room(self, block: Block, line: Line) -> bool:
        """In wrapped text a line ends where the next word has no room: with room left, it ended on purpose."""
        above = look_of(block.lines[-1])
        edge = above.edge
        if self.plain and block.sign and len(block.lines) > 2:  # a list may be set narrower than the text
            edge = min(edge, max(look_of(each).x1 for each in block.lines[-AHEAD:]))
        return _room(above, look_of(line), edge) > self.slack

    def _is_below_a_heading(self, block: Block, line: Line) -> bool:
        """Whether the line above is one by its being cut short, where nothing else shows headings."""
        above, below = look_of(block.lines[-1]), look_of(line)
        if len(block.lines) > MOST_LINES_OF_A_LETTER_HEADING or not line.body[:1].isupper():
            return False
        short = above.x1 + below.lead + below.size < FULL * above.edge
        short = short or bool(LETTER_TO.fullmatch(block.text))
        heads = looks_like_heading(block) and not LEADS_ON.search(block.text) and short
        signed = SECTION_MARKER.match(block.lines[0].body)
        return heads and (bool(signed) or not _is_marked(block.lines[0]))

    def _is_a_heading(self, block: Block, line: Line) -> bool:
        """Whether it, with the next lines, stands between a sentence's end and another's beginning, cut short."""
        if SECTION_MARKER.match(line.body) and self.ahead and _numbers(self.ahead[0]):
            return not line.body.endswith(ENDINGS_OF_TEXT)
        if not (is_finished(block.lines[-1].body) and line.body[:1].isupper()):
            return False
        for above, below in pairwise([line, *self.ahead[:MOST_LINES]]):
            look, text = look_of(above), UNNUMBERED_NOTE.sub("", above.body)
            if text.endswith(ENDINGS_OF_TEXT):
                return False
            begins = below.body[:1].isupper() or _is_marked(below)
            if begins and look.x1 < FULL * look.edge and not LEADS_ON.search(text):
                return True
        return False

    def _stands_out(self, block: Block, line: Line) -> bool:
        """Whether a marker stands where no line of the block would go on."""
        first, above, below = look_of(block.lines[0]), look_of(block.lines[-1]), look_of(line)
        inner = INDENT * below.size
        if len(block.lines) > 1:
            return abs(below.x0 - above.x0) > inner
        beside = abs(below.x0 - first.x0) <= inner
        return beside and _is_marked(block.lines[0]) and below.x0 - below.margin > inner

    def _steps(self, block: Block, above: Look, below: Look, line: Line) -> bool:
        """Whether the line's left end shows a beginning, or the line above had room for its first word."""
        step = below.x0 - above.x0
        inner = INDENT * below.size
        if len(block.lines) == 1:
            marked = _is_marked(block.lines[0])
            if step > inner and not marked:
                return True
        elif abs(step) > inner:
            return True
        starts = line.body[:1].isupper() or not line.body[:1].isalnum()
        ended = is_finished(block.lines[-1].body) or (above.bold and not LEADS_ON.search(block.lines[-1].body))
        return starts and ended and self._has_room(block, line)


def _number(line: Line) -> int:
    found = PARAGRAPH_MARKER.match(line.body)
    begins = found is not None and line.body[found.end() : found.end() + 1].isupper()
    return int(found["name"]) if found and begins else 0


def _numbers(line: Line) -> bool:
    return bool(_number(line) or (is_lone_marker(line.body) and line.body[:1].isdecimal()))


def _hangs(block: Block) -> bool:
    return len(block.lines) > 1 and _is_marked(block.lines[0])


def _is_marked(line: Line) -> bool:
    return bool(line.sign) or (begins_with_a_marker(line.body) and not has_items_inside(line.body))


def _run_on(last: Line, line: Line) -> bool:
    """Bold words that run on into plain ones in the middle of a sentence, on lines of their own by chance."""
    return abs(look_of(last).size - look_of(line).size) <= ANOTHER_SIZE and line.body[:1].islower()


def _places(first: Look, second: Look) -> tuple[int, int]:
    return round(first.x0 - first.margin), round(second.x0 - second.margin)


def _is_indented(look: Look) -> bool:
    return look.x0 - look.margin > INDENT * look.size and not look.centred


def _room(above: Look, below: Look, edge: float) -> float:
    """How much was left in the line above when the first word of the one below had been set."""
    return edge - 0.5 * below.size - (above.x1 + below.lead + below.size)


def _slack(lines: Sequence[Line]) -> float:
    """Letters are of many widths: lines that surely go on show how much room their count may leave all the same."""
    left = [
        _room(look_of(above), look_of(below), look_of(above).edge)
        for above, below in wrapped(lines)
        if look_of(above).page == look_of(below).page
    ]
    return max(quantiles(left, n=10)[-1], 0.0) if len(left) >= FEWEST else 0.0


def _lists_stand_out(sheet: Sheet, kinds: Kinds) -> bool:
    """Whether most lines that begin with an item's letter stand further in than the text."""
    running = [line for line, kind in zip(sheet.lines, kinds, strict=True) if line.look and kind is None]
    items = [look_of(line) for line in running if ITEM_MARKER.match(line.body)]
    inside = sum(look.x0 - look.margin > INDENT * look.size for look in items)
    return inside > MOSTLY * len(items)


def group(sheet: Sheet, kinds: Kinds, usual: Usual, *, plain: bool = False) -> list[Block]:
    """The blocks; in plain text nothing but its place sets a line apart, and many lines stand alone."""
    order = sheet.in_order()
    running = [sheet.lines[at] for at in order if sheet.lines[at].look and kinds[at] is None]
    slack = _slack(running) if plain else 0.0
    grouping = Grouping(usual, plain, sheet.order is not None, _lists_stand_out(sheet, kinds), slack=slack)
    following = {line.start: running[at + 1 : at + 1 + AHEAD] for at, line in enumerate(running)}
    for at in order:
        line = sheet.lines[at]
        if line.start in following:
            grouping.see(line, following[line.start])
            grouping.apart = False
        else:
            grouping.apart = True
            grouping.parted = grouping.parted or kinds[at] is not None
    return grouping.blocks


def tops(sheet: Sheet, pages: Sequence[int]) -> list[int]:
    """Where each page begins in the text."""
    starts: dict[int, int] = {}
    for line in sheet.lines:
        if line.look:
            starts.setdefault(line.look.page, line.start)
    return [starts[page] for page in pages if page in starts]
