"""`make run`: set up what is missing, start the web server and the worker, and stop them together.

The same program serves a working register: `python -m partnership.serve` with the variables of docs/deploy.md.
"""

import hashlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections

BASE_DIR = Path(__file__).resolve().parent.parent
STOPPING_TAKES = 8  # seconds until what still runs is killed
STARTING_TAKES = 60


class Stop(BaseException):
    """Ctrl-C, or SIGTERM."""


class CannotRun(Exception):  # noqa: N818 - it names what happened
    """Said to the person as it is."""


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main() -> int:
    started = time.monotonic()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _stop)
    try:
        write_first_env(Path(os.environ.get("ENV_FILE") or BASE_DIR / ".env"))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
        django.setup()
        require_free_port(settings.HOST, settings.PORT)
        set_up()
        return run(started)
    except (CannotRun, ImproperlyConfigured) as refusal:
        say(str(refusal))
        return 1
    except Stop:
        say("Stopped.")
        return 0


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise Stop


# Set-up: every step may be repeated, and does nothing when there is nothing to do


def write_first_env(path: Path) -> None:
    """A secret for this installation; a demonstration, unless something else was asked for."""
    if path.exists() or os.environ.get("SECRET_KEY"):
        return
    lines = [f"SECRET_KEY={secrets.token_urlsafe(50)}"]
    if not os.environ.get("DEMO") and not os.environ.get("DATABASE_URL"):
        lines.append("DEMO=on")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write("# Written at the first start. docs/deploy.md explains every variable.\n")
        file.writelines(f"{line}\n" for line in lines)
    say(f"Wrote {path.name} with a new secret key" + (" and DEMO=on." if "DEMO=on" in lines else "."))


def require_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise CannotRun(
                f"Cannot listen on {host}, port {port} ({error.strerror}). "
                f"Stop the program that uses it, or choose another: make run PORT={port + 1}"
            ) from None


def set_up() -> None:
    for folder in (settings.VAR_DIR, settings.MEDIA_ROOT, settings.EMBEDDED_BROKER_DIR):
        folder.mkdir(parents=True, exist_ok=True)
    say("Bringing the database up to date.")
    call_command("migrate", interactive=False, verbosity=0)
    say("Loading the organizations, documents and recommendations.")
    call_command("load_register", verbosity=0)
    if settings.DEMO:
        call_command("load_demo_accounts", verbosity=0)
    collect_static_files()
    connections.close_all()


def collect_static_files() -> None:
    stamp = settings.STATIC_ROOT / ".collected"
    fingerprint = static_fingerprint()
    if not stamp.is_file() or stamp.read_text() != fingerprint:
        say("Collecting and compressing the static files.")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    """Changes when a static file, or the way in which they are stored, does."""
    seen = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            seen.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


# Running


def web_server() -> list[str]:
    # SQLite has one writer: one process with threads. PostgreSQL may use both cores.
    processes = 2 if settings.DATABASE_URL else 1
    host = f"[{settings.HOST}]" if ":" in settings.HOST and "[" not in settings.HOST else settings.HOST
    return [
        *(sys.executable, "-m", "gunicorn", "partnership.wsgi:application"),
        *("--bind", f"{host}:{settings.PORT}"),
        *("--worker-class", "gthread", "--workers", str(processes), "--threads", "8"),
        *("--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"),
        # Only settings.py decides whether a proxy's headers are believed.
        *("--forwarded-allow-ips", ""),
    ]


def worker() -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "--app", "partnership", "--quiet", "worker", "--beat"),
        *("--schedule", str(settings.VAR_DIR / "timetable")),
        # One process, the timetable a thread of it: enough for one register, and gone within three seconds.
        *("--pool", "solo", "--loglevel", "WARNING"),
        *("--without-gossip", "--without-mingle"),
    ]


def run(started: float) -> int:
    say("Starting the web server and the worker.")
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in (("web server", web_server()), ("worker", worker())):
            # A session of its own: Ctrl-C reaches this program only, which then stops both in order.
            running[name] = subprocess.Popen(command, cwd=BASE_DIR, start_new_session=True)
        wait_for_first_page(running)
        greet(time.monotonic() - started)
        while True:
            require_alive(running)
            time.sleep(0.5)
    finally:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        stop(list(running.values()))


def require_alive(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in running.items():
        if process.poll() is not None:
            raise CannotRun(f"The {name} ended by itself (exit code {process.returncode}), so everything was stopped.")


def wait_for_first_page(running: dict[str, subprocess.Popen[bytes]]) -> None:
    host = "127.0.0.1" if settings.HOST in ("0.0.0.0", "::") else settings.HOST.strip("[]")
    until = time.monotonic() + STARTING_TAKES
    while time.monotonic() < until:
        require_alive(running)
        with suppress(OSError, http.client.HTTPException):
            asking = http.client.HTTPConnection(host, settings.PORT, timeout=5)
            asking.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".")})
            if asking.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise CannotRun(f"The first page did not answer within {STARTING_TAKES} seconds, so everything was stopped.")


def greet(seconds: float) -> None:
    say(f"\nThe register is at http://{settings.HOST}:{settings.PORT}/ (after {seconds:.1f} seconds). Ctrl-C stops it.")
    if settings.DEMO:
        from recommendations.demo import ACCOUNTS, PASSWORD

        say(f"It is a demonstration: sign in with the password {PASSWORD} as one of")
        for account in ACCOUNTS:
            say(f"  {account}")
        say(f"Passkeys, which browsers refuse at an address of numbers, work at http://localhost:{settings.PORT}/")


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask, wait, then kill whatever is left of each process and its children."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + STOPPING_TAKES
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, until - time.monotonic()))
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
