"""A spreadsheet's rows as they would come in, what is wrong with its cells, and what a person has to decide."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from recommendations.errors import Words
from recommendations.models import Organization, Paragraph, Recommendation
from recommendations.queries.registers_columns import Column

Place: TypeAlias = tuple[int, int, int]  # a paragraph, and the words' start and end in it
Part: TypeAlias = tuple[Organization, Organization | None]


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
class Answering:
    """Who writes for an owner of new recommendations: by the rule, or as a person chose. `often` is the office that
    does so most often in the register: no more than a hint."""

    owner: Organization
    office: Organization | None
    answer: str = ""
    often: Organization | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it would come in. `parts` are its owners, each with the office that answers for it. `there` is the
    recommendation, where these words are one already; `said_by` who said the same of it before."""

    number: int
    paragraph: Paragraph
    start: int
    end: int
    parts: tuple[Part, ...]
    said: str
    status: str
    remarks: str
    stated_on: date | None
    stated_precision: str
    there: Recommendation | None
    said_by: str = ""

    @property
    def owners(self) -> tuple[Organization, ...]:
        return tuple(owner for owner, _office in self.parts)

    @property
    def organization(self) -> Organization | None:
        """Of whom it says something, where that is one."""
        return self.owners[0] if len(self.parts) == 1 else None

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def states(self) -> bool:
        return bool(self.said or self.remarks)

    @property
    def comes_in(self) -> bool:
        """As a statement."""
        return self.states and not self.said_by

    @property
    def place(self) -> Place:
        return self.paragraph.pk, self.start, self.end


@dataclass(slots=True)
class Plan:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    decided: list[Undecided] = field(default_factory=list)
    answering: list[Answering] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return not self.problems and not self.undecided and self.says_something_new

    @property
    def says_something_new(self) -> bool:
        return any(each.there is None or each.comes_in for each in self.rows)

    @property
    def new(self) -> dict[Place, list[Row]]:
        """Rows of recommendations that are not here yet, by their words: several rows may be of one."""
        found: dict[Place, list[Row]] = defaultdict(list)
        for each in self.rows:
            if each.there is None:
                found[each.place].append(each)
        return dict(found)

    @property
    def known(self) -> list[Row]:
        return [each for each in self.rows if each.there is not None]

    @property
    def statements(self) -> list[Row]:
        return [each for each in self.rows if each.comes_in]

    @property
    def said_before(self) -> list[Row]:
        return [each for each in self.rows if each.said_by]

    @property
    def digest(self) -> str:
        """Of all that would come in: what is brought in is what was previewed, or nothing."""
        said = [
            [
                each.number,
                *each.place,
                [[owner.code, office.code if office else None] for owner, office in each.parts],
                each.said,
                each.status,
                each.remarks,
                str(each.stated_on),
                each.stated_precision,
                each.there.public_id if each.there else "",
                bool(each.said_by),
            ]
            for each in self.rows
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
