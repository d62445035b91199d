"""What waits for me: by role, in the order in which it is worked on. Own work never stands under clear or review.

What desk officers do is divided by focal points: *mine* is what I have, as focal point or alternate, what nobody has,
and what I write myself; *the office's* is all of it. Everything else waits for whoever may do it.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from recommendations.access import Reader
from recommendations.choices import OPEN_UPDATES
from recommendations.models import Assignment, ProgressUpdate, User
from recommendations.queries import names
from recommendations.queries.desk import register
from recommendations.queries.desk.items import Item, items_of
from recommendations.queries.desk.kinds import (
    CONDITIONS,
    DATED,
    DIVIDED,
    DRAFTS,
    DUE_SOON,
    IN_ORDER,
    MENTIONS,
    OVERDUE,
    RETURNED,
    REVIEWS_DUE,
    TO_AGREE,
    TO_CLEAR,
    TO_COMMENT,
    TO_CONFIRM,
    TO_DRAFT,
    TO_FIND,
    TO_REVIEW,
    VERB_OF,
    offices_of,
    open_assignments,
    since,
)
from recommendations.queries.people import has

__all__ = [
    "DATED",
    "DIVIDED",
    "DRAFTS",
    "DUE_SOON",
    "IN_ORDER",
    "MENTIONS",
    "OVERDUE",
    "RETURNED",
    "REVIEWS_DUE",
    "TO_AGREE",
    "TO_CLEAR",
    "TO_COMMENT",
    "TO_CONFIRM",
    "TO_DRAFT",
    "TO_FIND",
    "TO_REVIEW",
    "VERB_OF",
    "Item",
    "Whose",
    "counts",
    "how_many_wait",
    "in_full",
    "items_of",
    "items_with_names",
    "offices_of",
    "open_assignments",
    "rows",
    "waiting",
]


class Whose(StrEnum):
    MINE = "mine"
    OFFICE = "office"


def rows(kind: str, reader: Reader, whose: Whose = Whose.MINE) -> QuerySet[Assignment]:
    """The assignments of one kind of work: mine first, then nobody's, then the colleagues'; longest waiting first."""
    first = Case(
        When(has(reader.user_id or 0), then=Value(0)),
        When(focal_point__isnull=True, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        _rows(kind, offices_of(kind, reader), reader.user_id, whose)
        .annotate(first=first, since=since(kind, reader.user_id))
        .order_by("first", "since", "recommendation__paragraph__document_version", "recommendation__ord", "pk")
    )


def _rows(kind: str, offices: frozenset[int], person: int | None, whose: Whose) -> QuerySet[Assignment]:
    if not offices or person is None:
        return Assignment.objects.none()
    found = open_assignments(offices).filter(CONDITIONS[kind](person))
    return found.filter(_mine(person)) if kind in DIVIDED and whose == Whose.MINE else found


def _mine(person: int) -> Q:
    written = ProgressUpdate.objects.filter(assignment=OuterRef("pk"), author=person, state__in=OPEN_UPDATES)
    return has(person) | Q(focal_point__isnull=True) | Q(Exists(written))


def counts(reader: Reader, whose: Whose = Whose.MINE) -> dict[str, int]:
    """Per kind of work, how much there is; kinds with nothing are left out. One query, however many the rows."""
    offices = tuple((kind, found) for kind in IN_ORDER if (found := offices_of(kind, reader)))
    if not offices or reader.user_id is None:
        return {}
    statement, parameters = _statement(reader.user_id, offices, whose, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        numbers = cursor.fetchone() or ()
    return {kind: number for (kind, _offices), number in zip(offices, numbers, strict=True) if number}


# Every page asks, and writing the statement takes longer than running it: it stays the same for a person and a day.
@lru_cache(maxsize=1000)
def _statement(
    person: int, offices: tuple[tuple[str, frozenset[int]], ...], whose: Whose, day: date
) -> tuple[str, tuple[Any, ...]]:
    numbers = {f"n_{kind}": _how_many(_rows(kind, found, person, whose)) for kind, found in offices}
    query = User.objects.filter(pk=person).annotate(**numbers).order_by().values_list(*numbers).query
    return query.sql_with_params()


def _how_many(found: QuerySet[Assignment]) -> Subquery:
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(found.order_by().annotate(number=number).values("number"), output_field=IntegerField())


def how_many_wait(reader: Reader) -> int:
    return sum(counts(reader).values()) + register.how_many(reader)


def waiting(reader: Reader, whose: Whose = Whose.MINE, *, most: int | None = None) -> dict[str, list[Item]]:
    """Per kind of work, the first items of it; kinds with nothing are left out."""
    found = {kind: list(in_full(rows(kind, reader, whose))[:most]) for kind in counts(reader, whose)}
    names.give((row for each in found.values() for row in each), names.organizations())
    return {kind: items_of(kind, reader, each) for kind, each in found.items()}


def items_with_names(kind: str, reader: Reader, found: list[Assignment]) -> list[Item]:
    names.give(found, names.organizations())
    return items_of(kind, reader, found)


def in_full(found: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With all that a row shows but the names of its organizations."""
    return found.select_related("recommendation", "focal_point", "alternate")
