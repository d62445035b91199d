"""Items lettered within a sentence: "The Office should: (a) …; and (b) …"."""

import re
from collections.abc import Iterator

MARKER = re.compile(r"(?<=\s)\((?P<sign>[a-h]|i{1,3}|iv|v)\)\s+(?=\S)")
JOINT = re.compile(r"[;,]?\s+(?:and|or|et|ou)\s*$|\s+$")
SERIES = (list("abcdefgh"), ["i", "ii", "iii", "iv", "v"])


def inline_items(text: str) -> tuple[int, list[tuple[int, int]]] | None:
    """Where the words above the items end, and each item; nothing where no colon or no series opens them."""
    found = list(MARKER.finditer(text))
    signs = [each["sign"] for each in found]
    series = next((each for each in SERIES if len(signs) > 1 and signs == each[: len(signs)]), None)
    if series is None or not text[: found[0].start()].rstrip().endswith(":"):
        return None
    return len(text[: found[0].start()].rstrip()), list(_items(text, found))


def _items(text: str, found: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    ends = [each.start() for each in found[1:]] + [len(text)]
    for each, end in zip(found, ends, strict=True):
        item = text[each.end() : end].rstrip()
        joint = re.search(r"[;,]\s+(?:and|or|et|ou)$", item)
        yield each.end(), each.end() + (joint.start() + 1 if joint else len(item))
