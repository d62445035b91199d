"""What one sets for oneself; where one is signed in; one's tokens."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from recommendations.browser.accounts import devices
from recommendations.choices import EntryKind, Scope
from recommendations.models import ApiToken, Entry
from recommendations.tests import make
from recommendations.tests.browser.stage import said, text_of
from recommendations.workflow import tokens

STRONG = "a-long-walk-by-the-river"


def sign_in(who="desk", password="pass", **more) -> Client:
    client = Client(**more)
    client.post("/sign-in/", {"username": who, "password": password})
    return client


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


def wanted(**more):
    return {"language": "en", "time_zone": "", "appearance": "system", "digest": "daily", **more}


# Profile


def test_it_is_kept_and_holds_from_the_next_page_on(cast, client_of):
    client = client_of(cast.desk)
    given = wanted(time_zone="Africa/Addis_Ababa", appearance="dark", digest="weekly", mail_when_mentioned="on")
    assert client.post("/account/", given)["Location"] == "/account/"
    cast.desk.refresh_from_db()
    assert (cast.desk.time_zone, cast.desk.appearance, cast.desk.digest) == ("Africa/Addis_Ababa", "dark", "weekly")
    assert (cast.desk.single_keys, cast.desk.mail_when_returned, cast.desk.mail_when_mentioned) == (False, False, True)
    assert 'data-theme="dark"' in text_of(client.get("/account/"))


def test_what_was_kept_is_said_in_the_language_that_was_chosen(cast, client_of):
    page = text_of(client_of(cast.desk).post("/account/", wanted(language="fr"), follow=True))
    assert "Kept. It holds from this page on." not in page
    with override("fr"):
        assert gettext("Kept. It holds from this page on.") in html.unescape(page)


@pytest.mark.parametrize(
    "wrong", [{"language": "tlh"}, {"time_zone": "Mars/Olympus"}, {"appearance": "pink"}, {"digest": "hourly"}]
)
def test_what_does_not_exist_is_refused(cast, client_of, wrong):
    response = client_of(cast.desk).post("/account/", wanted(**wrong))
    assert response.status_code == 422
    cast.desk.refresh_from_db()
    assert (cast.desk.language, cast.desk.time_zone) == ("en", "")


def test_name_and_address_are_the_administrators(cast, client_of):
    client_of(cast.desk).post("/account/", wanted(full_name="Queen", email="queen@example.org", is_staff="on"))
    cast.desk.refresh_from_db()
    assert (cast.desk.full_name, cast.desk.email, cast.desk.is_staff) == ("Dora Desk", "desk@example.org", False)


def test_the_language_is_the_accounts_on_every_page(cast, client_of, settings, monkeypatch):
    from recommendations.tests.promises.pseudo import Pseudo, trans_real

    settings.LANGUAGES = [*settings.LANGUAGES, ("xx", "Pseudo")]
    monkeypatch.setitem(trans_real._translations, "xx", Pseudo("xx"))
    client = client_of(cast.desk)
    assert client.post("/account/", wanted(language="xx")).status_code == 302
    assert "⟦My account⟧" in text_of(client.get("/account/"))
    assert "⟦" not in text_of(client_of(cast.reader).get("/account/"))
    entry = Entry.objects.filter(kind=EntryKind.CHANGED, actor=cast.desk).get()
    assert entry.facts == {"before": {"language": "en"}, "after": {"language": "xx"}}


def test_hours_are_in_the_accounts_time_zone_and_days_are_not(cast, client_of):
    _kept, _text = tokens.issue(cast.desk, name="Notebook", scopes=[Scope.READ])
    ApiToken.objects.update(created_at=datetime(2026, 5, 3, 22, 30, tzinfo=UTC), last_used_on="2026-05-03")
    cast.desk.time_zone = "Africa/Addis_Ababa"
    cast.desk.save()
    page = said(client_of(cast.desk).get("/account/tokens/"))
    assert "4 May 2026, 01:30" in page
    assert "3 May 2026 " in page
    assert timezone.get_current_timezone_name() == configured.TIME_ZONE


def test_light_dark_or_as_the_device_is_set(cast, client_of):
    client = client_of(cast.desk)
    assert 'data-theme="system"' in text_of(client.get("/account/"))
    assert "dark.css" in text_of(client.get("/account/"))
    for chosen in ("light", "dark"):
        client.post("/account/", wanted(appearance=chosen))
        page = text_of(client.get("/account/"))
        assert f'data-theme="{chosen}"' in page
        assert "dark.css" not in page


def test_the_devices_dark_is_the_accounts_dark():
    static = configured.BASE_DIR / "static"
    design = (static / "design.css").read_text(encoding="utf-8")
    of_the_device = (static / "dark.css").read_text(encoding="utf-8")
    rules = re.findall(r"^\[data-theme=dark\][^{]*\{(?:\n.*?^\}|[^\n]*)$", design, flags=re.MULTILINE | re.DOTALL)
    assert rules
    written = "\n".join(each.replace("=dark]", "=system]") for each in rules)
    assert of_the_device.partition("*/\n")[2].strip() == written


# Password


def test_a_new_password_ends_every_session_but_this_one(cast):
    here, there = sign_in(), sign_in()
    assert here.post("/account/password/", {"old": "pass", "password": STRONG})["Location"] == "/account/password/"
    assert is_in(here)
    assert not is_in(there)
    assert is_in(sign_in(password=STRONG))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("wrong", STRONG, "This is not your password."), ("pass", "short", "too short"), ("pass", "", "too short")],
)
def test_not_without_the_old_one_nor_with_a_weak_one(cast, old, new, words):
    client = sign_in()
    response = client.post("/account/password/", {"old": old, "password": new})
    assert response.status_code == 422
    assert words in said(response)
    assert is_in(sign_in())


# Sessions


def test_every_session_is_listed_with_its_device(cast):
    sign_in(headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"})
    page = said(sign_in().get("/account/sessions/"))
    assert "Firefox on Linux" in page
    assert "this one" in page


def test_a_session_that_is_ended_really_is(cast):
    here, there, elsewhere = sign_in(), sign_in(), sign_in()
    ids = re.findall(r'name="session" value="(\d+)"', text_of(here.get("/account/sessions/")))
    assert len(ids) == 2
    here.post("/account/sessions/", {"session": ids[0]})
    assert [is_in(here), is_in(there) + is_in(elsewhere)] == [True, 1]
    here.post("/account/sessions/", {"session": "others"})
    assert [is_in(here), is_in(there), is_in(elsewhere)] == [True, False, False]


def test_nobody_ends_another_persons_session(cast):
    theirs = sign_in("reader")
    mine = sign_in()
    from allauth.usersessions.models import UserSession

    mine.post("/account/sessions/", {"session": str(UserSession.objects.get(user=cast.reader).pk)})
    assert is_in(theirs)


def test_last_used_is_noted_every_few_minutes(cast):
    client = sign_in()
    from allauth.usersessions.models import UserSession

    from recommendations.browser.accounts import middleware

    then = timezone.now() - timedelta(hours=1)
    UserSession.objects.update(last_seen_at=then)
    client.get("/account/")
    assert UserSession.objects.get().last_seen_at == then
    middleware._seen.clear()
    client.get("/account/")
    assert UserSession.objects.get().last_seen_at > then


@pytest.mark.parametrize(
    ("said_by_it", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("", "A browser that does not say which"),
    ],
)
def test_devices_have_names_that_their_owners_know(said_by_it, name):
    assert devices.name_of(said_by_it) == name


# Tokens


def test_a_token_is_shown_once_and_opens_the_api(cast, client_of):
    client = client_of(cast.desk)
    made = client.post("/account/tokens/", {"name": "Notebook", "scopes": ["read"], "days": "30"})
    text = re.search(r"data-token>(ppt_[\w-]+)<", text_of(made))[1]
    assert text not in text_of(client.get("/account/tokens/"))
    headers = {"Authorization": f"Bearer {text}"}
    assert Client().get("/api/v1/recommendations/", headers=headers).status_code == 200
    token = ApiToken.objects.get()
    assert client.post("/account/tokens/", {"action": "revoke", "token": token.public_id}).status_code == 302
    assert Client().get("/api/v1/recommendations/", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "Say what the token is for"),
        ({"scopes": []}, "The scopes are"),
        ({"scopes": ["write:clearance"]}, "The scopes are"),
        ({"days": "9999"}, "A token lasts a year at most"),
        ({"days": "no"}, "A token lasts a year at most"),
    ],
)
def test_what_a_token_cannot_be_is_said_and_nothing_is_issued(cast, client_of, typed, words):
    given = {"name": "Notebook", "scopes": ["read"], "days": "30", **typed}
    response = client_of(cast.desk).post("/account/tokens/", given)
    assert response.status_code == 422
    assert words in said(response)
    assert not ApiToken.objects.exists()


def test_only_scopes_that_a_role_can_use_are_offered(cast, client_of):
    assert 'value="write:updates"' in text_of(client_of(cast.desk).get("/account/tokens/"))
    assert 'value="write:' not in text_of(client_of(cast.reader).get("/account/tokens/"))


def test_nobody_revokes_another_persons_token(cast, client_of):
    kept, _text = tokens.issue(cast.reader, name="Notebook", scopes=[Scope.READ])
    response = client_of(cast.desk).post("/account/tokens/", {"action": "revoke", "token": kept.public_id})
    assert response.status_code == 404
    kept.refresh_from_db()
    assert kept.revoked_at is None


def test_a_token_does_not_issue_tokens(cast):
    from recommendations.errors import NotPermitted

    by = make.by(cast.desk, scopes=frozenset(Scope))
    with pytest.raises(NotPermitted):
        tokens.issue(cast.desk, name="Child", scopes=[Scope.READ], by=by)


def test_issued_and_revoked_are_in_the_journal(cast):
    by = make.by(cast.desk)
    kept, _text = tokens.issue(cast.desk, name="Notebook", scopes=[Scope.READ], by=by)
    tokens.revoke(kept, by=by)
    rows = Entry.objects.filter(facts__token=kept.public_id).order_by("seq")
    assert [each.kind for each in rows] == [EntryKind.TOKEN_ISSUED, EntryKind.TOKEN_REVOKED]
    assert all(each.actor == cast.desk for each in rows)


def test_at_the_end_of_its_time_it_opens_nothing(cast, client_of):
    client_of(cast.desk).post("/account/tokens/", {"name": "Notebook", "scopes": ["read"], "days": "7"})
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert "expired" in said(sign_in().get("/account/tokens/"))
