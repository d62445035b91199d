"""Which words a text uses elsewhere, or reports use: they tell a divided word from two, a broken one from a whole."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .lines import MASK

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
DIVIDED = re.compile(r"(?P<before>[^\W\d_]+)(?P<hyphen>[-\u00ad\u2010])[^\S\n\r\f]*[\r\n\f]*$")
NEXT = re.compile(r"\s*(?P<after>[^\W\d_]+)")
KEPT = frozenset(
    re.findall(
        r"\w+",
        "all anti co counter cross de ex ever extra follow full half high hand inter intra ill in less long low macro "
        "medium mid micro mini mis much multi near neo new non off on one out over part per post pre pro pseudo quasi "
        "re right self semi short sub so still super then third trans two three four five six seven eight nine ten "
        "ultra un under up vice well year",
    )
)
LEXICON = frozenset((Path(__file__).parent / "lexicon.txt").read_text("utf-8").split())
SHORTEST_PART = 2
ENDINGS = frozenset(
    re.findall(
        r"\w+",
        "tion tions sion sions tional ment ments mental ness ity ities ance ence ences ency ing ings ed ly",
    )
)
SINGLE = frozenset("bcdefghjklmnpqrtuvwxyz")  # a letter that stands alone in no sentence: not a, i, o, s
GAP = re.compile(
    r"(?<![\w(’'-])(?P<before>[^\W\d_]{2,})(?P<gap>[ \t]+|[ \t]*(?:\r\n|\n)(?![\r\n\f]))"
    r"(?P<after>[a-zà-ÿ]+)(?![\w’')-])"
)
SHORTEST_WORD = 5
SELDOM = 2


def soft_breaks(raws: Sequence[str]) -> dict[int, int]:
    """For each line that ends in a hyphen which only divides a word: where that hyphen stands in it.

    It does where the word without it stands elsewhere in the text, and with it nowhere; a soft hyphen always.
    Where the text holds neither, it does unless one of the halves is a word of the text, or begins compounds.
    """
    text = "\n".join(raws)
    known = Counter(word.lower() for word in WORD.findall(text))
    found: dict[int, int] = {}
    for at, raw in enumerate(raws[:-1]):
        divided = DIVIDED.search(raw)
        after = NEXT.match(raws[at + 1].replace(MASK, " ")) if divided else None
        if divided and after and _is_soft(divided, after["after"], known):
            found[at] = divided.start("hyphen")
    return found


def _is_soft(divided: re.Match[str], after: str, known: Counter[str]) -> bool:
    if divided["hyphen"] == "\u00ad":
        return True
    before = divided["before"]
    if not after[0].islower() or min(len(before), len(after)) < SHORTEST_PART:
        return False
    joined, hyphened = f"{before}{after}".lower(), f"{before}-{after}".lower()
    if known[hyphened] or known[joined] or joined in LEXICON:
        return not known[hyphened]
    if before.lower() in KEPT or before.isupper() or {before.lower(), after} <= LEXICON:
        return False
    # The halves themselves were counted once, where they stand here.
    return known[before.lower()] <= 1 and known[after.lower()] <= 1


def broken(text: str) -> list[tuple[int, int]]:
    """The gaps inside words that extraction broke: "relate d", "coopera tion".

    A gap is one where what follows is no word, or where the whole is a word of the text or of the lexicon (the
    words of the first documents) and one of the halves is none. What is not certain stays as it stands.
    """
    known = Counter(word.lower() for word in WORD.findall(text))
    found: list[tuple[int, int]] = []
    at = 0
    while match := GAP.search(text, at):
        if _is_broken(match, known):
            found.append(match.span("gap"))
        at = match.start("after")
    return found


def _is_broken(match: re.Match[str], known: Counter[str]) -> bool:
    before, after = match["before"].lower(), match["after"]
    if after in SINGLE or after in ENDINGS:
        stopped = match.string[match.end() : match.end() + 2]
        # "d. " and "d) " are items, and a variable may be a letter: only a word that is none without it.
        listed = len(after) == 1 and stopped[:1] in (".", ")") and stopped[1:2].isspace()
        return known[before] <= SELDOM and not listed
    joined = before + after
    if len(joined) < SHORTEST_WORD or not (known[joined] or joined in LEXICON):
        return False
    return any(half not in LEXICON and known[half] <= SELDOM for half in (before, after))
