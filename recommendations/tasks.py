"""Doorways for the worker: each is one call, safe to run twice. The timetable is in the project's celery.py."""

import logging
from typing import Any, Final

from celery import current_app, shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.db import transaction

from recommendations.access import By
from recommendations.choices import Channel
from recommendations.delivery import outbox
from recommendations.errors import Refused
from recommendations.workflow import reviews, sealing

logger = logging.getLogger(__name__)

THE_WORKER: Final = By(None, Channel.TASK)

# Somebody waits for the page while a nudge is sent, and nothing depends on it.
PATIENCE: Final = 1.0
_REDIS: Final = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
_RABBITMQ: Final = {"read_timeout": PATIENCE, "write_timeout": PATIENCE}
IMPATIENT: Final[dict[str, dict[str, Any]]] = {
    "redis": _REDIS,
    "rediss": _REDIS,
    "amqp": _RABBITMQ,
    "amqps": _RABBITMQ,
}


@shared_task
def sweep_outbox() -> None:
    outbox.sweep()


@shared_task
def seal_day() -> None:
    sealing.seal_until_yesterday()


@shared_task
def apply_due_findings() -> None:
    """Each in a transaction of its own, so that one that fails does not stop the others."""
    for each in reviews.due_for_effect():
        try:
            reviews.take_effect_if_due(each, by=THE_WORKER)
        except Refused as refusal:
            logger.info("Finding %s was left alone: %s", each.public_id, refusal)
        except Exception:
            logger.exception("Finding %s could not take effect.", each.public_id)


def nudge() -> None:
    """After the commit, ask the worker to look at the outbox now. Never raises: without a broker, the timetable's next
    sweep does the same."""
    transaction.on_commit(_send_for_the_worker)


def _send_for_the_worker() -> None:
    scheme = settings.CELERY_BROKER_URL.partition(":")[0]
    options = {"max_retries": 0, **IMPATIENT.get(scheme, {})}
    try:
        with (
            current_app.connection_for_write(connect_timeout=PATIENCE, transport_options=options) as connection,
            connection.Producer() as producer,
        ):
            sweep_outbox.apply_async(producer=producer, retry=False, expires=60)
    except Exception as error:
        logger.warning("The worker could not be nudged, so the timetable's next sweep will do: %s", error)


@worker_ready.connect
def look_at_once(**kwargs: Any) -> None:
    """A worker that starts does not wait for the timetable."""
    nudge()
