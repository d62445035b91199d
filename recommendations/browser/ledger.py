"""Where it stands: of a row of the list, and of each organization on the page of one recommendation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from recommendations.access import Reader
from recommendations.choices import (
    REVIEWED,
    ROLES_THAT_READ_THEIR_FAMILY,
    UNFINISHED,
    AssignmentRole,
    Basis,
    FollowUp,
    Nature,
    Role,
    Status,
    UpdateState,
)
from recommendations.models import Assignment, ProgressUpdate, Recommendation, Review
from recommendations.queries import rows


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list. `since` is the day that its status rests on; `flags` say what stands out."""

    recommendation: Recommendation
    owners: list[Assignment]
    counterparts: list[Assignment]
    since: date | None
    overdue: bool
    differ: bool
    newer_report: bool
    review_on: date | None

    @property
    def asked(self) -> bool:
        return self.recommendation.follow_up == FollowUp.TRACKED

    @property
    def is_aim(self) -> bool:
        return self.recommendation.nature == Nature.AIM


def listed(found: list[Recommendation]) -> list[Listed]:
    assignments = {each.pk: rows.in_order(list(each.assignments.all())) for each in found}
    made = rows.findings([each for group in assignments.values() for each in group])
    return [_listed(each, assignments[each.pk], made) for each in found]


def _listed(recommendation: Recommendation, assignments: list[Assignment], made: dict[str, Review]) -> Listed:
    counting = [each for each in assignments if each.counts]
    owners = [each for each in counting if each.role == AssignmentRole.OWNER]
    rated = recommendation.follow_up == FollowUp.TRACKED and not recommendation.is_whole
    behind = behind_the_headline(recommendation, owners)
    return Listed(
        recommendation=recommendation,
        owners=owners,
        counterparts=[each for each in counting if each.role == AssignmentRole.COUNTERPART],
        since=rests_on(behind, made) if behind else None,
        overdue=rated and is_overdue(recommendation, owners),
        differ=rated and any(each.differ for each in owners),
        newer_report=rated and any(each.newer_report for each in owners),
        review_on=behind.review_on if behind and recommendation.status == Status.IN_PRACTICE else None,
    )


def behind_the_headline(recommendation: Recommendation, owners: Iterable[Assignment]) -> Assignment | None:
    """The owner whose headline the recommendation shows."""
    for each in owners:
        if each.headline == recommendation.status and each.headline_basis == recommendation.basis:
            return each
    return None


def rests_on(assignment: Assignment, made: dict[str, Review]) -> date | None:
    finding = made.get(str(assignment.finding_entry))
    if assignment.headline_basis in REVIEWED and finding:
        return timezone.localdate(finding.made_at)
    if assignment.headline_basis == Basis.REPORTED:
        return assignment.reported_on
    return timezone.localdate(assignment.asked_at) if assignment.asked_at else None


def is_overdue(recommendation: Recommendation, owners: Iterable[Assignment]) -> bool:
    """As `conditions.overdue` has it, for rows that are here already."""
    if recommendation.nature == Nature.AIM or recommendation.status not in UNFINISHED:
        return False
    today = timezone.localdate()
    for each in owners:
        day = each.deferred_until if each.headline == Status.DEFERRED else recommendation.due_on
        if each.organization.reports_for_itself and each.headline in UNFINISHED and day and day < today:
            return True
    return False


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
    waiting: list[Review] = field(default_factory=list)
    own: bool = False

    @property
    def is_counterpart(self) -> bool:
        return self.assignment.role == AssignmentRole.COUNTERPART


def lines(recommendation: Recommendation, reader: Reader) -> list[Line]:
    assignments = rows.in_order(list(recommendation.assignments.all()))
    made = rows.findings(assignments)
    current = {
        each.cleared_entry: each
        for each in ProgressUpdate.objects.filter(
            cleared_entry__in=[each.reported_entry for each in assignments if each.reported_entry]
        ).prefetch_related("evidence")
    }
    positions = _positions(assignments)
    unsettled: dict[int, list[Review]] = {}
    for review in _unsettled(assignments):
        unsettled.setdefault(review.assignment_id, []).append(review)
    owners = [each for each in assignments if each.role == AssignmentRole.OWNER and each.counts]
    found = []
    for each in assignments:
        reported = current.get(each.reported_entry)
        position = positions.get(each.pk)
        found.append(
            Line(
                assignment=each,
                role="joint_owner" if len(owners) > 1 and each in owners else each.role,
                position=each.shown_position,
                position_words=_words_of(position, each, reader),
                reported=reported,
                readable=reported is None or reader.may_read(each, reported.release),
                finding=made.get(str(each.finding_entry)),
                beside=made.get(str(each.beside_entry)),
                waiting=[review for review in unsettled.get(each.pk, []) if reader.sees_finding(review)],
                own=any(
                    reader.covers(role, each.answering_organization_id)
                    for role in ROLES_THAT_READ_THEIR_FAMILY
                    if role != Role.AUDITOR
                ),
            )
        )
    return found


def _positions(assignments: list[Assignment]) -> dict[int, ProgressUpdate]:
    """The cleared updates that the positions are from."""
    given = ProgressUpdate.objects.filter(
        assignment__in=[each for each in assignments if each.position], state=UpdateState.CLEARED
    ).exclude(position="")
    given = given.exclude(corrections__state=UpdateState.CLEARED)
    found: dict[int, ProgressUpdate] = {}
    position_of = {each.pk: each.position for each in assignments}
    for each in given.order_by("effective_on", "cleared_at"):
        if each.position == position_of[each.assignment_id]:
            found[each.assignment_id] = each
    return found


def _words_of(update: ProgressUpdate | None, assignment: Assignment, reader: Reader) -> str:
    return update.position_words if update and reader.may_read(assignment, update.release) else ""


def _unsettled(assignments: list[Assignment]) -> Iterable[Review]:
    return (
        Review.objects.filter(assignment__in=assignments, in_effect_at__isnull=True)
        .select_related("acting_organization", "update", "assignment")
        .prefetch_related("acting_organization__names", "evidence", "comments")
    )
