"""What the machine offers, which tests run on it, and the fixtures that every test may ask for.

`db` is pytest-django's: each test in a transaction that is rolled back. `committed_db` is for browsers, workers and
races: really committed, seen by other threads and processes, and put back afterwards from a copy. Append-only
triggers make Django's own flush impossible, and they are never dropped.
"""

import os
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
        "chromium": None if CHROMIUM.exists() else f"{CHROMIUM} is not installed",
    }
    return {name: reason for name, reason in reasons.items() if reason}


def pytest_configure(config: pytest.Config) -> None:
    required = {each.strip() for each in os.environ.get("REQUIRE", "").split(",") if each.strip()}
    known = {"postgres", "postgres_server", "redis", "rabbitmq", "chromium"}
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
    missing = lacking()
    for item in items:
        for mark in list(item.iter_markers()):
            if mark.name in missing:
                item.add_marker(pytest.mark.skip(reason=missing[mark.name]))


# The database


@pytest.fixture
def db(request: pytest.FixtureRequest) -> None:
    """A transaction, rolled back; or the committed database, where the test asked for that one."""
    if "committed_db" in request.fixturenames:
        request.getfixturevalue("committed_db")
    else:
        request.getfixturevalue("_django_db_helper")


@pytest.fixture(scope="session")
def _template(django_db_setup, django_db_blocker) -> Iterator[object]:
    with django_db_blocker.unblock():
        template = template_of(connection)
        template.take()
    yield template
    with django_db_blocker.unblock():
        template.drop()


@pytest.fixture
def committed_db(request: pytest.FixtureRequest, _template, django_db_blocker) -> Iterator[None]:
    """A database that others see: what the test commits stays until the end of the test."""
    if request.node.get_closest_marker("django_db"):
        raise pytest.UsageError(f"{request.node.nodeid}: committed_db and the django_db mark exclude each other")
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connections.close_all()
            _template.put_back()


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
def _chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def browser(_chromium, server) -> Iterator[object]:
    """Makes browser sessions: browser() is a new person's page at the server. Errors that a page says fail the test."""
    contexts, complaints = [], []

    def new_page(**options):
        context = _chromium.new_context(base_url=server, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}") if is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        return page

    yield new_page
    for context in contexts:
        context.close()
    # Violations of the Content-Security-Policy are among them: Chromium says them as console errors.
    assert not complaints, "The page complained:\n" + "\n".join(complaints)


def is_complaint(said) -> bool:
    """An answer of 4xx, which a test may well ask for, is not an error of the page."""
    return said.type == "error" and "Failed to load resource: the server responded with a status of 4" not in said.text


@pytest.fixture
def page(browser) -> object:
    return browser()
