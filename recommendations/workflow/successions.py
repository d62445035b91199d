"""Which bodies gave way to which. Open work moves by itself only where the body itself goes on under another name or
with others; all other open work is listed for a decision, assignment by assignment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import COUNTING_STATES, EntryKind, SuccessionKind
from recommendations.errors import Invalid, Words
from recommendations.models import Assignment, Organization, Succession
from recommendations.workflow import focal_points
from recommendations.workflow.archiving import open_work_of
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.locks import hold, locked
from recommendations.workflow.projection import project
from recommendations.workflow.values import outside_their_lists

MOVING: Final = (SuccessionKind.RENAMED, SuccessionKind.MERGED)


@dataclass(slots=True)
class Recorded:
    """The succession, and the assignments that went over with it. `open_work` says what is left to decide."""

    succession: Succession
    moved: list[Assignment] = field(default_factory=list)


@transaction.atomic
def add(
    kind: SuccessionKind,
    *,
    by: By,
    on: date,
    predecessors: Sequence[Organization],
    successors: Sequence[Organization] = (),
    note: str = "",
    why: str = "",
) -> Recorded:
    """Record a succession. What is open of a body that was renamed or merged goes over to its successor. Raises
    Invalid."""
    as_ = access.acting(by, Verb.CATALOGUE)
    _require_sound(kind, on, predecessors, successors)
    made = Succession.objects.create(kind=kind, on=on, note=note)
    made.predecessors.set(predecessors)
    made.successors.set(successors)
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    moved = []
    if kind in MOVING:
        moved = _move(made, predecessors, successors[0], by=by, acting=as_)
    return Recorded(made, moved)


def _require_sound(
    kind: str, on: date, predecessors: Sequence[Organization], successors: Sequence[Organization]
) -> None:
    errors: dict[str, Words] = dict(outside_their_lists(Succession(kind=kind), ("kind",)))
    if on > timezone.localdate():
        errors["on"] = _("Choose today or an earlier day: a succession is recorded once it has happened.")
    if not predecessors:
        errors["predecessors"] = _("Say which organization it was.")
    if (kind == SuccessionKind.CLOSED_WITHOUT_SUCCESSOR) == bool(successors):
        errors["successors"] = _("A body closed without successor has none; every other succession has.")
    elif kind in MOVING and len(successors) != 1:
        errors["successors"] = _("Bodies are renamed to one, and merged into one; several are a split.")
    elif {each.pk for each in successors} & {each.pk for each in predecessors}:
        errors["successors"] = _("No body takes its own place.")
    elif archived := [each.name() for each in successors if each.archived_at]:
        errors["successors"] = _("%(organization)s is archived.") % {"organization": archived[0]}
    if not errors and find(kind, on, predecessors):
        errors["on"] = _("This succession is in the register already.")
    if errors:
        raise Invalid(errors)


def _move(
    made: Succession, predecessors: Sequence[Organization], to: Organization, *, by: By, acting: Acting
) -> list[Assignment]:
    """The assignment itself goes over, with its history. One whose recommendation the successor has a part in already
    stays, and is left for a decision."""
    gone = {each.pk for each in predecessors}
    moved = []
    for assignment in open_work(made):
        recommendation = hold(assignment.recommendation)
        found = locked(assignment)
        before, office = take(found), found.answering_organization
        theirs = recommendation.assignments.filter(organization=to, state__in=COUNTING_STATES).exclude(pk=found.pk)
        if found.organization_id in gone and theirs.exists():
            continue
        if found.organization_id in gone:
            found.organization = to
        if found.answering_organization_id in gone:
            found.answering_organization = to
        if record_changed(found, before, by=by, acting=acting, why=str(made)):
            focal_points.leave_with_the_office(found, office, by=by, acting=acting, why=str(made))
            project(found)
            moved.append(found)
    return moved


def how_much_is_open() -> dict[int, int]:
    """Of every succession, by its id: how long its `open_work` is, in two queries, however many there are."""
    gave = list(Succession.predecessors.through.objects.values_list("succession_id", "organization_id"))
    bodies: dict[int, set[int]] = {}
    for succession, body in gave:
        bodies.setdefault(succession, set()).add(body)
    theirs = open_work_of(*{body for _succession, body in gave})
    work = list(theirs.values_list("organization_id", "answering_organization_id"))
    return {succession: sum(not gone.isdisjoint(each) for each in work) for succession, gone in bodies.items()}


def open_work(succession: Succession) -> list[Assignment]:
    """What still hangs on the bodies that gave way: each needs a decision, to stay, to end, or to be proposed to
    another."""
    rows = open_work_of(*succession.predecessors.values_list("pk", flat=True)).select_related("recommendation")
    related = ("organization__names", "answering_organization__names")
    return list(rows.prefetch_related(*related).order_by("recommendation__reference", "pk"))


def find(kind: str, on: date, predecessors: Sequence[Organization]) -> Succession | None:
    """The succession that is recorded already, if it is."""
    wanted = {each.pk for each in predecessors}
    for each in Succession.objects.filter(kind=kind, on=on).prefetch_related("predecessors"):
        if {row.pk for row in each.predecessors.all()} == wanted:
            return each
    return None
