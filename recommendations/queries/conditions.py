"""The derived flags of PRODUCT.md as conditions: overdue, no recent information, long outstanding.

Days end in the installation's time zone; a date with a wider precision is kept as the last day of its period.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from django.db.models import BooleanField, Case, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from recommendations.choices import (
    COUNTING_STATES,
    PHASES,
    UNFINISHED,
    AssignmentRole,
    FollowUp,
    Nature,
    Phase,
    Status,
)
from recommendations.models import Assignment, Recommendation

Rows: TypeAlias = QuerySet[Recommendation]

YEARS_OUTSTANDING: Final = 5
DAYS_RECENT: Final = 365


def listed() -> Rows:
    """Every row not archived, for reference too."""
    return Recommendation.objects.filter(archived_at__isnull=True)


# A whole is counted through its parts.
COUNTED: Final = Q(is_whole=False)
TRACKED: Final = Q(follow_up=FollowUp.TRACKED)
RATED: Final = TRACKED & COUNTED & ~Q(nature=Nature.AIM)


def _owners() -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        recommendation=OuterRef("pk"), role=AssignmentRole.OWNER, state__in=COUNTING_STATES
    )


def day_of_a_part() -> Case:
    """Of an assignment: the day it is to be kept by: that of the deferral when deferred, or else the target date."""
    return Case(
        When(headline=Status.DEFERRED, then=F("deferred_until")),
        default=F("recommendation__due_on"),
        output_field=DateField(),
    )


def dated_parts(rows: QuerySet[Assignment] | None = None) -> QuerySet[Any]:
    """Of these assignments, or of all: owners' parts with a `day` to be kept by, while headline and part are open or
    without information. Organs and States have none."""
    parts = (Assignment.objects.all() if rows is None else rows).filter(
        role=AssignmentRole.OWNER,
        state__in=COUNTING_STATES,
        organization__reports_for_itself=True,
        headline__in=UNFINISHED,
        recommendation__status__in=UNFINISHED,
    )
    return parts.annotate(day=day_of_a_part()).filter(day__isnull=False)


def overdue(today: date | None = None) -> Q:
    """Headline open or no information, and past its date, or past the deferral's when deferred. Organs and States
    are never overdue."""
    day = today or timezone.localdate()
    past = dated_parts(_owners()).filter(day__lt=day)
    return RATED & Q(status__in=UNFINISHED) & Q(Exists(past))


def is_overdue() -> Case:
    """The same as a column of the row: `annotate(overdue=is_overdue())`."""
    return Case(When(overdue(), then=Value(True)), default=Value(False), output_field=BooleanField())


def is_overdue_here(row: Recommendation) -> bool:
    """The same of one row, read with its assignments. The database is asked only where a day has passed."""
    days = [row.due_on, *(each.deferred_until for each in row.assignments.all())]
    passed = any(day and day < timezone.localdate() for day in days)
    return passed and Recommendation.objects.filter(overdue(), pk=row.pk).exists()


def recent_since(now: datetime | None = None) -> datetime:
    return (now or timezone.now()) - timedelta(days=DAYS_RECENT)


def no_recent_information(now: datetime | None = None) -> Q:
    """Asked or reported once, not closed, and no cleared update for 365 days: by an owner who has not closed it."""
    since = recent_since(now)
    silent = Q(last_cleared_at__lt=since) | Q(last_cleared_at__isnull=True, asked_at__isnull=False)
    return (
        RATED
        & ~Q(status__in=PHASES[Phase.CLOSED])
        & Q(Exists(_owners().filter(silent).exclude(headline__in=PHASES[Phase.CLOSED])))
    )


def long_outstanding(today: date | None = None) -> Q:
    """Headline open or no information, five years after the document's date."""
    day = today or timezone.localdate()
    try:
        since = day.replace(year=day.year - YEARS_OUTSTANDING)
    except ValueError:
        since = day.replace(year=day.year - YEARS_OUTSTANDING, day=28)
    return RATED & Q(status__in=UNFINISHED, paragraph__document_version__document__dated__lte=since)


def differ() -> Q:
    """Reported and reviewed differ, for an owner."""
    return RATED & Q(Exists(_owners().filter(differ=True)))


def newer_report() -> Q:
    """A newer report of an owner awaits review."""
    return RATED & Q(Exists(_owners().filter(newer_report=True)))


def without_owner() -> Q:
    """No owner is left to ask. What is for reference is asked of nobody: it is not without owner."""
    return TRACKED & COUNTED & Q(without_owner=True)


def asked() -> Q:
    """An owner was asked for information."""
    return TRACKED & COUNTED & Q(Exists(_owners().filter(asked_at__isnull=False)))


def answered() -> Q:
    """An owner's answer was cleared, asked for or not."""
    return TRACKED & COUNTED & Q(Exists(_owners().filter(last_cleared_at__isnull=False)))


def current(now: datetime | None = None) -> Q:
    """An owner's answer was cleared in the last 365 days."""
    return TRACKED & COUNTED & Q(Exists(_owners().filter(last_cleared_at__gte=recent_since(now))))


def by_event() -> Q:
    """To be done by an event, not by a day."""
    return Q(due_on__isnull=True) & ~Q(due_event="")
