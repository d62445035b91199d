from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommendations.models import ApiToken, User
from recommendations.tests import make
from recommendations.workflow import tokens


def issue(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("issue_token", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def ada(db) -> User:
    return make.user("ada")


def test_the_token_stands_alone_on_standard_output(ada):
    out, err = issue("ada", "--scope", "read", "--scope", "write:updates", "--name", "nightly", "--days", "7")
    text = out.removesuffix("\n")
    assert text == text.strip()
    assert "\n" not in text
    token = tokens.find(text)
    assert (token.user, token.name, token.scopes) == (ada, "nightly", ["read", "write:updates"])
    assert timedelta(days=6, hours=23) < token.expires_at - timezone.now() < timedelta(days=7, hours=1)
    assert "nightly" in err
    assert text not in err


def test_without_more_it_lasts_ninety_days_and_says_where_it_came_from(ada):
    issue("ada", "--scope", "read")
    token = ApiToken.objects.get()
    assert (token.expires_at - timezone.now()).days in (89, 90)
    assert "command" in token.name


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody", "--scope", "read"], "no account nobody"),
        (["ada", "--scope", "everything"], "everything"),
        (["ada"], "--scope"),
        (["ada", "--scope", "read", "--days", "0"], "one day"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_issued(ada, arguments, said):
    with pytest.raises(CommandError, match=said):
        issue(*arguments)
    assert not ApiToken.objects.exists()


def test_none_for_an_inactive_account(ada):
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="inactive"):
        issue("ada", "--scope", "read")
