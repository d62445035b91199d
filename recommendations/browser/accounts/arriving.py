"""Coming in by a letter: an invitation, or a forgotten password. Both end with a password that the person chose."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from recommendations import tasks
from recommendations.access import By
from recommendations.browser.accounts.typed import Typed, errors_of
from recommendations.browser.shared import functions_of, person
from recommendations.choices import Channel
from recommendations.errors import Refused
from recommendations.models import User
from recommendations.workflow import accounts, invitations, links


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The first password; then one is signed in, and told what comes first."""
    found = links.person_of(token, links.INVITATION)
    if found is None or not invitations.waits(found):
        return render(request, "account/link_too_old.html", {"invited": True}, status=410)
    return _choose(request, found, invited=True)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    found = links.person_of(token, links.RESET)
    if found is None or found.is_demonstration:
        return render(request, "account/link_too_old.html", {"invited": False}, status=410)
    return _choose(request, found, invited=False)


def _choose(request: HttpRequest, found: User, *, invited: bool) -> HttpResponse:
    typed = Typed()
    if request.method == "POST":
        typed = _put(request, found)
        if not typed.errors:
            messages.success(request, _("Your password is kept. Sign in with it from now on."))
            followed = perform_login(request, found, redirect_url="/account/first-steps/" if invited else "/")
            response: HttpResponse = followed
            return response
    context = {"found": found, "invited": invited, "rules": password_validators_help_texts(), "typed": typed}
    return render(request, "account/choose_password.html", context, status=422 if typed.errors else 200)


def _put(request: HttpRequest, found: User) -> Typed:
    password = request.POST.get("password", "")
    if not password:
        return Typed(errors={"password": _("Give your new password.")})
    try:
        accounts.choose_password(by=By(found, Channel.PAGE, getattr(request, "request_id", "")), password=password)
    except Refused as refusal:
        return Typed(errors=errors_of(refusal, "password"))
    found.refresh_from_db()
    return Typed()


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """The same answer always: it tells nobody who has an account here."""
    if request.method == "GET":
        return render(request, "account/forgotten_password.html", {"asked": False, "typed": Typed()})
    name = request.POST.get("name", "").strip()
    if not name:
        typed = Typed(errors={"name": _("Give your user name or e-mail address.")})
        return render(request, "account/forgotten_password.html", {"asked": False, "typed": typed}, status=422)
    from allauth.core.internal import ratelimit

    if refused := ratelimit.consume_or_429(request, app="allauth.account", action="reset_password", key=name.lower()):
        answer: HttpResponse = refused
        return answer
    invitations.ask_for_reset(name)
    tasks.nudge()
    return render(request, "account/forgotten_password.html", {"asked": True, "typed": Typed()})


@login_required
@require_GET
def first_steps(request: HttpRequest) -> HttpResponse:
    me = person(request)
    return render(request, "account/first_steps.html", {"me": me, "functions": functions_of(request)})
