"""The work of a family, for its managers: every assignment that is followed up, what waits on it, and who has it."""

from typing import Final

from django.db.models import Count, Q, QuerySet

from recommendations.models import Assignment, User
from recommendations.queries.desk.kinds import (
    CONDITIONS,
    DRAFTS,
    DUE_SOON,
    OVERDUE,
    RETURNED,
    REVIEWS_DUE,
    TO_AGREE,
    TO_CLEAR,
    TO_COMMENT,
    TO_CONFIRM,
    TO_DRAFT,
    TO_REVIEW,
    open_assignments,
)
from recommendations.queries.people import in_order, officers_by_office

NOBODY: Final = "nobody"
KINDS: Final = (
    RETURNED,
    DRAFTS,
    TO_DRAFT,
    TO_CLEAR,
    TO_REVIEW,
    TO_COMMENT,
    TO_AGREE,
    TO_CONFIRM,
    OVERDUE,
    DUE_SOON,
    REVIEWS_DUE,
)
ORDER: Final = ("recommendation__paragraph__document_version", "recommendation__ord", "pk")


def work(offices: frozenset[int], *, person: str = "", kind: str = "") -> QuerySet[Assignment]:
    """What these offices have, as far as it is one focal point's (or nobody's), and one kind of work waits on it."""
    rows = open_assignments(offices)
    if person:
        rows = rows.filter(Q(focal_point__isnull=True) if person == NOBODY else Q(focal_point__username=person))
    if kind:
        rows = rows.filter(CONDITIONS[kind](None))
    return rows.order_by(*ORDER)


def counts(offices: frozenset[int]) -> dict[str, dict[int | None, int]]:
    """Per kind of work, and in all under "", how many each focal point has; None is nobody. A query per kind."""
    return {kind: _by_person(work(offices, kind=kind)) for kind in ("", *KINDS)}


def _by_person(rows: QuerySet[Assignment]) -> dict[int | None, int]:
    grouped = rows.order_by().values("focal_point").annotate(n=Count("pk"))
    return {each["focal_point"]: each["n"] for each in grouped}


def waits_on(rows: list[Assignment]) -> dict[int, list[str]]:
    """Which kinds of work wait on each row, in a query per kind."""
    found: dict[int, list[str]] = {each.pk: [] for each in rows}
    for kind in KINDS:
        those = Assignment.objects.filter(pk__in=list(found)).filter(CONDITIONS[kind](None))
        for pk in those.values_list("pk", flat=True):
            found[pk].append(kind)
    return found


def with_work(offices: frozenset[int]) -> list[User]:
    """The persons who have work of these offices, as focal point or alternate, by name."""
    rows = open_assignments(offices)
    had = Q(pk__in=rows.exclude(focal_point=None).values("focal_point"))
    had |= Q(pk__in=rows.exclude(alternate=None).values("alternate"))
    return in_order(User.objects.filter(had))


def strangers(rows: list[Assignment]) -> set[int]:
    """Of these, the ids of those whose focal point is no desk officer of the office today."""
    covered = officers_by_office({each.answering_organization_id for each in rows if each.answering_organization_id})
    return {
        each.pk
        for each in rows
        if each.focal_point_id and each.focal_point_id not in covered.get(each.answering_organization_id or 0, set())
    }
