import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.choices import FollowUp, Status
from recommendations.models import Recommendation
from recommendations.tests import make
from recommendations.tests.browser.stage import everything, owned, said, text_of


def rows_in(body: str) -> int:
    found = re.search(r"\d+ to \d+ of (\d+)", re.sub(r"\s+", " ", body))
    return int(found[1]) if found else 0


def figures_in(body: str) -> set[tuple[str, int]]:
    """Every number that is a link into the list, with its address."""
    links = re.findall(r'<a class="fig" href="(/recommendations/\?[^"]+)">(\d+)', body)
    strips = re.findall(r'<a href="(/recommendations/\?[^"]+)"><b>(\d+)</b>', body)
    return {(address, int(number)) for address, number in (*links, *strips)}


@pytest.mark.parametrize("page", ["/progress/", "/recommendations/", "/documents/", "/documents/S/2000/1/"])
def test_every_figure_leads_to_exactly_its_rows(page, cast, client_of):
    everything(cast)
    seen = {}
    for who in (cast.desk, cast.other_desk, cast.auditor, cast.reader):
        client = client_of(who)
        seen[who.username] = figures_in(text_of(client.get(page)))
    assert seen["desk"]
    assert len({frozenset(each) for each in seen.values()}) == 1, "the same numbers for everyone"
    client = client_of(cast.other_desk)
    for address, number in sorted(seen["desk"]):
        assert rows_in(text_of(client.get(address))) == number, address


def test_what_is_for_reference_is_not_counted_as_without_owner(cast, client_of):
    make.recommendation("1", follow_up="for_reference")
    make.recommendation("2")
    owned("3", cast.dppa, nature="aim")
    progress = said(client_of(cast.reader).get("/progress/"))
    assert re.search(r"Without owner\s+1\b", progress)
    assert re.search(r"Aims\s+1\s+described in words, never rated", progress)


def test_figures_of_a_filtered_list_hold_too(cast, client_of):
    everything(cast)
    client = client_of(cast.reader)
    for query in (
        "nature=aim&nature=single_action",
        "status=in_progress",
        "follow_up=for_reference&follow_up=tracked",
        "phase=open",
        "overdue=false",
        "counted=false",
        "q=support",
        "owner=DPPA&theme=theme",
    ):
        for address, number in figures_in(text_of(client.get(f"/recommendations/?{query}"))):
            assert rows_in(text_of(client.get(address))) == number, f"{query}: {address}"


def test_a_filter_or_value_that_does_not_exist_is_said_and_shows_nothing(cast, client_of):
    owned("1", cast.dppa)
    client = client_of(cast.reader)
    for query, words in (
        ("status=finished", "finished"),
        ("statsu=open", "There is no filter “statsu”"),
        ("overdue=perhaps", "“perhaps” is neither true nor false"),
        ("owner=NOBODY", "NOBODY"),
    ):
        response = client.get(f"/recommendations/?{query}")
        assert response.status_code == 400, query
        assert words in said(response)
        assert "No recommendation here" in said(response)


def test_chips_take_one_value_off_and_keep_the_rest(cast, client_of):
    owned("1", cast.dppa)
    body = text_of(client_of(cast.reader).get("/recommendations/?status=not_asked&status=deferred&kind=recommendation"))
    chips = re.findall(r'<a class="chip" href="([^"]+)">\s*([^<]+)<b>([^<]+)</b>', body)
    assert [words for _, _, words in chips] == ["Not asked", "Deferred", "Recommendation"]
    assert chips[0][0] == "?status=deferred&kind=recommendation"


def test_search_finds_words_references_and_names(cast, client_of):
    owned("1", cast.dppa)
    owned("37", cast.auc)
    client = client_of(cast.reader)
    assert rows_in(text_of(client.get("/recommendations/?q=thing+37"))) == 1
    assert rows_in(text_of(client.get("/recommendations/?q=Political"))) == 1
    assert rows_in(text_of(client.get("/recommendations/?q=S/2000/1"))) == 2


def test_rows_for_reference_ask_nobody_and_carry_no_status(cast, client_of):
    make.recommendation("1", follow_up=FollowUp.FOR_REFERENCE)
    response = client_of(cast.reader).get("/recommendations/")
    assert "nobody is asked" in said(response)
    assert 'class="quiet-row"' in text_of(response)


def test_pages_of_25_50_and_100(cast, client_of):
    for number in range(1, 31):
        owned(str(number), cast.dppa)
    client = client_of(cast.reader)
    assert "1 to 25 of 30" in said(client.get("/recommendations/"))
    assert "26 to 30 of 30" in said(client.get("/recommendations/?page=2"))
    assert "1 to 30 of 30" in said(client.get("/recommendations/?rows=50"))


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["/recommendations/", "/", "/progress/", "/documents/S/2000/1/"])
def test_more_rows_cost_no_more_queries(address, cast, client_of):
    client = client_of(cast.desk)

    def grow(numbers):
        for number in numbers:
            assignment = owned(str(number), cast.dppa)
            make.draft(assignment, cast.desk)
            other = owned(str(number), cast.un, answering=cast.dppa, ask=2)
            update = make.cleared(other, cast.desk, cast.clearing, Status.DEFERRED)
            make.reviewed(update, cast.reviewer)

    grow(range(1, 3))
    few = queries_of(client, address)
    grow(range(3, 6))
    assert queries_of(client, address) == few


def test_one_recommendation_costs_the_same_however_long_its_history(cast, client_of):
    assignment = owned("1", cast.dppa)
    client = client_of(cast.reviewer)
    address = f"/recommendations/{assignment.recommendation.public_id}/"
    make.cleared(assignment, cast.desk, cast.clearing)
    few = queries_of(client, address)
    for _ in range(4):
        make.cleared(assignment, cast.desk, cast.clearing)
    assert queries_of(client, address) == few


def test_archived_ones_are_gone_from_lists_and_stay_at_their_address(cast, client_of):
    archived = everything(cast)["archived"]
    client = client_of(cast.reader)
    assert archived.reference not in {each.reference for each in Recommendation.objects.filter(archived_at=None)}
    assert archived.public_id not in text_of(client.get("/recommendations/?rows=100"))
    page = said(client.get(f"/recommendations/{archived.public_id}/"))
    assert "Archived on" in page
    assert "A double." in page
