"""Markdown in a source: its signs leave the text; which line began with one is kept with the line.

Every sign is masked, place for place, so that offsets into the lines stay offsets into the source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .furniture import JOB_OF_FIRST_PAGE, PAGE_BY_NAME, RULE
from .lines import BOLD, MASK, Line

Span = tuple[int, int]
DASHES = frozenset("-*+–—")  # which stand in running text too
LONGEST_HEAD_OF_A_LIST = 60
BULLET = re.compile(
    r"\s*(?P<sign>[-•*+–—●▪■◦‣·➢✓\uf0b7\uf0a7\uf0d8]|o(?=\t))(?=\s|$)(?!\s+(?:having regard|vu)\b)[^\S\r\n\f]*"
)
HASHES = re.compile(r"\s*(?P<sign>#{1,6})[^\S\r\n\f]+(?=\S)")
ESCAPED = re.compile(r"(\\)[!-/:-@\[-`{-~]")
LINK = re.compile(r"(!?\[)[^\[\]]*(\]\([^()\s]*\))")
TAG = re.compile(r"(</?(?:sup|sub|em|strong|b|i|u)>)", re.IGNORECASE)
EMPHASIS = re.compile(r"(?<![^\s(\[“‘\"'«\0])(\*{1,3})(?=[^\s*])[^*]*(?<=\S)(\1)(?![\w*])")
HALF_BOLD = re.compile(r"(?<=[^\s*])(\*\*)(?=\s|$)|(?<!\S)(\*\*)(?=[^\s*])")
BOLD_NOTE = re.compile(r"\s*\*\*\s")
BOLD_LINE = re.compile(r"\s*\0*(\*\*)[^*]+(?<=\S)\1\s*")


def _words_near(lines: Sequence[Line], at: int, step: int) -> str:
    at += step
    while 0 <= at < len(lines) and lines[at].blank:
        at += step
    return lines[at].body if 0 <= at < len(lines) else ""


def _calls_a_note(lines: Sequence[Line], at: int) -> bool:
    """An asterisk with no other near it is a footnote's mark, and not a list of one."""
    above, below = _words_near(lines, at, -1), _words_near(lines, at, 1)
    alone = not any(each.startswith(("* ", "*\t")) for each in (above, below)) and not above.endswith(":")
    return alone or bool(RULE.fullmatch(above))


def _begins_item(lines: Sequence[Line], at: int, *, in_list: bool) -> re.Match[str] | None:
    """A bullet; a dash at a line's start in the middle of running text is a dash."""
    found = BULLET.match(lines[at].raw)
    if found is None or (found["sign"] == "*" and _calls_a_note(lines, at)):
        return None
    first = at == 0 or lines[at - 1].blank or lines[at - 1].body.endswith(":")
    return found if first or in_list or found["sign"] not in DASHES or _heads_a_list(lines, at) else None


def _heads_a_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a heading stands right above, and the next line begins with the same sign."""
    above, sign = lines[at - 1].body, lines[at].body[:2]
    alike = at + 1 < len(lines) and lines[at + 1].body.startswith(sign)
    begins = at < 2 or lines[at - 2].blank
    return alike and begins and len(above) <= LONGEST_HEAD_OF_A_LIST and above[:1].isupper() and above[-1].isalnum()


def _opening_signs(lines: Sequence[Line]) -> dict[int, re.Match[str]]:
    signs: dict[int, re.Match[str]] = {}
    in_list = False
    for at, line in enumerate(lines):
        if PAGE_BY_NAME.fullmatch(line.body):
            continue
        bullet = _begins_item(lines, at, in_list=in_list)
        in_list = bool(bullet) or (in_list and not line.blank)
        found = bullet or HASHES.match(line.raw)
        if found:
            signs[at] = found
    return signs


def _stretches(lines: Sequence[Line], signs: dict[int, re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Lines that stand together, and where they start: no emphasis reaches out of them."""
    start, text = 0, ""
    for at, line in enumerate(lines):
        if line.blank or at in signs or JOB_OF_FIRST_PAGE.fullmatch(line.body):
            yield start, text
            start, text = line.start, ""
        if JOB_OF_FIRST_PAGE.fullmatch(line.body):  # a bar code stands between asterisks
            start += len(line.raw)
            continue
        found = signs.get(at)
        text += MASK * found.end() + line.raw[found.end() :] if found else line.raw
    yield start, text


def _inline(text: str, *, half_bold: bool) -> Iterator[Span]:
    for pattern in (ESCAPED, LINK, TAG, EMPHASIS, *([HALF_BOLD] if half_bold else [])):
        for found in pattern.finditer(text):
            yield from (found.span(each) for each in range(1, pattern.groups + 1) if found[each])
        if pattern in (ESCAPED, EMPHASIS):  # what is escaped is no sign, and what is paired is paired
            text = pattern.sub(lambda found: MASK * len(found[0]), text)


def unmark(lines: Sequence[Line]) -> list[Line]:
    """The lines with their Markdown masked: "#", "-" or, for a line all bold, "**" as their sign."""
    signs = _opening_signs(lines)
    half_bold = not any(BOLD_NOTE.match(line.raw) for line in lines)
    masked = list("".join(line.raw for line in lines))
    for at, found in signs.items():
        masked[lines[at].start : lines[at].start + found.end()] = MASK * found.end()
    for start, text in _stretches(lines, signs):
        for first, end in _inline(text, half_bold=half_bold):
            masked[start + first : start + end] = MASK * (end - first)
    alone = {at + 1: found["sign"] for at, found in signs.items() if not lines[at].raw[found.end() :].strip()}
    return [
        replace(line, raw="".join(masked[line.start : line.end]), sign=_sign(line, signs.get(at)) or alone.get(at, ""))
        for at, line in enumerate(lines)
    ]


def _sign(line: Line, found: re.Match[str] | None) -> str:
    if found:
        return found["sign"]
    return BOLD if BOLD_LINE.fullmatch(line.raw) else ""
