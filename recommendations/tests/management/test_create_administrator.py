from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recommendations.choices import EntryKind, Role
from recommendations.management.commands import create_administrator
from recommendations.models import Entry, Membership, User
from recommendations.tests import make

PASSWORD = "a-long-and-quiet-evening"


@pytest.fixture
def typed(monkeypatch):
    """What the operator types, in order."""
    answers = []
    monkeypatch.setattr(create_administrator, "getpass", lambda prompt: answers.pop(0))
    return answers


def create(*arguments: str) -> None:
    call_command("create_administrator", *arguments, stdout=StringIO())


def test_the_first_administrator_may_sign_in_to_the_administration_and_is_in_the_journal(db, typed, client):
    typed += [PASSWORD, PASSWORD]
    create("ada", "--full-name", "Ada Admin", "--email", "ada@example.org")
    user = User.objects.get(username="ada")
    assert (user.is_staff, user.is_superuser, user.full_name) == (True, False, "Ada Admin")
    assert [each.role for each in user.memberships.all()] == [Role.ADMINISTRATOR]
    assert Entry.objects.filter(kind=EntryKind.GRANTED, chain_id=str(user.pk)).exists()
    assert client.login(username="ada", password=PASSWORD)


def test_a_script_may_give_the_password(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    create("ada", "--password-stdin")
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("answers", "said"),
    [(["short", "short"], "12"), ([PASSWORD, "something else"], "differ"), (["ada-the-administrator"] * 2, "similar")],
)
def test_a_weak_or_mistyped_password_makes_nothing(db, typed, answers, said):
    typed += answers
    with pytest.raises(CommandError, match=said):
        create("ada-the-administrator" if said == "similar" else "ada")
    assert not User.objects.exists()


def test_a_second_one_only_when_asked_for(db, typed):
    typed += [PASSWORD] * 4
    create("ada")
    with pytest.raises(CommandError, match="--another"):
        create("ben")
    create("ben", "--another")
    assert Membership.objects.filter(role=Role.ADMINISTRATOR).count() == 2


def test_an_administrator_who_cannot_sign_in_does_not_count(db, typed):
    typed += [PASSWORD] * 2
    make.user("gone", Role.ADMINISTRATOR)
    User.objects.update(is_active=False)
    create("ada")
    assert User.objects.get(username="ada").memberships.get().role == Role.ADMINISTRATOR


def test_a_taken_name_is_said(db, typed):
    typed += [PASSWORD] * 2
    make.user("ada")
    with pytest.raises(CommandError, match="already exists"):
        create("ada")
    assert not Membership.objects.exists()
