"""Target dates that the source does not state: proposed by an owner's desk, agreed by each owner's clearing officer.

The proposing owner's own clearing officer speaks first: until then the proposal does not leave its family. One word
against it closes it; a date holds with the last owner's word for it, or when the last one who had not spoken leaves."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import THE_REGISTER, Acting, By, Verb
from recommendations.choices import AssignmentRole, DatePrecision, EntryKind
from recommendations.errors import AlreadyDone, Invalid, OwnWork, ReasonNeeded, Words, WrongState
from recommendations.models import Assignment, Entry, Recommendation, TargetDateAgreement, TargetDateProposal
from recommendations.queries.target_dates import Proposed, proposals
from recommendations.workflow import needs
from recommendations.workflow.attributes import take
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold, locked, locked_at
from recommendations.workflow.values import last_day, outside_their_lists


@transaction.atomic
def propose(
    assignment: Assignment,
    *,
    by: By,
    due_on: date | None,
    due_precision: str = "",
    due_event: str = "",
    why: str = "",
    version: int | None = None,
) -> TargetDateProposal:
    """Propose a date with its precision, or an event, for the recommendation of an owner's assignment. It takes the
    place of what the same owner proposed before; the same once more is the same. With `version`, raises Stale."""
    as_ = access.acting(by, Verb.PROPOSE_TARGET_DATE, for_=assignment.answering_organization)
    hold(assignment.recommendation)
    assignment = _held(assignment, version)
    needs.require_open(assignment)
    due_on = last_day(due_on, due_precision) if due_on and due_precision in DatePrecision.values else due_on
    proposal = TargetDateProposal(
        recommendation=assignment.recommendation,
        due_on=due_on,
        due_precision=due_precision,
        due_event=due_event.strip(),
        why=why,
        proposed_for=assignment,
        proposed_by=by.person,
    )
    _require_sound(proposal)
    for each in proposals(assignment.recommendation):
        if each.is_open and _is_the_same(each.proposal, proposal):
            return each.proposal
    proposal.save()
    record(
        EntryKind.TARGET_DATE_PROPOSED,
        assignment,
        by=by,
        acting=as_,
        facts={"proposal": proposal.public_id, "due_on": due_on, "due_precision": due_precision},
        content={"due_event": proposal.due_event, "why": why},
    )
    return proposal


def _held(assignment: Assignment, version: int | None) -> Assignment:
    return locked(assignment) if version is None else locked_at(assignment, version)


def _is_the_same(one: TargetDateProposal, other: TargetDateProposal) -> bool:
    names = ("due_on", "due_precision", "due_event", "why", "proposed_for_id", "proposed_by_id")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _require_sound(proposal: TargetDateProposal) -> None:
    day, precision, event = proposal.due_on, proposal.due_precision, proposal.due_event
    errors: dict[str, Words] = outside_their_lists(proposal, ("due_event",))
    if proposal.proposed_for.role != AssignmentRole.OWNER:
        errors["assignment"] = _("Target dates are agreed with the owners.")
    if not day and not event:
        errors["due_on"] = _("Give a date or an event.")
    if day and event:
        errors["due_event"] = _("Give a date or an event, not both.")
    if day and day <= timezone.localdate():
        errors["due_on"] = _("Choose a day to come.")
    if bool(day) != bool(precision) or (precision and precision not in DatePrecision.values):
        errors["due_precision"] = _("A date has a precision: day, month, quarter or year.")
    if errors:
        raise Invalid(errors)


@transaction.atomic
def agree(proposal: TargetDateProposal, assignment: Assignment, *, by: By, version: int | None = None) -> bool:
    """One owner's clearing officer agrees. With the last owner's word the date holds: then True.

    Raises OwnWork for whoever proposed it, WrongState when it is not open, or not to this owner yet."""
    as_ = access.acting(by, Verb.AGREE_TARGET_DATE, for_=assignment.answering_organization)
    recommendation = hold(proposal.recommendation)
    assignment, found = _decidable(proposal, assignment, version)
    if assignment.pk in {each.pk for each in found.agreed}:
        raise AlreadyDone()
    if by.person.pk == proposal.proposed_by_id:
        raise OwnWork()
    TargetDateAgreement.objects.create(proposal=proposal, assignment=assignment, agreed_by=by.person)
    record(EntryKind.TARGET_DATE_AGREED, assignment, by=by, acting=as_, facts={"proposal": proposal.public_id})
    if [each for each in found.awaited if each.pk != assignment.pk]:
        return False
    _set(recommendation, proposal, by=by, acting=as_)
    return True


@transaction.atomic
def decline(
    proposal: TargetDateProposal, assignment: Assignment, *, by: By, why: str, version: int | None = None
) -> Entry:
    """One owner's clearing officer does not agree, and says why: the proposal is closed, another can follow."""
    as_ = access.acting(by, Verb.AGREE_TARGET_DATE, for_=assignment.answering_organization)
    hold(proposal.recommendation)
    assignment, _found = _decidable(proposal, assignment, version)
    if not why.strip():
        raise ReasonNeeded()
    facts = {"proposal": proposal.public_id}
    return record(EntryKind.TARGET_DATE_DECLINED, assignment, by=by, acting=as_, facts=facts, content={"why": why})


def _decidable(
    proposal: TargetDateProposal, assignment: Assignment, version: int | None
) -> tuple[Assignment, Proposed]:
    """The owner's assignment, held, and the proposal as it stands: open, and shown to this owner."""
    assignment = _held(assignment, version)
    needs.require_open(assignment)
    there = [each for each in proposals(assignment.recommendation) if each.proposal.pk == proposal.pk]
    found = there[0] if there else None
    if found and found.proposal.set_at:
        raise AlreadyDone()
    if found is None or not found.is_open:
        raise WrongState(_("This proposal is no longer open."))
    if assignment.pk not in {each.pk for each in found.owners}:
        raise WrongState(_("Target dates are agreed with the owners."))
    if not found.shared and assignment.pk != proposal.proposed_for_id:
        raise WrongState(_("The owner who proposes it has to agree first."))
    return assignment, found


def settle(recommendation: Recommendation, *, by: By) -> None:
    """An owner has left: a date on which all who are left had agreed holds now, by the register itself."""
    for each in proposals(recommendation):
        if each.is_open and not each.awaited:
            the_register = By(None, by.channel, request_id=by.request_id)
            _set(locked(recommendation), each.proposal, by=the_register, acting=THE_REGISTER)
            return


def _set(recommendation: Recommendation, proposal: TargetDateProposal, *, by: By, acting: Acting) -> None:
    before = take(recommendation)
    recommendation.due_on = proposal.due_on
    recommendation.due_precision = proposal.due_precision
    recommendation.due_event = proposal.due_event
    recommendation.version += 1
    recommendation.save()
    names = ("due_on", "due_precision")
    record(
        EntryKind.TARGET_DATE_SET,
        recommendation,
        by=by,
        acting=acting,
        facts={
            "proposal": proposal.public_id,
            "before": {name: before.facts[name] for name in names},
            "after": {name: getattr(proposal, name) for name in names},
        },
        content={
            "before": {"due_event": before.words["due_event"]},
            "after": {"due_event": proposal.due_event},
            "why": proposal.why,
        },
    )
    proposal.set_at = timezone.now()
    proposal.save(update_fields=["set_at"])
