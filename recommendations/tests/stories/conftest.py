import pytest

from recommendations.tests import make
from recommendations.tests.delivery.posts import Posts
from recommendations.tests.stories import worker as real
from recommendations.tests.stories.browsers import browsers
from recommendations.tests.stories.web import restartable


@pytest.fixture
def posts(committed_db) -> Posts:
    return Posts(make.cast())


@pytest.fixture
def mail_server():
    with real.mail_server() as server:
        yield server


@pytest.fixture
def worker_at(committed_db, tmp_path, mail_server):
    made = []

    def at(broker: str) -> real.Worker:
        folder = tmp_path / f"worker-{len(made)}"
        folder.mkdir()
        made.append(real.worker_at(folder, broker, mail_server.port))
        return made[-1].__enter__()

    yield at
    for each in made:
        each.__exit__(None, None, None)


@pytest.fixture
def web(committed_db):
    with restartable() as server:
        yield server


@pytest.fixture
def browser_in(_chromium):
    with browsers(_chromium) as opened:
        yield opened
