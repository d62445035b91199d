"""What became of a text, word by word: what went and what came, in reading order."""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from rapidfuzz.distance import Indel

# Word by word and space by space; beyond, the way of comparing that reads best takes too long for a page.
MOST_COMPARED: Final = 1_000_000
Change: TypeAlias = tuple[str, int, int, int, int]


def changes(before: str, after: str) -> SafeString:
    """`<del>` around what went, `<ins>` around what came; the rest as it stands."""
    left, right = (re.findall(r"\s+|\S+", each) for each in (before, after))
    found = []
    for tag, start, end, other_start, other_end in _steps(left, right):
        went, came = "".join(left[start:end]), "".join(right[other_start:other_end])
        if tag == "equal":
            found.append(conditional_escape(went))
            continue
        if went.strip():
            found.append(format_html("<del>{}</del>", went))
        if went.strip() and came.strip():
            found.append(SafeString(" "))
        found.append(format_html("<ins>{}</ins>", came) if came.strip() else conditional_escape(came))
    return format_html_join("", "{}", ((mark_safe(each),) for each in found))  # each piece is escaped


def _steps(left: Sequence[str], right: Sequence[str]) -> Iterator[Change]:
    """As difflib says them; what is the same at both ends is not compared."""
    shortest = min(len(left), len(right))
    head = next((at for at in range(shortest) if left[at] != right[at]), shortest)
    most = shortest - head
    tail = next((at for at in range(most) if left[-1 - at] != right[-1 - at]), most)
    left_end, right_end = len(left) - tail, len(right) - tail
    yield "equal", 0, head, 0, head
    for tag, start, end, other_start, other_end in _between(left[head:left_end], right[head:right_end]):
        yield tag, start + head, end + head, other_start + head, other_end + head
    yield "equal", left_end, len(left), right_end, len(right)


def _between(left: Sequence[str], right: Sequence[str]) -> Sequence[Change]:
    if len(left) * len(right) <= MOST_COMPARED:
        return difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    steps = Indel.opcodes(left, right)
    return [(each.tag, each.src_start, each.src_end, each.dest_start, each.dest_end) for each in steps]
