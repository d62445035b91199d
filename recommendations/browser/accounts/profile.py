"""My account: what one sets for oneself, the password, where one is signed in."""

from typing import Final
from zoneinfo import available_timezones

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from recommendations.browser.accounts import devices
from recommendations.browser.accounts.typed import Typed, errors_of
from recommendations.browser.shared import by, functions_of, person
from recommendations.choices import Appearance, Digest
from recommendations.errors import Refused
from recommendations.models import User
from recommendations.workflow import accounts

SWITCHES: Final = ("single_keys", "mail_when_returned", "mail_when_mentioned")
CHOICES: Final = ("language", "time_zone", "appearance", "digest")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    me = person(request)
    typed = Typed()
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in CHOICES} | {n: n in request.POST for n in SWITCHES}
        try:
            accounts.change_own(by=by(request), **given)
        except Refused as refusal:
            typed = Typed(values=request.POST, errors=errors_of(refusal, "language"), message=str(refusal.words))
        else:
            with override(str(given["language"])):
                messages.success(request, _("Kept. It holds from this page on."))
            return redirect("account")
    context = {
        "place": "profile",
        "me": me,
        "functions": functions_of(request),
        "typed": typed,
        "chosen": {name: typed.values.get(name, getattr(me, name)) for name in CHOICES},
        "languages": settings.LANGUAGES,
        "zones": sorted(each for each in available_timezones() if "/" in each or each == "UTC"),
        "appearances": Appearance.choices,
        "digests": Digest.choices,
        "installation_zone": settings.TIME_ZONE,
    }
    return render(request, "account/profile.html", context, status=422 if typed.errors else 200)


@sensitive_post_parameters("old", "password")
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    me = person(request)
    typed = _changed(request, me) if request.method == "POST" else Typed()
    if request.method == "POST" and not typed.errors:
        messages.success(request, _("Your new password holds. Everywhere else you are signed out."))
        return redirect("account-password")
    context = {"place": "password", "me": me, "typed": typed, "rules": password_validators_help_texts()}
    return render(request, "account/password.html", context, status=422 if typed.errors else 200)


def _changed(request: HttpRequest, me: User) -> Typed:
    """Asked for the old one again: an open session is not its owner."""
    if authenticate(request, username=me.username, password=request.POST.get("old", "")) != me:
        return Typed(errors={"old": _("This is not your password.")})
    try:
        accounts.choose_password(by=by(request), password=request.POST.get("password", ""))
    except Refused as refusal:
        return Typed(errors=errors_of(refusal, "password"))
    me.refresh_from_db()
    update_session_auth_hash(request, me)
    UserSession.objects.create_from_request(request)
    reauthenticate_by_password(request)
    return Typed()


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    me = person(request)
    here = request.session.session_key
    found = [each for each in UserSession.objects.purge_and_list(me) if each.session_key]
    if request.method == "POST":
        wanted = request.POST.get("session", "")
        ended = [each for each in found if each.session_key != here and wanted in (str(each.pk), "others")]
        for each in ended:
            each.end()
        messages.success(request, _("Ended. Whoever sits there is asked to sign in.") if ended else _("It had ended."))
        return redirect("account-sessions")
    found.sort(key=lambda each: (each.session_key != here, -each.last_seen_at.timestamp()))
    rows = [(each, devices.name_of(each.user_agent), each.session_key == here) for each in found]
    return render(request, "account/sessions.html", {"place": "sessions", "rows": rows, "others": len(rows) > 1})
