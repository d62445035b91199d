"""Colleagues write to each other about an assignment, and take back what they wrote."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recommendations import tasks
from recommendations.access import Verb
from recommendations.browser import typed
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.onward import onward, place_of
from recommendations.browser.refusing import refused
from recommendations.browser.shared import assignment_for, by, reader_of
from recommendations.browser.talks import PANEL
from recommendations.errors import AlreadyDone, Refused
from recommendations.models import Comment, User
from recommendations.queries.colleagues import colleagues
from recommendations.queries.desk import MENTIONS
from recommendations.workflow import comments


@require_POST
@signed_in_or_kept
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    assignment = assignment_for(request, public_id, Verb.DISCUSS)
    wanted = [each for each in request.POST.getlist("tell") if each.isdecimal()]
    try:
        comment = comments.write(
            assignment,
            by=by(request),
            text=typed.text(request.POST.get("text", "")),
            once=request.POST.get("once", ""),
            tell=list(User.objects.filter(pk__in=wanted)),
        )
    except Refused as refusal:
        return refused(request, assignment.recommendation, refusal, panel=PANEL, row=assignment.public_id)
    tasks.nudge()
    messages.success(request, _said(request, comment))
    place = place_of(request)
    if place and place.kind == MENTIONS:
        return onward(request, assignment.recommendation)
    return _back(comment)


def _said(request: HttpRequest, comment: Comment) -> str:
    """What happened, and who is told; a name with @ that nobody bears is no error, but worth a word."""
    people = colleagues(comment.assignment.answering_organization, reader_of(request))
    told = [people[each.pk].name for each in comment.mentions.all() if each.pk in people]
    if told:
        return _("Your comment stands below. Told by mail, as far as they want it: %(names)s.") % {
            "names": "; ".join(sorted(told, key=str.casefold))
        }
    if "@" in comment.text:
        return _("Your comment stands below. Nobody was told: no colleague has the name that follows @.")
    return _("Your comment stands below. Only your organization reads it.")


@require_POST
@signed_in_or_kept
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    comment = _own_family(request, public_id)
    try:
        comments.take_back(comment, by=by(request))
        messages.success(request, _("Taken back: that a comment was there stays, its words are gone."))
    except AlreadyDone:
        messages.success(request, _("This was taken back already."))
    return _back(comment)


def _own_family(request: HttpRequest, public_id: str) -> Comment:
    """Outside the family a comment is not there."""
    rows = Comment.objects.select_related("assignment__recommendation", "assignment__answering_organization")
    rows = rows.filter(assignment__answering_organization__in=reader_of(request).own)
    return get_object_or_404(rows, public_id=public_id)


def _back(comment: Comment) -> HttpResponse:
    """To the page's beginning: there stands the sentence that says what happened, and it takes the focus."""
    return redirect("recommendation", comment.assignment.recommendation.public_id)
