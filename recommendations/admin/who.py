"""Who is asking: worked out once per request, from memberships only."""

from typing import Final, cast

from django.http import HttpRequest

from recommendations import access
from recommendations.access import RULES, By, Reader, Verb
from recommendations.choices import Channel, Role
from recommendations.models import User
from recommendations.sign_in import Backend

ENTERS: Final = (Verb.CATALOGUE, Verb.ADMINISTER, Verb.DRAFT, Verb.CLEAR)


def reader_of(request: HttpRequest) -> Reader:
    there = getattr(request, "_reader", None)
    if there is None:
        there = access.reader(person_of(request)) if request.user.is_authenticated else access.NOBODY
        request._reader = there  # type: ignore[attr-defined]  # kept for this request
    return cast(Reader, there)


def person_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def by(request: HttpRequest) -> By:
    return By(person_of(request), Channel.ADMIN, getattr(request, "request_id", ""))


def holds(request: HttpRequest, *verbs: Verb) -> bool:
    """Whether a current membership of theirs, wherever, carries one of the verbs."""
    roles = reader_of(request).roles
    return any(roles.intersection(RULES[verb].roles) for verb in verbs)


def offices(request: HttpRequest, *verbs: Verb) -> frozenset[int]:
    """The organizations for which they may."""
    held = reader_of(request).offices
    roles: set[Role] = {role for verb in verbs for role in RULES[verb].roles}
    return frozenset().union(*(held.get(role, frozenset()) for role in roles))


def enters(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User) or not user.is_staff or not Backend().user_can_authenticate(user):
        return False
    return holds(request, *ENTERS)
