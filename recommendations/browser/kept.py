"""What people are writing: kept for them while they write, listed, thrown away, and given back after a sign-in."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from recommendations.access import By
from recommendations.browser import writer
from recommendations.browser.accounts.middleware import hour
from recommendations.browser.shared import by, person
from recommendations.choices import Channel
from recommendations.errors import Invalid, Stale
from recommendations.models import KeptText, User
from recommendations.queries.kept import kept_by
from recommendations.workflow import kept

FIELD: Final = "keeps"  # names the form in what it sends
FILES: Final = "files-not-kept"  # the names of chosen files: only names are kept
BESIDE: Final = "~"  # between a form's name and that of another window in which it was written too
SENT: Final = "forms_sent"
CARRIED: Final = "typed_before_sign_in"


def page_of(request: HttpRequest) -> str:
    """The page of ours on which the posted form stands."""
    for address in (request.POST.get("page", ""), request.POST.get("back", "")):
        if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
            return address
    return str(settings.LOGIN_REDIRECT_URL)


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """What the posted form holds; of files, their names."""
    found = {name: [str(each) for each in values] for name, values in request.POST.lists()}
    chosen = [each.name for _name, files in request.FILES.lists() for each in files if each.name]
    return {**found, FILES: chosen} if chosen else found


def signed_in_or_kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For what is posted: without a session, the way through the sign-in and back to the page it came from."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_authenticated else ask_to_sign_in(request)

    return guarded


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The page, for a person; for a script its number only: it asks in a dialog."""
    if from_script(request):
        return JsonResponse({"signed_out": True}, status=401)
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page_of(request)})}")


def from_script(request: HttpRequest) -> bool:
    return request.POST.get("action") == "autosave" or "HX-Request" in request.headers or "X-Keeps" in request.headers


@require_POST
@signed_in_or_kept
def keep(request: HttpRequest) -> HttpResponse:
    """For the script: the whole form as it stands; the address says which, and when its words were last kept."""
    form = request.GET.get("form", "")
    seen, left_over = _moment(request.GET.get("seen", "")), "left-over" in request.GET
    try:
        mine = kept.keep(form, typed_in(request), by=by(request), seen=seen, left_over=left_over)
    except Stale:
        words = _("You wrote other words here in another window. Both are kept.")
        return JsonResponse({"stale": True, "words": words}, status=409)
    except Invalid as invalid:
        return JsonResponse({"words": " ".join(str(each) for each in invalid.errors.values())}, status=422)
    words = _("Kept for you at %(time)s; not sent yet") % {"time": hour(mine.kept_at)}
    return JsonResponse({"kept_at": mine.kept_at.isoformat(), "words": words})


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


@require_POST
@signed_in_or_kept
def throw_away(request: HttpRequest) -> HttpResponse:
    kept.throw_away(request.GET.get("form") or request.POST.get(FIELD, ""), by=by(request))
    messages.success(request, _("Thrown away. Nothing of it was sent."))
    return redirect(page_of(request))


@require_GET
@login_required
def not_sent(request: HttpRequest) -> HttpResponse:
    """Everything this person wrote and has not sent, whatever became of the form."""
    there = [(each, words_of(each.typed), _page(request, each)) for each in kept_by(person(request)).values()]
    return render(request, "kept/list.html", {"there": there})


def words_of(typed: dict[str, list[str]]) -> list[str]:
    """What is worth reading of it: what somebody wrote, not what was ticked."""
    ours = {"page", "back", FIELD, writer.FIELD, "update", "version", "action", "next"}
    return [each for name, values in typed.items() if name not in ours for each in values if " " in each.strip()]


def _page(request: HttpRequest, row: KeptText) -> str:
    address = next(iter(row.typed.get("page", [])), "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""


@never_cache
@require_GET
def form_key(request: HttpRequest) -> HttpResponse:
    """Who is signed in here, and the key that their forms need: readable by our own pages only."""
    return JsonResponse({"key": get_token(request), "person": request.user.pk})


# Through the sign-in


def carry(request: HttpRequest, whose: int) -> None:
    """Hold what was posted until somebody has signed in, however many steps that takes."""
    request.session[CARRIED] = {"person": whose, "form": request.POST.get(FIELD, ""), "typed": typed_in(request)}


def carries(request: HttpRequest) -> dict[str, Any]:
    """What waits for the sign-in: for the sign-in page, which says so."""
    found = request.session.get(CARRIED, {})
    return found if isinstance(found, dict) else {}


def after_sign_in(request: HttpRequest) -> None:
    """What was typed before is kept for whoever typed it, and shown to nobody else."""
    found = request.session.pop(CARRIED, None)
    whose = User.objects.filter(pk=found["person"], is_active=True).first() if found else None
    if not whose:
        return
    try:
        _keep_carried(found, By(whose, Channel.PAGE))
    except Invalid as refusal:
        # There is no room for it: it waits in the session for the next sign-in, and this one goes on.
        request.session[CARRIED] = found
        words = " ".join(str(each) for each in refusal.errors.values())
        messages.warning(request, words, fail_silently=True)


def _keep_carried(found: dict[str, Any], as_: By) -> None:
    try:
        kept.keep(found["form"], found["typed"], by=as_)
    except Stale:
        kept.keep(f"{found['form']}{BESIDE}{timezone.now():%H%M%S}", found["typed"], by=as_, instead_at=timezone.now())


@receiver(user_logged_in)
def _signed_in(sender: Any, request: HttpRequest, **_more: Any) -> None:
    if hasattr(request, "session"):
        after_sign_in(request)


put_into_session = after_sign_in
