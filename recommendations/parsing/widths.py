"""How wide words are set: counted in letters, or as letters of many widths, whichever the text shows.

In wrapped text a line breaks because the next word has no room. Measured as it was set, lines near each other agree
on how much room there is.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from .lines import Line

USUAL: Final = 450  # thousandths of the letters' size: the letter that others are counted in
OTHER: Final = 500
OF_WIDTH: Final = {
    250: " ,.",
    278: "ijlt:;/",
    333: "frI-()’‘'[]!",
    389: "sJ",
    444: 'acez“”"?',
    556: "FPS",
    611: "ELTZ",
    667: "BCR",
    722: "wADGHKNOQUVXY",
    778: "m",
    889: "M",
    944: "W",
    1000: "—%",
}


class Widths(dict[str, int]):
    """Those of letters with accents are looked up once."""

    def __missing__(self, letter: str) -> int:
        plain = normalize("NFD", letter)[0]
        width = self[letter] = self.get(plain, OTHER)
        return width


WIDTHS: Final = Widths((letter, width) for width, letters in OF_WIDTH.items() for letter in letters)
LONG, FEWEST = 45, 10  # letters of a line, lines
NEAR, SAMPLE = 5, 300  # lines
Measure = Callable[[str], float]


def measured(text: str) -> float:
    """The width in letters of the usual type of printed documents."""
    return sum(map(WIDTHS.__getitem__, text)) / USUAL


def wrapped(lines: Iterable[Line]) -> list[tuple[Line, Line]]:
    """Each line from within a sentence, with the one in which that goes on."""
    return [
        (above, below)
        for above, below in pairwise(lines)
        if above.body[:1].islower() and below.body[:1].islower() and len(above.body) > LONG
    ]


def measure_of(lines: Sequence[Line]) -> Measure:
    """The measure by which no line is longer than others near it would be with the word that stands below them."""
    pairs = wrapped(lines)[:SAMPLE]
    if len(pairs) < FEWEST:
        return len
    return min((len, measured), key=lambda measure: _broken(pairs, measure))


def _broken(pairs: Sequence[tuple[Line, Line]], measure: Measure) -> float:
    full = [(measure(above.body), measure(f"{above.body} {below.body.split()[0]}")) for above, below in pairs]
    near = ((full[at], other) for at in range(len(full)) for other in full[at + 1 : at + 1 + NEAR])
    return sum(max(length - others_more, 0) + max(other - more, 0) for (length, more), (other, others_more) in near)
