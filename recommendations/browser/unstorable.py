"""The one character that text may hold and PostgreSQL may not: NUL. It comes from a damaged clipboard or from somebody
who tries what happens."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict

Handler: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

NUL: Final = "\x00"


class WithoutNul:
    """Out of what is posted it is taken: nobody sees it, and the words around it are not lost. An address that holds it
    is nobody's: 400."""

    def __init__(self, handle: Handler) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.handle(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, "csrf_exempt", False):
            return  # the API refuses it itself, in its own words
        if NUL in request.path or _holds(request.GET):
            raise BadRequest("NUL in an address")
        if request.method == "POST" and _holds(request.POST):
            request.POST = _without(request.POST)  # type: ignore[assignment]  # read only, once it is set


def _holds(given: QueryDict) -> bool:
    return any(NUL in name or any(NUL in str(each) for each in values) for name, values in given.lists())


def _without(given: QueryDict) -> QueryDict:
    found = given.copy()
    found.clear()
    for name, values in given.lists():
        found.setlist(name.replace(NUL, ""), [str(each).replace(NUL, "") for each in values])
    return found
