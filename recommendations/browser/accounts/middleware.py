"""What an account chose, on every page of it: language, time zone of moments, appearance; when it was last seen; and
the second factor, where the installation requires one."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from asgiref.local import Local
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import MiddlewareNotUsed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.choices import ROLES_OF_THE_REGISTER
from recommendations.models import User

Handler: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

_of_this_request = Local()


def preferences(handle: Handler) -> Handler:
    """The account's language. Its time zone is kept for moments that show an hour: what day it is stays the same for
    everybody, by the installation's time zone, so Django's own current time zone is left alone."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        person = request.user if isinstance(request.user, User) else None
        _of_this_request.zone = person.time_zone if person else ""
        if person and person.language in dict(settings.LANGUAGES):
            translation.activate(person.language)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        try:
            return handle(request)
        finally:
            _of_this_request.zone = ""

    return middleware


def zone() -> ZoneInfo:
    """Of whoever asked for the page; else the installation's."""
    return ZoneInfo(getattr(_of_this_request, "zone", "") or settings.TIME_ZONE)


def hour(value: datetime | None) -> str:
    """Of a moment, there."""
    return date_format(timezone.localtime(value, zone()), "H:i") if value else ""


# When it was last seen

SEEN_AGAIN_AFTER: Final = 5 * 60
REMEMBERED: Final = 10_000
_seen: dict[str, float] = {}


def last_seen(handle: Handler) -> Handler:
    """Written every few minutes per session and process, not with every request."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        key = request.session.session_key if request.user.is_authenticated else None
        if key and time.monotonic() - _seen.get(key, 0) > SEEN_AGAIN_AFTER:
            _remember(key)
            before = timezone.now() - timedelta(seconds=SEEN_AGAIN_AFTER)
            UserSession.objects.filter(session_key=key, last_seen_at__lt=before).update(last_seen_at=timezone.now())
        return handle(request)

    return middleware


def _remember(key: str) -> None:
    if len(_seen) >= REMEMBERED:
        _seen.clear()
    _seen[key] = time.monotonic()


@receiver(user_logged_in)
def seen_now(request: HttpRequest, **kwargs: object) -> None:
    if request.session.session_key:
        _remember(request.session.session_key)


# The second factor, where it is required

ALWAYS_OPEN: Final = ("/account/", "/sign-out/", "/sign-in/", "/form-key/", "/static/", "/healthz")


def second_factor(handle: Handler) -> Handler:
    """With REQUIRE_TWO_FACTORS, those it names first add a second factor, and then see anything else."""
    if settings.REQUIRE_TWO_FACTORS == "off":
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(ALWAYS_OPEN) or not isinstance(request.user, User) or not lacks(request.user):
            return handle(request)
        words = _("This register asks for a second factor: add one, then go on.")
        if request.path.startswith("/api/"):
            return JsonResponse({"title": words}, status=403)
        messages.warning(request, words)
        return redirect("mfa_index")

    return middleware


def lacks(person: User) -> bool:
    """Whether this person still has to add a second factor."""
    if settings.REQUIRE_TWO_FACTORS == "administrators":
        roles = {each.role for each in access.current_memberships(person)}
        if not (person.is_staff or roles & set(ROLES_OF_THE_REGISTER)):
            return False
    return not is_mfa_enabled(person)
