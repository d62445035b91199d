"""Letters to people. Mail leaves the building, so a letter says that something waits and where, and never quotes it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.delivery.errors import Unreachable
from recommendations.models import Assignment, Entry, Letter, OutboxMessage, Recommendation, User
from recommendations.points import point


def returned(message: OutboxMessage) -> str:
    """Tell the author that the update came back, and from whom. The feedback is for the own organization only."""
    entry, person = message.entry, message.to
    if entry is None or entry.assignment is None or person is None:
        raise ValueError("a returned message names an entry of an assignment, and a person")
    if not person.mail_when_returned:
        return "Not sent: the person wants no mail about this."
    if why := why_not(person, entry.assignment):
        return why
    recommendation = entry.assignment.recommendation
    with translation.override(person.language):
        send(
            message,
            person,
            subject=_("Returned to you: %(reference)s") % {"reference": recommendation.reference},
            template="mail/returned",
            words={
                "person": person,
                "returned_by": _known_as(entry, person),
                "reference": recommendation.reference,
                "address": address_of(recommendation),
            },
        )
    return ""


def why_not(person: User, assignment: Assignment) -> str:
    """Why nothing is sent to this person about the assignment's unreleased words; empty when something is."""
    if not person.is_active:
        return "Not sent: the account is inactive."
    if not person.email:
        return "Not sent: the account has no address."
    if not access.reader(person).reads_words_of(assignment):
        return "Not sent: the person no longer acts for the organization."
    return ""


def _known_as(entry: Entry, person: User) -> str:
    """Who did it, as the reader of the letter knows them: by name inside the family, else by function."""
    if entry.actor and access.reader(person).knows(entry.acting_organization_id):
        return str(entry.actor)
    body = entry.acting_organization
    return f"{entry.get_role_display()}, {body.name()}" if body else ""


def address_of(recommendation: Recommendation) -> str:
    return f"{settings.SITE_URL}/recommendations/{recommendation.public_id}/"


def send(
    message: OutboxMessage,
    person: User,
    *,
    subject: str,
    template: str,
    words: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> None:
    """The message's letter, as text and HTML, in the language that is active. Nothing, if it was sent already."""
    letter = _letter_for(message, person, subject)
    if letter.sent_at:
        return
    mail = EmailMultiAlternatives(
        letter.subject,
        render_to_string(f"{template}.txt", words),
        to=[person.email],
        # Answering machines leave mail alone that says that it was made by a machine.
        headers={"Message-ID": letter.mail_id, "Auto-Submitted": "auto-generated", **(headers or {})},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", words), "text/html")
    with _mail_server() as mail.connection:
        point("before_send")
        mail.send()
        point("after_send")
    letter.sent_at = timezone.now()
    letter.save(update_fields=["sent_at"])


@transaction.atomic(durable=True)
def _letter_for(message: OutboxMessage, person: User, subject: str) -> Letter:
    """The message's one letter, kept before anything is sent, so that every repeat carries the same Message-ID."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    letter, _made = Letter.objects.get_or_create(
        outbox_message=message,
        defaults={
            "person": person,
            "kind": message.kind,
            "mail_id": make_msgid(domain=domain),
            "subject": subject[:300],
        },
    )
    return letter


@contextmanager
def _mail_server() -> Iterator[BaseEmailBackend]:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are among them
        raise Unreachable(f"the mail server: {error}") from error
    try:
        yield connection
    finally:
        # What was accepted was accepted, however the server says goodbye.
        with suppress(OSError):
            connection.close()
