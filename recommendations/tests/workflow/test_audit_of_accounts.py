"""The audit compares accounts with what the journal says of them."""

import pytest

from recommendations.models import User
from recommendations.tests.make import by
from recommendations.workflow import accounts
from recommendations.workflow.audit import differences


@pytest.mark.parametrize("column", ["is_active", "is_staff"])
def test_an_account_that_was_opened_or_let_in_behind_the_register_is_noticed(cast, column):
    made = accounts.add("new", by=by(cast.administrator), why="She joins.", full_name="Nia New", email="n@example.org")
    for account in (made, cast.desk):
        User.objects.filter(pk=account.pk).update(**{column: not getattr(account, column)})
        assert [each.what for each in differences()] == [column]
        User.objects.filter(pk=account.pk).update(**{column: getattr(account, column)})
    accounts.deactivate(made, by=by(cast.administrator), version=accounts.version_of(made), why="She leaves.")
    assert differences() == []
    User.objects.filter(pk=made.pk).update(is_active=True)
    assert [(each.where, each.what) for each in differences()] == [("new", "is_active")]
