"""What allauth asks of this product: words, where nobody signs up, and what a passkey and a secret are called."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.models import User
from recommendations.sign_in import Backend


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("User name or password are not right. Both tell capital from small letters."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("There were too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("There were too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Administrators invite."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """django-axes counts wrong passwords, here and wherever else one is asked for."""

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A passkey opens no more than a password does."""
        if Backend().user_can_authenticate(user):
            return None
        from recommendations.browser.accounts.signing import SignInForm, sign_in_page

        words = gettext("This account is not active. Ask an administrator of the register.")
        return sign_in_page(request, SignInForm(request=request), "/", status=403, problem=words)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Codes change every half minute; each works once."),
        "cannot_generate_recovery_codes": _("Recovery codes come with a second factor: add one first."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Drawn into the page itself: the policy of the pages takes no image from an address made of data."""
        import qrcode
        from qrcode.image.svg import SvgPathImage

        drawn = qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return str(drawn).replace("<svg ", '<svg role="img" aria-labelledby="qr-words" ', 1)

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was written under another SECRET_KEY opens nothing: no code fits a new secret."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return gettext("Partnership tracker")


def _box() -> Fernet:
    digest = hashlib.sha256(b"second factors:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
