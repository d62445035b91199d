"""Who may sign in at all, and under which name."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from recommendations.models import User


def username_of(typed: str) -> str:
    """The account that is meant: a user name, or the e-mail address of exactly one active account."""
    typed = typed.strip()
    if "@" not in typed or User.objects.filter(username=typed).exists():
        return typed
    found = User.objects.filter(email__iexact=typed, is_active=True).values_list("username", flat=True)[:2]
    return found[0] if len(found) == 1 else typed


def locked_out_as(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Wrong passwords count for the account, by whichever of its names they were tried."""
    given = credentials or request.POST
    return username_of(str(given.get("username") or ""))


class Backend(ModelBackend):
    """Django's own, but that an address names an account too, and that demonstration accounts open nothing outside
    the demonstration."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        return super().authenticate(request, username_of(username or ""), password)

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        if getattr(user, "is_demonstration", False) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
