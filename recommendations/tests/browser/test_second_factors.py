"""A second factor: set up, asked for, lost, removed; nothing opens without it, the administration neither."""

import re

import pytest
from django.test import Client

from recommendations.choices import EntryKind
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.browser.codes import code_of, confirmed, has_an_app, has_recovery_codes, kinds
from recommendations.tests.browser.stage import said, text_of
from recommendations.workflow import accounts


def sign_in(client: Client, who: str = "desk", **more):
    return client.post("/sign-in/", {"username": who, "password": "pass", **more})


def signed_in(client: Client) -> bool:
    return client.get("/progress/").status_code == 200


def test_it_is_set_up_with_the_code_that_the_app_shows_and_gives_recovery_codes(cast, client):
    sign_in(client)
    assert client.get("/account/second-factor/app/")["Location"].startswith("/account/confirm/?next=")
    confirmed(client)
    page = text_of(client.get("/account/second-factor/app/"))
    assert '<svg role="img" aria-labelledby="qr-words"' in page
    assert "data:image" not in page
    secret = re.search(r"data-secret>([A-Z2-7]+)<", page)[1]
    wrong = client.post("/account/second-factor/app/", {"code": "000000"})
    assert "This code is not right" in said(wrong)
    done = client.post("/account/second-factor/app/", {"code": code_of(secret)})
    assert done["Location"] == "/account/second-factor/codes/"
    assert kinds(cast.desk) == {"totp", "recovery_codes"}
    codes = re.findall(r"<li>(\d{8})</li>", text_of(client.get("/account/second-factor/codes/")))
    assert len(codes) == 10
    assert b"\n".join(each.encode() for each in codes) in client.get("/account/second-factor/codes/file/").content


def test_with_one_the_password_alone_opens_nothing(cast, client):
    secret = has_an_app(cast.desk)
    response = sign_in(client, next="/help/")
    assert response["Location"] == "/sign-in/second-step/"
    assert not signed_in(client)
    wrong = client.post("/sign-in/second-step/", {"code": "123"})
    assert wrong.status_code == 422
    assert "This code is not right" in said(wrong)
    assert not signed_in(client)
    assert client.post("/sign-in/second-step/", {"code": code_of(secret)})["Location"] == "/help/"
    assert signed_in(client)


def test_a_code_works_once(cast):
    secret = has_an_app(cast.desk)
    code = code_of(secret)
    first, second = Client(), Client()
    for each in (first, second):
        sign_in(each)
        each.post("/sign-in/second-step/", {"code": code})
    assert signed_in(first)
    assert not signed_in(second)


def test_guessing_codes_ends_after_five(cast, client):
    secret = has_an_app(cast.desk)
    sign_in(client)
    for _ in range(5):
        client.post("/sign-in/second-step/", {"code": "000000"})
    response = client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert "There were too many attempts" in said(response)
    assert not signed_in(client)


def test_a_recovery_code_opens_once(cast):
    has_an_app(cast.desk)
    code = has_recovery_codes(cast.desk)[0]
    opened = []
    for _ in range(2):
        client = Client()
        sign_in(client)
        client.post("/sign-in/second-step/", {"code": code})
        opened.append(signed_in(client))
    assert opened == [True, False]


def test_who_posts_another_sign_in_leaves_the_one_that_waits(cast, client):
    has_an_app(cast.desk)
    sign_in(client)
    assert client.get("/sign-in/")["Location"] == "/sign-in/second-step/"
    sign_in(client, "reader")
    assert signed_in(client)


def test_the_administration_asks_for_it_too(cast, client):
    cast.administrator.is_staff = True
    cast.administrator.save()
    secret = has_an_app(cast.administrator)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/sign-in/?next=/admin/"
    sign_in(client, "administrator", next="/admin/")
    assert client.get("/admin/").status_code == 302
    assert client.post("/sign-in/second-step/", {"code": code_of(secret)})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_secret_is_not_kept_as_it_is(cast):
    secret = has_an_app(cast.desk)
    kept = cast.desk.authenticator_set.get().data["secret"]
    assert secret not in kept


def test_after_another_secret_key_no_code_fits(cast, client, settings):
    secret = has_an_app(cast.desk)
    settings.SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"
    sign_in(client)
    assert client.post("/sign-in/second-step/", {"code": code_of(secret)}).status_code == 422


def test_coming_and_going_is_in_the_journal(cast, client):
    secret = has_an_app(cast.desk)
    sign_in(client)
    client.post("/sign-in/second-step/", {"code": code_of(secret)})
    confirmed(client)
    client.post("/account/second-factor/app/remove/")
    assert kinds(cast.desk) == set()
    entry = Entry.objects.filter(chain_kind="user", chain_id=str(cast.desk.pk)).order_by("seq").last()
    assert entry.facts == {"after": {"second_factor": "totp removed"}}
    assert entry.actor == cast.desk


def test_an_administrator_helps_somebody_who_lost_the_telephone(cast, client):
    has_an_app(cast.desk)
    by = make.by(cast.administrator)
    accounts.remove_second_factors(cast.desk, by=by, version=accounts.version_of(cast.desk), why="Lost telephone.")
    assert Entry.objects.filter(kind=EntryKind.CHANGED, facts__after__second_factor="all removed").exists()
    sign_in(client)
    assert signed_in(client)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
def test_at_an_address_of_numbers_passkeys_are_explained_and_not_offered(cast, client, host):
    page = said(client.get("/sign-in/", HTTP_HOST=host))
    elsewhere = "http://localhost:8000/" in page
    assert elsewhere == host.startswith("127")
    assert ("Sign in with a passkey" in page) != elsewhere


def test_a_passkey_that_nobody_knows_opens_nothing(cast, client):
    options = client.get("/sign-in/passkey/", headers={"Accept": "application/json"}, HTTP_HOST="localhost").json()
    assert options["request_options"]["publicKey"]["rpId"] == "localhost"
    response = client.post("/sign-in/passkey/", {"credential": "{}"}, HTTP_HOST="localhost")
    assert response.status_code == 422
    assert "does not open an account here" in said(response)
