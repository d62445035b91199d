"""What was sent from the review screen, what becomes of it when it is refused, and where it leads when it was taken."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from recommendations.browser.intake import reviewing
from recommendations.browser.intake.reviewing import Said, address, filters_of
from recommendations.browser.intake.reviewing_form import Open, opened
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import called
from recommendations.choices import CandidateState
from recommendations.errors import AlreadyCatalogued, Invalid, NotVerbatim, ReasonNeeded, Refused, Stale
from recommendations.models import Candidate, DocumentVersion


def candidate_of(request: HttpRequest, version: DocumentVersion, name: str = "c") -> Candidate:
    rows = version.candidates.select_related("paragraph", "document_version__document")
    rows = rows.defer("document_version__content")
    return get_object_or_404(rows, public_id=request.POST.get(name, ""))


def sheet_of(request: HttpRequest, version: DocumentVersion, action: str = "") -> Open:
    row = candidate_of(request, version)
    return opened(row, version.paragraphs.all(), request.POST.copy(), action=action)


def on(request: HttpRequest, version: DocumentVersion, at: str, words: str) -> HttpResponse:
    """To the candidate with this id, under the same filters."""
    messages.success(request, words)
    query = {**filters_of(request.GET), **({"c": at} if at else {})}
    return redirect(f"{address(version, query)}#now")


def deciding(request: HttpRequest, version: DocumentVersion, do: Callable[[Open], HttpResponse]) -> HttpResponse:
    """With everything that is typed in the card; it comes back where it is refused."""
    sheet = sheet_of(request, version)
    if not sheet.is_valid():
        sheet.refused = True
        return reviewing.show(request, version, Said(status=422, open=sheet))
    try:
        return do(sheet)
    except Refused as refusal:
        return refused(request, version, sheet, refusal)


def refused(request: HttpRequest, version: DocumentVersion, sheet: Open, refusal: Refused) -> HttpResponse:
    message = ""
    if isinstance(refusal, AlreadyCatalogued):
        sheet.there = refusal.facts["recommendation"]
    if isinstance(refusal, ReasonNeeded):
        sheet.reason_missing = True
    elif isinstance(refusal, Stale) and refusal.current.state != CandidateState.TO_DECIDE:
        message = _meanwhile(request, refusal.current)
    elif isinstance(refusal, Invalid) and set(refusal.errors) & {"split", "merge"}:
        message = " ".join(str(each) for each in refusal.errors.values())
    else:
        sheet.show(refusal)
    sheet.row.refresh_from_db()
    sheet.refused = True
    return reviewing.show(request, version, Said(status=status(refusal), open=sheet, message=message))


def status(refusal: Refused) -> int:
    """Words that do not stand where they should are a mistake of whoever typed them, not a conflict."""
    return 422 if isinstance(refusal, NotVerbatim) else status_of(refusal)


def _meanwhile(request: HttpRequest, row: Candidate) -> str:
    who = called(request, row.decided_by) if row.decided_by else ""
    done = CandidateState(row.state).label
    facts = {"who": who, "done": str(done).lower(), "reason": row.reason}
    if row.reason:
        return _("While you were at it: %(done)s by %(who)s (%(reason)s). What you typed stands here.") % facts
    return _("While you were at it: %(done)s by %(who)s. What you typed stands here.") % facts
