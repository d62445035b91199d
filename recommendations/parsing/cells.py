"""A table that goes over the end of its page is two on the paper: the cell that the page cuts is one all the same."""

from dataclasses import dataclass, field

from .blocks import Block, is_finished
from .look import Cell
from .paragraphs import Draft


@dataclass(slots=True)
class Table:
    """Its cells as far as they have come, row by row."""

    name: int
    page: int
    rows: dict[int, dict[int, Draft]] = field(default_factory=dict)

    @property
    def heads(self) -> dict[int, str]:
        first = self.rows[min(self.rows)] if self.rows else {}
        return {column: draft.blocks[0].text for column, draft in first.items()}

    @property
    def end(self) -> dict[int, Draft]:
        return self.rows[max(self.rows)] if self.rows else {}


@dataclass(slots=True)
class Tables:
    """The table that is read, and the one that ended right above it, on the page before."""

    now: Table | None = None
    above: Table | None = None

    def leave(self) -> None:
        """Something else stands below the table."""
        self.now = self.above = None

    def goes_on(self, block: Block, cell: Cell) -> Draft | None:
        """What the block goes on with: the last cell of its column on the page before, in mid-sentence."""
        if self.now is None or self.now.name != cell.table:
            follows = self.now is not None and self.now.page + 1 == block.page
            self.above, self.now = (self.now if follows else None), Table(cell.table, block.page)
        if self.above is None or cell.column in self.now.rows.get(cell.row, {}) or not self._is_first(cell.row):
            return None
        cut = self.above.end.get(cell.column)
        goes_on = cut is not None and not is_finished(cut.ending) and block.text[:1].islower()
        return cut if goes_on else None

    def _is_first(self, row: int) -> bool:
        """Whether it is the first of the page, heads that come again apart."""
        if self.now is None or self.above is None:
            return False
        before = [each for each in self.now.rows if each < row]
        return not before or (len(before) == 1 and self.now.heads == self.above.heads)

    def keep(self, cell: Cell, draft: Draft) -> None:
        if self.now is not None:
            self.now.rows.setdefault(cell.row, {})[cell.column] = draft
