"""A spreadsheet's rows as they would come in, what is wrong with its cells, and what a person has to decide."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from recommendations.errors import Words
from recommendations.models import Organization, Paragraph, Recommendation
from recommendations.queries.registers_columns import Column


@dataclass(frozen=True, slots=True)
class Problem:
    """`nearest` are words of the document that were probably meant; `missing` says what to add to the register."""

    address: str
    words: Words
    nearest: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Words that the register cannot place, and the cells they stand in."""

    column: Column
    words: str
    cells: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it would come in. `there` is the recommendation, where these words are one already."""

    number: int
    paragraph: Paragraph
    start: int
    end: int
    owners: tuple[Organization, ...]
    said: str
    status: str
    remarks: str
    stated_on: date | None
    stated_precision: str
    there: Recommendation | None

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def states(self) -> bool:
        return bool(self.said or self.remarks)

    @property
    def place(self) -> tuple[int, int, int]:
        return self.paragraph.pk, self.start, self.end


@dataclass(slots=True)
class Plan:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    decided: list[Undecided] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return bool(self.rows) and not self.problems and not self.undecided

    @property
    def new(self) -> dict[tuple[int, int, int], list[Row]]:
        """Rows of recommendations that are not here yet, by their words: several rows may be of one."""
        found: dict[tuple[int, int, int], list[Row]] = defaultdict(list)
        for each in self.rows:
            if each.there is None:
                found[each.place].append(each)
        return dict(found)

    @property
    def known(self) -> list[Row]:
        return [each for each in self.rows if each.there is not None]

    @property
    def statements(self) -> list[Row]:
        return [each for each in self.rows if each.states]

    @property
    def digest(self) -> str:
        """Of all that would come in: what is brought in is what was previewed, or nothing."""
        said = [
            [
                each.number,
                *each.place,
                [owner.code for owner in each.owners],
                each.said,
                each.status,
                each.remarks,
                str(each.stated_on),
                each.stated_precision,
                each.there.public_id if each.there else "",
            ]
            for each in self.rows
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
