"""What clearing officers and managers do on the page: clear, return, set the release, confirm, ask."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recommendations import tasks
from recommendations.access import Verb
from recommendations.browser import accounts
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.onward import onward, place_of
from recommendations.browser.refusing import refused
from recommendations.browser.shared import assignment_for, by, row_for, version_seen
from recommendations.browser.typed import text
from recommendations.choices import Answer, Release
from recommendations.errors import AlreadyDone, Invalid, Refused
from recommendations.models import Assignment, ProgressUpdate
from recommendations.workflow import assigning, clearing


def release_of(request: HttpRequest) -> Release:
    given = request.POST.get("release", "")
    if given not in Release.values:
        raise Invalid({"release": _("Choose who may read it.")})
    return Release(given)


@require_POST
@signed_in_or_kept
def clear(request: HttpRequest, public_id: str) -> HttpResponse:
    update = row_for(request, ProgressUpdate.objects, public_id, Verb.CLEAR)
    try:
        clearing.clear(
            update,
            by=by(request),
            version=version_seen(request),
            release=release_of(request),
            memo=text(request.POST.get("memo", "")),
        )
    except Refused as refusal:
        return refused(request, update.assignment.recommendation, refusal, panel="clear", row=update.public_id)
    messages.success(request, _cleared(update))
    return onward(request, update.assignment.recommendation)


def _cleared(update: ProgressUpdate) -> str:
    if update.answer == Answer.NOT_OURS:
        return _("Cleared: the assignment is declined. It keeps its history and no longer counts.")
    if update.status:
        return _("Cleared. It counts from now on, and a reviewer of your side can make a finding on it.")
    return _("Cleared. It stands beside the ask from now on; it moves no status.")


@require_POST
@signed_in_or_kept
def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    update = row_for(request, ProgressUpdate.objects, public_id, Verb.RETURN)
    feedback = text(request.POST.get("feedback", ""))
    try:
        clearing.give_back(update, by=by(request), version=version_seen(request), feedback=feedback)
    except Refused as refusal:
        recommendation = update.assignment.recommendation
        return refused(request, recommendation, refusal, panel="return", row=update.public_id, reason="feedback")
    tasks.nudge()
    messages.success(request, _("Returned with your feedback. Its author is told by mail and corrects it."))
    return onward(request, update.assignment.recommendation)


@require_POST
@signed_in_or_kept
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    update = row_for(request, ProgressUpdate.objects, public_id, Verb.RELEASE)
    try:
        clearing.set_release(update, by=by(request), version=version_seen(request), release=release_of(request))
    except Refused as refusal:
        return refused(request, update.assignment.recommendation, refusal, panel="release", row=update.public_id)
    messages.success(request, _("The release is set. Status, dates and figures stay the same for everyone."))
    return redirect("recommendation", update.assignment.recommendation.public_id)


@require_POST
@signed_in_or_kept
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    assignment = assignment_for(request, public_id, Verb.CONFIRM)
    words = _("Confirmed: %(reference)s is yours.") % {"reference": assignment.recommendation.reference}
    return _done(
        request, assignment, words, lambda: assigning.confirm(assignment, by=by(request), version=version_seen(request))
    )


@require_POST
@signed_in_or_kept
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    assignment = assignment_for(request, public_id, Verb.ASK)
    office = assignment.answering_organization
    words = _("Asked: it waits on the desk of %(office)s.") % {"office": office.name() if office else ""}
    return _done(request, assignment, words, lambda: assigning.ask(assignment, by=by(request)))


def _done(request: HttpRequest, assignment: Assignment, words: str, act: Callable[[], object]) -> HttpResponse:
    """One click: what happened is said on the page it came from. Done twice is done."""
    try:
        act()
        messages.success(request, words)
    except AlreadyDone:
        messages.success(request, words)
    except Refused as refusal:
        messages.error(request, str(refusal))
    back = request.POST.get("back", "")
    if back and not place_of(request):
        return redirect(accounts.safe(request, back))
    return onward(request, assignment.recommendation)
