"""Who is asked: assignments proposed by the register, confirmed by those they name, asked by their managers."""

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import COUNTING_STATES, AssignmentRole, AssignmentState, EntryKind, FollowUp
from recommendations.errors import AlreadyAssigned, AlreadyDone, Invalid, NotCounting, NotTracked, ReasonNeeded, Words
from recommendations.models import Assignment, Entry, Organization, Recommendation
from recommendations.workflow import focal_points, naming, needs, target_dates
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold, locked_at
from recommendations.workflow.projection import project


@transaction.atomic
def assign(
    recommendation: Recommendation,
    *,
    by: By,
    organization: Organization,
    role: AssignmentRole,
    answering: Organization | None,
    named_in_text: bool | None = False,
    judgement: str = "",
    office_agreed: bool = False,
    stated: bool = False,
    why: str = "",
) -> Assignment:
    """Propose an organization's part. It is theirs to confirm or decline. What is `stated` was read so elsewhere, all
    else is held against the words: see `naming`. Raises AlreadyAssigned, and what `row_of` raises."""
    as_ = access.acting(by, Verb.CATALOGUE)
    held = hold(recommendation)
    assignment = row_of(
        held,
        organization,
        role,
        answering,
        named_in_text=named_in_text,
        judgement=judgement,
        office_agreed=office_agreed,
        said=None if stated else naming.Said.by_row(held),
    )
    if held.assignments.filter(organization=organization, state__in=COUNTING_STATES).exists():
        raise AlreadyAssigned(organization=organization)
    assignment.save()
    record_added(assignment, EntryKind.ASSIGNED, by=by, acting=as_, why=why)
    project(assignment)
    return assignment


def row_of(
    recommendation: Recommendation,
    organization: Organization,
    role: AssignmentRole,
    answering: Organization | None,
    *,
    named_in_text: bool | None,
    judgement: str,
    office_agreed: bool = False,
    said: naming.Said | None,
) -> Assignment:
    """As it would be written: every rule for a new part but that an organization has one. `said` are the words that it
    is held against, if it is. Raises Invalid, ReasonNeeded."""
    _require_in_use(organization=organization, answering_organization=answering)
    if role not in AssignmentRole.values:
        raise Invalid({"role": _("“%(value)s” is not one of the values.") % {"value": role}})
    if said is not None:
        named_in_text = naming.is_named(organization, said, named=named_in_text, judgement=judgement)
        naming.require_office(organization, answering, agreed=office_agreed)
    elif not named_in_text and not judgement.strip():
        raise ReasonNeeded()
    return Assignment(
        recommendation=recommendation,
        organization=organization,
        role=role,
        answering_organization=answering,
        named_in_text=bool(named_in_text),
        judgement="" if named_in_text else judgement,
    )


def _require_in_use(**organizations: Organization | None) -> None:
    """Nothing new is given to a body that was put away."""
    errors: dict[str, Words] = {
        field: _("%(organization)s is archived.") % {"organization": each.name()}
        for field, each in organizations.items()
        if each and each.archived_at
    }
    if errors:
        raise Invalid(errors)


@transaction.atomic
def change_answering(
    assignment: Assignment, *, by: By, version: int, answering: Organization | None, why: str
) -> Entry | None:
    """Name another office that writes for the organization."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    hold(assignment.recommendation)
    found = locked_at(assignment, version)
    before, office = take(found), found.answering_organization
    if answering != office:
        _require_in_use(answering_organization=answering)
    found.answering_organization = answering
    entry = record_changed(found, before, by=by, acting=as_, why=why)
    focal_points.leave_with_the_office(found, office, by=by, acting=as_, why=why)
    project(found)
    return entry


@transaction.atomic
def confirm(assignment: Assignment, *, by: By, version: int) -> Entry:
    """It is ours: said by the answering side without an update."""
    as_ = access.acting(by, Verb.CONFIRM, for_=assignment.answering_organization)
    hold(assignment.recommendation)
    found = locked_at(assignment, version)
    if found.state != AssignmentState.PROPOSED:
        raise AlreadyDone() if found.counts else NotCounting()
    entry = record(EntryKind.CONFIRMED, found, by=by, acting=as_)
    project(found)
    return entry


@transaction.atomic
def end(assignment: Assignment, *, by: By, version: int, why: str) -> Entry:
    """It no longer counts; its history stays."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    hold(assignment.recommendation)
    found = locked_at(assignment, version)
    if not found.counts:
        raise NotCounting()
    entry = record(EntryKind.ENDED, found, by=by, acting=as_, content={"why": why})
    project(found)
    target_dates.settle(found.recommendation, by=by)
    return entry


@transaction.atomic
def ask(assignment: Assignment, *, by: By) -> Entry:
    """A manager asks the own family for information. Asking again is recorded too."""
    as_ = access.acting(by, Verb.ASK, for_=assignment.answering_organization)
    held = hold(assignment.recommendation)
    if held.follow_up != FollowUp.TRACKED:
        raise NotTracked()
    found = Assignment.objects.select_for_update().get(pk=assignment.pk)
    needs.require_open(found)
    entry = record(EntryKind.ASKED, found, by=by, acting=as_)
    project(found)
    return entry
