"""From the journal to the columns that lists and counts read. The audit compares with the same functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils import timezone

from recommendations.choices import (
    COUNTING_STATES,
    Answer,
    AssignmentRole,
    AssignmentState,
    Basis,
    EntryKind,
    Finding,
    FollowUp,
    Nature,
    Status,
)
from recommendations.headline import (
    Asked,
    Event,
    FindingInEffect,
    FindingMade,
    Headline,
    Report,
    Standing,
    least_advanced,
    standing_of,
)
from recommendations.models import Assignment, Entry, Recommendation

STATE_AFTER = {
    EntryKind.ASSIGNED: AssignmentState.PROPOSED,
    EntryKind.CONFIRMED: AssignmentState.CONFIRMED,
    EntryKind.DECLINED: AssignmentState.DECLINED,
    EntryKind.ENDED: AssignmentState.ENDED,
}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _status(value: str | None) -> Status | None:
    return Status(value) if value else None


def events(entries: Iterable[Entry]) -> list[Event]:
    """The facts of one assignment's entries, in order, as the rule of the headline reads them."""
    found: list[Event] = []
    for entry in entries:
        facts = entry.facts
        match entry.kind:
            case EntryKind.ASKED:
                found.append(Asked(str(entry.id)))
            case EntryKind.CLEARED:
                found.append(_report(entry))
            case EntryKind.REVIEWED:
                found.append(
                    FindingMade(
                        entry=str(entry.id),
                        of=facts["of_entry"],
                        basis=Basis(facts["basis"]),
                        finding=Finding(facts["finding"]),
                        status=_status(facts["status"]),
                    )
                )
            case EntryKind.IN_EFFECT:
                found.append(FindingInEffect(str(entry.id), made=facts["finding_entry"]))
    return found


def _report(entry: Entry) -> Report:
    facts = entry.facts
    return Report(
        entry=str(entry.id),
        answer=Answer(facts["answer"]),
        effective_on=date.fromisoformat(facts["effective_on"]),
        status=_status(facts["status"]),
        corrects=facts["corrects"],
        position=facts["position"],
        receipt=facts["receipt"],
        deferred_until=_day(facts["deferred_until"]),
        review_on=_day(facts["review_on"]),
    )


def columns_of(assignment: Assignment, entries: list[Entry]) -> dict[str, Any]:
    """What the projected columns of the assignment have to be, from its entries alone."""
    standing = standing_of(events(entries))
    states = [STATE_AFTER[EntryKind(each.kind)] for each in entries if each.kind in STATE_AFTER]
    asked = [each.recorded_at for each in entries if each.kind == EntryKind.ASKED]
    cleared = [each.recorded_at for each in entries if each.kind == EntryKind.CLEARED]
    rated = assignment.role != AssignmentRole.COUNTERPART and assignment.recommendation.nature != Nature.AIM
    return {
        "state": states[-1],
        "asked_at": asked[0] if asked else None,
        "position": standing.position,
        "receipt": standing.receipt,
        "last_cleared_at": cleared[-1] if cleared else None,
        "reported_entry": _id(standing.reported.entry if standing.reported else None),
        "reported_on": standing.reported.effective_on if standing.reported else None,
        **(_rated(standing) if rated else UNRATED),
    }


def _id(entry: str | None) -> Any:
    return Entry._meta.pk.to_python(entry) if entry else None


UNRATED: dict[str, Any] = {
    "reported_status": "",
    "finding_status": "",
    "finding_basis": "",
    "finding_entry": None,
    "beside_entry": None,
    "headline": "",
    "headline_basis": "",
    "deferred_until": None,
    "review_on": None,
    "newer_report": False,
    "differ": False,
}


