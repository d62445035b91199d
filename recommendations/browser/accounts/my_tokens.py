"""My tokens: issued, shown once, revoked."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations.browser.accounts.typed import Typed, errors_of
from recommendations.browser.shared import by, person
from recommendations.errors import AlreadyDone, Refused
from recommendations.workflow import tokens

DAYS: Final = (7, 30, 90, 180, 365)
USUAL: Final = tokens.LASTS.days


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, Typed())
    if request.POST.get("action") == "revoke":
        return _revoke(request)
    days = request.POST.get("days", "")
    try:
        kept, text = tokens.issue(
            person(request),
            name=request.POST.get("name", ""),
            scopes=request.POST.getlist("scopes"),
            lasts=timedelta(days=int(days) if days.isdecimal() and len(days) < 5 else 0),
            by=by(request),
        )
    except Refused as refusal:
        return _page(request, Typed(values=request.POST, errors=errors_of(refusal, "name")), status=422)
    # Not kept for another page: it is seen here, once.
    return _page(request, Typed(), issued=kept.name, text=text)


def _page(request: HttpRequest, typed: Typed, *, status: int = 200, issued: str = "", text: str = "") -> HttpResponse:
    me = person(request)
    context = {
        "place": "tokens",
        "tokens": me.api_tokens.all(),
        "now": timezone.now(),
        "scopes": tokens.usable_scopes(me),
        "chosen": request.POST.getlist("scopes") if typed.errors else ["read"],
        "days": DAYS,
        "usual": int(typed.values["days"]) if typed.values.get("days", "").isdecimal() else USUAL,
        "typed": typed,
        "issued": issued,
        "text": text,
    }
    return render(request, "account/tokens.html", context, status=status)


def _revoke(request: HttpRequest) -> HttpResponse:
    token = get_object_or_404(person(request).api_tokens, public_id=request.POST.get("token", ""))
    with suppress(AlreadyDone):
        tokens.revoke(token, by=by(request))
    messages.success(request, _("Revoked. The token “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("account-tokens")
