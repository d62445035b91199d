"""The list of organizations: by family and kind, what has asks first, every figure that of its list."""

import re

import pytest

from recommendations.choices import OrganizationKind
from recommendations.tests import make
from recommendations.tests.browser.stage import text_of


@pytest.fixture
def client(cast, client):
    """Asks of the Secretariat's department and of the AU Commission; a State and a forum have none."""
    make.assignment(make.recommendation("1"), cast.dppa)
    make.assignment(make.recommendation("2"), cast.auc)
    make.assignment(make.recommendation("3"), cast.auc)
    make.organization("ARUSHA", name="Arusha Forum", kind=OrganizationKind.FORUM)
    make.organization("CHAD", name="Chad", kind=OrganizationKind.MEMBER_STATE)
    client.force_login(cast.reader)
    return client


def page(client, query="") -> str:
    return text_of(client.get(f"/organizations/{query}"))


def table(body: str) -> str:
    return body[body.index("<table") : body.index("</table>")]


def heads(body: str) -> list[str]:
    """The groups and the organizations, in the order in which they stand there."""
    return re.findall(r'scope="row(?:group)?"[^>]*>(?:<a[^>]*>)?([^<]+)', table(body))


def test_those_with_tracked_asks_stand_there_by_family_and_the_others_one_click_away(client):
    body = page(client)
    assert heads(body) == [
        "African Union, with all below it",
        "African Union Commission",
        "United Nations, with all below it",
        "Department of Political and Peacebuilding Affairs",
    ]
    (everything,) = re.findall(r'href="(\?show=all)"', body)
    assert "Chad" in heads(page(client, everything))


def test_in_the_list_of_all_what_has_asks_comes_first_and_what_has_no_family_stands_by_kind(client):
    assert heads(page(client, "?show=all")) == [
        "African Union, with all below it",
        "African Union Commission",
        "African Union",
        "United Nations, with all below it",
        "Department of Political and Peacebuilding Affairs",
        "United Nations",
        "Security Council",
        "United Nations Secretariat",
        "Member States",
        "Chad",
        "Forums",
        "Arusha Forum",
        "Other bodies",
        "Oversight Body",
    ]


def test_every_figure_is_that_of_its_list_and_those_of_a_family_count_each_ask_once(client):
    figures = re.findall(r'<a class="fig" href="([^"]+)">(\d+)</a>', table(page(client, "?show=all")))
    assert [number for address, number in figures if "family=AU" in address] == ["2"]
    assert len(figures) == 2 + 2 * 3
    for address, number in figures:
        answer = client.get(address)
        assert answer.context["page"].paginator.count == int(number), address


def test_a_search_looks_through_all_and_may_be_kept_to_those_with_asks(client):
    assert heads(page(client, "?q=forum")) == ["Forums", "Arusha Forum"]
    kept = page(client, "?show=with_asks&q=forum")
    assert "None with these words in a name has a tracked ask." in kept
    assert 'value="forum"' in kept
    (everything,) = re.findall(r'href="(\?show=all&q=forum)" *>All', kept)
    assert heads(page(client, everything)) == ["Forums", "Arusha Forum"]
    assert "No organization has these words in a name." in page(client, "?q=nowhere")


def test_an_address_that_asks_for_something_else_is_not_there(client):
    assert client.get("/organizations/?show=ranked").status_code == 404


def test_a_register_without_asks_says_so(cast, client_of):
    assert "No organization has a tracked ask yet." in page(client_of(cast.reader))