def _rated(standing: Standing) -> dict[str, Any]:
    finding, beside, reported = standing.finding, standing.beside, standing.reported
    return {
        "reported_status": (reported.status or "") if reported else "",
        "finding_status": (finding.status or "") if finding else "",
        "finding_basis": finding.basis if finding else "",
        "finding_entry": _id(finding.entry if finding else None),
        "beside_entry": _id(beside.entry if beside else None),
        "headline": standing.status,
        "headline_basis": standing.basis,
        "deferred_until": standing.deferred_until,
        "review_on": standing.review_on,
        "newer_report": standing.newer_report,
        "differ": standing.differ,
    }


FIRST: Final = [Entry(kind=EntryKind.ASSIGNED)]


def begin(recommendation: Recommendation, assignments: Sequence[Assignment]) -> None:
    """The projected columns of rows that are new, before they and their first entries are written."""
    for each in assignments:
        for name, value in columns_of(each, FIRST).items():
            setattr(each, name, value)
    owners = [each for each in assignments if each.role == AssignmentRole.OWNER]
    for name, value in headline_columns(recommendation, Counted(owners)).items():
        setattr(recommendation, name, value)


def project(assignment: Assignment) -> None:
    """Write the assignment's projected columns, then its recommendation's. The recommendation is held already."""
    columns = columns_of(assignment, list(assignment.entries.order_by("seq")))
    for name, value in columns.items():
        setattr(assignment, name, value)
    assignment.version += 1
    assignment.save()
    project_recommendation(assignment.recommendation)


def project_recommendation(recommendation: Recommendation) -> None:
    """Write the headline of the recommendation, and of the whole it is a part of."""
    _write(recommendation)
    if recommendation.whole_id:
        _write(Recommendation.objects.select_for_update().get(pk=recommendation.whole_id))


def _write(recommendation: Recommendation) -> None:
    """`version` stays: it guards what stewards edit. `updated_at` moves, because consumers ask what is new."""
    columns = headline_columns(recommendation)
    Recommendation.objects.filter(pk=recommendation.pk).update(**columns, updated_at=timezone.now())
    for name, value in columns.items():
        setattr(recommendation, name, value)


@dataclass(frozen=True, slots=True)
class Counted:
    """Whose headlines count in the recommendation's: its owners', or a whole's parts'."""

    owners: list[Assignment] = field(default_factory=list)
    parts: list[Recommendation] = field(default_factory=list)


def counted(rows: Sequence[Recommendation]) -> dict[int, Counted]:
    """Per recommendation; what counts in many is asked for once."""
    found = {row.pk: Counted() for row in rows}
    wholes = [row.pk for row in rows if row.is_whole]
    others = [row.pk for row in rows if not row.is_whole]
    owners = Assignment.objects.filter(role=AssignmentRole.OWNER, state__in=COUNTING_STATES)
    for owner in owners.filter(recommendation__in=others):
        found[owner.recommendation_id].owners.append(owner)
    parts = Recommendation.objects.filter(archived_at__isnull=True, follow_up=FollowUp.TRACKED)
    for part in parts.filter(whole__in=wholes).exclude(nature=Nature.AIM):
        if part.whole_id:
            found[part.whole_id].parts.append(part)
    return found


def headline_columns(recommendation: Recommendation, counts: Counted | None = None) -> dict[str, Any]:
    """`counts`: what counts in it, where that is known already."""
    if recommendation.nature == Nature.AIM:
        return _columns(None)
    counts = counts or counted([recommendation])[recommendation.pk]
    if recommendation.is_whole:
        return _columns(
            least_advanced(
                Headline(Status(each.status), Basis(each.basis), each.deferred_until) for each in counts.parts
            )
        )
    found = least_advanced(
        Headline(Status(each.headline), Basis(each.headline_basis), each.deferred_until)
        for each in counts.owners
        if each.headline
    )
    return _columns(found or Headline(Status.NOT_ASKED, Basis.NONE), without_owner=found is None)


def _columns(headline: Headline | None, *, without_owner: bool = False) -> dict[str, Any]:
    return {
        "status": headline.status if headline else "",
        "basis": headline.basis if headline else "",
        "deferred_until": headline.deferred_until if headline else None,
        "without_owner": without_owner,
    }
