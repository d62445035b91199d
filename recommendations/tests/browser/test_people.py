"""For administrators: who has access to what, since when, granted by whom; what they do about it."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from recommendations.choices import EntryKind, Role, Scope
from recommendations.models import Entry, Membership, User
from recommendations.tests import make
from recommendations.tests.browser.codes import has_an_app
from recommendations.tests.browser.stage import OURS, everything, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import accounts, focal_points, memberships, tokens


@pytest.fixture
def client(cast, client_of) -> Client:
    return client_of(cast.administrator)


def page_of(person) -> str:
    return f"/people/{person.pk}/"


def act(client, person, action, **typed):
    given = {"action": action, "version": accounts.version_of(person), "why": "As agreed.", **typed}
    return client.post(page_of(person), given)


def names(response) -> set[str]:
    return {each.user.username for each in response.context["rows"]}


def test_the_list_says_who_has_access_to_what_since_when_and_granted_by_whom(cast, client):
    memberships.grant(
        cast.reader, Role.REVIEWER, by=make.by(cast.administrator), organization=cast.auc, since=date(2026, 3, 1)
    )
    page = said(client.get("/people/?q=reader"))
    assert "Reviewer, African Union Commission since 1 March 2026 · granted by Ari Administrator" in page
    assert "granted by the register" in said(client.get("/people/?q=desk"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q=dora", {"desk"}),
        ("organization=DPPA&role=reviewer", {"reviewer"}),
        ("organization=UN-SECRETARIAT&role=clearing_officer", {"clearing", "clearing-above"}),
        ("organization=DPPA&role=clearing_officer", {"clearing"}),
        ("role=steward", {"steward"}),
        ("state=inactive", set()),
        ("q=desk&no_second_factor=yes", {"desk-two", "other-desk"}),
    ],
)
def test_it_is_filtered(cast, client, asked, expected):
    has_an_app(cast.desk)
    assert names(client.get(f"/people/?{asked}")) == expected


@pytest.mark.parametrize("asked", ["organization=NOWHERE", "role=king", "state=asleep"])
def test_a_filter_that_does_not_exist_is_said(cast, client, asked):
    response = client.get(f"/people/?{asked}")
    assert response.status_code == 400
    assert "is not one of the values" in said(response)


def test_a_longer_list_costs_no_more(cast, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/people/")
    with CaptureQueriesContext(connection) as few:
        client.get("/people/")
    for number in range(20):
        make.user(f"more-{number}", Role.DESK_OFFICER, cast.dppa)
    with CaptureQueriesContext(connection) as many:
        client.get("/people/")
    assert len(many) == len(few)


def test_it_is_exported_as_it_is_filtered(cast, client):
    response = client.get("/people/access.csv?role=steward")
    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert [(each["User name"], each["Role"], each["Since"]) for each in rows] == [
        ("steward", "Data steward", "2020-01-01")
    ]


def test_a_name_never_becomes_a_formula(cast, client):
    User.objects.filter(pk=cast.steward.pk).update(full_name="=1+1")
    assert "'=1+1" in b"".join(client.get("/people/access.csv?role=steward")).decode()


def test_a_function_is_granted_and_withdrawn_and_its_history_stays(cast, client):
    assert act(client, cast.reader, "grant", role="reviewer", organization="AUC").status_code == 302
    held = Membership.objects.get(user=cast.reader)
    typed = {"membership": held.public_id, "membership_version": held.version}
    assert act(client, cast.reader, "withdraw", **typed).status_code == 302
    page = said(client.get(page_of(cast.reader)))
    assert "withdrawn by Ari Administrator: As agreed." in page
    kinds = Entry.objects.filter(chain_kind="user", chain_id=str(cast.reader.pk)).order_by("seq")
    assert [each.kind for each in kinds] == [EntryKind.GRANTED, EntryKind.WITHDRAWN]


def test_what_a_verb_refuses_is_said_with_what_was_typed(cast, client):
    response = act(client, cast.reader, "grant", role="reviewer", why="Kept words.")
    assert response.status_code == 422
    assert "every other role names an organization" in said(response)
    assert "Kept words." in text_of(response)
    assert act(client, cast.desk, "grant", role="administrator").status_code == 409
    assert act(client, cast.reader, "grant", role="reviewer", organization="AUC", since="soon").status_code == 422


def test_a_stale_page_changes_nothing_and_keeps_what_was_typed(cast, client):
    response = act(client, cast.desk, "change", version="0", full_name="Typed Name", email="a@example.org")
    assert response.status_code == 409
    assert "Typed Name" in text_of(response)
    cast.desk.refresh_from_db()
    assert cast.desk.full_name == "Dora Desk"


def test_name_and_address_are_changed_with_a_reason(cast, client):
    given = {"full_name": "Dora Changed", "email": "dora@example.org", "language": "en"}
    assert act(client, cast.desk, "change", why="", **given).status_code == 422
    assert act(client, cast.desk, "change", **given).status_code == 302
    cast.desk.refresh_from_db()
    assert (cast.desk.full_name, cast.desk.email) == ("Dora Changed", "dora@example.org")


def test_a_lost_second_factor_is_removed_and_a_token_revoked(cast, client):
    has_an_app(cast.desk)
    kept, text = tokens.issue(cast.desk, name="Notebook", scopes=[Scope.READ])
    assert act(client, cast.desk, "remove-second-factor").status_code == 302
    assert not cast.desk.authenticator_set.exists()
    assert act(client, cast.desk, "revoke", token=kept.public_id, why="").status_code == 422
    assert act(client, cast.desk, "revoke", token=kept.public_id).status_code == 302
    assert tokens.find(text) is None


def test_an_act_that_does_not_exist_is_not_found(cast, client):
    assert act(client, cast.desk, "crown").status_code == 404


# Closing an account


@staged
def work(cast):
    row = make.assignment(make.recommendation(), cast.dppa)
    focal_points.name(row, by=make.by(cast.manager), version=row.version, focal_point=cast.desk)
    row.refresh_from_db()
    return row


def close(client, person, **typed):
    version = accounts.version_of(person)
    return client.post(f"{page_of(person)}deactivate/", {"version": version, "why": "Left.", **typed})


def test_it_lists_the_work_and_asks_who_takes_it_over(cast, client, work):
    page = said(client.get(f"{page_of(cast.desk)}deactivate/"))
    assert work.recommendation.reference in page
    assert "focal point" in page
    assert "Dan Desk" in page
    assert "Amina Desk" not in page
    assert close(client, cast.desk).status_code == 422
    cast.desk.refresh_from_db()
    assert cast.desk.is_active


def test_whoever_takes_over_has_it_then(cast, client, work):
    assert close(client, cast.desk, takes_over=str(cast.desk_two.pk)).status_code == 302
    work.refresh_from_db()
    cast.desk.refresh_from_db()
    assert (work.focal_point, cast.desk.is_active) == (cast.desk_two, False)
    assert Entry.objects.filter(kind=EntryKind.FOCAL_POINT_NAMED, actor=cast.administrator).count() == 1


def test_or_it_waits_in_the_office_queue(cast, client, work):
    close(client, cast.desk, takes_over="nobody")
    work.refresh_from_db()
    assert work.focal_point is None


def test_a_closed_account_opens_nothing_at_once(cast, client):
    theirs = Client()
    theirs.post("/sign-in/", {"username": "reader", "password": "pass"})
    _kept, text = tokens.issue(cast.reader, name="Notebook", scopes=[Scope.READ])
    close(client, cast.reader)
    assert theirs.get("/account/").status_code == 302
    assert tokens.find(text) is None
    assert Client().post("/sign-in/", {"username": "reader", "password": "pass"}).status_code == 422
    assert act(client, cast.reader, "activate").status_code == 302
    assert Client().post("/sign-in/", {"username": "reader", "password": "pass"}).status_code == 302


def test_nobody_closes_their_own_account(cast, client):
    assert close(client, cast.administrator).status_code == 403
    cast.administrator.refresh_from_db()
    assert cast.administrator.is_active


# Who may not


@pytest.mark.parametrize("who", ["reader", "desk", "manager", "steward", "auditor"])
def test_nobody_else_sees_or_does_any_of_it(cast, client_of, who):
    client = client_of(getattr(cast, who))
    for address in ("/people/", "/people/access.csv", "/people/invite/", page_of(cast.desk)):
        assert client.get(address).status_code == 403
    assert act(client, cast.reader, "grant", role="administrator").status_code == 403
    assert client.post("/people/invite/", {"username": "x", "email": "x@example.org", "why": "x"}).status_code == 403
    assert close(client, cast.desk_two).status_code == 403
    assert not Membership.objects.filter(user=cast.reader).exists()


def test_administrators_read_no_unreleased_words_here(cast, client):
    everything(cast)
    for address in ("/people/", page_of(cast.desk), f"{page_of(cast.desk)}deactivate/"):
        assert OURS not in text_of(client.get(address))
