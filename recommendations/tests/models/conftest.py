import pytest

from recommendations.tests import make
from recommendations.tests.properties import story
from recommendations.tests.properties.tampering import undone


@pytest.fixture
def cast(db) -> make.Cast:
    return make.cast()


@pytest.fixture(scope="module")
def _told(django_db_setup, django_db_blocker):
    """The story costs a second: it is told once, and every test undoes what it did to it."""
    with django_db_blocker.unblock(), undone():
        story.tell(make.cast())
        yield


@pytest.fixture
def told(_told, db):
    with undone():
        yield
