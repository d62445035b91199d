"""Paragraph numbers written otherwise than "12.": as "[12]", "12)", "§ 12", "“12.", "Para. 12:", or "12" alone.

Such a sign counts paragraphs only where its numbers follow on, and no plain ones do. It is then put as numbers are
known, place for place, in the lines; the source keeps it as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .lines import MASK, Line
from .numbering import PARAGRAPH_MARKER, STOP

ESCAPED: Final = re.compile(r"(?P<before>)(?P<number>\d{1,3})(?P<after>\\)(?=\.\s)")  # as programs write Markdown
BARE: Final = re.compile(r"\s*(?P<before>)(?P<number>\d{1,3})(?P<after>\s)\s*(?=[“\"«(]?[^\W\d_a-zà-ÿ])")
STYLES: Final = tuple(
    re.compile(rf"\s*{sign}\s*(?=[“\"«(]?[^\W\d_a-zà-ÿ])")
    for sign in (
        r"(?P<before>\[)(?P<number>\d{1,3})(?P<after>\])",
        r"(?P<before>)(?P<number>\d{1,3})(?P<after>\))",
        r"(?P<before>§\s?)(?P<number>\d{1,3})(?P<after>[.:]|(?=\s)\s)",
        r"(?P<before>[“\"«]\s?)(?P<number>\d{1,3})(?P<after>\.)",
        r"(?P<before>(?:[Pp]ara(?:graph|\.)?|[Pp]aragraphe)\s)(?P<number>\d{1,3})(?P<after>[.:])",
    )
)
CALLED: Final = re.compile(r"(?<=[a-z][.,;:”\"’)])\d{1,3}(?=\s)")
FEWEST, FEWEST_BARE = 3, 4
MOSTLY, HALF = 0.6, 0.5
Found = list[tuple[int, re.Match[str]]]


def recounted(lines: Sequence[Line], *, bare: bool = False) -> list[Line]:
    """The lines with such signs put as plain numbers; `bare`: also numbers that nothing but white space follows."""
    made = [_put(line, found) if (found := ESCAPED.match(line.raw)) else line for line in lines]
    plain = [int(found["name"]) for line in made if (found := PARAGRAPH_MARKER.match(line.raw))]
    if _following(plain) >= FEWEST - 1:
        return made
    for style in STYLES:
        signed = [(at, found) for at, line in enumerate(made) if (found := style.match(line.raw))]
        if _counts(signed, FEWEST):
            return _all_put(made, signed)
    signed = list(_bare(made)) if bare else []
    return _all_put(made, signed) if _counts(signed, FEWEST_BARE) and _are_most(made, signed) else made


def _put(line: Line, found: re.Match[str]) -> Line:
    start, end = found.span("before")
    raw = f"{line.raw[:start]}{MASK * (end - start)}{found['number']}{STOP}{line.raw[found.end('after') :]}"
    return replace(line, raw=raw)


def _all_put(lines: Sequence[Line], signed: Found) -> list[Line]:
    signs = dict(signed)
    return [_put(line, signs[at]) if at in signs else line for at, line in enumerate(lines)]


def _following(numbers: Sequence[int]) -> int:
    return sum(below == above + 1 for above, below in pairwise(numbers))


def _counts(signed: Found, fewest: int) -> bool:
    following = _following([int(found["number"]) for _, found in signed]) + 1
    return len(signed) >= fewest and following >= max(fewest, MOSTLY * len(signed))


def _bare(lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """Numbers below a blank line that no words above call: else they would be those of notes."""
    called: dict[str, int] = {}
    for sign in CALLED.finditer("".join(line.raw for line in lines)):
        called.setdefault(sign[0], sign.start())
    for at, line in enumerate(lines):
        found = BARE.match(line.raw) if not at or lines[at - 1].blank else None
        if found and called.get(found["number"], line.start) >= line.start:
            yield at, found


def _are_most(lines: Sequence[Line], signed: Found) -> bool:
    """Whether about all that stands apart from the first of them on is numbered so."""
    first = signed[0][0]
    apart = sum(not line.blank and above.blank for above, line in pairwise(lines[max(first - 1, 0) :]))
    return len(signed) >= HALF * apart
