"""The desk officer's form: every button keeps what was typed first, then does its own act."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recommendations.access import Verb
from recommendations.browser import conflict, one, typed
from recommendations.browser.accounts.middleware import hour
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.onward import onward
from recommendations.browser.refusing import refused, status_of
from recommendations.browser.shared import assignment_for, by, person, version_seen
from recommendations.choices import OPEN_UPDATES, WITH_THE_AUTHOR, Answer, UpdateState
from recommendations.errors import AlreadyOpen, ClassifiedMaterial, Invalid, Refused, Stale
from recommendations.models import Assignment, Evidence, ProgressUpdate
from recommendations.workflow import evidence, updates

EVIDENCE: Final = "e-"


@require_POST
@signed_in_or_kept
def update(request: HttpRequest, public_id: str) -> HttpResponse:
    assignment = assignment_for(request, public_id, Verb.DRAFT)
    action = request.POST.get("action", "save")
    name, _colon, what = action.partition(":")
    act = ACTIONS.get(name)
    if act is None:
        raise Http404
    try:
        return act(request, assignment, what)
    except Stale as stale:
        return conflict.page(request, assignment, stale.current)
    except Refused as refusal:
        return refused(request, assignment.recommendation, refusal, panel="update", row=assignment.public_id)


def keep(request: HttpRequest, assignment: Assignment) -> ProgressUpdate:
    """What was typed, saved as a draft. Raises Stale where somebody else wrote another thing meanwhile: the same words
    twice are no conflict. Raises Invalid for a date that cannot be read, after the rest is saved."""
    row, errors = _kept(request, assignment)
    if errors:
        raise Invalid(errors)
    return row


def _kept(request: HttpRequest, assignment: Assignment) -> tuple[ProgressUpdate, typed.Errors]:
    """What was typed, saved as a draft, and what of it could not be read."""
    given, errors = typed.read_update(request.POST, assignment)
    return _save(request, assignment, given), errors


def _save(request: HttpRequest, assignment: Assignment, given: dict[str, Any]) -> ProgressUpdate:
    seen = request.POST.get("update", "")
    try:
        if not seen:
            return updates.start(assignment, by=by(request), **given)
        row = get_object_or_404(assignment.updates, public_id=seen)
        version = version_seen(request)
        if row.version == version and row.state in OPEN_UPDATES and not typed.differing(row, given):
            return row
        return updates.save(row, by=by(request), version=version, **given)
    except AlreadyOpen as there:
        return _same(request, there.facts["update"], given)
    except Stale as stale:
        return _same(request, stale.current, given)


def _same(request: HttpRequest, current: ProgressUpdate, given: dict[str, Any]) -> ProgressUpdate:
    """What this person's own window sent just before it was closed may have arrived after its successor opened."""
    mine = not current.writers.exclude(pk=person(request).pk).exists()
    if mine and current.state in WITH_THE_AUTHOR and typed.goes_on(current, given):
        return updates.save(current, by=by(request), version=current.version, **given)
    if typed.differing(current, given) or current.state not in OPEN_UPDATES:
        raise Stale(current, seen=0)
    return current


