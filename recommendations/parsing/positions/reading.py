"""From pages with positions to a document: the path of every format that shows where words stand."""

from collections.abc import Sequence
from dataclasses import replace

from recommendations.parsing import letterhead
from recommendations.parsing.assemble import assemble
from recommendations.parsing.found import Doubt, FoundDocument
from recommendations.parsing.front import front_matter
from recommendations.parsing.lines import without_invisible
from recommendations.parsing.outline import outline
from recommendations.parsing.pieces import cut, text_spans
from recommendations.parsing.recounted import recounted

from . import footnotes
from .furniture import furniture
from .grouping import group, tops
from .mending import mend
from .sheet import Sheet, squared, usual


def read_sheet(sheet: Sheet, doubts: Sequence[Doubt] = ()) -> FoundDocument:
    sheet = replace(sheet, lines=tuple(recounted(without_invisible(sheet.lines))))
    kinds = furniture(sheet)
    notes = footnotes.collect(sheet, kinds, usual(sheet.lines, kinds))
    sheet = mend(squared(sheet, kinds), kinds)
    blocks = letterhead.split(group(sheet, kinds, usual(sheet.lines, kinds)))
    front, rest = front_matter(blocks)
    made = outline(rest)
    masked = "".join(line.raw for line in sheet.lines)
    pages = tops(sheet, range(1, len(sheet.heights) + 1))
    marks, unsure = footnotes.marks(sheet, masked, notes, words=text_spans(made), tops=pages)
    pieces = cut(sheet.text, sheet.lines, kinds, front, made, notes, marks)
    found = [*doubts, *made.sections.doubts, *made.paragraphs.doubts, *unsure]
    return assemble("utf-8", pieces, made, notes, found, paged=True)
