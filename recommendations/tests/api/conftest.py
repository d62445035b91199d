import pytest

from recommendations.tests import make


@pytest.fixture
def cast(db) -> make.Cast:
    return make.cast()