def save(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    row = _with_evidence(request, keep(request, assignment))
    if row.state == UpdateState.SUBMITTED:
        return _submitted(request, row)
    messages.success(request, _("Draft saved. Nobody outside your organization sees it."))
    return redirect(one.address(assignment))


def autosave(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    """For the script: what became of the draft, in a few words."""
    try:
        row = keep(request, assignment)
    except Stale as stale:
        return JsonResponse({"stale": True, "words": conflict.heading(stale.current, request)}, status=409)
    except Invalid as invalid:
        return JsonResponse({"words": " ".join(str(each) for each in invalid.errors.values())}, status=422)
    except Refused as refusal:
        return JsonResponse({"words": str(refusal)}, status=status_of(refusal))
    words = _("Draft saved at %(time)s") % {"time": hour(timezone.now())}
    return JsonResponse({"update": row.public_id, "version": row.version, "words": words})


def submit(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    """All that stands in its way is said at once: what cannot be read, what is wrong with evidence, what is missing."""
    row, unread = _kept(request, assignment)
    try:
        row = _with_evidence(request, row)
    except Invalid as invalid:
        unread |= invalid.errors
    except ClassifiedMaterial as refusal:
        unread["unclassified"] = str(refusal)
    if row.state != UpdateState.SUBMITTED:
        updates.submit(row, by=by(request), version=row.version, unread=unread)
    return _submitted(request, row)


def no_change(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    """In one click: the last report holds as at today. What was typed beside it is kept with it."""
    given, _errors = typed.read_update(request.POST, assignment)
    given |= {"answer": Answer.NO_CHANGE, "effective_on": timezone.localdate(), "corrects": None}
    try:
        row = _save(request, assignment, given)
    except Stale as stale:
        if not _said_already(stale.current, request):
            raise
        row = stale.current
    if row.state != UpdateState.SUBMITTED:
        updates.submit(row, by=by(request), version=row.version)
    return _submitted(request, row)


def _said_already(current: ProgressUpdate, request: HttpRequest) -> bool:
    """The first of two clicks."""
    mine = current.author_id == person(request).pk
    return mine and current.state == UpdateState.SUBMITTED and current.answer == Answer.NO_CHANGE


def _submitted(request: HttpRequest, row: ProgressUpdate) -> HttpResponse:
    office = row.assignment.answering_organization
    words = _("Submitted for clearing. The clearing officers of %(office)s clear it; until then you can recall it.")
    messages.success(request, words % {"office": office.name() if office else ""})
    return onward(request, row.assignment.recommendation)


def _with_evidence(request: HttpRequest, row: ProgressUpdate) -> ProgressUpdate:
    """A piece of evidence that was filled in and not added yet is added with the rest."""
    if row.state == UpdateState.SUBMITTED or not typed.evidence_given(request, EVIDENCE):
        return row
    return _add(request, row)


def _add(request: HttpRequest, row: ProgressUpdate) -> ProgressUpdate:
    given, errors = typed.read_evidence(request, EVIDENCE)
    if errors:
        raise Invalid(errors)
    evidence.add(row, by=by(request), version=row.version, **given)
    row.refresh_from_db()
    return row


def add_evidence(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    _add(request, keep(request, assignment))
    messages.success(request, _("Evidence added, and the draft saved."))
    return redirect(one.address(assignment))


def remove_evidence(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    row = keep(request, assignment)
    found = get_object_or_404(Evidence, public_id=what, update=row, removed_at__isnull=True)
    evidence.remove(found, by=by(request), version=row.version)
    messages.success(request, _("Evidence taken off, and the draft saved."))
    return redirect(one.address(assignment))


def merge(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    """The lines chosen on the conflict page, saved onto the version that was shown there."""
    row = get_object_or_404(assignment.updates, public_id=request.POST.get("update", ""))
    given, errors = conflict.chosen(request, assignment)
    if errors:
        raise Invalid(errors)
    updates.save(row, by=by(request), version=version_seen(request), **given)
    messages.success(request, _("Saved as a new version. Nothing of the other one was lost unseen."))
    return redirect(one.address(assignment))


def discard(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    row = get_object_or_404(assignment.updates, public_id=request.POST.get("update", ""))
    updates.discard(row, by=by(request), version=version_seen(request))
    messages.success(request, _("The draft was put away."))
    return redirect("recommendation", assignment.recommendation.public_id)


def recall(request: HttpRequest, assignment: Assignment, what: str) -> HttpResponse:
    row = get_object_or_404(assignment.updates, public_id=request.POST.get("update", ""))
    updates.recall(row, by=by(request), version=version_seen(request))
    messages.success(request, _("Recalled: it is a draft again."))
    return redirect(one.address(assignment))


ACTIONS: Final[dict[str, Callable[[HttpRequest, Assignment, str], HttpResponse]]] = {
    "save": save,
    "autosave": autosave,
    "submit": submit,
    "no-change": no_change,
    "add-evidence": add_evidence,
    "remove-evidence": remove_evidence,
    "merge": merge,
    "discard": discard,
    "recall": recall,
}
