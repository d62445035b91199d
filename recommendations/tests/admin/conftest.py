import pytest

from recommendations.tests.admin import stage


@pytest.fixture
def cast(db):
    return stage.staff()


@pytest.fixture
def register(cast):
    return stage.something_of_everything(cast)
