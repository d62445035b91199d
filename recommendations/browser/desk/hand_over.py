"""Handing over all of one person's work: who, to whom; then what would move; then it moves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.access import Verb
from recommendations.browser.desk.many import require
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import by, called
from recommendations.browser.typed import text
from recommendations.errors import Invalid, Refused
from recommendations.models import User
from recommendations.queries import people
from recommendations.queries.desk import family
from recommendations.workflow import handing_over


@login_required
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    offices = require(request, Verb.HAND_OVER)
    given = request.POST if request.method == "POST" else request.GET
    have, can = family.with_work(offices), people.of_offices(offices)
    from_, to = _among(have, given.get("from", "")), _among(can, given.get("to", ""))
    why = text(given.get("why", ""))
    context: dict[str, Any] = {
        "section": "desk",
        "have": have,
        "can": can,
        "from": from_,
        "to": to,
        "why": why,
    }
    try:
        if from_ and to and request.method == "POST":
            return _handed_over(request, from_, to, why)
        context["found"] = handing_over.preview(from_, to, by=by(request)) if from_ and to else None
        if given and from_ is None:
            context["message"] = _("Choose whose work moves: it is nobody’s in this list.")
        elif given and to is None:
            context["message"] = _("Choose to whom it moves.")
        return render(request, "desk/hand_over.html", context, status=409 if request.method == "POST" else 200)
    except Refused as refusal:
        return _refused(request, refusal, context)


def _among(persons: list[User], username: str) -> User | None:
    return next((each for each in persons if each.username == username), None)


def _handed_over(request: HttpRequest, from_: User, to: User, why: str) -> HttpResponse:
    moved = handing_over.hand_over(from_, to, by=by(request), seal=request.POST.get("seal", ""), why=why)
    words = ngettext(
        "%(n)s piece of work of %(from)s is %(to)s’s now. What waits of it stands first on that desk.",
        "%(n)s pieces of work of %(from)s are %(to)s’s now. What waits of them stands first on that desk.",
        moved,
    )
    messages.success(request, words % {"n": moved, "from": called(request, from_), "to": called(request, to)})
    return redirect(reverse("family"))


def _refused(request: HttpRequest, refusal: Refused, context: dict[str, Any]) -> HttpResponse:
    """With what would move now, where that can be said."""
    words = " ".join(str(each) for each in refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
    from_, to = context["from"], context["to"]
    if isinstance(from_, User) and isinstance(to, User) and from_ != to and request.method == "POST":
        try:
            context["found"] = handing_over.preview(from_, to, by=by(request))
        except Refused:
            words = _("There is nothing left to hand over.")
    return render(request, "desk/hand_over.html", {**context, "message": words}, status=status_of(refusal))
