"""What waits for me: by role, in the order in which it is worked on. Own work never stands under clear or review."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from recommendations.access import Reader
from recommendations.choices import (
    COUNTING_STATES,
    OPEN_UPDATES,
    AssignmentRole,
    AssignmentState,
    Basis,
    EntryKind,
    FollowUp,
    Nature,
    Role,
    UpdateState,
)
from recommendations.models import Assignment, Entry, Organization, ProgressUpdate, Review

RETURNED: Final = "returned"
DRAFTS: Final = "drafts"
TO_DRAFT: Final = "to_draft"
TO_CONFIRM: Final = "to_confirm"
TO_CLEAR: Final = "to_clear"
TO_REVIEW: Final = "to_review"
TO_FIND: Final = "to_find"
TO_COMMENT: Final = "to_comment"
# What people wait for stands first; to confirm is the long list of the first days, and last.
IN_ORDER: Final = (RETURNED, DRAFTS, TO_DRAFT, TO_CLEAR, TO_REVIEW, TO_FIND, TO_COMMENT, TO_CONFIRM)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work: whose, and since when it waits."""

    kind: str
    assignment: Assignment
    since: datetime | None
    update: ProgressUpdate | None = None
    review: Review | None = None


def waiting(reader: Reader) -> dict[str, list[Item]]:
    """Per kind of work, what this person can do now; kinds with nothing are left out."""
    offices = {role: reader.offices.get(role, frozenset()) for role in Role}
    found = {
        TO_CONFIRM: _to_confirm(offices[Role.CLEARING_OFFICER] | offices[Role.MANAGER]),
        RETURNED: _updates(RETURNED, offices[Role.DESK_OFFICER], (UpdateState.RETURNED,)),
        DRAFTS: _updates(DRAFTS, offices[Role.DESK_OFFICER], (UpdateState.DRAFT, UpdateState.RECALLED)),
        TO_DRAFT: _to_draft(offices[Role.DESK_OFFICER]),
        TO_CLEAR: _to_clear(reader, offices[Role.CLEARING_OFFICER]),
        TO_REVIEW: _to_review(reader, TO_REVIEW, offices[Role.REVIEWER]),
        TO_FIND: _to_review(reader, TO_FIND, offices[Role.AUDITOR]),
        TO_COMMENT: _to_comment(offices[Role.CLEARING_OFFICER] | offices[Role.MANAGER]),
    }
    return {kind: found[kind] for kind in IN_ORDER if found[kind]}


def how_many_wait(reader: Reader) -> int:
    return sum(len(items) for items in waiting(reader).values())


def _open_assignments(offices: frozenset[int]) -> QuerySet[Assignment]:
    return (
        Assignment.objects.filter(
            answering_organization__in=offices,
            state__in=COUNTING_STATES,
            recommendation__archived_at__isnull=True,
            recommendation__follow_up=FollowUp.TRACKED,
            recommendation__is_whole=False,
        )
        .select_related("recommendation")
        .prefetch_related(_names("organization"), _names("answering_organization"))
        .order_by("recommendation__paragraph__document_version", "recommendation__ord", "pk")
    )


def _names(path: str) -> "Prefetch[str]":
    return Prefetch(path, Organization.objects.prefetch_related("names"))


def _to_confirm(offices: frozenset[int]) -> list[Item]:
    if not offices:
        return []
    rows = _open_assignments(offices).filter(state=AssignmentState.PROPOSED)
    rows = rows.exclude(Exists(ProgressUpdate.objects.filter(assignment=OuterRef("pk"), state__in=OPEN_UPDATES)))
    return [Item(TO_CONFIRM, each, None) for each in rows]


def _updates(kind: str, offices: frozenset[int], states: tuple[UpdateState, ...]) -> list[Item]:
    if not offices:
        return []
    rows = _with_assignment(ProgressUpdate.objects.filter(state__in=states), offices)
    return [Item(kind, each.assignment, each.updated_at, update=each) for each in rows]


def _with_assignment(rows: QuerySet[ProgressUpdate], offices: frozenset[int]) -> QuerySet[ProgressUpdate]:
    return (
        rows.filter(assignment__in=_open_assignments(offices))
        .select_related("author")
        .prefetch_related(Prefetch("assignment", _open_assignments(offices)))
        .order_by("submitted_at", "pk")
    )


def _to_draft(offices: frozenset[int]) -> list[Item]:
    """Asked since the last cleared answer, and no update is open."""
    if not offices:
        return []
    rows = _open_assignments(offices).filter(asked_at__isnull=False)
    rows = rows.exclude(Exists(ProgressUpdate.objects.filter(assignment=OuterRef("pk"), state__in=OPEN_UPDATES)))
    asked = _last_asked(rows)
    return [
        Item(TO_DRAFT, each, asked[each.pk])
        for each in rows
        if each.last_cleared_at is None or each.last_cleared_at < asked[each.pk]
    ]


def _last_asked(rows: QuerySet[Assignment]) -> dict[int, datetime]:
    entries = Entry.objects.filter(assignment__in=rows, kind=EntryKind.ASKED).order_by("seq")
    return {pk: at for pk, at in entries.values_list("assignment", "recorded_at") if pk is not None}


def _to_clear(reader: Reader, offices: frozenset[int]) -> list[Item]:
    if not offices:
        return []
    rows = ProgressUpdate.objects.filter(state=UpdateState.SUBMITTED).exclude(writers=reader.user_id)
    return [Item(TO_CLEAR, each.assignment, each.submitted_at, update=each) for each in _with_assignment(rows, offices)]


def _to_review(reader: Reader, kind: str, offices: frozenset[int]) -> list[Item]:
    """Current cleared updates without a finding on this basis, written and cleared by others."""
    if not offices:
        return []
    basis = Basis.OWN_SIDE if kind == TO_REVIEW else Basis.INDEPENDENT
    own_clearances = Entry.objects.filter(kind=EntryKind.CLEARED, actor=reader.user_id).values("id")
    rated = (
        _open_assignments(offices)
        .exclude(role=AssignmentRole.COUNTERPART)
        .exclude(recommendation__nature=Nature.AIM)
        .exclude(reported_status="")
    )
    rows = (
        ProgressUpdate.objects.filter(assignment__in=rated, cleared_entry=F("assignment__reported_entry"))
        .exclude(writers=reader.user_id)
        .exclude(cleared_entry__in=own_clearances)
        .exclude(Exists(Review.objects.filter(update=OuterRef("pk"), basis=basis)))
    )
    return [Item(kind, each.assignment, each.cleared_at, update=each) for each in _with_assignment(rows, offices)]


def _to_comment(offices: frozenset[int]) -> list[Item]:
    if not offices:
        return []
    rows = Review.objects.filter(in_effect_at__isnull=True, assignment__in=_open_assignments(offices))
    rows = rows.select_related("update").prefetch_related(Prefetch("assignment", _open_assignments(offices)))
    return [Item(TO_COMMENT, each.assignment, each.made_at, update=each.update, review=each) for each in rows]
