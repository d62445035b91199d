"""Help says to each what is theirs to do, whom to ask, and leads to pages that open."""

import re

import pytest
from django.test import Client

from recommendations.browser.help import WORK
from recommendations.choices import Role
from recommendations.tests import make
from recommendations.tests.browser.stage import everything
from recommendations.workflow import memberships

OWN = {
    Role.DESK_OFFICER: "desk",
    Role.CLEARING_OFFICER: "clearing",
    Role.REVIEWER: "reviewer",
    Role.MANAGER: "manager",
    Role.AUDITOR: "auditor",
    Role.STEWARD: "steward",
    Role.ADMINISTRATOR: "administrator",
    Role.READER: "reader",
}


def page(user, address="/help/") -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def between(body: str, start: str, end: str) -> str:
    return body.split(f'id="{start}"')[1].split(f'id="{end}"')[0]


def test_every_role_has_its_work_and_its_first_hour(cast):
    assert set(WORK) == set(Role) == set(OWN)
    for role in Role:
        body = page(cast.reader, f"/help/{role}/")
        assert f"{role.label}: the first hour" in body
        assert body.count("<li><div>") >= 5


@pytest.mark.parametrize("role", Role)
def test_my_own_work_stands_first(cast, role):
    mine = between(page(getattr(cast, OWN[role])), "mine", "whom")
    assert mine.count("<dt>") == 1
    assert str(role.label) in mine


@pytest.mark.parametrize("role", Role)
def test_every_step_of_the_first_hour_leads_to_a_page_that_opens_for_that_role(cast, role):
    everything(cast)
    client = Client()
    client.force_login(getattr(cast, OWN[role]))
    body = client.get(f"/help/{role}/").content.decode()
    steps = body.split('<ol class="steps">')[1].split("</ol>")[0]
    addresses = set(re.findall(r'href="([^"#]+)', steps))
    assert addresses
    for each in addresses:
        response = client.get(each)
        assert response.status_code == 200, each
        assert "This list cannot be shown as asked" not in response.content.decode(), each


def test_the_list_leads_to_the_progress_of_exactly_its_rows(cast):
    everything(cast)
    body = page(cast.manager, "/recommendations/?family=DPPA&ordering=status")
    address = re.search(r'href="(/progress/[^"]*)"[^>]*>Progress of these', body)[1].replace("&amp;", "&")
    population = r"(\d+)</a>\s*asks?:"
    assert "family=DPPA" in address
    counted = page(cast.manager, address)
    assert re.search(population, counted)[1] == re.search(population, body)[1]


def test_an_unknown_role_is_not_found(cast, client):
    client.force_login(cast.desk)
    assert client.get("/help/emperor/").status_code == 404


def test_colleagues_are_named_with_how_to_reach_them_those_above_too(cast):
    whom = between(page(cast.desk), "whom", "typed")
    assert "Clara Clearing" in whom
    assert "mailto:manager@example.org" in whom
    assert "Dora Desk" not in whom, "oneself"
    assert "Claire Above" in whom, "this office is of that person's family"


def test_nobody_of_another_family_is_named(cast):
    for user in (cast.other_desk, cast.reader, cast.steward, cast.auditor, cast.administrator):
        whom = between(page(user), "whom", "typed")
        assert "Clara Clearing" not in whom
        assert "Maya Manager" not in whom


def test_who_left_is_not_asked(cast):
    cast.clearing.is_active = False
    cast.clearing.save()
    held = cast.manager.memberships.get()
    memberships.withdraw(held, by=make.REGISTER, version=held.version, why="Left.")
    whom = between(page(cast.desk), "whom", "typed")
    assert "Clara Clearing" not in whom
    assert "Maya Manager" not in whom


def test_how_the_register_is_reached_is_what_those_who_run_it_say(cast, settings):
    assert "your manager knows how" in page(cast.desk)
    settings.CONTACT = "register@example.org, room 12"
    assert 'href="mailto:register@example.org"' in page(cast.desk)


def test_more_colleagues_cost_no_more_queries(cast, django_assert_max_num_queries):
    client = Client()
    client.force_login(cast.desk)
    with django_assert_max_num_queries(40) as few:
        assert client.get("/help/").status_code == 200
    for number in range(10):
        make.user(f"more-{number}", Role.DESK_OFFICER, cast.dppa)
    with django_assert_max_num_queries(len(few)):
        assert "more-9" in client.get("/help/").content.decode()
