"""Who may sign in at all."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from recommendations.models import User


class Backend(ModelBackend):
    """Django's own, but that demonstration accounts open nothing outside the demonstration."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        if getattr(user, "is_demonstration", False) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
