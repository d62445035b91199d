from recommendations.tests import make
from recommendations.tests.staged import staged


@staged
def ours(cast):
    """The Department's part, as owner, in a tracked single action."""
    return make.assignment(make.recommendation(), cast.dppa)
