"""`make run`, really started: the page answers, a second start changes nothing, and whatever ends leaves no process."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite  # DEMO=on never uses another database
PATIENCE = 120  # seconds until something that should have ended is said to hang


class Run:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.said = ""

    def start(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        mine = {"ENV_FILE": str(self.folder / ".env"), "VAR_DIR": str(self.folder / "var"), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "partnership.serve"],
            cwd=settings.BASE_DIR,
            env={**kept, **mine},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_it_says(self, words: str) -> None:
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return
        raise AssertionError(f"It ended without saying {words!r}:\n{self.said}")

    def ended(self) -> int:
        self.said += self.process.communicate(timeout=PATIENCE)[0]
        return self.process.returncode

    def processes(self) -> list[int]:
        """Everything that was started with our folder in its environment."""
        return [int(each.parent.name) for each in Path("/proc").glob("[0-9]*/environ") if self._ours(each)]

    def _ours(self, environ: Path) -> bool:
        try:
            return f"VAR_DIR={self.folder}/var".encode() in environ.read_bytes()
        except OSError:
            return False

    def content(self) -> list[str]:
        with closing(sqlite3.connect(self.folder / "var/demo.sqlite3")) as database:
            return sorted(database.iterdump())


@contextmanager
def gone_afterwards(folder: Path) -> Iterator[Run]:
    run = Run(folder)
    yield run
    for each in run.processes():
        os.kill(each, signal.SIGKILL)
    run.process.wait()
    run.process.stdout.close()


@pytest.fixture
def run(tmp_path):
    with gone_afterwards(tmp_path) as run:
        yield run


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The first start in a new folder, which makes everything; it has answered, and was ended from the keyboard."""
    with gone_afterwards(tmp_path_factory.mktemp("first")) as run:
        began = time.monotonic()
        run.start()
        run.wait_until_it_says("manager.un")
        run.took = time.monotonic() - began
        with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/healthz") as answer:
            run.answered = answer.read()
        run.process.send_signal(signal.SIGINT)
        run.code = run.ended()
        run.left = run.processes()
        yield run


@pytest.fixture
def again(first, tmp_path):
    """Where it was started once, and everything is there."""
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    with gone_afterwards(tmp_path) as run:
        yield run


def test_the_first_start_makes_everything_answers_and_ends_with_all_its_processes(first):
    assert f"http://127.0.0.1:{first.port}/" in first.said
    assert first.answered == b"ok"
    assert first.code == 0
    assert first.left == []


def test_a_second_start_changes_nothing(first, again):
    before, secret = first.content(), (first.folder / ".env").read_text()
    began = time.monotonic()
    again.start()
    again.wait_until_it_says("manager.un")
    assert time.monotonic() - began < first.took
    again.process.send_signal(signal.SIGTERM)
    assert again.ended() == 0
    assert again.processes() == []
    assert again.content() == before
    assert (again.folder / ".env").read_text() == secret


@pytest.mark.parametrize("part", ["gunicorn", "celery"])
def test_when_one_part_dies_all_stop_and_say_so(again, part):
    run = again
    run.start()
    run.wait_until_it_says("manager.un")
    for each in run.processes():
        if part in Path(f"/proc/{each}/cmdline").read_text().split("\0"):
            os.kill(each, signal.SIGKILL)
    assert run.ended() == 1
    assert "ended by itself" in run.said
    assert run.processes() == []


def test_a_taken_port_stops_the_start_before_anything_is_made(run):
    with closing(socket.create_server(("127.0.0.1", run.port))):
        run.start()
        assert run.ended() == 1
    assert f"make run PORT={run.port + 1}" in run.said
    assert not (run.folder / "var").exists()
