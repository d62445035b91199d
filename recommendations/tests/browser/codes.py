"""Second factors in tests, without a telephone."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from recommendations.models import User


def code_of(secret: str) -> str:
    """What the app would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def has_an_app(person: User) -> str:
    """Give the person codes from an app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def has_recovery_codes(person: User) -> list[str]:
    return RecoveryCodes.activate(person).get_unused_codes()


def kinds(person: User) -> set[str]:
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def confirmed(client: Any, password: str = "pass") -> Any:
    """Show that it is really the person, as the pages ask before they change a second factor."""
    return client.post("/account/confirm/", {"password": password, "next": "/account/second-factor/"})
