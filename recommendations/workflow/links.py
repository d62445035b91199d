"""Links in letters that let a person choose a password: nothing secret is stored, and each works once, because what it
opened is no longer what it was made for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from recommendations.models import User


@dataclass(frozen=True, slots=True)
class Purpose:
    code: str
    lasts: timedelta


INVITATION: Final = Purpose("invitation", timedelta(days=7))
RESET: Final = Purpose("reset", timedelta(hours=2))


def token_for(person: User, purpose: Purpose) -> str:
    return signing.dumps([person.pk, _as_it_is(person)], salt=purpose.code)


def person_of(token: str, purpose: Purpose) -> User | None:
    """Whom it was sent to, if it still opens anything."""
    try:
        pk, as_it_was = signing.loads(token, salt=purpose.code, max_age=purpose.lasts)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    found = User.objects.filter(pk=pk, is_active=True).first()
    return found if found and constant_time_compare(as_it_was, _as_it_is(found)) else None


def _as_it_is(person: User) -> str:
    """Another password, address or invitation, and every sign-in, end the links that were sent before."""
    known = [person.pk, person.password, person.last_login, person.email, person.invited_at]
    return salted_hmac("links", repr([str(each) for each in known]), algorithm="sha256").hexdigest()[:40]
