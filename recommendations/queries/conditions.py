"""The derived flags of PRODUCT.md as conditions: overdue, no recent information, long outstanding.

Days end in the installation's time zone; a date with a wider precision is kept as the last day of its period.
"""

from datetime import date, timedelta
from typing import Final, TypeAlias

from django.db.models import Exists, OuterRef, Q, QuerySet
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


def overdue(today: date | None = None) -> Q:
    """Headline open or no information, and past its date, or past the deferral's when deferred. Organs and States
    are never overdue."""
    day = today or timezone.localdate()
    past = Q(deferred_until__lt=day, headline=Status.DEFERRED) | (
        ~Q(headline=Status.DEFERRED) & Q(headline__in=UNFINISHED, recommendation__due_on__lt=day)
    )
    return RATED & Q(status__in=UNFINISHED) & Q(Exists(_owners().filter(past, organization__reports_for_itself=True)))


def no_recent_information() -> Q:
    """Asked or reported once, not closed, and no cleared update for 365 days: by an owner who has not closed it."""
    since = timezone.now() - timedelta(days=DAYS_RECENT)
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
