"""What a clearing officer does: clear, return with feedback, set the release."""

from django.db import transaction

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import Answer, AssignmentState, Channel, EntryKind, Release, UpdateState
from recommendations.errors import ReasonNeeded, WrongState
from recommendations.models import Entry, ProgressUpdate
from recommendations.workflow import needs, target_dates
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold, locked, locked_at
from recommendations.workflow.outbox import post
from recommendations.workflow.projection import project
from recommendations.workflow.updates import facts_of, words_of


@transaction.atomic
def clear(update: ProgressUpdate, *, by: By, version: int, release: Release | None = None, memo: str = "") -> Entry:
    """Accept what was reported for the organization: from here on it counts. It confirms a proposed assignment, or,
    as "not ours", declines it. With a `memo` it is recorded as cleared outside the system."""
    found, as_ = _submitted(update, by=by, verb=Verb.CLEAR, version=version)
    needs.require_open(found.assignment)
    # A steward may have changed the nature, or the office, since it was submitted.
    needs.require_complete(found)
    found.state = UpdateState.CLEARED
    found.release = release or found.release
    found.version += 1
    entry = record(
        EntryKind.CLEARED,
        found.assignment,
        by=by,
        acting=as_,
        facts=facts_of(found),
        content={**words_of(found), "memo": memo},
        update=found,
        channel=Channel.OUTSIDE if memo else "",
    )
    found.cleared_entry, found.cleared_at = entry.id, entry.recorded_at
    found.save()
    _settle(found, by=by, acting=as_)
    project(found.assignment)
    if found.answer == Answer.NOT_OURS:
        target_dates.settle(found.assignment.recommendation, by=by)
    return entry


def _settle(update: ProgressUpdate, *, by: By, acting: Acting) -> None:
    facts = {"update": update.public_id}
    if update.answer == Answer.NOT_OURS:
        record(EntryKind.DECLINED, update.assignment, by=by, acting=acting, facts=facts)
    elif update.assignment.state == AssignmentState.PROPOSED:
        record(EntryKind.CONFIRMED, update.assignment, by=by, acting=acting, facts=facts)


@transaction.atomic
def give_back(update: ProgressUpdate, *, by: By, version: int, feedback: str) -> Entry:
    """Return it to its author with feedback, which only the own organization reads; the author is told by mail."""
    found, as_ = _submitted(update, by=by, verb=Verb.RETURN, version=version)
    if not feedback.strip():
        raise ReasonNeeded()
    found.state = UpdateState.RETURNED
    found.feedback = feedback
    found.version += 1
    found.save()
    entry = record(
        EntryKind.RETURNED,
        found.assignment,
        by=by,
        acting=as_,
        facts={"update": found.public_id},
        content={"feedback": feedback},
        update=found,
    )
    post("returned", entry=entry, to=found.author)
    return entry


@transaction.atomic
def set_release(update: ProgressUpdate, *, by: By, version: int, release: Release, why: str = "") -> Entry:
    """Say who may read the words of a cleared update from now on. Figures do not change."""
    as_ = access.acting(by, Verb.RELEASE, for_=update.assignment.answering_organization)
    found = locked_at(update, version)
    if found.state != UpdateState.CLEARED:
        raise WrongState(state=found.state)
    before, found.release = found.release, release
    found.version += 1
    found.save()
    return record(
        EntryKind.RELEASED,
        found.assignment,
        by=by,
        acting=as_,
        facts={"update": found.public_id, "was": before, "release": release},
        content={"why": why},
        update=found,
    )


def _submitted(update: ProgressUpdate, *, by: By, verb: Verb, version: int) -> tuple[ProgressUpdate, Acting]:
    """The update as it was handed in, held, and as what it is decided on."""
    hold(update.assignment.recommendation)
    # Asked under lock: whoever submits it at this moment is one of its writers too.
    as_ = access.acting_to_clear(by, locked(update), verb)
    found = locked_at(update, version)
    if found.state != UpdateState.SUBMITTED:
        raise WrongState(state=found.state)
    return found, as_
