"""The kinds of work: who sees each, which assignments it is about, since when it waits.

Each is a condition on assignments, so that what is counted and what is listed are the same rows. Work that is only
dated (overdue, due soon, review due) leaves out what is asked for or being written: nothing stands on a desk twice.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeAlias

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from recommendations.access import RULES, Reader, Verb
from recommendations.choices import (
    COUNTING_STATES,
    OPEN_UPDATES,
    AssignmentRole,
    AssignmentState,
    Basis,
    EntryKind,
    FollowUp,
    Nature,
    Status,
    UpdateState,
)
from recommendations.models import (
    Assignment,
    Comment,
    Entry,
    ProgressUpdate,
    Review,
)
from recommendations.queries import conditions
from recommendations.queries import target_dates as dates

RETURNED: Final = "returned"
DRAFTS: Final = "drafts"
TO_DRAFT: Final = "to_draft"
TO_CLEAR: Final = "to_clear"
TO_REVIEW: Final = "to_review"
TO_FIND: Final = "to_find"
TO_COMMENT: Final = "to_comment"
TO_AGREE: Final = "to_agree"
TO_CONFIRM: Final = "to_confirm"
OVERDUE: Final = "overdue"
DUE_SOON: Final = "due_soon"
REVIEWS_DUE: Final = "reviews_due"
MENTIONS: Final = "mentions"

# What people wait for stands first; to confirm is the long list of the first days; then what only has a date.
VERB_OF: Final[dict[str, Verb | None]] = {
    RETURNED: Verb.DRAFT,
    DRAFTS: Verb.DRAFT,
    TO_DRAFT: Verb.DRAFT,
    TO_CLEAR: Verb.CLEAR,
    TO_REVIEW: Verb.REVIEW_OWN_SIDE,
    TO_FIND: Verb.FIND_INDEPENDENTLY,
    TO_COMMENT: Verb.COMMENT,
    TO_AGREE: Verb.AGREE_TARGET_DATE,
    TO_CONFIRM: Verb.CONFIRM,
    OVERDUE: Verb.DRAFT,
    DUE_SOON: Verb.DRAFT,
    REVIEWS_DUE: Verb.DRAFT,
    MENTIONS: None,
}
IN_ORDER: Final = tuple(VERB_OF)
DATED: Final = (OVERDUE, DUE_SOON, REVIEWS_DUE)
# What a desk officer does is divided among colleagues by focal points.
DIVIDED: Final = tuple(kind for kind, verb in VERB_OF.items() if verb == Verb.DRAFT)

DUE_WITHIN: Final = timedelta(days=30)
MENTIONED_WITHIN: Final = timedelta(days=14)

# Without a person: whoever it waits for.
Person: TypeAlias = int | None


def offices_of(kind: str, reader: Reader) -> frozenset[int]:
    """The organizations for which this reader does this kind of work."""
    verb = VERB_OF[kind]
    if verb is None:
        return reader.own
    return frozenset().union(*(reader.offices.get(role, frozenset()) for role in RULES[verb].roles))


def open_assignments(offices: frozenset[int]) -> QuerySet[Assignment]:
    """What is followed up and answered by these offices."""
    return Assignment.objects.filter(
        answering_organization__in=offices,
        state__in=COUNTING_STATES,
        recommendation__archived_at__isnull=True,
        recommendation__follow_up=FollowUp.TRACKED,
        recommendation__is_whole=False,
    )


def _updates(*states: UpdateState) -> QuerySet[ProgressUpdate]:
    return ProgressUpdate.objects.filter(assignment=OuterRef("pk"), state__in=states or OPEN_UPDATES)


def _being_written() -> Q:
    return Q(Exists(_updates()))


def _asked() -> Q:
    """Since the last cleared answer."""
    since = Entry.objects.filter(assignment=OuterRef("pk"), kind=EntryKind.ASKED)
    again = Exists(since.filter(recorded_at__gt=OuterRef("last_cleared_at")))
    return Q(asked_at__isnull=False) & (Q(last_cleared_at__isnull=True) | Q(again))


def _submitted(person: Person) -> QuerySet[ProgressUpdate]:
    rows = _updates(UpdateState.SUBMITTED)
    return rows if person is None else rows.exclude(writers=person)


def _reported(person: Person, basis: Basis) -> QuerySet[ProgressUpdate]:
    """The current cleared report without a finding on this basis, neither written nor cleared by the person."""
    rows = ProgressUpdate.objects.filter(assignment=OuterRef("pk"), cleared_entry=OuterRef("reported_entry"))
    if person is not None:
        own = Entry.objects.filter(id=OuterRef("cleared_entry"), actor=person)
        rows = rows.exclude(writers=person).exclude(Exists(own))
    return rows.exclude(Exists(Review.objects.filter(update=OuterRef("pk"), basis=basis)))


def _to_review(person: Person, basis: Basis) -> Q:
    rated = ~Q(role=AssignmentRole.COUNTERPART) & ~Q(recommendation__nature=Nature.AIM) & ~Q(reported_status="")
    return rated & Q(Exists(_reported(person, basis)))


def _findings() -> QuerySet[Review]:
    return Review.objects.filter(assignment=OuterRef("pk"), in_effect_at__isnull=True)


def mentioning(person: int) -> QuerySet[Comment]:
    """Comments of the last days that name the person and that they have not answered."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - MENTIONED_WITHIN
    answers = Comment.objects.filter(
        assignment=OuterRef("assignment"), author=person, written_at__gte=OuterRef("written_at")
    )
    rows = Comment.objects.filter(mentions=person, written_at__gte=since, taken_back_at__isnull=True)
    return rows.exclude(author=person).exclude(Exists(answers))


