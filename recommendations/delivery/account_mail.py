"""Letters about accounts. Their links are made when they are sent, and stored nowhere."""

from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.delivery import mail
from recommendations.models import Entry, OutboxMessage, User
from recommendations.workflow import invitations, links

# What an entry says of how somebody signs in, in words.
CHANGES: Final[dict[str, Promise]] = {
    "chosen by the person": _("The password of your account was changed."),
    "set": _("An administrator set another password for your account."),
    "totp added": _("An authenticator app was added to your account as a second factor."),
    "totp removed": _("The authenticator app was removed from your account: it is no second factor any more."),
    "webauthn added": _("A passkey was added to your account."),
    "webauthn removed": _("A passkey was removed from your account."),
    "recovery_codes added": _("New recovery codes were made for your account; the earlier ones open nothing."),
    "recovery_codes removed": _("The recovery codes of your account were removed."),
    "all removed": _("An administrator removed all second factors from your account."),
}
ANOTHER_CHANGE: Final = _("How you sign in to your account was changed.")


def invited(message: OutboxMessage) -> str:
    person = _to(message)
    if not invitations.waits(person):
        return "Not sent: the person has come in, or the account is inactive."
    return _link(
        message,
        person,
        subject=_("Your account in the partnership tracker"),
        template="mail/invited",
        purpose=links.INVITATION,
        place="invitation",
    )


def reset(message: OutboxMessage) -> str:
    person = _to(message)
    if not person.is_active or not person.email:
        return "Not sent: the account is inactive, or has no address."
    return _link(
        message,
        person,
        subject=_("A new password for the partnership tracker"),
        template="mail/reset",
        purpose=links.RESET,
        place="new-password",
    )


def sign_in_changed(message: OutboxMessage) -> str:
    """Say that a password or a second factor came, went or changed, and what to do about one that was not theirs."""
    person, entry = _to(message), message.entry
    if entry is None:
        raise ValueError("a letter about signing in names the entry that says what was changed")
    if not person.is_active or not person.email:
        return "Not sent: the account is inactive, or has no address."
    if _said_beside(entry):
        return "Not sent: the codes came or went with a second factor, of which there is a letter."
    at = timezone.localtime(entry.recorded_at, ZoneInfo(person.time_zone or settings.TIME_ZONE))
    with translation.override(person.language):
        mail.send(
            message,
            person,
            subject=str(_("Your sign-in to the partnership tracker was changed")),
            template="mail/sign_in_changed",
            words={
                "person": person,
                "change": CHANGES.get(_change_of(entry), ANOTHER_CHANGE),
                "at": at,
                "zone": at.tzname(),
                "address": f"{settings.SITE_URL}{reverse('account')}",
                "forgotten": f"{settings.SITE_URL}{reverse('forgotten-password')}",
            },
        )
    return ""


def _change_of(entry: Entry) -> str:
    after = entry.facts.get("after", {})
    return str(after.get("password") or after.get("second_factor") or "")


def _said_beside(entry: Entry) -> bool:
    """Recovery codes come with the first second factor and go with the last: one letter is enough."""
    if not entry.request_id or not _change_of(entry).startswith("recovery_codes"):
        return False
    same = Entry.objects.filter(chain_kind=entry.chain_kind, chain_id=entry.chain_id, request_id=entry.request_id)
    return any("second_factor" in each.facts.get("after", {}) for each in same.exclude(pk=entry.pk))


def _to(message: OutboxMessage) -> User:
    if message.to is None:
        raise ValueError("a letter about an account names a person")
    return message.to


def _link(
    message: OutboxMessage, person: User, *, subject: Promise | str, template: str, purpose: links.Purpose, place: str
) -> str:
    address = f"{settings.SITE_URL}/{place}/{links.token_for(person, purpose)}/"
    with translation.override(person.language):
        words = {"person": person, "address": address, "site": settings.SITE_URL}
        mail.send(message, person, subject=str(subject), template=template, words=words)
    return ""
