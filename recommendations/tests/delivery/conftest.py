import pytest

from recommendations.models import OutboxMessage, Recommendation
from recommendations.tests import make
from recommendations.tests.delivery.posts import Posts


@pytest.fixture
def posts(db) -> Posts:
    return Posts(make.cast())


@pytest.fixture
def message(posts) -> OutboxMessage:
    return posts.one()


@pytest.fixture
def recommendation(message) -> Recommendation:
    return message.entry.assignment.recommendation
