"""Each filter keeps its promise; the number beside a value is the number of rows that it gives."""

import re
from datetime import date, timedelta

import pytest
from django.http import QueryDict

from recommendations.choices import AssignmentRole, AssignmentState, Basis, Finding, FollowUp, Kind, Nature, Status
from recommendations.models import Recommendation, Theme
from recommendations.queries import conditions, names, order, search
from recommendations.queries.facets import Facets
from recommendations.queries.filters import RecommendationFilters
from recommendations.tests import make
from recommendations.tests.browser.stage import everything, owned, said, text_of
from recommendations.tests.browser.test_listing import rows_in
from recommendations.workflow import catalogue


def found(query: str) -> set[str]:
    filters = RecommendationFilters(QueryDict(query), queryset=conditions.listed())
    assert filters.is_valid(), filters.errors
    return {each.paragraph.label for each in filters.qs}


def in_order(query: str, ordering: str = "") -> list[str]:
    given = QueryDict(query)
    filters = RecommendationFilters(given, queryset=conditions.listed())
    return [each.paragraph.label for each in order.ordered(filters.qs, ordering, given.get("q", ""))]


def due(recommendation: Recommendation, day: date) -> Recommendation:
    Recommendation.objects.filter(pk=recommendation.pk).update(due_on=day, due_precision="day")
    return recommendation


@pytest.mark.parametrize(
    "query",
    [
        "",
        "status=in_progress&status=not_asked",
        "owner=DPPA",
        "family=UN&phase=open",
        "q=support",
        "overdue=false&document=S/2000/1",
        "follow_up=tracked&theme=theme",
        "differ=true",
    ],
)
def test_the_number_beside_each_value_is_the_number_of_rows_it_gives(query, cast):
    everything(cast)
    due(Recommendation.objects.get(reference="S/2000/1 para. 5"), make.today() - timedelta(days=1))
    filters = RecommendationFilters(QueryDict(query), queryset=conditions.listed())
    facets = Facets(filters, names.organizations())
    for name in [*facets.pairs, *facets.switches]:
        for code, number in facets.counts(name).items():
            given = QueryDict(query, mutable=True)
            given.setlist(name, [code])
            again = RecommendationFilters(given, queryset=conditions.listed())
            assert again.is_valid(), (name, code, again.errors)
            assert again.qs.count() == number, (query, name, code)
    assert len(facets.found) == filters.qs.count()


def test_every_filter_has_a_menu(cast, client_of):
    everything(cast)
    make.recommendation("20", places=["Somalia"], addressees=[("the Council", cast.council)])
    body = text_of(client_of(cast.reader).get("/recommendations/"))
    for name in RecommendationFilters.base_filters:
        assert re.search(rf'name="{name}"', body), name


def test_of_an_organization_as_owner_in_any_role_as_family_and_as_the_office_that_answers(cast):
    owned("1", cast.council, answering=cast.dppa)
    owned("2", cast.auc, role=AssignmentRole.COUNTERPART)
    assert found("owner=UN-SC") == {"1"}
    assert found("owner=AUC") == set()
    assert found("organization=AUC") == {"2"}
    assert found("answering=DPPA") == {"1"}
    assert found("family=UN-SECRETARIAT") == {"1"}
    assert found("family=UN") == {"1"}
    assert found("family=AU") == {"2"}


def test_by_what_the_ask_is(cast):
    theme = Theme.objects.create(code="mediation", name="Mediation")
    make.recommendation("1", kind=Kind.CALL, nature=Nature.CONTINUING_PRACTICE, themes=[theme], places=["Somalia"])
    make.recommendation("2", follow_up=FollowUp.TO_BE_DECIDED)
    make.recommendation("3", code="S/1999/2")
    assert found("kind=call") == {"1"}
    assert found("nature=continuing_practice") == {"1"}
    assert found("theme=mediation") == {"1"}
    assert found("place=Somalia") == {"1"}
    assert found("follow_up=to_be_decided") == {"2"}
    assert found("document=S/1999/2") == {"3"}
    assert found("standing=recommended&year=2000") == {"1", "2", "3"}


