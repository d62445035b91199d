"""A real worker with its timetable, in a process of its own, on the committed database; and a real mail server."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from email import message_from_bytes
from pathlib import Path
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from kombu import Connection

from partnership import serve
from recommendations.models import Letter, OutboxMessage
from recommendations.tests.conftest import RABBITMQ_URL, REDIS_URL

BROKERS = [
    pytest.param("filesystem://localhost", id="embedded"),
    pytest.param(REDIS_URL, id="redis", marks=pytest.mark.redis),
    pytest.param(RABBITMQ_URL, id="rabbitmq", marks=pytest.mark.rabbitmq),
]
PATIENCE = 120  # seconds until something that should have happened is said not to
MANAGE = [sys.executable, "manage.py"]


class MailServer:
    """Accepts every letter and remembers the Message-IDs, in order."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.ids.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 taken"

    @property
    def repeated(self) -> int:
        return sum(count - 1 for count in Counter(self.ids).values())


class Worker:
    def __init__(self, folder: Path, broker: str, mail_port: int) -> None:
        self.folder, self.queue = folder, f"test-{uuid.uuid4()}"
        self.log = folder / "worker.log"
        self.process: subprocess.Popen[bytes] | None = None
        (folder / "broker").mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = {
            **kept,
            **database_for(folder),
            "DJANGO_SETTINGS_MODULE": "partnership.settings",
            "ENV_FILE": os.devnull,
            "SECRET_KEY": settings.SECRET_KEY,
            "VAR_DIR": str(folder),
            "BROKER_URL": broker,
            "QUEUE_NAME": self.queue,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
        }

    def start(self, *, die_at: str = "", timetable: bool = True) -> None:
        """As `make run` starts it."""
        command = [each.replace(str(settings.VAR_DIR), str(self.folder)) for each in serve.worker()]
        if not timetable:
            command.remove("--beat")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env={**self.environment, "DIE_AT": die_at},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Another program of the same installation."""
        return subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, timeout=PATIENCE
        )

    def nudge(self) -> None:
        said = "import django; django.setup(); from recommendations.tasks import nudge; nudge()"
        nudged = self.run(sys.executable, "-c", said)
        assert nudged.returncode == 0, nudged.stderr
        assert nudged.stderr == ""

    def wait_for(self, happened: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
        until = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < until, f"It did not happen within {seconds} s. The worker said:\n{self.said()}"
            assert self.process is None or self.process.poll() is None, f"The worker ended:\n{self.said()}"
            time.sleep(0.05)

    def ended(self, *, seconds: float = PATIENCE) -> int:
        """Its exit code, once it ended by itself; negative for a signal. Its timetable ends with it."""
        code = self.process.wait(timeout=seconds)
        self.kill()
        return code

    def kill(self) -> None:
        """kill -9, whatever it is doing: the worker, and its timetable, which is a process of its own."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> int:
        self.process.terminate()
        code = self.process.wait(timeout=PATIENCE)
        self.process = None
        return code

    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""


def database_for(folder: Path) -> dict[str, str]:
    """The test's own database, as the worker is told of it."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        (folder / "register.sqlite3").symlink_to(held["NAME"])
        return {}
    password = f":{quote(held['PASSWORD'])}" if held["PASSWORD"] else ""
    address = f"{held['HOST'] or '127.0.0.1'}:{held['PORT'] or 5432}"
    return {"DATABASE_URL": f"postgres://{held['USER']}{password}@{address}/{held['NAME']}"}


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return free.getsockname()[1]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.controller.start()
    yield server
    server.controller.stop()


@contextmanager
def worker_at(folder: Path, broker: str, mail_port: int) -> Iterator[Worker]:
    worker = Worker(folder, broker, mail_port)
    try:
        yield worker
    finally:
        worker.kill()
        forget(broker, worker.queue)


def forget(broker: str, queue: str) -> None:
    """Leave nothing at a broker that others use too."""
    if broker.startswith("amqp"):
        with Connection(broker) as rabbitmq, rabbitmq.channel() as channel:
            channel.queue_delete(queue)
            channel.exchange_delete(queue)
    if broker.startswith("redis"):
        import redis

        with closing(redis.Redis.from_url(broker)) as there, suppress(redis.ConnectionError):
            for key in there.scan_iter(f"{queue}:*"):
                there.delete(key)


class OwnRedis:
    """A Redis that the test may switch off."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def on(self) -> None:
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with closing(socket.create_connection(("127.0.0.1", self.port), timeout=1)):
                    return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("redis-server did not start")

    def off(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    @staticmethod
    def missing() -> bool:
        return shutil.which("redis-server") is None


def everything_is_done() -> bool:
    return not OutboxMessage.objects.filter(done_at__isnull=True).exists()


def letters() -> set[str]:
    return set(Letter.objects.values_list("mail_id", flat=True))
