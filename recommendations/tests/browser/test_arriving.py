"""From the administrator's form, through the letter, to the person's own password; and a forgotten one."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from recommendations.choices import EntryKind
from recommendations.delivery import outbox
from recommendations.models import Entry, Letter, OutboxMessage, User
from recommendations.tests import make
from recommendations.tests.browser.codes import has_an_app
from recommendations.tests.browser.stage import said
from recommendations.workflow import accounts, invitations, links

STRONG = "a-long-walk-by-the-river"


def invitation(**typed):
    return {
        "username": "newcomer",
        "full_name": "Nia Newcomer",
        "email": "nia@example.org",
        "language": "en",
        "1-role": "desk_officer",
        "1-organization": "DPPA",
        "why": "Joins the desk.",
        **typed,
    }


def link_in(letter) -> str:
    """The address in the letter's text, the same as in its HTML."""
    (found,) = re.findall(r"https?://[^/]+(/\S+)", letter.body)
    assert found in letter.alternatives[0][0]
    return found


@pytest.fixture
def invited(cast, client_of):
    response = client_of(cast.administrator).post("/people/invite/", invitation())
    person = User.objects.get(username="newcomer")
    assert response["Location"] == f"/people/{person.pk}/"
    return person


def test_who_is_invited_chooses_a_password_and_is_in(cast, invited, client):
    outbox.sweep()
    (letter,) = mail.outbox
    assert letter.to == ["nia@example.org"]
    address = link_in(letter)
    assert "Welcome, Nia Newcomer" in said(client.get(address))
    weak = client.post(address, {"password": "short"})
    assert weak.status_code == 422
    assert "too short" in said(weak)
    assert client.post(address, {"password": STRONG})["Location"] == "/account/first-steps/"
    page = said(client.get("/account/first-steps/"))
    assert "Desk officer, Department of Political and Peacebuilding Affairs" in page
    again = Client().post("/sign-in/", {"username": "nia@example.org", "password": STRONG})
    assert again["Location"] == "/"


def test_the_invitation_the_function_and_the_password_are_in_the_journal(cast, invited, client):
    outbox.sweep()
    client.post(link_in(mail.outbox[0]), {"password": STRONG})
    kinds = list(
        Entry.objects.filter(chain_kind="user", chain_id=str(invited.pk)).order_by("seq").values_list("kind", "actor")
    )
    by = cast.administrator.pk
    assert kinds == [("added", by), ("granted", by), ("invited", by), ("changed", invited.pk)]


def test_nothing_secret_is_stored(invited):
    outbox.sweep()
    token = link_in(mail.outbox[0]).split("/")[2]
    rows = [*Letter.objects.values(), *OutboxMessage.objects.values(), *Entry.objects.values(), *User.objects.values()]
    assert not any(token in str(each) for each in rows)


def test_the_link_works_once(invited, client):
    outbox.sweep()
    address = link_in(mail.outbox[0])
    client.post(address, {"password": STRONG})
    for response in (Client().get(address), Client().post(address, {"password": "another-" + STRONG})):
        assert response.status_code == 410
        assert "This link opens nothing any more" in said(response)
    assert Client().post("/sign-in/", {"username": "newcomer", "password": STRONG}).status_code == 302


def test_and_for_seven_days(invited, client):
    outbox.sweep()
    address = link_in(mail.outbox[0])
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert client.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        assert client.get(address).status_code == 410


def test_another_invitation_ends_the_one_before(cast, invited, client):
    outbox.sweep()
    first = link_in(mail.outbox[0])
    version = accounts.version_of(invited)
    invitations.again(invited, by=make.by(cast.administrator), version=version, why="The letter was lost.")
    outbox.sweep()
    second = link_in(mail.outbox[1])
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_an_invitation_that_was_withdrawn_opens_nothing_and_is_not_sent(cast, invited, client):
    token = links.token_for(invited, links.INVITATION)
    version = accounts.version_of(invited)
    client.force_login(cast.administrator)
    client.post(f"/people/{invited.pk}/deactivate/", {"version": version, "why": "A mistake."})
    outbox.sweep()
    assert mail.outbox == []
    assert Client().get(f"/invitation/{token}/").status_code == 410


