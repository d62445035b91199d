"""Emptying the outbox. A message is claimed by one worker, delivered, and done; whatever fails is kept and tried again.

A worker may be killed at any moment. What it had claimed is open again after TAKEN_TOO_LONG, and is then delivered at
least once: at most the one message in flight is repeated, and a mail repeats with its Message-ID."""

import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from django.db.models import Q, QuerySet
from django.utils import timezone

from recommendations.delivery import account_mail, digest, mail
from recommendations.delivery.errors import Unreachable
from recommendations.delivery.mentioned import mentioned
from recommendations.models import OutboxMessage
from recommendations.points import point

logger = logging.getLogger(__name__)

# Sends a message, and says in a few words why nothing was sent, if nothing was. What it raises is tried again.
Sender: TypeAlias = Callable[[OutboxMessage], str]

SENDERS: Final[dict[str, Sender]] = {
    "returned": mail.returned,
    "digest": digest.send,
    "mentioned": mentioned,
    "invited": account_mail.invited,
    "reset": account_mail.reset,
    "sign_in_changed": account_mail.sign_in_changed,
}

TAKEN_TOO_LONG: Final = timedelta(seconds=60)
FIRST_WAIT: Final = timedelta(seconds=15)
LONGEST_WAIT: Final = timedelta(hours=1)
AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Swept:
    done: int
    failed: int


def sweep(limit: int = AT_ONCE) -> Swept:
    """Finish what is due, oldest first. One failing message does not stop the others; a mail server that does not
    answer ends the sweep, and the rest waits for the next one."""
    done = failed = 0
    for message in _open()[:limit]:
        if not claim(message):
            continue
        try:
            deliver(message)
            done += 1
        except Unreachable:
            failed += 1
            break
        except Exception:
            failed += 1
    return Swept(done, failed)


def claim(message: OutboxMessage) -> bool:
    """True for one worker only, however many are looking; until it is done, failed, or held for too long."""
    message.taken_at, message.taken_by = timezone.now(), f"{socket.gethostname()}:{os.getpid()}"[:100]
    taken = _open().filter(pk=message.pk).update(taken_at=message.taken_at, taken_by=message.taken_by)
    return taken == 1


def deliver(message: OutboxMessage) -> None:
    """Send one claimed message. Raises what went wrong, after it was kept on the message for another time."""
    point("after_claim")
    try:
        note = _sender_of(message)(message)
    except Exception as error:
        _put_off(message, error)
        raise
    OutboxMessage.objects.filter(pk=message.pk, done_at__isnull=True).update(done_at=timezone.now(), error=note)


def wait_after(attempts: int) -> timedelta:
    """Doubles with each attempt, up to LONGEST_WAIT."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)


def _open() -> QuerySet[OutboxMessage]:
    now = timezone.now()
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=now - TAKEN_TOO_LONG)
    return OutboxMessage.objects.filter(free, done_at__isnull=True, due_at__lte=now).order_by("due_at", "id")


def _sender_of(message: OutboxMessage) -> Sender:
    try:
        return SENDERS[message.kind]
    except KeyError:
        raise LookupError(f"nothing sends messages of the kind {message.kind!r}") from None


def _put_off(message: OutboxMessage, error: Exception) -> None:
    said = f"{type(error).__name__}: {error}"
    attempts = message.attempts + 1
    logger.warning("Message %s was not delivered, attempt %d: %s", message.key, attempts, said)
    # Another worker may hold it by now, if this one took too long: then the message is that worker's.
    held = OutboxMessage.objects.filter(pk=message.pk, taken_at=message.taken_at, taken_by=message.taken_by)
    held.filter(done_at__isnull=True).update(
        attempts=attempts,
        error=said[:2000],
        due_at=timezone.now() + wait_after(attempts),
        taken_at=None,
        taken_by="",
    )
