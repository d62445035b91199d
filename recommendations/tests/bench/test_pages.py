"""How long the server works on the common answers, as ratios to Django's own list of the same rows: `make bench`.

One run asks for all of them in turn, so that whatever else the machine does meets them alike; what counts is the time
of the processor. All come through the whole WSGI application, without what a test client adds to templates."""

import gc
import io
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.template import Template
from django.test import Client

from recommendations.choices import Role
from recommendations.models import Organization, Recommendation, User
from recommendations.tests import make
from recommendations.workflow.audit import differences
from recommendations.workflow.loading import load

pytestmark = pytest.mark.bench
RUNS: Final = 15
LIST: Final = "recommendations/recommendation/"
DJANGOS: Final = "Django's admin, 25 rows"
# Beside the pages: how they relate is worth knowing, and no promise.
NO_PAGES: Final = ("a bare answer", "API list, 100 rows", "audit")


def asking(person: User) -> Callable[[str], Callable[[], None]]:
    """For an address: the whole of what a server does for this person who asks for it."""
    client = Client()
    client.force_login(person)
    cookie = "; ".join(f"{each.key}={each.value}" for each in client.cookies.values())
    application = WSGIHandler()

    def get(path: str) -> Callable[[], None]:
        def act() -> None:
            said: list[str] = []
            environ = {
                **{"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_COOKIE": cookie, "HTTP_ACCEPT_ENCODING": "gzip"},
                **{"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1"},
                **{"wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http"},
            }
            answer = application(environ, lambda status, _headers: said.append(status))
            b"".join(answer)
            answer.close()
            assert said == ["200 OK"], (path, said)

        return act

    return get


def settle() -> None:
    """As the application does when a server has loaded it."""
    gc.collect()
    gc.freeze()


def milliseconds(acts: dict[str, Callable[[], object]]) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        act()
    for _ in range(RUNS):
        for name, act in acts.items():
            begun = time.process_time()
            act()
            taken[name].append(time.process_time() - begun)
    return {name: 1000 * median(each) for name, each in taken.items()}


@pytest.fixture
def as_served(monkeypatch, settings):
    """Templates as a server renders them: the tests' own way copies the context of every one. The connection stays,
    as between two requests to a server, although the test's transaction is open."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
    settings.ROOT_URLCONF = "recommendations.tests.bench.plain"
    for each in (request_started, request_finished):
        each.disconnect(close_old_connections)
    settle()
    yield
    gc.unfreeze()
    for each in (request_started, request_finished):
        each.connect(close_old_connections)


def test_the_common_answers(db, as_served):
    load(Path(settings.BASE_DIR) / "fixtures", by=make.REGISTER)
    one = Recommendation.objects.get(reference="S/2008/186 para. 79(a)")
    owner = one.assignments.exclude(answering_organization=None).first()
    office = Organization.objects.get(pk=owner.answering_organization_id)
    djangos = asking(make.user("plain", is_staff=True))
    User.objects.filter(username="plain").update(is_superuser=True, is_staff=True)
    reads, writes = asking(make.user("bench")), asking(make.user("desk", Role.DESK_OFFICER, office))
    address = f"/recommendations/{one.public_id}/"
    measured = milliseconds(
        {
            DJANGOS: djangos(f"/plain-admin/{LIST}"),
            "the same, tuned": djangos(f"/tuned-admin/{LIST}"),
            "a bare answer": reads("/healthz"),
            "My desk": writes("/"),
            "list, 25 rows": reads("/recommendations/"),
            "one recommendation": reads(address),
            "the same, with its form": writes(address),
            "progress": reads("/progress/"),
            "documents": reads("/documents/"),
            "a document, whole": reads("/documents/S/2008/186/"),
            "organizations": reads("/organizations/"),
            "an organization": reads("/organizations/UN/"),
            "themes": reads("/themes/"),
            "API list, 100 rows": reads("/api/v1/recommendations/"),
        }
    )
    measured |= milliseconds({"audit": differences})
    print()
    for name, taken in measured.items():
        ratios = f"{taken / measured[DJANGOS]:6.2f} × Django's list  {taken / measured['the same, tuned']:6.2f} × tuned"
        print(f"{name:<26} {taken:8.1f} ms  {ratios}")
    pages = [name for name in measured if name not in (DJANGOS, "the same, tuned", *NO_PAGES)]
    assert [name for name in pages if measured[name] > measured[DJANGOS]] == []