def test_until_then_the_account_opens_with_nothing(invited, client):
    for password in ("", "pass", "!"):
        assert client.post("/sign-in/", {"username": "newcomer", "password": password}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": ""}, "The invitation goes to an e-mail address: give one."),
        ({"username": "desk"}, "already exists"),
        ({"why": ""}, "Say why"),
        ({"1-organization": ""}, "every other role names an organization"),
        ({"2-role": "administrator"}, "An administrator holds no other role"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_made(cast, client_of, typed, words):
    response = client_of(cast.administrator).post("/people/invite/", invitation(**typed))
    assert response.status_code in (409, 422)
    assert words in said(response)
    assert "Nia Newcomer" in response.content.decode()
    assert not User.objects.filter(email="nia@example.org").exists()
    assert not OutboxMessage.objects.filter(kind="invited").exists()
    assert not Entry.objects.filter(kind=EntryKind.INVITED).exists()


# A forgotten password


def ask(client, name):
    return client.post("/forgotten-password/", {"name": name})


def test_a_forgotten_password_is_replaced_by_a_letter(cast, client):
    ask(client, "desk@example.org")
    outbox.sweep()
    (letter,) = mail.outbox
    address = link_in(letter)
    assert client.post(address, {"password": STRONG})["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert Client().post("/sign-in/", {"username": "desk", "password": "pass"}).status_code == 422
    assert Client().post("/sign-in/", {"username": "desk", "password": STRONG}).status_code == 302
    assert Client().get(address).status_code == 410


def test_whoever_asks_gets_the_same_answer(cast, client):
    known, unknown = ask(client, "desk"), ask(client, "nobody@example.org")
    assert said(known) == said(unknown)
    assert "If there is such an account" in said(known)
    assert OutboxMessage.objects.filter(kind="reset").count() == 1


def test_an_account_gets_one_such_letter_an_hour(cast, client):
    now = timezone.now().replace(minute=1)
    with time_machine.travel(now):
        for name in ("desk", "desk@example.org", "desk"):
            ask(client, name)
    assert OutboxMessage.objects.filter(kind="reset", to=cast.desk).count() == 1
    with time_machine.travel(now + timedelta(hours=1)):
        ask(client, "desk")
    assert OutboxMessage.objects.filter(kind="reset", to=cast.desk).count() == 2


def test_its_link_ends_after_two_hours_and_with_the_next_sign_in(cast, client):
    token = links.token_for(cast.desk, links.RESET)
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        assert client.get(f"/new-password/{token}/").status_code == 410
    assert client.get(f"/new-password/{token}/").status_code == 200
    client.post("/sign-in/", {"username": "desk", "password": "pass"})
    assert Client().get(f"/new-password/{token}/").status_code == 410


def test_no_letter_goes_to_an_account_that_is_closed_or_everybodys(cast, client):
    User.objects.filter(pk=cast.desk.pk).update(is_active=False)
    User.objects.filter(pk=cast.reader.pk).update(is_demonstration=True)
    ask(client, "desk")
    ask(client, "reader")
    assert not OutboxMessage.objects.exists()


def test_one_kind_of_link_is_not_the_other(cast, client):
    assert client.get(f"/invitation/{links.token_for(cast.desk, links.RESET)}/").status_code == 410
    assert client.get(f"/new-password/{links.token_for(cast.desk, links.INVITATION)}/").status_code == 410
    assert client.get("/new-password/anything/").status_code == 410


def test_a_new_password_does_not_take_the_place_of_the_second_factor(cast, client):
    has_an_app(cast.desk)
    token = links.token_for(cast.desk, links.RESET)
    response = client.post(f"/new-password/{token}/", {"password": STRONG})
    assert response["Location"] == "/sign-in/second-step/"
    assert client.get("/account/").status_code == 302


def test_letters_are_in_the_persons_language(cast, client, settings, monkeypatch):
    from recommendations.tests.promises.pseudo import speak

    settings.LANGUAGES = [*settings.LANGUAGES, ("xx", "Pseudo")]
    User.objects.filter(pk=cast.desk.pk).update(language="xx")
    speak(monkeypatch, "xx")
    ask(client, "desk")
    outbox.sweep()
    assert mail.outbox[0].subject == "⟦A new password for the partnership tracker⟧"
    assert "⟦If it was not you" in mail.outbox[0].body
