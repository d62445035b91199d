"""The same form sent twice, by a double click or again by the browser, is sent once: the second gets the answer of the
first. Another text sent from the same page is another form."""

import hashlib
import time
from typing import Any, Final

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import get_random_string

FIELD: Final = "sent-once"
REMEMBERED: Final = 24 * 60 * 60
LONGEST: Final = 60  # seconds a first one may take before a second may try itself
WAITS: Final = 10
STEP: Final = 0.1
RUNNING: Final = "running"
OUR_ANSWERS: Final = (301, 302, 303)


def token() -> str:
    """One for each page that is shown."""
    return get_random_string(12)


def answered_before(request: HttpRequest) -> HttpResponse | None:
    """The answer that these very words got a moment ago; None for whoever comes first."""
    key = _key(request)
    if not key:
        return None
    if cache.add(key, RUNNING, LONGEST):
        request._once = key  # type: ignore[attr-defined]  # kept for this request
        return None
    until = time.monotonic() + WAITS
    while (found := cache.get(key)) == RUNNING and time.monotonic() < until:
        time.sleep(STEP)
    return _again(request, found) if isinstance(found, dict) else None


def _key(request: HttpRequest) -> str:
    page = request.POST.get(FIELD, "")
    if not page or not request.user.is_authenticated or any("password" in name for name in request.POST):
        return ""
    # The key of the form changes with each page; the token says already which page it was.
    sent = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = [(name, each.name, each.size) for name, found in request.FILES.lists() for each in found]
    said = repr((request.user.pk, request.path, sent, files))
    return f"once:{hashlib.sha256(said.encode()).hexdigest()}"


def _again(request: HttpRequest, found: dict[str, Any]) -> HttpResponse:
    for level, words in found["said"]:
        messages.add_message(request, level, words)
    return redirect(found["to"])


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """What was refused may be tried again."""
    key = getattr(request, "_once", "")
    if not key:
        return
    if response.status_code not in OUR_ANSWERS:
        cache.delete(key)
        return
    queued = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    said = [(each.level, str(each.message)) for each in queued]
    cache.set(key, {"to": response.headers["Location"], "said": said}, REMEMBERED)
