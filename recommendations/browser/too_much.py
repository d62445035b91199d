"""A whole request has a limit, whatever it carries: what is beyond it is refused by its length, and never kept."""

from collections.abc import Callable
from typing import Final, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from recommendations.browser import lost

Handler: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

MEGABYTE: Final = 1024 * 1024
PIECE: Final = 64 * 1024
STILL_HEARD: Final = 4  # times the limit; a browser shows our answer only when somebody listened to the end


def refused_beyond_the_limit(handle: Handler) -> Handler:
    """The API has a limit of its own, and words of its own for it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or ""
        sent, most = int(length) if length.isdecimal() else 0, settings.REQUEST_MAX_MB
        if sent <= most * MEGABYTE or request.path.startswith("/api/"):
            return handle(request)
        _hear_out(request, min(sent, STILL_HEARD * most * MEGABYTE))
        words = _("This is %(sent)s MB in one go, and %(most)s MB are the most. Nothing was taken: send fewer files.")
        return lost.page(request, words % {"sent": -(-sent // MEGABYTE), "most": most}, status=413)

    return middleware


def _hear_out(request: HttpRequest, most: int) -> None:
    """Piece by piece, each forgotten at once."""
    while most > 0 and (piece := request.read(min(PIECE, most))):
        most -= len(piece)
