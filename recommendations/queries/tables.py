"""Content for files: plain values in named columns, whatever the format."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | bool | date | None


class Holds(StrEnum):
    WORDS = "words"
    LONG_WORDS = "long_words"
    NUMBER = "number"
    DAY = "day"
    YES_OR_NO = "yes_or_no"


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    label: str
    holds: Holds = Holds.WORDS


@dataclass(frozen=True, slots=True)
class Table:
    """`said` stands above the columns where a format has room for it: what the rows are, and how many."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    said: Sequence[tuple[str, Value]] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of one file. The first table is the one that a format with room for one table gives."""

    title: str
    tables: Sequence[Table]
    made_at: datetime
    language: str = "en"
    marks: Sequence[str] = field(default=())

    @property
    def first(self) -> Table:
        return self.tables[0]
