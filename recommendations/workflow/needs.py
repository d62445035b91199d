"""What an update has to say before it can be submitted: one rule for page, API, admin and spreadsheet."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.choices import (
    DERIVED_POSITIONS,
    NEEDS,
    NEVER_OF_A_PRACTICE,
    NEVER_REPORTED,
    ONLY_OF_A_PRACTICE,
    PHASES,
    POSITIONS_THAT_NEED_WORDS,
    Answer,
    AssignmentRole,
    FollowUp,
    HeldAs,
    Nature,
    Phase,
    Release,
    Status,
    UpdateState,
)
from recommendations.errors import (
    Archived,
    Invalid,
    NobodyAnswers,
    NotCounting,
    NotTracked,
    RecordNeeded,
    TakesNoUpdates,
    Words,
)
from recommendations.models import Assignment, ProgressUpdate, Recommendation

Errors = dict[str, Words]


def require_open(assignment: Assignment) -> None:
    """Raises the refusal that says why nothing can be entered for this assignment now."""
    recommendation = assignment.recommendation
    if recommendation.archived_at:
        raise Archived()
    if recommendation.is_whole:
        raise TakesNoUpdates()
    if recommendation.follow_up != FollowUp.TRACKED:
        raise NotTracked()
    if not assignment.counts:
        raise NotCounting()
    if assignment.answering_organization_id is None:
        raise NobodyAnswers()


def statuses_for(recommendation: Recommendation, *, reports_for_itself: bool) -> list[Status]:
    """The statuses that can be reported of it, in the order of the table; none of an aim."""
    if recommendation.nature == Nature.AIM:
        return []
    practice = recommendation.nature == Nature.CONTINUING_PRACTICE
    barred = {*NEVER_REPORTED, *(NEVER_OF_A_PRACTICE if practice else ONLY_OF_A_PRACTICE)}
    if reports_for_itself:
        barred.add(Status.NO_RECORD_FOUND)
    return [each for each in Status if each not in barred]


def require_complete(update: ProgressUpdate, unread: Mapping[str, Words] = MappingProxyType({})) -> None:
    """Raises Invalid with every field that is missing or does not hold, and what was `unread`; or RecordNeeded."""
    errors = {**what_is_missing(update), **unread}
    if errors:
        if _lacks_the_record(update):
            errors.setdefault("evidence", RecordNeeded.words)
        raise Invalid(errors)
    if _lacks_the_record(update):
        raise RecordNeeded()


def _lacks_the_record(update: ProgressUpdate) -> bool:
    says_something = update.answer != Answer.NOT_OURS and update.status != Status.NO_RECORD_FOUND
    if update.assignment.organization.reports_for_itself or not says_something:
        return False
    return not update.evidence.filter(held_as=HeldAs.SYMBOL, removed_at__isnull=True).exists()


def what_is_missing(update: ProgressUpdate) -> Errors:
    """Each field that keeps the update from being submitted, with what to do about it; empty when it is complete."""
    errors: Errors = {}
    _check_dates(update, errors)
    errors |= not_public(update.release)
    _check_position(update, errors)
    if update.answer == Answer.NOT_OURS:
        return errors
    _check_answer(update, errors)
    if update.answer != Answer.NO_CHANGE:
        _check_said(update, errors)
    return errors


def _check_dates(update: ProgressUpdate, errors: Errors) -> None:
    today = timezone.localdate()
    if update.effective_on is None:
        errors["effective_on"] = _("Say as at which day this is true.")
    elif update.effective_on > today:
        errors["effective_on"] = _("Choose today or an earlier day.")
    for field in ("review_on", "deferred_until"):
        given: date | None = getattr(update, field)
        if given and update.effective_on and given <= update.effective_on:
            errors[field] = _("Choose a day after the one as at which this is true.")


def not_public(release: str) -> Errors:
    """What is wrong with a release that is chosen while writing: nobody but the clearing officer makes words public."""
    if release != Release.PUBLIC:
        return {}
    return {"release": _("Only the clearing officer releases to the public, when clearing.")}


def _check_answer(update: ProgressUpdate, errors: Errors) -> None:
    if update.answer == Answer.NO_CHANGE and not earlier(update.assignment).exists():
        errors["answer"] = _("“No change” needs an earlier cleared update.")
    if update.answer == Answer.CORRECTION:
        corrected = update.corrects
        if corrected is None or corrected.assignment_id != update.assignment_id:
            errors["corrects"] = _("Say which earlier entry this corrects.")
        elif corrected.state != UpdateState.CLEARED or corrected.answer == Answer.NOT_OURS:
            errors["corrects"] = _("Only a cleared report can be corrected.")
        elif corrected.corrections.filter(state=UpdateState.CLEARED).exists():
            errors["corrects"] = _("This entry has been corrected already: correct the later one.")


def earlier(assignment: Assignment) -> QuerySet[ProgressUpdate]:
    """The cleared updates of the assignment that said something."""
    return assignment.updates.filter(state=UpdateState.CLEARED).exclude(answer=Answer.NOT_OURS)


def _check_said(update: ProgressUpdate, errors: Errors) -> None:
    assignment = update.assignment
    if assignment.role == AssignmentRole.COUNTERPART:
        if not update.receipt:
            errors["receipt"] = _("Say whether it has arrived.")
        if update.status:
            errors["status"] = _("A counterpart says what has arrived, and gives no status.")
        return
    if update.receipt:
        errors["receipt"] = _("Only a counterpart says what has arrived.")
    if assignment.recommendation.nature == Nature.AIM:
        if update.status:
            errors["status"] = _("An aim is described in words and has no status.")
        if not update.done:
            errors["done"] = _("Say what was done.")
        return
    _check_status(update, errors)


def _check_status(update: ProgressUpdate, errors: Errors) -> None:
    assignment = update.assignment
    allowed = statuses_for(assignment.recommendation, reports_for_itself=assignment.organization.reports_for_itself)
    if not update.status:
        errors["status"] = _("Choose the status.")
        if not update.done and not update.reason:
            errors["done"] = _("Say what was done, or why; only “not started” and “no record found” need no words.")
        return
    if update.status not in allowed:
        errors["status"] = _("This status cannot be reported here.")
        return
    words: Errors = {
        "done": _("Say what was done."),
        "reason": _("Say why."),
        "review_on": _("Say when it is next reviewed."),
        "deferred_until": _("Say until when, or until which event."),
        "successor": _("Name the later ask or decision."),
    }
    for alternatives in NEEDS[Status(update.status)]:
        if not any(getattr(update, each) for each in alternatives):
            errors.setdefault(alternatives[0], words[alternatives[0]])
    if leaves_a_closed_status(update) and not update.reason:
        errors.setdefault("reason", _("Say why a closed recommendation is taken up again."))


def leaves_a_closed_status(update: ProgressUpdate) -> bool:
    """Whether a reason is owed, whatever else the new status needs."""
    before = update.assignment.reported_status
    return before in PHASES[Phase.CLOSED] and update.status != before


def _check_position(update: ProgressUpdate, errors: Errors) -> None:
    if update.position in DERIVED_POSITIONS:
        errors["position"] = _("This position is worked out by the register.")
    if update.position in POSITIONS_THAT_NEED_WORDS and not update.position_words:
        errors["position_words"] = _("Say which part is accepted, or why it is not.")
