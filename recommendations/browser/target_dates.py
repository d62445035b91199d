"""What is done with target dates on the page: proposed by desk officers, agreed or declined by clearing officers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recommendations.access import Verb
from recommendations.browser import typed
from recommendations.browser.dates import DECIDE, PROPOSE
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.onward import onward
from recommendations.browser.refusing import refused
from recommendations.browser.shared import assignment_for, by, reader_of
from recommendations.errors import AlreadyDone, Invalid, Refused
from recommendations.models import Assignment, TargetDateProposal
from recommendations.queries.target_dates import proposals
from recommendations.workflow import target_dates


@require_POST
@signed_in_or_kept
def propose(request: HttpRequest, public_id: str) -> HttpResponse:
    assignment = assignment_for(request, public_id, Verb.PROPOSE_TARGET_DATE)
    try:
        _propose(request, assignment)
    except Refused as refusal:
        return refused(request, assignment.recommendation, refusal, panel=PROPOSE, row=assignment.public_id)
    office = assignment.answering_organization
    words = _("Proposed. The clearing officers of %(office)s speak to it first; until then it stays with you.")
    messages.success(request, words % {"office": office.name() if office else ""})
    return redirect("recommendation", assignment.recommendation.public_id)


def _propose(request: HttpRequest, assignment: Assignment) -> None:
    errors: typed.Errors = {}
    day = typed.read_days(request.POST, ["due_on"], errors).get("due_on")
    if errors:
        raise Invalid(errors)
    target_dates.propose(
        assignment,
        by=by(request),
        due_on=day,
        # The field offers a precision always; without a date it says nothing.
        due_precision=request.POST.get("due_precision", "") if day else "",
        due_event=typed.text(request.POST.get("due_event", "")),
        why=typed.text(request.POST.get("why", "")),
    )


@require_POST
@signed_in_or_kept
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agree, or decline with words, for one owner."""
    assignment = assignment_for(request, public_id, Verb.AGREE_TARGET_DATE)
    proposal = _seen(request, assignment, request.POST.get("proposal", ""))
    try:
        words = _decided(request, assignment, proposal)
    except AlreadyDone:
        words = _("This has been said already.")
    except Refused as refusal:
        recommendation = assignment.recommendation
        return refused(request, recommendation, refusal, panel=DECIDE, row=proposal.public_id, reason="why_not")
    messages.success(request, words)
    return onward(request, assignment.recommendation)


def _decided(request: HttpRequest, assignment: Assignment, proposal: TargetDateProposal) -> str:
    match request.POST.get("action"):
        case "decline":
            why = typed.text(request.POST.get("why_not", ""))
            target_dates.decline(proposal, assignment, by=by(request), why=why)
            return _("Declined, with your words. Another date can be proposed.")
        case "agree":
            if target_dates.agree(proposal, assignment, by=by(request)):
                return _("Agreed: this is the target date from now on.")
            return _("Agreed for your organization. It holds when the other owners have agreed.")
    raise Http404


def _seen(request: HttpRequest, assignment: Assignment, public_id: str) -> TargetDateProposal:
    for each in proposals(assignment.recommendation):
        if each.proposal.public_id == public_id and each.seen_by(reader_of(request)):
            return each.proposal
    raise Http404
