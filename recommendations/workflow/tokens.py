"""API tokens: shown once, kept as a digest."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import THE_REGISTER, By, Verb
from recommendations.choices import Channel, EntryKind, Scope
from recommendations.errors import AlreadyDone, Invalid, NotPermitted, ReasonNeeded, Words
from recommendations.models import ApiToken, Entry, User
from recommendations.workflow.journal import record
from recommendations.workflow.locks import locked

LASTS: Final = timedelta(days=90)
LONGEST: Final = timedelta(days=366)
OPERATOR: Final = By(None, Channel.COMMAND)
PREFIX: Final = "ppt_"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue(
    user: User, *, name: str, scopes: Iterable[str], lasts: timedelta = LASTS, by: By = OPERATOR
) -> tuple[ApiToken, str]:
    """A new token and its text, which is never seen again. A person issues their own, with scopes that their roles can
    use; an operator at the command line, anybody's. Raises Invalid, NotPermitted."""
    _require_own(user, by)
    wanted = sorted(set(scopes))
    known = Scope.values if by.user is None else [each.value for each in usable_scopes(user)]
    errors: dict[str, Words] = {}
    if not wanted or set(wanted) - set(known):
        errors["scopes"] = _("The scopes are: %(known)s.") % {"known": ", ".join(known)}
    if not name.strip():
        errors["name"] = _("Say what the token is for, to tell it from others.")
    if not timedelta() < lasts <= LONGEST:
        errors["lasts"] = _("A token lasts a year at most.")
    if errors:
        raise Invalid(errors)
    text = PREFIX + secrets.token_urlsafe(32)
    kept = ApiToken.objects.create(
        user=user, name=name.strip(), digest=digest_of(text), scopes=wanted, expires_at=timezone.now() + lasts
    )
    facts = {"token": kept.public_id, "scopes": wanted, "expires_at": kept.expires_at}
    record(EntryKind.TOKEN_ISSUED, user, by=by, acting=THE_REGISTER, facts=facts, content={"name": kept.name})
    return kept, text


def _require_own(user: User, by: By) -> None:
    """A token makes no tokens, or it would outlive itself."""
    if by.user is None and by.channel == Channel.COMMAND:
        return
    if by.user != user or by.scopes is not None or by.channel != Channel.PAGE:
        raise NotPermitted()


def usable_scopes(user: User) -> list[Scope]:
    """Those that one of the user's roles can use."""
    roles = {each.role for each in access.current_memberships(user)}
    used = {rule.scope for rule in access.RULES.values() if rule.scope and roles & set(rule.roles)}
    return [each for each in Scope if each == Scope.READ or each in used]


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


@transaction.atomic
def revoke(token: ApiToken, *, by: By = OPERATOR, why: str = "") -> Entry:
    """From now on it opens nothing: by its owner, or by an administrator with a reason. Raises AlreadyDone."""
    acting = THE_REGISTER
    if by.user == token.user or by.user is None:
        _require_own(token.user, by)
    else:
        acting = access.acting(by, Verb.ADMINISTER)
        if not why.strip():
            raise ReasonNeeded()
    found = locked(token)
    if found.revoked_at:
        raise AlreadyDone()
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    return record(
        EntryKind.TOKEN_REVOKED,
        found.user,
        by=by,
        acting=acting,
        facts={"token": found.public_id},
        content={"name": found.name, "why": why},
    )
