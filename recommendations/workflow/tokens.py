"""API tokens: shown once, kept as a digest."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.choices import Scope
from recommendations.errors import Invalid
from recommendations.models import ApiToken, User

LASTS: Final = timedelta(days=90)
PREFIX: Final = "ppt_"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue(user: User, *, name: str, scopes: Iterable[str], lasts: timedelta = LASTS) -> tuple[ApiToken, str]:
    """A new token and its text, which is never seen again. Raises Invalid for an unknown scope."""
    wanted = sorted(set(scopes))
    unknown = [each for each in wanted if each not in Scope.values]
    if unknown or not wanted:
        raise Invalid({"scopes": _("The scopes are: %(known)s.") % {"known": ", ".join(Scope.values)}})
    text = PREFIX + secrets.token_urlsafe(32)
    kept = ApiToken.objects.create(
        user=user, name=name, digest=digest_of(text), scopes=wanted, expires_at=timezone.now() + lasts
    )
    return kept, text


def find(text: str) -> ApiToken | None:
    """The token, if it opens anything now; notes the day it was used."""
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest_of(text), revoked_at__isnull=True, expires_at__gt=now, user__is_active=True)
        .first()
    )
    if token and token.last_used_on != timezone.localdate():
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=timezone.localdate())
    return token


def revoke(token: ApiToken) -> None:
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
