"""What stands before the text: title page, table of contents, and headings that share a block with their text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile

from . import letterhead, preamble
from .blocks import Block
from .furniture import SYMBOL
from .numbering import ITEM_MARKER, PARAGRAPH_MARKER, SECTION_MARKER
from .sections import ENDINGS_OF_TEXT, PART, looks_like_heading

CONTENTS = re.compile(r"(?:Table of contents|Contents)(?:\s+(?:Page|Paragraphs))*", re.IGNORECASE)
ENTRY = re.compile(r"(?:[.·…_]\s?){4,}\s*(?:[\d–-]+\s+)*\d{0,3}$|\t(?:[\d–-]+\s+)*\d{1,3}$")
LEADERS = re.compile(r"(?:[.·…_]\s?){4,}\s*(?:[\d–-]+\s+)*\d{1,3}$")
ENTRY_WITHOUT_LEADERS = re.compile(r".*\D\s\d{1,3}$|(?:Page|Paragraphs?|Para\.|\s)+$", re.DOTALL)
RANGE = re.compile(r"\d{1,3}\s?[–-]\s?\d{1,3}(?:\s+\d{1,3})?")  # the paragraphs of a chapter, alone in their cell
ENTRIES_APART = 3
LONGEST_TITLE, MOST_LINES_OF_A_TITLE = 500, 8
TITLE = re.compile(
    r"(?:[A-Z][\w’'-]*\s){0,4}(?:[Rr]eport|REPORT|[Nn]ote|[Rr]eview|[Aa]udit|[Ee]valuation|[Ss]trategy|[Ss]tudy)\b"
)
REPORT_BELOW = re.compile(r"(?:(?:[A-Z][a-z]+ )?[Rr]eports? of|Note by) the [A-Z].*")  # the last line of a title
OF_A_RESOLUTION = re.compile(r"\d{1,2}/\d{1,3}\.\s+[A-Z]")  # "61/296. Cooperation between …"
ADOPTED = re.compile(r"\(?(?:As )?[Aa]dopted (?:by|at|on|without)\b")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTHS})|(?:{MONTHS})(?:\s\d{{1,2}},)?)\s\d{{4}}"
OF_NO_HEADING = re.compile(  # what a title page says of the document: whose, when, where, in what language
    r"^(?:Distr\b|United Nations\b|Nations Unies\b|Original:|Dist\.|Agenda item|Item \d"
    rf"|{SYMBOL.pattern}$|.{{0,60}}\b{DATE}\b.{{0,60}}$)",
    re.IGNORECASE,
)
MASTHEAD = re.compile(r"\bDistr\.|\bOriginal: (?:English|French|Arabic|Chinese|Russian|Spanish)\b")
SHORTEST_BLOCK_WITH_A_HEAD = 3
FULL = 0.75  # of the width of the lines below: a first line with the next word would be shorter


def _breaks_early(block: Block) -> bool:
    """In wrapped text a line ends where the next word has no room, or else because it is a heading."""
    first, *rest = (line.body for line in block.lines)
    width = max(len(line) for line in rest)
    return len(first) + 1 + len(rest[0].split()[0]) <= FULL * width and not rest[0][0].islower()


def split_head(block: Block) -> list[Block]:
    """A heading and its text, where no blank line parts them."""
    if (
        MASTHEAD.search(block.text)
        or len(block.lines) < SHORTEST_BLOCK_WITH_A_HEAD
        or not block.after_blank
        or block.sign
    ):
        return [block]
    head, text = replace(block, lines=block.lines[:1]), replace(block, lines=block.lines[1:], after_blank=False)
    starts_well = head.text[:1].isupper() and not head.text.endswith(ENDINGS_OF_TEXT)
    numbered = PARAGRAPH_MARKER.match(head.opening) or ITEM_MARKER.match(head.opening)
    if numbered or not starts_well or looks_like_heading(text) or not _breaks_early(block):
        return [block]
    return [replace(head, runs_on=False), replace(text, after_break=False, indent=0, topped=False)]


def split_heads(blocks: Sequence[Block]) -> list[Block]:
    return list(chain.from_iterable(split_head(block) for block in blocks))


def _may_be_title(block: Block) -> bool:
    if block.titular or letterhead.is_sign(block.text):
        return True
    if OF_A_RESOLUTION.match(block.text) and looks_like_heading(block):
        return True
    if len(block.text) < LONGEST_TITLE and MASTHEAD.search(block.text):
        return True
    if ADOPTED.match(block.text) or OF_NO_HEADING.search(block.text):
        return True
    signs = (PARAGRAPH_MARKER, ITEM_MARKER, SECTION_MARKER)
    signed = block.sign or PART.fullmatch(block.text) or any(sign.match(block.opening) for sign in signs)
    return not signed and (looks_like_heading(block) or _is_long_title(block))


def _is_long_title(block: Block) -> bool:
    text = block.text
    few = len(text) <= LONGEST_TITLE and len(block.lines) <= MOST_LINES_OF_A_TITLE
    titled = TITLE.match(text) or REPORT_BELOW.fullmatch(block.lines[-1].body)
    return few and bool(titled) and not text.endswith(ENDINGS_OF_TEXT)


def title_page(blocks: Sequence[Block]) -> int:
    """How many blocks at the start are title page: those like headings, save the one right above the text.

    Above a heading with a sign of its own, as "I. Introduction", or the body that speaks, all of them are.
    """
    count = sum(1 for _ in takewhile(_may_be_title, blocks))
    if count == len(blocks):
        return 0
    follows = blocks[count]
    cells = any(letterhead.is_sign(block.text) for block in blocks[:count])
    sure = (at + 1 for at in range(count - 1, -1, -1) if blocks[at].titular or (cells and _is_cell(blocks[at])))
    certain = next(sure, 0)
    listed = follows.is_bullet or ITEM_MARKER.match(follows.opening)
    heads = looks_like_heading(follows) or preamble.opens(follows)
    return count if heads and not listed else max(count - 1, certain)


def _is_cell(block: Block) -> bool:
    """Whether it stands in a table: a letterhead is one in many files of Word."""
    return block.look is not None and block.look.cell is not None and not block.look.cell.alone


def contents(blocks: Sequence[Block]) -> set[int]:
    """The blocks of a table of contents: lines with leaders and a page, and what stands among them."""
    found = {at for at, block in enumerate(blocks) if any(ENTRY.search(line.body) for line in block.lines)}
    if len(found) < ENTRIES_APART:
        found = set()
    for at, block in enumerate(blocks):
        if CONTENTS.fullmatch(block.text) or CONTENTS.fullmatch(block.lines[0].body):
            found |= {at, *_entries(blocks, at + 1, found)}
    return found


def _below_entries(block: Block) -> list[Block]:
    """What no blank line parts from the last entry of a table of contents is none of it."""
    entries = [at for at, line in enumerate(block.lines) if LEADERS.search(line.body)]
    if len(entries) < ENTRIES_APART or entries[-1] + 1 == len(block.lines):
        return [block]
    below = entries[-1] + 1
    goes_on = False if block.look else None
    return [
        replace(block, lines=block.lines[:below], runs_on=False),
        replace(block, lines=block.lines[below:], after_break=False, topped=False, goes_on=goes_on),
    ]


def _entries(blocks: Sequence[Block], at: int, found: set[int]) -> set[int]:
    """On from here, as long as one of the next few blocks ends in a page number."""
    last = at - 1
    while True:
        near = range(last + 1, min(last + 1 + ENTRIES_APART, len(blocks)))
        ends = [each for each in near if each in found or _ends_an_entry(blocks[each].text)]
        if not ends:
            after_a_range = last >= at and RANGE.fullmatch(blocks[last].text) and last + 1 < len(blocks)
            last += bool(after_a_range and blocks[last + 1].text.isdecimal())
            return set(range(at, last + 1))
        last = ends[0]


def _ends_an_entry(text: str) -> bool:
    return bool(ENTRY_WITHOUT_LEADERS.fullmatch(text) or RANGE.fullmatch(text))


def front_matter(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of the title page and of a table of contents, and the others."""
    blocks = list(chain.from_iterable(_below_entries(block) for block in blocks))
    listed = contents(blocks)
    rest = [block for at, block in enumerate(blocks) if at not in listed]
    count = title_page(rest)
    dates = list(takewhile(lambda at: OF_NO_HEADING.search(rest[at].text), range(count, -1, -1))) if count else []
    heading = count - len(dates)  # the last heading above the text: what stands between them is title page
    if dates and heading >= 0:
        front = [*rest[:heading], *rest[heading + 1 : count + 1]]
        rest = [rest[heading], *rest[count + 1 :]]
    else:
        front, rest = list(rest[:count]), rest[count:]
    front += [blocks[at] for at in sorted(listed)]
    return sorted(front, key=lambda block: block.start), rest
