"""Target dates that the source does not state: proposed by an owner's desk, agreed by each owner's clearing officer."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import COUNTING_STATES, AssignmentRole, DatePrecision, EntryKind
from recommendations.errors import AlreadyDone, Invalid, Words, WrongState
from recommendations.models import Assignment, Recommendation, TargetDateAgreement, TargetDateProposal
from recommendations.workflow import needs
from recommendations.workflow.attributes import take
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold, locked
from recommendations.workflow.values import last_day


@transaction.atomic
def propose(
    assignment: Assignment, *, by: By, due_on: date | None, due_precision: str = "", due_event: str = "", why: str = ""
) -> TargetDateProposal:
    """Propose a date with its precision, or an event, for the recommendation of an owner's assignment."""
    as_ = access.acting(by, Verb.PROPOSE_TARGET_DATE, for_=assignment.answering_organization)
    hold(assignment.recommendation)
    assignment.refresh_from_db()
    needs.require_open(assignment)
    due_on = last_day(due_on, due_precision) if due_on and due_precision in DatePrecision.values else due_on
    _require_sound(assignment, due_on, due_precision, due_event)
    proposal = TargetDateProposal.objects.create(
        recommendation=assignment.recommendation,
        due_on=due_on,
        due_precision=due_precision,
        due_event=due_event,
        why=why,
        proposed_for=assignment,
        proposed_by=by.person,
    )
    record(
        EntryKind.TARGET_DATE_PROPOSED,
        assignment,
        by=by,
        acting=as_,
        facts={"proposal": proposal.public_id, "due_on": due_on, "due_precision": due_precision},
        content={"due_event": due_event, "why": why},
    )
    return proposal


def _require_sound(assignment: Assignment, due_on: date | None, precision: str, event: str) -> None:
    errors: dict[str, Words] = {}
    if assignment.role != AssignmentRole.OWNER:
        errors["assignment"] = _("Target dates are agreed with the owners.")
    if not due_on and not event.strip():
        errors["due_on"] = _("Give a date or an event.")
    if due_on and due_on <= timezone.localdate():
        errors["due_on"] = _("Choose a day to come.")
    if bool(due_on) != bool(precision) or (precision and precision not in DatePrecision.values):
        errors["due_precision"] = _("A date has a precision: day, month, quarter or year.")
    if errors:
        raise Invalid(errors)


@transaction.atomic
def agree(proposal: TargetDateProposal, assignment: Assignment, *, by: By) -> bool:
    """One owner's clearing officer agrees. With the last owner's word the date holds: then True."""
    as_ = access.acting(by, Verb.AGREE_TARGET_DATE, for_=assignment.answering_organization)
    recommendation = hold(proposal.recommendation)
    proposal = locked(proposal)
    if proposal.set_at or proposal.agreements.filter(assignment=assignment).exists():
        raise AlreadyDone()
    owners = _owners(recommendation)
    if assignment.pk not in {each.pk for each in owners}:
        raise WrongState()
    TargetDateAgreement.objects.create(proposal=proposal, assignment=assignment, agreed_by=by.person)
    record(EntryKind.TARGET_DATE_AGREED, assignment, by=by, acting=as_, facts={"proposal": proposal.public_id})
    agreed = set(proposal.agreements.values_list("assignment_id", flat=True))
    if not all(each.pk in agreed for each in owners):
        return False
    _set(recommendation, proposal, by=by, acting=as_)
    return True


def _owners(recommendation: Recommendation) -> list[Assignment]:
    return list(recommendation.assignments.filter(role=AssignmentRole.OWNER, state__in=COUNTING_STATES))


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
