"""What a desk officer does: draft, save, submit, recall, discard."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import (
    NEVER_REPORTED,
    OPEN_UPDATES,
    WITH_THE_AUTHOR,
    Answer,
    EntryKind,
    Status,
    UpdateState,
)
from recommendations.errors import AlreadyOpen, Invalid, NotPermitted, Words, WrongState
from recommendations.models import Assignment, Entry, Evidence, ProgressUpdate
from recommendations.models.updates import WORDS_OF_AN_UPDATE
from recommendations.workflow import evidence, needs
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold, locked_at
from recommendations.workflow.values import outside_their_lists

DRAFTED: Final = (
    "answer",
    "corrects",
    "status",
    "receipt",
    "position",
    "language",
    "effective_on",
    "review_on",
    "deferred_until",
    "release",
    *WORDS_OF_AN_UPDATE,
)
# What "no change" repeats of the report that still holds.
REPEATED: Final = ("status", "receipt", "deferred_until", "deferred_event", "successor")


def open_update(assignment: Assignment) -> ProgressUpdate | None:
    return assignment.updates.filter(state__in=OPEN_UPDATES).first()


@transaction.atomic
def start(assignment: Assignment, *, by: By, **given: Any) -> ProgressUpdate:
    """A new draft, with what was given already. Raises AlreadyOpen with the one that is there."""
    access.acting(by, Verb.DRAFT, for_=assignment.answering_organization)
    hold(assignment.recommendation)
    assignment.refresh_from_db()
    needs.require_open(assignment)
    there = open_update(assignment)
    if there:
        raise AlreadyOpen(update=there)
    update = ProgressUpdate(assignment=assignment, author=by.person)
    _take(update, given)
    update.save()
    update.writers.add(by.person)
    return update


@transaction.atomic
def save(update: ProgressUpdate, *, by: By, version: int, **given: Any) -> ProgressUpdate:
    """Keep what was typed; fields not given stay. Raises Stale, WrongState or Invalid."""
    access.acting(by, Verb.DRAFT, for_=update.assignment.answering_organization)
    found = locked_at(update, version)
    if found.state not in WITH_THE_AUTHOR:
        raise WrongState(state=found.state)
    _take(found, given)
    found.version += 1
    found.save()
    found.writers.add(by.person)
    return found


def _take(update: ProgressUpdate, given: dict[str, Any]) -> None:
    """Only what belongs in a draft; a value outside its word list is refused by name."""
    unknown = set(given) - set(DRAFTED)
    if unknown:
        raise Invalid({each: _("This is not part of an update.") for each in sorted(unknown)})
    for name, value in given.items():
        setattr(update, name, value)
    errors = outside_their_lists(update, given)
    if errors:
        raise Invalid(errors)
    if update.corrects and update.corrects.assignment_id != update.assignment_id:
        raise Invalid({"corrects": _("Say which earlier entry this corrects.")})
    if update.status and update.receipt:
        raise Invalid({"status": _("A counterpart says what has arrived, and gives no status.")})
    if update.status in NEVER_REPORTED:
        raise Invalid({"status": _("This status cannot be reported here.")})


@transaction.atomic
def submit(
    update: ProgressUpdate, *, by: By, version: int, unread: Mapping[str, Words] = MappingProxyType({})
) -> Entry:
    """Hand it to the clearing officer. Raises Invalid with every field that is missing, or the refusal that holds.

    `unread` is what a door could not read of what was typed, by field: refused together with the rest."""
    as_ = access.acting(by, Verb.SUBMIT, for_=update.assignment.answering_organization)
    hold(update.assignment.recommendation)
    found = locked_at(update, version)
    if found.state not in WITH_THE_AUTHOR:
        raise WrongState(state=found.state)
    needs.require_open(found.assignment)
    _repeat(found)
    needs.require_complete(found, unread)
    found.state = UpdateState.SUBMITTED
    found.author = by.person
    found.feedback = ""
    found.version += 1
    found.writers.add(by.person)
    entry = record(
        EntryKind.SUBMITTED,
        found.assignment,
        by=by,
        acting=as_,
        facts=facts_of(found),
        content=words_of(found),
        update=found,
    )
    found.submitted_at = entry.recorded_at
    found.save()
    return entry


def _repeat(update: ProgressUpdate) -> None:
    if update.answer != Answer.CORRECTION:
        update.corrects = None
    if update.answer == Answer.NOT_OURS:
        update.status = update.receipt = ""
        update.effective_on = update.effective_on or timezone.localdate()
    if update.answer == Answer.NO_CHANGE:
        holds = ProgressUpdate.objects.filter(cleared_entry=update.assignment.reported_entry).first()
        if update.assignment.reported_entry is None or holds is None:
            return
        for name in REPEATED:
            setattr(update, name, getattr(holds, name))
        update.review_on = update.review_on or holds.review_on
    if update.status != Status.DEFERRED:
        update.deferred_until, update.deferred_event = None, ""


@transaction.atomic
def recall(update: ProgressUpdate, *, by: By, version: int) -> Entry:
    """Take it back before it is cleared: only whoever submitted it."""
    as_ = access.acting(by, Verb.RECALL, for_=update.assignment.answering_organization)
    found = locked_at(update, version)
    if found.state != UpdateState.SUBMITTED:
        raise WrongState(state=found.state)
    if found.author != by.user:
        raise NotPermitted(_("Only its author recalls an update."))
    found.state = UpdateState.RECALLED
    found.version += 1
    found.save()
    return record(
        EntryKind.RECALLED, found.assignment, by=by, acting=as_, facts={"update": found.public_id}, update=found
    )


@transaction.atomic
def discard(update: ProgressUpdate, *, by: By, version: int) -> ProgressUpdate:
    """Put a draft away. What was submitted of it before stays in the journal; the row stays too, closed."""
    access.acting(by, Verb.DRAFT, for_=update.assignment.answering_organization)
    found = locked_at(update, version)
    if found.state not in WITH_THE_AUTHOR:
        raise WrongState(state=found.state)
    found.state = UpdateState.DISCARDED
    found.version += 1
    found.save()
    return found


def facts_of(update: ProgressUpdate) -> dict[str, Any]:
    """The codes, dates and ids of an update, as its entries keep them."""
    return {
        "update": update.public_id,
        "update_version": update.version,
        "answer": update.answer,
        "corrects": str(update.corrects.cleared_entry) if update.corrects else None,
        "status": update.status or None,
        "receipt": update.receipt,
        "position": update.position,
        "language": update.language,
        "effective_on": update.effective_on,
        "review_on": update.review_on,
        "deferred_until": update.deferred_until,
        "release": update.release,
        "writers": sorted(each.pk for each in update.writers.all()),
        "evidence": evidence.facts_of(_held(update)),
    }


def words_of(update: ProgressUpdate) -> dict[str, Any]:
    """The free words of an update and of its evidence, as its entries keep them."""
    words = {name: getattr(update, name) for name in WORDS_OF_AN_UPDATE}
    return {**words, "evidence": evidence.words_of(_held(update))}


def _held(update: ProgressUpdate) -> list[Evidence]:
    return [each for each in update.evidence.all() if each.removed_at is None]
