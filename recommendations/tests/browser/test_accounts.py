from urllib.parse import urlencode

import pytest
from django.test import Client, override_settings

from recommendations.tests.browser.stage import owned, said, text_of


def sign_in(client: Client, **given):
    return client.post("/sign-in/", {"username": "desk", "password": "pass", **given})


def test_after_the_sign_in_one_is_where_one_wanted_to_go(cast, client):
    assert client.get("/progress/")["Location"] == "/sign-in/?next=/progress/"
    assert 'value="/progress/"' in text_of(client.get("/sign-in/?next=/progress/"))
    assert sign_in(client, next="/progress/")["Location"] == "/progress/"
    assert client.get("/sign-in/?next=/help/")["Location"] == "/help/"


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_but_never_elsewhere(address, cast, client):
    assert sign_in(client, next=address)["Location"] == "/"


def test_a_wrong_password_is_said_in_plain_words(cast, client):
    response = sign_in(client, password="wrong")
    assert response.status_code == 422
    assert 'role="alert"' in text_of(response)
    assert 'aria-invalid="true"' in text_of(response)
    assert 'value="desk"' in text_of(response)
    assert "wrong" not in text_of(response)


def test_signing_out_is_posted(cast, client_of):
    client = client_of(cast.desk)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


@override_settings(AXES_ENABLED=True, AXES_LOCKOUT_TEMPLATE="accounts/locked_out.html")
def test_too_many_attempts_lock_for_a_while_and_say_so(cast, client):
    for _ in range(5):
        response = sign_in(client, password="wrong")
    response = sign_in(client)
    assert response.status_code == 429
    assert "Sign-in is locked for a while" in said(response)
    assert "15 minutes" in said(response)


def test_the_demonstration_lists_its_accounts(cast, client, settings):
    assert "Demonstration accounts" not in said(client.get("/sign-in/"))
    settings.DEMO = True
    page = said(client.get("/sign-in/"))
    assert "desk.un" in page
    assert "The password of each is demo" in page


def test_the_account_menu_says_what_one_is(cast, client_of):
    page = said(client_of(cast.desk).get("/"))
    assert "Dora Desk" in page
    assert "Desk officer, Department of Political and Peacebuilding Affairs" in page
    assert "Reader" in said(client_of(cast.reader).get("/"))


def test_a_form_that_grew_too_old_is_explained(cast):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sign-in/", {"username": "desk", "password": "pass"})
    assert response.status_code == 403
    assert "This form has grown too old" in said(response)


def test_right_to_left_is_the_page_s_own(cast, client, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    body = text_of(client.get("/sign-in/", headers={"Accept-Language": "ar"}))
    assert 'lang="ar"' in body
    assert 'dir="rtl"' in body


def test_a_language_that_is_not_translated_is_not_claimed(cast, client):
    assert 'lang="en"' in text_of(client.get("/sign-in/", headers={"Accept-Language": "sw"}))
    assert 'lang="fr"' in text_of(client.get("/sign-in/", headers={"Accept-Language": "fr-CH, de"}))


def test_an_act_of_one_click_without_a_session_leads_back_to_its_page(cast, client):
    assignment = owned("1", cast.dppa)
    page = f"/recommendations/{assignment.recommendation.public_id}/"
    response = client.post(f"/assignments/{assignment.public_id}/ask/", {"back": page})
    assert response["Location"] == f"/sign-in/?{urlencode({'next': page})}"
    assert f'name="next" value="{page}"' in text_of(client.get(response["Location"]))


def test_who_has_work_in_the_administration_finds_the_way_there(cast, client_of):
    for who in (cast.steward, cast.administrator):
        who.is_staff = True
        who.save()
        assert 'href="/admin/"' in text_of(client_of(who).get("/"))
    assert 'href="/admin/"' not in text_of(client_of(cast.reader).get("/"))
