"""What the lines of a page show that is no text: broken words, and the signs of lists."""

import re
from dataclasses import replace

from recommendations.parsing.blocks import is_finished
from recommendations.parsing.furniture import Kinds
from recommendations.parsing.lines import MASK
from recommendations.parsing.mending import mend_words

from .sheet import Sheet, look_of

BULLET = re.compile(r"\s*(?P<sign>[•●▪■◦‣·➢✓\uf0b7\uf0a7\uf0d8]|o(?=\t)|[–—-](?=\s))[^\S\r\n\f]*(?=\S)")
NEAR = 3.0


def mend(sheet: Sheet, kinds: Kinds) -> Sheet:
    """The lines with what breaks their words, and their bullets, masked."""
    lines = mend_words(sheet.lines, kinds, sheet.order)
    for at, line in enumerate(lines):
        found = BULLET.match(line.raw.replace(MASK, " ")) if line.look and kinds[at] is None else None
        if found and _begins_item(sheet, at, found["sign"]):
            masked = MASK * found.end() + line.raw[found.end() :]
            lines[at] = replace(line, raw=masked, sign=found["sign"])
    return replace(sheet, lines=tuple(lines))


def _begins_item(sheet: Sheet, at: int, sign: str) -> bool:
    """A dash at a line's start may be one of running text: where the line above is unfinished, and no other is near."""
    if sign not in "–—-":
        return True
    above = next((sheet.lines[i] for i in range(at - 1, -1, -1) if sheet.lines[i].look), None)
    if above is None or is_finished(above.body):
        return True
    look = look_of(sheet.lines[at])
    if look.x0 - look.margin < NEAR:
        return False
    alike = [
        line
        for line in sheet.lines[max(at - 12, 0) : at + 12]
        if line.look and line.body.startswith(sign) and abs(line.look.x0 - look.x0) < NEAR
    ]
    return len(alike) > 1
