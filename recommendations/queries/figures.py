"""Counts. Every figure carries the filters that give exactly its rows; status and counts are the same for all users."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Count, QuerySet

from recommendations.choices import (
    PHASES,
    FollowUp,
    Nature,
    Phase,
    Status,
)
from recommendations.models import Recommendation
from recommendations.queries import conditions

Query: TypeAlias = dict[str, list[str]]
Rows: TypeAlias = QuerySet[Recommendation]

RATED_QUERY: Query = {
    "follow_up": [FollowUp.TRACKED.value],
    "counted": ["true"],
    "nature": [Nature.SINGLE_ACTION.value, Nature.CONTINUING_PRACTICE.value],
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the filters of its rows: `RecommendationFilters` with `query` gives `value` rows."""

    code: str
    value: int
    query: Query


@dataclass(frozen=True, slots=True)
class Population:
    """The first line of every table. Each ask is counted once; a whole through its parts."""

    asks: Figure
    tracked: Figure
    for_reference: Figure
    to_be_decided: Figure
    aims: Figure
    wholes: int


@dataclass(frozen=True, slots=True)
class Group:
    """How many asks are alike in what a population counts."""

    follow_up: str
    is_whole: bool
    nature: str
    n: int


def population(rows: Rows | None = None, query: Query | None = None) -> Population:
    """Of the given rows, which `query` gives (all that are not archived, by default)."""
    rows = conditions.listed() if rows is None else rows
    grouped = rows.order_by().values("follow_up", "is_whole", "nature").annotate(n=Count("pk", distinct=True))
    return population_of([Group(**each) for each in grouped], query)


def population_of(groups: Iterable[Group], query: Query | None = None) -> Population:
    base = {**(query or {}), "counted": ["true"]}
    by: Counter[str] = Counter()
    aims = wholes = 0
    for each in groups:
        if each.is_whole:
            wholes += each.n
            continue
        by[each.follow_up] += each.n
        if each.nature == Nature.AIM and each.follow_up == FollowUp.TRACKED:
            aims += each.n
    return Population(
        asks=Figure("asks", by.total(), base),
        tracked=_followed(by, FollowUp.TRACKED, base),
        for_reference=_followed(by, FollowUp.FOR_REFERENCE, base),
        to_be_decided=_followed(by, FollowUp.TO_BE_DECIDED, base),
        aims=Figure("aims", aims, {**base, "follow_up": [FollowUp.TRACKED], "nature": [Nature.AIM]}),
        wholes=wholes,
    )


def _followed(by: Counter[str], follow_up: FollowUp, base: Query) -> Figure:
    return Figure(follow_up, by[follow_up], {**base, "follow_up": [follow_up.value]})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of statuses: for the whole register, or one organization, document or theme."""

    code: str
    name: str
    total: Figure
    statuses: tuple[Figure, ...]
    phases: tuple[Figure, ...]


def by_status(rows: Rows | None = None, query: Query | None = None, *, code: str = "", name: str = "") -> Line:
    """Tracked asks by headline, in the order of the table; aims and wholes are not in it."""
    rows = conditions.listed() if rows is None else rows
    counted = rows.filter(conditions.RATED).order_by().values_list("status").annotate(Count("pk", distinct=True))
    return by_status_of(Counter(dict(counted)), query, code=code, name=name)


def by_status_of(numbers: Counter[str], query: Query | None = None, *, code: str = "", name: str = "") -> Line:
    """The same for rows that are counted already."""
    return line_of(code, name, numbers, rated(query))


def rated(query: Query | None) -> Query:
    """The filters of the rated among the rows that `query` gives: what both ask for."""
    given = query or {}
    narrowed = {
        name: [each for each in RATED_QUERY[name] if each in given[name]] for name in RATED_QUERY if name in given
    }
    return {**given, **RATED_QUERY, **narrowed}


def line_of(code: str, name: str, numbers: Counter[str], base: Query) -> Line:
    statuses = tuple(Figure(each.value, numbers[each], {**base, "status": [each.value]}) for each in Status)
    phases = tuple(
        Figure(phase.value, sum(numbers[each] for each in PHASES[phase]), {**base, "phase": [phase.value]})
        for phase in Phase
    )
    return Line(code, name, Figure("tracked", numbers.total(), base), statuses, phases)
