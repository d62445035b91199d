"""`make run`, really started: the page answers, a second start changes nothing, and whatever ends leaves no process."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite  # DEMO=on never uses another database


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
        self.said += self.process.communicate(timeout=20)[0]
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


@pytest.fixture
def run(tmp_path):
    run = Run(tmp_path)
    yield run
    for each in run.processes():
        os.kill(each, signal.SIGKILL)
    run.process.wait()
    run.process.stdout.close()


def test_two_starts(run):
    run.start()
    run.wait_until_it_says("The register is at")
    assert f"http://127.0.0.1:{run.port}/" in run.said
    run.wait_until_it_says("manager.un")
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/healthz") as answer:
        assert answer.read() == b"ok"
    run.process.send_signal(signal.SIGINT)
    asked = time.monotonic()
    assert run.ended() == 0
    assert time.monotonic() - asked < 8
    assert run.processes() == []

    before, secret = run.content(), (run.folder / ".env").read_text()
    started = time.monotonic()
    run.start()
    run.wait_until_it_says("manager.un")
    assert time.monotonic() - started < 15
    run.process.send_signal(signal.SIGTERM)
    assert run.ended() == 0
    assert run.processes() == []
    assert run.content() == before
    assert (run.folder / ".env").read_text() == secret


@pytest.mark.parametrize("part", ["gunicorn", "celery"])
def test_when_one_part_dies_all_stop_and_say_so(run, part):
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
