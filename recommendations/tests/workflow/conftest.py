import pytest

from recommendations.tests import make


@pytest.fixture
def cast(db) -> make.Cast:
    return make.cast()


@pytest.fixture
def ours(cast):
    """The Department's part, as owner, in a tracked single action."""
    return make.assignment(make.recommendation(), cast.dppa)
