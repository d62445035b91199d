"""Letters put together: stretches without a wide gap, and rows of a column or cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from recommendations.parsing.look import Cell

from .letters import Letter

WIDE_GAP = 1.0  # of the letter's size: a tab, a gutter
SPACE = 0.22  # a gap that is a space though the file shows none
NO_SPACE = 0.06  # a gap too narrow for the space the file shows
RAISED = 0.2
SMALLER = 0.9
SAME_ROW = 0.4
TAB = 2.0  # a gap no justified line has: written as a tab


@dataclass(slots=True)
class Stretch:
    letters: list[Letter]
    cell: Cell | None = None
    _measured: tuple[int, float, float] = (0, 0.0, 0.0)  # of how many letters: their size and base

    @property
    def x0(self) -> float:
        return self.letters[0].x0

    @property
    def x1(self) -> float:
        return max(letter.x1 for letter in self.letters[-3:])

    @property
    def size(self) -> float:
        return self._measure()[1]

    @property
    def base(self) -> float:
        """Of its largest letters: raised marks do not count."""
        return self._measure()[2]

    def _measure(self) -> tuple[int, float, float]:
        if self._measured[0] != len(self.letters):
            size = max(letter.size for letter in self.letters)
            base = median(letter.base for letter in self.letters if letter.size >= SMALLER * size)
            self._measured = (len(self.letters), size, base)
        return self._measured


def _follows(last: Letter, letter: Letter) -> bool:
    size = max(last.size, letter.size)
    near = abs(letter.base - last.base) <= RAISED * size
    raised = min(last.size, letter.size) <= SMALLER * size and abs(letter.base - last.base) <= 0.7 * size
    return (near or raised) and -0.5 * size <= letter.x0 - last.x1 <= WIDE_GAP * size


def stretches(letters: Iterable[tuple[Letter, Cell | None]]) -> list[Stretch]:
    made: list[Stretch] = []
    for letter, cell in letters:
        last = made[-1] if made else None
        if last and last.cell == cell and _follows(last.letters[-1], letter):
            last.letters.append(letter)
        else:
            made.append(Stretch([letter], cell))
    return made


@dataclass(slots=True)
class Row:
    parts: list[Stretch] = field(default_factory=list)

    @property
    def base(self) -> float:
        return max(self.parts, key=lambda part: (part.size, len(part.letters))).base

    @property
    def letters(self) -> list[Letter]:
        return [letter for part in sorted(self.parts, key=lambda each: each.x0) for letter in part.letters]


def _same_row(row: Row, part: Stretch) -> bool:
    size = max(part.size, *(each.size for each in row.parts))
    smaller = min(part.size, *(each.size for each in row.parts)) <= SMALLER * size
    # A mark of a footnote, set apart from its word: above the base of its row, beside other letters.
    reach = 0.7 if smaller and len(part.letters) <= 3 else SAME_ROW
    return abs(row.base - part.base) <= reach * size


def rows(parts: Sequence[Stretch]) -> list[Row]:
    """Stretches side by side are one row; rows go down the column."""
    made: list[Row] = []
    for part in sorted(parts, key=lambda each: (-each.size > -4, each.base, each.x0)):
        near = next((row for row in reversed(made[-3:]) if _same_row(row, part)), None)
        if near:
            near.parts.append(part)
        else:
            made.append(Row([part]))
    return sorted(made, key=lambda row: row.base)


@dataclass(frozen=True, slots=True)
class Written:
    """A row as text; `raised` are offsets into it."""

    text: str
    raised: tuple[tuple[int, int], ...]
    lead: float


def write(letters: Sequence[Letter]) -> Written:
    size = max(letter.size for letter in letters)
    bases = sorted(letter.base for letter in letters if letter.size >= SMALLER * size)
    base = bases[len(bases) // 2]
    text, lead = "", 0.0
    raised: list[tuple[int, int]] = []
    last: Letter | None = None
    for letter in letters:
        if last and _is_spaced(last, letter):
            lead = lead or last.x1 - letters[0].x0
            text += "\t" if letter.x0 - last.x1 > TAB * size else " "
        up = letter.size <= SMALLER * size and base - letter.base >= RAISED * letter.size
        if up and raised and raised[-1][1] == len(text):
            raised[-1] = (raised[-1][0], len(text) + len(letter.text))
        elif up:
            raised.append((len(text), len(text) + len(letter.text)))
        text += letter.text
        last = letter
    return Written(text, tuple(raised), lead or letters[-1].x1 - letters[0].x0)


def _is_spaced(last: Letter, letter: Letter) -> bool:
    gap, size = letter.x0 - last.x1, max(last.size, letter.size)
    return gap >= (NO_SPACE if letter.spaced else SPACE) * size or gap < -size
