from recommendations.tests.admin import stage
from recommendations.tests.staged import staged


@staged
def cast():
    return stage.staff()


@staged
def register(cast):
    return stage.something_of_everything(cast)
