"""Letters of items that run on in a sentence, "(a) one thing; (b) another", and begin a line only by chance."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from .lines import Line
from .numbering import ITEM_MARKER, PARAGRAPH_MARKER

INSIDE: Final = r"[;,:]\s(?:and\s|or\s)?"


def is_inside(body: str, above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the item that begins the line has the one before it, or the one after it, within a line."""
    found = ITEM_MARKER.match(body)
    if found is None or len(found["name"]) > 1 or not found["name"].isalpha() or not found["open"]:
        return False
    before, after = (f"({chr(ord(found['name']) + step)})" for step in (-1, 1))
    if found["name"] != "a":
        return any(_holds(line.body, before) for line in above)
    lines = takewhile(lambda line: not PARAGRAPH_MARKER.match(line.body), below)
    holding = next((line.body for line in lines if line.body.startswith(after) or _holds(line.body, after)), "")
    return _holds(body, after) or _holds(holding, after)


def _holds(body: str, sign: str) -> bool:
    return bool(re.search(f"{INSIDE}{re.escape(sign)}\\s", body))
