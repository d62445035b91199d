"""Second factors that come and go are noted in the journal of the account. `urls` loads this."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver
from django.http import HttpRequest

from recommendations.browser.shared import by
from recommendations.workflow import accounts


@receiver([authenticator_added, authenticator_reset])
def came(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    accounts.note_second_factor(by=by(request), change="added", kind=authenticator.type)


@receiver(authenticator_removed)
def went(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    accounts.note_second_factor(by=by(request), change="removed", kind=authenticator.type)
