"""Where sentences begin and end in a paragraph's text."""

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    [
        "no",
        "doc",
        "docs",
        "nos",
        "para",
        "paras",
        "art",
        "arts",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "vol",
        "vols",
        "ed",
        "eds",
        "al",
        "e.g",
        "i.e",
        "cf",
        "pp",
        "p",
        "add",
        "corr",
        "rev",
        "st",
        "ca",
        "approx",
        "inc",
        "ltd",
        "fig",
        "figs",
        "sect",
        "chap",
        "gen",
        "col",
        "lt",
        "capt",
        "maj",
        "sgt",
        "amb",
        "hon",
        "resp",
        "incl",
        "m",
        "mme",
        "mm",
        "par",
    ]
)
LONGEST, LONGEST_WORD = 3000, 24
STOP = re.compile(r"[.!?][\"”’»)\]]*\s+(?=[\"“‘«(\[]?\s?[A-ZÀ-ÖØ-Þ0-9])")


def _is_abbreviation(text: str, stop: int) -> bool:
    word = re.search(r"[\w.]+$", text[max(0, stop - LONGEST_WORD) : stop])
    if word is None or text[stop] != ".":
        return False
    bare = word[0].lower().rstrip(".")
    initial = len(bare) == 1 and bare.isalpha() and word[0].isupper()
    return bare in ABBREVIATIONS or initial or "." in bare


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each, white space at the ends left out; a text always has at least one."""
    starts, ends = [0], []
    for found in STOP.finditer(text):
        if not _is_abbreviation(text, found.start()):
            ends.append(found.start() + len(found[0].rstrip()))
            starts.append(found.end())
    ends.append(len(text))
    pairs = zip(starts, ends, strict=True)
    return [part for start, end in pairs if text[start:end].strip() for part in _bounded(text, start, end)]


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The whole, or what has no end parted at semicolons or at spaces: work on a sentence grows with its square."""
    while end - start > LONGEST:
        cut = text.rfind("; ", start, start + LONGEST) + 1 or text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if start < end:
        yield start, end
