"""Where it stands, by organization, on the page of one recommendation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects

from recommendations.access import Reader
from recommendations.browser.history import named
from recommendations.choices import (
    ROLES_THAT_READ_THEIR_FAMILY,
    AssignmentRole,
    Role,
    UpdateState,
)
from recommendations.models import Assignment, Evidence, ProgressUpdate, Recommendation, Review, ReviewComment
from recommendations.queries import rows


@dataclass(frozen=True, slots=True)
class Line:
    """One organization's part. The counterpart's row has its word instead of a status."""

    assignment: Assignment
    role: str
    position: str
    position_words: str
    reported: ProgressUpdate | None
    readable: bool
    finding: Review | None
    beside: Review | None
    waiting: list["Found"] = field(default_factory=list)
    own: bool = False
    made: "Found | None" = None
    evidence: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_counterpart(self) -> bool:
        return self.assignment.role == AssignmentRole.COUNTERPART


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as one reader may see it: its reason, its evidence, and what its subject said to it."""

    review: Review
    note: str
    evidence: list[dict[str, Any]]
    comments: list[ReviewComment]
    held: bool


def lines(recommendation: Recommendation, reader: Reader) -> list[Line]:
    assignments = rows.in_order(list(recommendation.assignments.all()))
    made = _findings(assignments)
    current = {each.cleared_entry: each for each in _reports(assignments)}
    positions = _positions(assignments)
    unsettled: dict[int, list[Review]] = {}
    for review in _unsettled(assignments):
        unsettled.setdefault(review.assignment_id, []).append(review)
    owners = [each for each in assignments if each.role == AssignmentRole.OWNER and each.counts]
    found = []
    for each in assignments:
        reported = current.get(each.reported_entry)
        position = positions.get(each.pk)
        finding = made.get(str(each.finding_entry))
        found.append(
            Line(
                assignment=each,
                role="joint_owner" if len(owners) > 1 and each in owners else each.role,
                position=each.shown_position,
                position_words=_words_of(position, each, reader),
                reported=reported,
                readable=reported is None or reader.may_read(each, reported.release),
                finding=finding,
                beside=made.get(str(each.beside_entry)),
                waiting=[
                    _found(review, reader) for review in unsettled.get(each.pk, []) if reader.sees_finding(review)
                ],
                made=_found(finding, reader) if finding else None,
                evidence=[_evidence(one, reader) for one in _held(reported)] if reported else [],
                own=any(
                    reader.covers(role, each.answering_organization_id)
                    for role in ROLES_THAT_READ_THEIR_FAMILY
                    if role != Role.AUDITOR
                ),
            )
        )
    return found


def _findings(assignments: list[Assignment]) -> dict[str, Review]:
    """With what stands beside each."""
    made = rows.findings(assignments)
    if not made:
        return {}
    here = {each.pk: each for each in assignments}
    for each in made.values():
        each.assignment = here[each.assignment_id]
    prefetch_related_objects(list(made.values()), "evidence__added_by", "comments", "acting_organization__names")
    return made


def _reports(assignments: list[Assignment]) -> Iterable[ProgressUpdate]:
    entries = [each.reported_entry for each in assignments if each.reported_entry]
    if not entries:
        return []
    rows = ProgressUpdate.objects.filter(cleared_entry__in=entries)
    return rows.select_related("assignment").prefetch_related("evidence__added_by")


def _held(about: ProgressUpdate | Review) -> list[Evidence]:
    return [each for each in about.evidence.all() if each.removed_at is None]


def _evidence(row: Evidence, reader: Reader) -> dict[str, Any]:
    """As the history shows it: what is not released has its kind and date only, and who saw a paper is a person."""
    readable = reader.reads_evidence(row)
    shown = {"id": row.public_id, "kind": row.kind, "held_as": row.held_as, "dated": row.dated, "readable": readable}
    if readable:
        shown |= {name: getattr(row, name) for name in ("title", "symbol", "url", "filed_at")}
        shown["sighted_by"] = row.sighted_by if reader.reads_who_saw(row) else ""
    return {**shown, **named(shown)}


def _found(review: Review, reader: Reader) -> Found:
    readable = reader.reads_finding(review)
    return Found(
        review=review,
        note=review.note if readable else "",
        evidence=[_evidence(each, reader) for each in _held(review)],
        comments=[each for each in review.comments.all() if reader.may_read(review.assignment, each.release)],
        held=bool(review.note) and not readable,
    )


def _positions(assignments: list[Assignment]) -> dict[int, ProgressUpdate]:
    """The cleared updates that the positions are from."""
    position_of = {each.pk: each.position for each in assignments if each.position}
    if not position_of:
        return {}
    given = ProgressUpdate.objects.filter(assignment__in=list(position_of), state=UpdateState.CLEARED)
    given = given.exclude(position="").exclude(corrections__state=UpdateState.CLEARED)
    found: dict[int, ProgressUpdate] = {}
    for each in given.order_by("effective_on", "cleared_at"):
        if each.position == position_of[each.assignment_id]:
            found[each.assignment_id] = each
    return found


def _words_of(update: ProgressUpdate | None, assignment: Assignment, reader: Reader) -> str:
    return update.position_words if update and reader.may_read(assignment, update.release) else ""


def _unsettled(assignments: list[Assignment]) -> Iterable[Review]:
    """Most asks have none: what stands beside them is read where there are some."""
    here = {each.pk: each for each in assignments}
    found = Review.objects.filter(assignment__in=list(here), in_effect_at__isnull=True)
    for each in found.prefetch_related("acting_organization__names", "update", "evidence", "comments"):
        each.assignment = here[each.assignment_id]
        yield each
