from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from recommendations.choices import Scope
from recommendations.errors import Invalid
from recommendations.models import User
from recommendations.workflow import tokens


def test_a_token_is_shown_once_and_kept_as_a_digest(cast):
    kept, text = tokens.issue(cast.desk, name="Notebook", scopes=[Scope.READ])
    assert text not in {str(value) for value in vars(kept).values()}
    assert tokens.find(text) == kept
    assert tokens.find(text + "x") is None


def test_a_token_opens_nothing_once_it_is_revoked_expired_or_its_user_is_inactive(cast):
    kept, text = tokens.issue(cast.desk, name="Notebook", scopes=[Scope.READ])
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert tokens.find(text) is None
    User.objects.filter(pk=cast.desk.pk).update(is_active=False)
    assert tokens.find(text) is None
    User.objects.filter(pk=cast.desk.pk).update(is_active=True)
    tokens.revoke(kept)
    assert tokens.find(text) is None


@pytest.mark.parametrize("scopes", [[], ["write:everything"]])
def test_a_token_has_scopes_that_are_known(cast, scopes):
    with pytest.raises(Invalid):
        tokens.issue(cast.desk, name="Notebook", scopes=scopes)
