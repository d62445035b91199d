"""What the machine offers, which tests run on it, and the fixtures that every test may ask for.

`db` is pytest-django's: each test in a transaction that is rolled back. `committed_db` is for browsers, workers and
races: really committed, seen by other threads and processes, and put back afterwards from a copy. Append-only
triggers make Django's own flush impossible, and they are never dropped.
"""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

from recommendations.tests import make
from recommendations.tests.properties import story
from recommendations.tests.staged import COPIES, Stage, begins_with, staged
from recommendations.tests.template_database import template_of

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
RABBITMQ_URL = os.environ.get("RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//")
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


# How long a browser may take until a story says that it failed, in ms; and how slow it is made, to find what does not
# wait: SLOW=8 is a machine of an eighth, at the end of a long line.
PATIENCE = 30_000
SLOW = int(os.environ.get("SLOW") or 1)
LONG = {"stories", "promises", "batteries"}


# What the machine lacks


def answers(url: str, port: int) -> bool:
    parts = urlsplit(url)
    try:
        with closing(socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), timeout=2)):
            return True
    except OSError:
        return False


def lacking() -> dict[str, str]:
    """Why tests with a mark cannot run here."""
    server = os.environ.get("DATABASE_URL") or "postgres://127.0.0.1:5432/"
    reasons = {
        "postgres": None if settings.DATABASE_URL else "DATABASE_URL does not name a PostgreSQL database",
        "postgres_server": None if answers(server, 5432) else "no PostgreSQL answers",
        "redis": None if answers(REDIS_URL, 6379) else "no Redis answers at REDIS_URL",
        "rabbitmq": None if answers(RABBITMQ_URL, 5672) else "no RabbitMQ answers at RABBITMQ_URL",
        "java": None if shutil.which("java") else "java is not installed",
        "gettext": None if shutil.which("xgettext") else "gettext is not installed",
        "chromium": None if CHROMIUM.exists() else f"{CHROMIUM} is not installed",
    }
    return {name: reason for name, reason in reasons.items() if reason}


def pytest_configure(config: pytest.Config) -> None:
    required = {each.strip() for each in os.environ.get("REQUIRE", "").split(",") if each.strip()}
    known = {"postgres", "postgres_server", "redis", "rabbitmq", "gettext", "java", "chromium"}
    if required - known:
        raise pytest.UsageError(f"REQUIRE knows {', '.join(sorted(known))}; not {', '.join(required - known)}")
    missing = {name: reason for name, reason in lacking().items() if name in required}
    if missing:
        raise pytest.UsageError("REQUIRE is not met: " + "; ".join(f"{n}: {why}" for n, why in missing.items()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    other = "sqlite" if settings.DATABASE_URL else "postgres"
    unasked = {each for each in ("proof", "bench") if each not in config.option.markexpr}
    kept, deselected = [], []
    for item in items:
        if "committed_db" in item.fixturenames and "db" not in item.fixturenames:
            # pytest-django makes test databases only if some test names `db`; the others would use the real one.
            item.fixturenames.append("db")
        marks = {mark.name for mark in item.iter_markers()}
        (deselected if marks & {other, *unasked} else kept).append(item)
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        items[:] = kept
    # Files that take long come first, so that no worker is left alone with one at the end.
    items.sort(key=lambda item: not LONG & set(item.path.parts))
    missing = lacking()
    for item in items:
        for mark in list(item.iter_markers()):
            if mark.name in missing:
                item.add_marker(pytest.mark.skip(reason=missing[mark.name]))


# The database


@pytest.fixture(scope="session")
def _stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    stage = Stage()
    yield stage
    with django_db_blocker.unblock():
        stage.clear()


@pytest.fixture
def _begun(request: pytest.FixtureRequest, _stage, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        request.node.stash[COPIES] = _stage.stand(begins_with(request))


@pytest.fixture
def _django_db_helper(_begun, _django_db_helper) -> None:
    """pytest-django's transaction of a test, in that of what its fixtures begin with."""


@pytest.fixture
def db(request: pytest.FixtureRequest) -> None:
    """A transaction, rolled back; or the committed database, where the test asked for that one."""
    if "committed_db" in request.fixturenames:
        request.getfixturevalue("committed_db")
    else:
        request.getfixturevalue("_django_db_helper")


@pytest.fixture(scope="session")
def _template(_stage, django_db_blocker) -> Iterator[object]:
    with django_db_blocker.unblock():
        _stage.clear()
        template = template_of(connection)
        template.take()
    yield template
    with django_db_blocker.unblock():
        template.drop()


@pytest.fixture
def committed_db(request: pytest.FixtureRequest, _stage, _template, django_db_blocker) -> Iterator[None]:
    """A database that others see: what the test commits stays until the end of the test."""
    if request.node.get_closest_marker("django_db"):
        raise pytest.UsageError(f"{request.node.nodeid}: committed_db and the django_db mark exclude each other")
    with django_db_blocker.unblock():
        _stage.clear()
        try:
            yield
        finally:
            connections.close_all()
            _template.put_back()


# Who and what tests speak of


@staged
def cast() -> make.Cast:
    return make.cast()


@staged
def told() -> None:
    story.tell(make.cast())


# The browser


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(committed_db) -> Iterator[str]:
    """The address of a web server on the committed database, with threads as in production."""
    httpd = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    httpd.set_app(get_wsgi_application())
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


@pytest.fixture(scope="session")
def _chromium(_stage, django_db_blocker) -> Iterator[object]:
    from playwright.sync_api import expect, sync_playwright

    def leave_the_database() -> None:
        """Playwright runs an event loop in this thread, and Django's connections are others while one runs."""
        with django_db_blocker.unblock():
            _stage.clear()
            connections.close_all()

    expect.set_options(timeout=PATIENCE)
    leave_the_database()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_SWITCHES)
        yield browser
        browser.close()
        leave_the_database()


@pytest.fixture
def browser(_chromium, server) -> Iterator[object]:
    """Makes browser sessions: browser() is a new person's page at the server. Errors that a page says fail the test."""
    contexts, complaints = [], []

    def new_page(**options):
        context = _chromium.new_context(**{"base_url": server, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("page", slow_down)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}") if is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        return page

    yield new_page
    for context in contexts:
        context.close()
    # Violations of the Content-Security-Policy are among them: Chromium says them as console errors.
    assert not complaints, "The page complained:\n" + "\n".join(complaints)


def slow_down(page) -> None:
    if SLOW > 1:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        session.send("Network.enable")
        line = {"offline": False, "latency": 20 * SLOW, "downloadThroughput": -1, "uploadThroughput": -1}
        session.send("Network.emulateNetworkConditions", line)


def is_complaint(said) -> bool:
    """An answer of 4xx, or none, which a test may well ask for, is not an error of the page."""
    asked_for = ("the server responded with a status of 4", "net::ERR_CONNECTION", "net::ERR_INTERNET_DISCONNECTED")
    return said.type == "error" and not any(f"Failed to load resource: {each}" in said.text for each in asked_for)


@pytest.fixture
def page(browser) -> object:
    return browser()
