"""Counts. Every figure carries the filters that give exactly its rows; status and counts are the same for all users."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db.models import Count, Q, QuerySet

from recommendations.choices import (
    COUNTING_STATES,
    PHASES,
    REVIEWED,
    AssignmentRole,
    AssignmentState,
    Basis,
    FollowUp,
    Nature,
    Phase,
    Status,
)
from recommendations.models import Assignment, Recommendation
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
    base = _rated(query)
    counted = rows.filter(conditions.RATED).order_by().values_list("status").annotate(Count("pk", distinct=True))
    return _line(code, name, Counter(dict(counted)), base)


def _rated(query: Query | None) -> Query:
    """The filters of the rated among the rows that `query` gives: what both ask for."""
    given = query or {}
    narrowed = {
        name: [each for each in RATED_QUERY[name] if each in given[name]] for name in RATED_QUERY if name in given
    }
    return {**given, **RATED_QUERY, **narrowed}


def _line(code: str, name: str, numbers: Counter[str], base: Query) -> Line:
    statuses = tuple(Figure(each.value, numbers[each], {**base, "status": [each.value]}) for each in Status)
    phases = tuple(
        Figure(phase.value, sum(numbers[each] for each in PHASES[phase]), {**base, "phase": [phase.value]})
        for phase in Phase
    )
    return Line(code, name, Figure("tracked", numbers.total(), base), statuses, phases)


def by_owner(rows: Rows | None = None) -> list[Line]:
    """A line per owner, in alphabetical order. An ask with joint owners stands in each of their lines."""
    rows = (conditions.listed() if rows is None else rows).filter(conditions.RATED)
    owned = (
        Assignment.objects.filter(role=AssignmentRole.OWNER, state__in=COUNTING_STATES, recommendation__in=rows)
        .select_related("organization")
        .prefetch_related("organization__names")
        .only("organization", "recommendation__status")
        .select_related("recommendation")
    )
    numbers: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for each in owned:
        numbers.setdefault(each.organization.code, Counter())[each.recommendation.status] += 1
        names[each.organization.code] = each.organization.name()
    in_order = sorted(names, key=lambda code: names[code].casefold())
    return [_line(code, names[code], numbers[code], {**RATED_QUERY, "owner": [code]}) for code in in_order]


def by_document(rows: Rows | None = None) -> list[Line]:
    return _grouped(rows, "paragraph__document_version__document__code", "document")


def by_theme(rows: Rows | None = None) -> list[Line]:
    """An ask with several themes stands in each of their lines."""
    return _grouped(rows, "themes__code", "theme", named="themes__name")


def _grouped(rows: Rows | None, column: str, filter_name: str, named: str = "") -> list[Line]:
    rows = (conditions.listed() if rows is None else rows).filter(conditions.RATED)
    numbers: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    grouped = rows.order_by().values_list(column, named or column, "status").annotate(Count("pk"))
    for code, name, status, number in grouped:
        if code:
            numbers.setdefault(code, Counter())[status] += number
            names[code] = name
    in_order = sorted(names, key=lambda code: names[code].casefold())
    return [_line(code, names[code], numbers[code], {**RATED_QUERY, filter_name: [code]}) for code in in_order]


@dataclass(frozen=True, slots=True)
class Closures:
    """Closed as reported and closed as reviewed: counted apart, always."""

    reported: Figure
    reviewed: Figure
    by_basis: tuple[Figure, ...] = field(default=())


def closures(rows: Rows | None = None, query: Query | None = None) -> Closures:
    rows = (conditions.listed() if rows is None else rows).filter(conditions.RATED)
    base = {**_rated(query), "phase": [Phase.CLOSED.value]}
    closed = rows.filter(status__in=PHASES[Phase.CLOSED]).order_by().values_list("basis").annotate(Count("pk"))
    numbers = Counter(dict(closed))
    return Closures(
        reported=Figure("reported", numbers[Basis.REPORTED], {**base, "basis": [Basis.REPORTED.value]}),
        reviewed=Figure(
            "reviewed",
            sum(numbers[each] for each in REVIEWED),
            {**base, "basis": [each.value for each in REVIEWED]},
        ),
        by_basis=tuple(Figure(each.value, numbers[each], {**base, "basis": [each.value]}) for each in REVIEWED),
    )


def flags(rows: Rows | None = None, query: Query | None = None) -> dict[str, Figure]:
    """What stands out: past its target date, differing, awaiting review, without recent information or owner.

    What is for reference is asked of nobody: it is not without owner."""
    rows = conditions.listed() if rows is None else rows
    conditions_of: dict[str, Q] = {
        "overdue": conditions.overdue(),
        "differ": conditions.differ(),
        "newer_report": conditions.newer_report(),
        "no_recent_information": conditions.no_recent_information(),
        "long_outstanding": conditions.long_outstanding(),
        "without_owner": Q(without_owner=True, follow_up=FollowUp.TRACKED) & conditions.COUNTED,
    }
    narrowed: dict[str, Query] = {"without_owner": {"follow_up": [FollowUp.TRACKED.value]}}
    return {
        name: Figure(name, rows.filter(holds).count(), {**(query or {}), **narrowed.get(name, {}), name: ["true"]})
        for name, holds in conditions_of.items()
    }


def owners_by_state(rows: Rows | None = None) -> tuple[Figure, ...]:
    """Tracked asks with an owner's assignment in each state."""
    rows = (conditions.listed() if rows is None else rows).filter(conditions.TRACKED & conditions.COUNTED)
    base = {"follow_up": [FollowUp.TRACKED.value], "counted": ["true"]}
    found = (
        Assignment.objects.filter(recommendation__in=rows, role=AssignmentRole.OWNER)
        .order_by()
        .values_list("state")
        .annotate(Count("recommendation", distinct=True))
    )
    numbers = Counter(dict(found))
    return tuple(
        Figure(each.value, numbers[each], {**base, "assignment_state": [each.value]}) for each in AssignmentState
    )