def test_by_status_phase_basis_and_what_stands_out(cast):
    review = make.cleared(owned("1", cast.dppa), cast.desk, cast.clearing)
    make.reviewed(review, cast.reviewer, Finding.FINDS_OTHERWISE, status=Status.NOT_STARTED, note="Not yet.")
    owned("2", cast.dppa)
    make.cleared(owned("3", cast.dppa), cast.desk, cast.clearing, Status.IMPLEMENTED)
    assert found("status=not_started") == {"1"}
    assert found("phase=derived&phase=closed") == {"2", "3"}
    assert found("basis=own_side") == {"1"}
    assert found(f"basis={Basis.NONE}") == {"2"}
    assert found("differ=true") == {"1"}
    assert found("differ=false") == {"2", "3"}


def test_target_dates_from_and_up_to_a_day_both_included(cast):
    for number in (1, 2, 3):
        due(owned(str(number), cast.dppa).recommendation, date(2030, 1, number))
    owned("4", cast.dppa)
    assert found("due_from=2030-01-02") == {"2", "3"}
    assert found("due_to=2030-01-02") == {"1", "2"}
    assert found("due_from=2030-01-02&due_to=2030-01-02") == {"2"}
    assert found("dated=false") == {"4"}


def test_a_day_that_is_none_is_said(cast, client_of):
    owned("1", cast.dppa)
    response = client_of(cast.reader).get("/recommendations/?due_from=tomorrow")
    assert response.status_code == 400
    assert "Target date from" in said(response)


def test_only_what_is_tracked_can_be_without_owner(cast):
    make.recommendation("1")
    make.recommendation("2", follow_up=FollowUp.FOR_REFERENCE)
    make.recommendation("3", is_whole=True)
    assert found("without_owner=true") == {"1"}


def test_by_the_state_of_the_owners_assignment(cast):
    owned("1", cast.dppa)
    make.cleared(owned("2", cast.dppa), cast.desk, cast.clearing)
    assert found(f"assignment_state={AssignmentState.PROPOSED}") == {"1"}
    assert found(f"assignment_state={AssignmentState.CONFIRMED}") == {"2"}


def test_words_are_found_in_any_order_and_together_in_quotation_marks(cast):
    owned("7", cast.dppa)
    assert found("q=7 thing well") == {"7"}
    assert found("q=well thing 7") == {"7"}
    assert found('q="thing 7"') == {"7"}
    assert found('q="7 thing"') == set()


def test_words_names_acronyms_and_references_are_found(cast):
    owned("7", cast.dppa)
    owned("8", cast.auc)
    assert found("q=peacebuilding") == {"7"}
    assert found("q=DPPA") == {"7"}
    assert found("q=S/2000/1 para. 8") == {"8"}


def test_the_place_itself_comes_first_then_what_stands_below_it(cast):
    for label in ("17", "27"):
        make.recommendation(label, code="S/2000/7")
    owned("7", cast.dppa)
    assert in_order("q=7") == ["7", "17", "27"]
    assert in_order("q=7", "-reference") == ["27", "17", "7"]


def test_a_number_is_found_as_a_whole(cast):
    """The 8 of paragraph 8 does not stand in 2008, 18 or 80."""
    for label in ("8", "18"):
        make.recommendation(label, code="S/2008/1")
    assert found("q=S/2008/1 para. 8") == {"8"}
    assert found("q=thing 8") == {"8"}
    assert found("q=2008") == {"8", "18"}
    assert found("q=200") == set()


def test_only_the_number_that_was_found_is_marked():
    words = "Eight is 8, neither 18 nor 80; (8)"
    assert [words[start:end] for start, end in search.hits(words, ["8"])] == ["8", "8"]
    assert search.hits(words, ["8"])[0][0] == words.index("8,")


def test_each_order(cast):
    first = make.cleared(owned("1", cast.dppa), cast.desk, cast.clearing, effective_on=date(2025, 5, 1))
    owned("2", cast.auc)
    make.cleared(owned("3", cast.dppa), cast.desk, cast.clearing, Status.IMPLEMENTED, effective_on=date(2025, 3, 1))
    make.recommendation("4", follow_up=FollowUp.FOR_REFERENCE)
    due(first.assignment.recommendation, date(2031, 1, 1))
    due(Recommendation.objects.get(paragraph__label="2"), date(2030, 1, 1))
    assert in_order("", "reference") == ["1", "2", "3", "4"]
    assert in_order("", "-reference") == ["4", "3", "2", "1"]
    assert in_order("", "owner") == ["2", "1", "3", "4"], "African Union Commission before Department"
    assert in_order("", "-owner") == ["1", "3", "2", "4"]
    assert in_order("", "status") == ["2", "1", "3", "4"], "not asked, in progress, implemented; the rest last"
    assert in_order("", "-status") == ["3", "1", "2", "4"]
    assert in_order("", "reported") == ["3", "1", "2", "4"]
    assert in_order("", "-reported") == ["1", "3", "2", "4"]
    assert in_order("", "due") == ["2", "1", "3", "4"]
    assert in_order("", "-due") == ["1", "2", "3", "4"]


