"""What every request passes before Django's own middleware."""

import re
import uuid
from collections.abc import Callable
from typing import TypeAlias

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase, HttpResponseForbidden
from django.middleware.gzip import GZipMiddleware

from partnership.environment import is_loopback

Handler: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

KNOWN_SHAPE = re.compile(r"[A-Za-z0-9-]{8,64}")
PERMISSIONS = ", ".join(f"{each}=()" for each in ("camera", "geolocation", "microphone", "payment", "usb"))


def client_address(handle: Handler) -> Handler:
    """Behind our proxy the client is the last address that the proxy added; elsewhere the header is not believed."""
    if not settings.BEHIND_PROXY:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if forwarded:
            request.META["REMOTE_ADDR"] = forwarded
        return handle(request)

    return middleware


def demonstration_stays_here(handle: Handler) -> Handler:
    """With DEMO=on only this machine is answered, however it was reached."""
    if not settings.DEMO:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_loopback(request.META.get("REMOTE_ADDR", "")):
            return HttpResponseForbidden("The demonstration answers this machine only.", content_type="text/plain")
        return handle(request)

    return middleware


def request_id(handle: Handler) -> Handler:
    """Sets request.request_id, which the journal keeps; only a proxy of ours may choose it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        offered = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
        chosen = offered if KNOWN_SHAPE.fullmatch(offered) else str(uuid.uuid4())
        request.request_id = chosen  # type: ignore[attr-defined]  # ours
        response = handle(request)
        response.headers["X-Request-ID"] = chosen
        return response

    return middleware


class PagesCompressed(GZipMiddleware):
    """Pages only: an answer of the API keeps its strong ETag, a file its length, and static files are compressed
    already. Django adds random bytes, so that the length of a page tells nothing of its secrets (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


def more_headers(handle: Handler) -> Handler:
    """Headers that Django's SecurityMiddleware does not know."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
