"""Doorways for the worker: each is one call, safe to run twice. The timetable is in the project's celery.py."""

import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from celery import current_app, shared_task
from celery.signals import worker_process_shutdown, worker_ready, worker_shutdown
from django.conf import settings
from django.db import connections, transaction

from recommendations.access import By
from recommendations.choices import Channel
from recommendations.delivery import outbox
from recommendations.errors import Refused
from recommendations.workflow import digests, editing, kept, reading, registers_bringing, reviews, sealing

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
def sweep_kept() -> None:
    """What was typed and never sent, and who had a form open, once it is old."""
    kept.sweep()
    editing.sweep()


@shared_task
def seal_day() -> None:
    sealing.seal_until_yesterday()


@shared_task
def send_digests() -> None:
    digests.run_if_due()


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


_one_reader = threading.Lock()
_one_bringer = threading.Lock()
STOPPING: Final = 3.0  # seconds for a transaction to be undone when the worker ends


@shared_task
def read_uploads() -> None:
    """The reading itself is a process of its own, and the thread only waits for it."""
    _beside(reading.read_waiting, _one_reader, "reading")


@shared_task
def bring_in_registers() -> None:
    _beside(registers_bringing.bring_in_waiting, _one_bringer, "bringing in")


def _beside(work: Callable[[], int], one: threading.Lock, name: str) -> None:
    """One at a time, beside the other tasks, so that letters do not wait for what takes long."""
    if current_app.conf.task_always_eager:
        work()
    elif one.acquire(blocking=False):
        threading.Thread(target=_run, args=(work, one, name), name=name, daemon=True).start()


def _run(work: Callable[[], int], one: threading.Lock, name: str) -> None:
    try:
        work()
    except Exception:
        logger.exception("The %s stopped; the timetable begins it again.", name)
    finally:
        connections.close_all()
        one.release()


@worker_process_shutdown.connect
@worker_shutdown.connect
def stop_what_takes_long(**kwargs: Any) -> None:
    """What this worker, or one of its processes, has in hand need not wait until its claim runs out. The reader's own
    process ends with this one."""
    if _one_bringer.locked():
        registers_bringing.stop()
        if _one_bringer.acquire(timeout=STOPPING):
            _one_bringer.release()
    if _one_reader.locked():
        reading.let_go()


def nudge() -> None:
    """After the commit, ask the worker to look at the outbox now. Never raises: without a broker, the timetable's next
    sweep does the same."""
    transaction.on_commit(lambda: _send_for_the_worker(sweep_outbox))


def nudge_reader() -> None:
    """The same for what was uploaded."""
    transaction.on_commit(lambda: _send_for_the_worker(read_uploads))


def nudge_bringer() -> None:
    """The same for earlier registers."""
    transaction.on_commit(lambda: _send_for_the_worker(bring_in_registers))


def _send_for_the_worker(task: Any) -> None:
    scheme = settings.CELERY_BROKER_URL.partition(":")[0]
    options = {"max_retries": 0, **IMPATIENT.get(scheme, {})}
    try:
        with (
            current_app.connection_for_write(connect_timeout=PATIENCE, transport_options=options) as connection,
            connection.Producer() as producer,
        ):
            task.apply_async(producer=producer, retry=False, expires=60)
    except Exception as error:
        logger.warning("The worker could not be nudged, so the timetable's next sweep will do: %s", error)


@worker_ready.connect
def look_at_once(**kwargs: Any) -> None:
    """A worker that starts does not wait for the timetable."""
    nudge()
    nudge_reader()
    nudge_bringer()
