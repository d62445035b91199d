"""The digest as a letter: what waits, with addresses; no words of anybody's update."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from recommendations.choices import Digest
from recommendations.delivery import mail
from recommendations.models import OutboxMessage, User
from recommendations.queries import desk, digest

WAITING: Final[dict[str, Promise]] = {
    desk.RETURNED: _("returned to you"),
    desk.DRAFTS: _("drafts that are not submitted"),
    desk.TO_DRAFT: _("asked of you"),
    desk.TO_CLEAR: _("to clear"),
    desk.TO_REVIEW: _("to review"),
    desk.TO_FIND: _("to find independently"),
    desk.TO_COMMENT: _("findings to comment on"),
    desk.TO_AGREE: _("target dates to agree"),
    desk.TO_CONFIRM: _("to confirm"),
    desk.REVIEWS_DUE: _("whose review date has come"),
    desk.MENTIONS: _("comments that mention you"),
}
LISTED: Final = 15
TEMPLATE: Final = "mail/digest"
SALT: Final = "unsubscribe"


def send(message: OutboxMessage) -> str:
    """What waits for the person now, not when the run was made. Says why nothing was sent, if nothing was."""
    person = message.to
    if person is None:
        raise ValueError("a digest is for a person")
    if not person.is_active or not person.email:
        return "Not sent: the account is inactive or has no address."
    if person.digest == Digest.OFF:
        return "Not sent: the person wants no digest."
    found = digest.contents(person, date.fromisoformat(message.about))
    if not found:
        return "Not sent: nothing waits any more."
    address = unsubscribe_address(person)
    with translation.override(person.language):
        mail.send(
            message,
            person,
            subject=subject(found),
            template=TEMPLATE,
            words=words_of(person, date.fromisoformat(message.about), found, address),
            headers={"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
    return ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter to be looked at: in the language of whom it is for."""

    language: str
    subject: str
    text: str
    html: str


def sample(person: User, day: date) -> Sample | None:
    """The letter as it would leave that day if nothing happened until then; none when nothing waits. Nothing is sent
    or recorded. The way out opens for whoever has its address, so no other page shows it."""
    found = digest.contents(person, day)
    if not found:
        return None
    with translation.override(person.language):
        words = words_of(person, day, found, "")
        return Sample(
            person.language,
            subject(found),
            render_to_string(f"{TEMPLATE}.txt", words),
            render_to_string(f"{TEMPLATE}_words.html", words),
        )


def words_of(person: User, day: date, found: digest.Contents, unsubscribe: str) -> dict[str, Any]:
    return {
        "person": person,
        "day": day,
        "waiting": [(WAITING[kind], number, list_of(kind)) for kind, number in found.waiting.items()],
        "overdue": [(each, mail.address_of(each.recommendation)) for each in found.overdue[:LISTED]],
        "due": [(each, mail.address_of(each.recommendation)) for each in found.due[:LISTED]],
        "more": max(0, len(found.overdue) - LISTED) + max(0, len(found.due) - LISTED),
        "desk": f"{settings.SITE_URL}{reverse('desk')}",
        "unsubscribe": unsubscribe,
    }


def list_of(kind: str) -> str:
    """The address of exactly the items that are counted."""
    return f"{settings.SITE_URL}{reverse('desk-kind', args=[kind])}"


def subject(found: digest.Contents) -> str:
    if found.overdue and not found.waiting and not found.due:
        number = len(found.overdue)
        return ngettext("%(n)s item is past its target date", "%(n)s items are past their target date", number) % {
            "n": number
        }
    number = found.how_many
    return ngettext("%(n)s item waits for you", "%(n)s items wait for you", number) % {"n": number}


def unsubscribe_address(person: User) -> str:
    """Signed, so that it needs no sign-in, and opens nothing else (RFC 8058)."""
    return f"{settings.SITE_URL}{reverse('unsubscribe', args=[token_of(person)])}"


def token_of(person: User) -> str:
    return signing.dumps(person.pk, salt=SALT)


def person_of(token: str) -> User | None:
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=found).first()


def unsubscribe(person: User) -> None:
    User.objects.filter(pk=person.pk).update(digest=Digest.OFF)