def _dated() -> Q:
    return ~_being_written() & ~_asked()


def _due_soon() -> Q:
    today = timezone.localdate()
    soon = Q(day__gt=today, day__lte=today + DUE_WITHIN) | (Q(day=today) & ~Q(headline=Status.DEFERRED))
    return _dated() & _among(conditions.dated_parts().filter(soon))


def _overdue() -> Q:
    past = conditions.dated_parts().filter(day__lt=timezone.localdate()).exclude(headline=Status.DEFERRED)
    return _dated() & _among(past)


def _among(rows: QuerySet[Assignment]) -> Q:
    return Q(Exists(rows.filter(pk=OuterRef("pk"))))


def _review_due() -> Q:
    today = timezone.localdate()
    come = Q(headline=Status.IN_PRACTICE, review_on__lte=today) | Q(headline=Status.DEFERRED, deferred_until__lte=today)
    return _dated() & come


CONDITIONS: Final[dict[str, Callable[[Person], Q]]] = {
    RETURNED: lambda person: Q(Exists(_updates(UpdateState.RETURNED))),
    DRAFTS: lambda person: Q(Exists(_updates(UpdateState.DRAFT, UpdateState.RECALLED))),
    TO_DRAFT: lambda person: ~_being_written() & _asked(),
    TO_CLEAR: lambda person: Q(Exists(_submitted(person))),
    TO_REVIEW: lambda person: _to_review(person, Basis.OWN_SIDE),
    TO_FIND: lambda person: _to_review(person, Basis.INDEPENDENT),
    TO_COMMENT: lambda person: Q(Exists(_findings())),
    TO_AGREE: lambda person: Q(role=AssignmentRole.OWNER) & Q(Exists(dates.awaiting(person))),
    TO_CONFIRM: lambda person: Q(state=AssignmentState.PROPOSED) & ~_being_written(),
    OVERDUE: lambda person: _overdue(),
    DUE_SOON: lambda person: _due_soon(),
    REVIEWS_DUE: lambda person: _review_due(),
    MENTIONS: lambda person: (
        Q(pk__in=[]) if person is None else Q(Exists(mentioning(person).filter(assignment=OuterRef("pk"))))
    ),
}


def since(kind: str, person: Person) -> Any:
    """Since when it waits, or the day that it is about: what the rows of a panel are ordered by."""
    match kind:
        case "returned" | "drafts":
            return Subquery(_updates().values("updated_at")[:1])
        case "to_draft":
            return _entry_at(EntryKind.ASKED)
        case "to_confirm":
            return _entry_at(EntryKind.ASSIGNED)
        case "to_clear":
            return Subquery(_updates(UpdateState.SUBMITTED).values("submitted_at")[:1])
        case "to_review" | "to_find":
            rows = ProgressUpdate.objects.filter(assignment=OuterRef("pk"), cleared_entry=OuterRef("reported_entry"))
            return Subquery(rows.values("cleared_at")[:1])
        case "to_comment":
            return Subquery(_findings().order_by("made_at").values("made_at")[:1])
        case "to_agree":
            return Subquery(dates.awaiting(person).values("proposed_at")[:1])
        case "reviews_due":
            return Case(When(headline=Status.DEFERRED, then=F("deferred_until")), default=F("review_on"))
        case "mentions" if person is not None:
            comments = mentioning(person).filter(assignment=OuterRef("pk")).order_by("-written_at")
            return Subquery(comments.values("written_at")[:1])
    return conditions.day_of_a_part()


def _entry_at(kind: EntryKind) -> Subquery:
    """When the latest entry of a kind was recorded."""
    entries = Entry.objects.filter(assignment=OuterRef("pk"), kind=kind).order_by("-seq")
    return Subquery(entries.values("recorded_at")[:1])
