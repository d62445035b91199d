"""What the page shows of a line beside its words. Lengths are points, and grow to the right and downwards."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table, from 0; a frame around running text is a table of one column."""

    table: int
    row: int
    column: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """`left` and `right` of the column the line stands in are `margin` and `edge`.

    `lead` is the width of the line's first word; `raised` are offsets into the line's text.
    """

    page: int
    column: int
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    margin: float = 0.0
    edge: float = 0.0
    lead: float = 0.0
    centred: bool = False
    cell: Cell | None = None
    raised: tuple[tuple[int, int], ...] = ()
