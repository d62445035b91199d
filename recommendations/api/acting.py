"""Who is calling, as the verbs and the rules of reading know them."""

from typing import cast

from rest_framework.request import Request

from recommendations import access
from recommendations.access import NOBODY, By, Reader
from recommendations.choices import Channel, Scope
from recommendations.models import ApiToken, User


def by(request: Request) -> By:
    """For the verbs: the person, narrowed by the token's scopes."""
    return By(
        cast(User, request.user),
        Channel.API,
        request_id=getattr(request, "request_id", ""),
        scopes=scopes(request),
    )


def scopes(request: Request) -> frozenset[Scope] | None:
    """Those of the token; None for a session, which nothing narrows."""
    if not isinstance(request.auth, ApiToken):
        return None
    return frozenset(Scope(each) for each in request.auth.scopes if each in Scope.values)


def reader(request: Request) -> Reader:
    """What the person may read, worked out once per request."""
    found: Reader | None = getattr(request, "_reader", None)
    if found is None:
        found = access.reader(cast(User, request.user))
        request._reader = found  # type: ignore[attr-defined]  # kept for this request
    return found


def reader_of_answers(request: Request) -> Reader:
    """As `reader`; but a token without `read` gets its answers without the words inside families."""
    narrowed = scopes(request)
    return reader(request) if narrowed is None or Scope.READ in narrowed else NOBODY
