"""What has to leave the building, written in the transaction that caused it."""

from django.utils import timezone

from recommendations.models import Entry, OutboxMessage, User


def post(kind: str, *, entry: Entry, to: User) -> OutboxMessage:
    """One message of a kind per entry and person, however often it is asked for."""
    message, _ = OutboxMessage.objects.get_or_create(
        key=f"{kind}:{entry.id}:{to.pk}", defaults={"kind": kind, "entry": entry, "to": to, "due_at": timezone.now()}
    )
    return message


def post_about(kind: str, *, about: str, to: User) -> OutboxMessage:
    """The same, for what no entry says: one message of a kind per subject and person."""
    message, _ = OutboxMessage.objects.get_or_create(
        key=f"{kind}:{about}:{to.pk}", defaults={"kind": kind, "about": about, "to": to, "due_at": timezone.now()}
    )
    return message
