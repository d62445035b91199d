"""Who is told, and what, when the way into an account changes."""

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.utils import translation

from recommendations.delivery import outbox
from recommendations.models import OutboxMessage, User
from recommendations.tests.browser.codes import code_of, confirmed, has_an_app, kinds
from recommendations.tests.make import by
from recommendations.workflow import accounts

STRONG = "correct horse battery"


def letters() -> list[django_mail.EmailMultiAlternatives]:
    outbox.sweep()
    assert not OutboxMessage.objects.filter(done_at=None).exists()
    return django_mail.outbox


def bodies(letter) -> list[str]:
    return [letter.body, letter.alternatives[0][0]]


def test_a_changed_password_is_said_to_its_owner_and_to_nobody_else(cast, settings):
    settings.SITE_URL = "https://register.example.org"
    accounts.choose_password(by=by(cast.desk), password=STRONG)
    [letter] = letters()
    assert letter.to == ["desk@example.org"]
    assert letter.subject == "Your sign-in to the partnership tracker was changed"
    for body in bodies(letter):
        assert "The password of your account was changed." in body
        assert "https://register.example.org/account/" in body
        assert "https://register.example.org/forgotten-password/" in body
        assert STRONG not in body


def test_so_is_one_that_an_administrator_set(cast):
    seen = accounts.version_of(cast.desk)
    accounts.set_password(
        cast.desk, by=by(cast.administrator), version=seen, why="Asked by telephone.", password=STRONG
    )
    [letter] = letters()
    for body in bodies(letter):
        assert "An administrator set another password for your account." in body
        assert "Asked by telephone." not in body
        assert "Ari Administrator" not in body


@pytest.mark.parametrize(
    ("change", "kind", "said"),
    [
        ("added", "totp", "An authenticator app was added"),
        ("removed", "totp", "The authenticator app was removed"),
        ("added", "webauthn", "A passkey was added"),
        ("removed", "webauthn", "A passkey was removed"),
        ("added", "recovery_codes", "New recovery codes were made"),
    ],
)
def test_every_second_factor_that_comes_or_goes_is_said(cast, change, kind, said):
    accounts.note_second_factor(by=by(cast.desk), change=change, kind=kind)
    [letter] = letters()
    assert all(said in body for body in bodies(letter))


def test_all_second_factors_that_an_administrator_removed_are_said(cast):
    has_an_app(cast.desk)
    seen = accounts.version_of(cast.desk)
    accounts.remove_second_factors(cast.desk, by=by(cast.administrator), version=seen, why="Lost telephone.")
    [letter] = letters()
    assert "An administrator removed all second factors" in letter.body


def test_the_codes_that_come_with_an_app_are_no_second_letter(cast, django_capture_on_commit_callbacks):
    client = Client()
    client.post("/sign-in/", {"username": "desk", "password": "pass"})
    confirmed(client)
    page = client.get("/account/second-factor/app/").content.decode()
    secret = page.split("data-secret>")[1].split("<")[0]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/second-factor/app/", {"code": code_of(secret)})
    assert kinds(cast.desk) == {"totp", "recovery_codes"}
    [letter] = letters()
    assert "An authenticator app was added" in letter.body


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_it_is_in_the_persons_language_and_at_their_hour(cast, language, direction):
    User.objects.filter(pk=cast.desk.pk).update(language=language, time_zone="Africa/Addis_Ababa")
    accounts.choose_password(by=by(cast.desk), password=STRONG)
    with translation.override("es"):
        [letter] = letters()
    text, html = bodies(letter)
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert "(EAT)" in text


def test_the_first_password_of_an_invited_person_and_closed_accounts_get_none(cast):
    cast.desk.set_unusable_password()
    cast.desk.save()
    accounts.choose_password(by=by(cast.desk), password=STRONG)
    assert letters() == []
    accounts.choose_password(by=by(cast.desk_two), password=STRONG)
    User.objects.filter(pk=cast.desk_two.pk).update(is_active=False)
    assert letters() == []