@pytest.mark.parametrize("ordering", order.ORDERINGS)
def test_every_order_gives_every_row_once_on_page_and_through_cursors(ordering, cast, client_of):
    everything(cast)
    rows, columns = order.by(conditions.listed(), ordering)
    whole = list(rows.order_by(*columns).values_list("public_id", flat=True))
    assert sorted(whole) == sorted(conditions.listed().values_list("public_id", flat=True))
    client, address, fetched = client_of(cast.reader), f"/api/v1/recommendations/?page_size=4&ordering={ordering}", []
    while address:
        page = client.get(address).json()
        fetched += [each["id"] for each in page["results"]]
        address = page["next"]
    assert fetched == whole
    shown = re.findall(
        r'class="ref" href="/recommendations/(\w+)/"',
        text_of(client.get(f"/recommendations/?rows=100&ordering={ordering}")),
    )
    assert shown == whole


def test_the_head_that_is_sorted_says_so_and_turns_it_round(cast, client_of):
    owned("1", cast.dppa)
    body = text_of(client_of(cast.reader).get("/recommendations/?status=not_asked&ordering=due"))
    assert body.count("aria-sort=") == 1
    assert re.search(
        r'<th scope="col" class="c-due" aria-sort="ascending">\s*<a href="\?status=not_asked&ordering=-due">', body
    )
    assert "target date, earliest first" in said(client_of(cast.reader).get("/recommendations/?ordering=due"))


def test_chosen_columns_stand_in_their_own_order_and_the_address_keeps_them(cast, client_of):
    assignment = owned("1", cast.dppa)
    make.cleared(assignment, cast.desk, cast.clearing, done="Talks were held in May.")
    client = client_of(cast.reader)
    body = text_of(client.get("/recommendations/?columns=update&columns=kind&compact=on"))
    heads = re.findall(r'<th scope="col" class="c-(\w+)"', body)
    assert heads == ["reference", "words", "kind", "update"]
    assert "Talks were held in May." in body
    assert 'class="list cards asks compact"' in body
    for name in ("columns", "compact"):
        assert re.search(rf'<input type="hidden" name="{name}"', body), name
    assert client.get("/recommendations/?columns=shoe").status_code == 400
    assert client.get("/recommendations/?ordering=size").status_code == 400


def test_an_address_loses_what_is_empty(cast, client_of):
    response = client_of(cast.reader).get("/recommendations/?q=&overdue=&status=not_asked&page=1")
    assert response.status_code == 302
    assert response["Location"] == "/recommendations/?status=not_asked&page=1"


def test_the_words_that_were_searched_for_are_marked_and_nothing_else_is_let_through(cast, client_of):
    place = make.document().versions.get().paragraphs.get(label="9")
    owned("9", cast.dppa)
    body = text_of(client_of(cast.reader).get("/recommendations/?q=THING+9"))
    assert "do <mark>thing</mark> <mark>9</mark> well" in body
    assert place.text.split(".")[0] in said(client_of(cast.reader).get("/recommendations/?q=thing"))
    raw = client_of(cast.reader).get("/recommendations/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in raw


def test_page_numbers_lead_everywhere(cast, client_of):
    for number in range(1, 31):
        owned(str(number), cast.dppa)
    body = text_of(client_of(cast.reader).get("/recommendations/?owner=DPPA&page=2"))
    assert 'href="?owner=DPPA&page=1" rel="prev"' in body
    assert re.search(r'href="\?owner=DPPA&page=2" aria-current="page"', body)
    assert rows_in(body) == 30


def test_archived_ones_are_counted_nowhere(cast):
    row = make.recommendation("1")
    make.assignment(row, cast.dppa)
    row.refresh_from_db()
    catalogue.archive(row, by=make.by(cast.steward), version=row.version, why="A double.")
    facets = Facets(RecommendationFilters(QueryDict(""), queryset=conditions.listed()), names.organizations())
    assert all(not facets.counts(name).total() for name in facets.pairs)
