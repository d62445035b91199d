"""The middleware behind every form that says `data-keeps`: whose it is, what becomes of its words when it is refused,
when its session has ended, and when it was sent."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.messages import ERROR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.browser import between, kept, lost, once, writer
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import by
from recommendations.errors import Invalid, Refused, Stale
from recommendations.workflow import kept as verbs

Handler: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


class Keeping:
    def __init__(self, handle: Handler) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.handle(request)
        if getattr(request, "_keeps", ""):
            _settle(request, response)
        once.remember(request, response)
        return _said_to_script(request, response)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """After the check of the form's key. Callers of the API come with keys of their own and send no forms."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None
        if between.CHOSEN in request.POST:
            request.POST = between.as_chosen(request.POST)  # type: ignore[assignment]  # read only, once it is set
        if not request.POST.get(kept.FIELD):
            return once.answered_before(request)
        whose = writer.said(request)
        if not request.user.is_authenticated:
            return _held_until_signed_in(request, whose)
        if whose != request.user.pk:
            return _somebody_elses(request)
        request._keeps = request.POST[kept.FIELD]  # type: ignore[attr-defined]  # kept for this request
        request._came_at = timezone.now()  # type: ignore[attr-defined]  # the same
        return once.answered_before(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponseBase | None:
        """What no view put into its own form."""
        if request.method != "POST" or not isinstance(raised, Refused):
            return None
        if isinstance(raised, Stale):
            return between.page(request, raised)
        return lost.page(request, str(raised), status=status_of(raised))


def _held_until_signed_in(request: HttpRequest, whose: int | None) -> HttpResponseBase:
    if whose is None or kept.from_script(request):
        return kept.ask_to_sign_in(request)
    if verbs.too_long(kept.typed_in(request)):
        return lost.page(request, _("Your session had ended, and this is too long to be carried along."), status=403)
    kept.carry(request, whose)
    return kept.ask_to_sign_in(request)


def _somebody_elses(request: HttpRequest) -> HttpResponseBase:
    words = _("Somebody else had opened this form in this browser: nothing of it was sent under your name.")
    if kept.from_script(request):
        return JsonResponse({"somebody_else": True, "words": words}, status=409)
    raise PermissionDenied(words)


def _settle(request: HttpRequest, response: HttpResponseBase) -> None:
    """Sent is forgotten; refused is kept, as it was sent."""
    form = str(request._keeps)  # type: ignore[attr-defined]  # set above
    if request.POST.get("action") == "autosave":
        if response.status_code == 200:  # the draft has it
            verbs.throw_away(form, by=by(request))
    elif "X-Keeps" in request.headers:  # the script keeps it itself
        return
    elif _was_sent(request, response):
        for each in {form, form.removesuffix(kept.BESIDE)}:  # from a conflict page: what it was about is settled too
            verbs.throw_away(each, by=by(request))
        request.session[kept.SENT] = [*request.session.get(kept.SENT, []), form]
    elif request.user.is_authenticated:
        with suppress(Invalid):  # what is too long stands in the answer itself
            verbs.keep(form, kept.typed_in(request), by=by(request), instead_at=request._came_at)  # type: ignore[attr-defined]  # set with it


def _was_sent(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A form that was taken leads on to a page; an error said there means that it was not."""
    said = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    refused = any(each.level >= ERROR for each in said)
    if "HX-Request" in request.headers:
        return 200 <= response.status_code < 300 and not refused
    return response.status_code in (301, 302, 303) and not refused


def _said_to_script(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A part of a page is never replaced by the sign-in page."""
    if "HX-Request" not in request.headers or response.status_code != 302 or request.user.is_authenticated:
        return response
    if response.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL)):
        return JsonResponse({"signed_out": True}, status=401)
    return response
