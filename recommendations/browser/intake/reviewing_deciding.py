"""Deciding on candidates, one or many, and taking a decision back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.browser.intake import reviewing
from recommendations.browser.intake.reviewing import Said, next_after
from recommendations.browser.intake.reviewing_form import Open
from recommendations.browser.intake.reviewing_sent import deciding, on, refused, sheet_of
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import by, version_seen
from recommendations.choices import CandidateState
from recommendations.errors import NotAll, Refused
from recommendations.models import Candidate, CandidateDecision, DocumentVersion
from recommendations.queries import candidates as queries
from recommendations.queries.addresses import whole_number
from recommendations.workflow import (
    candidates_deciding,
    candidates_presence,
    candidates_shaping,
    candidates_undoing,
)


def accept(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    def do(sheet: Open) -> HttpResponse:
        candidates_deciding.accept(sheet.row, by=by(request), version=version_seen(request), given=sheet.given())
        row = Candidate.objects.select_related("recommendation").get(pk=sheet.row.pk)
        words = _("Accepted as %(reference)s; not asked.") % {"reference": row.recommendation}
        return on(request, version, next_after(request, version, row), words)

    return deciding(request, version, do)


def save(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    def do(sheet: Open) -> HttpResponse:
        made = candidates_shaping.change(sheet.row, by=by(request), version=version_seen(request), given=sheet.given())
        words = _("Changed; still to be decided.") if made else _("Nothing was changed.")
        return on(request, version, sheet.row.public_id, words)

    return deciding(request, version, do)


def reject(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    sheet = sheet_of(request, version)
    given = [request.POST.get(name, "").strip() for name in ("reason", "reason_words")]
    reason = " ".join(each for each in given if each)
    try:
        candidates_deciding.reject(sheet.row, by=by(request), version=version_seen(request), reason=reason)
    except Refused as refusal:
        sheet.is_valid()
        return refused(request, version, sheet, refusal)
    return on(request, version, next_after(request, version, sheet.row), _("Rejected."))


def accept_all(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    """Those that the preview showed, as it showed them."""
    seen = dict(each.partition(":")[::2] for each in request.POST.get("seen", "").split())
    rows = version.candidates.filter(public_id__in=seen).select_related("paragraph", "document_version__document")
    rows = rows.defer("document_version__content")
    pairs = [(row, whole_number(seen[row.public_id])) for row in rows]
    try:
        decision = candidates_deciding.accept_all(pairs, by=by(request))
    except NotAll as refusal:
        said = Said(status=409, message=str(refusal), stopped=refusal.stopped)
        return reviewing.show(request, version, said)
    except Refused as refusal:
        return reviewing.show(request, version, Said(status=status_of(refusal), message=str(refusal)))
    n = len(decision.after)
    words = ngettext("%(n)d accepted; not asked.", "%(n)d accepted, as one decision; not asked.", n) % {"n": n}
    return on(request, version, "", words)


def undo(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    typed = request.POST.get("decision", "")
    decision = get_object_or_404(version.decisions, pk=whole_number(typed))
    try:
        candidates_undoing.undo(decision, by=by(request))
    except Refused as refusal:
        return reviewing.show(request, version, Said(status=status_of(refusal), message=str(refusal)))
    at = next(iter(decision.before), "")
    return on(request, version, at, _undone(decision))


def _undone(decision: CandidateDecision) -> str:
    n = len(decision.before or decision.after)
    facts = {"act": decision.get_act_display(), "n": n}
    return ngettext("Undone: %(act)s.", "Undone: %(act)s (%(n)d candidates).", n) % facts


def finish(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    """Back to the document, with what became of its candidates."""
    counts = queries.text_of(version).counts()
    n = counts.get(CandidateState.TO_DECIDE, 0)
    words = _("%(accepted)d accepted, %(rejected)d rejected.") % {
        "accepted": counts.get(CandidateState.ACCEPTED, 0),
        "rejected": counts.get(CandidateState.REJECTED, 0),
    }
    left = ngettext("%(n)d candidate is still to be decided.", "%(n)d candidates are still to be decided.", n)
    messages.success(request, f"{words} {left % {'n': n}}" if n else words)
    candidates_presence.is_gone(version, by=by(request))
    return redirect("document", version.document.code)
