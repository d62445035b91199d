"""Every figure of the progress page is the number of rows behind its link, whatever the page is narrowed to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.choices import Finding, Nature, Status
from recommendations.models import Recommendation
from recommendations.queries import addresses, conditions, names
from recommendations.queries.facets import Facets
from recommendations.queries.figures import Figure, Line
from recommendations.queries.filters import RecommendationFilters
from recommendations.queries.progress import Progress
from recommendations.tests import make
from recommendations.tests.browser.stage import everything
from recommendations.tests.staged import staged


def progress(address: str = "") -> Progress:
    given = QueryDict(address)
    known = names.organizations()
    filters = RecommendationFilters(given, queryset=conditions.listed(), known=known)
    assert not addresses.problems(filters, given)
    return Progress(Facets(filters, known), addresses.filters_in(given))


def rows_behind(figure: Figure) -> int:
    given = QueryDict(mutable=True)
    for name, values in figure.query.items():
        given.setlist(name, list(values))
    filters = RecommendationFilters(given, queryset=conditions.listed())
    assert not addresses.problems(filters, given)
    return filters.qs.count()


def all_figures(found: Progress):
    lines: list[Line] = [found.whole()]
    for name in ("document", "owner", "family", "theme", "kind"):
        lines += found.by(name, {})
    for line in lines:
        yield from (line.total, *line.statuses, *line.phases)
    closures = found.closures()
    yield from (closures.reported, closures.reviewed, closures.all, *closures.by_basis)
    for each in closures.by_status:
        yield from (each.reported, each.reviewed, each.all)
    yield from found.information()
    yield from found.target_dates()
    yield from found.flags()
    yield from found.owners()
    yield from found.years()


@staged
def register(cast):
    found = everything(cast)
    for number, (status, due) in enumerate(
        [(Status.IN_PROGRESS, -10), (Status.NOT_STARTED, 10), (Status.IMPLEMENTED, -10)], start=40
    ):
        day = timezone.localdate() + timedelta(days=due)
        ask = make.recommendation(str(number), due_on=day, due_precision="day")
        update = make.cleared(make.assignment(ask, cast.dppa), cast.desk, cast.clearing, status=status)
        if status == Status.IN_PROGRESS:
            make.reviewed(update, cast.reviewer, Finding.FINDS_OTHERWISE, status=Status.NOT_STARTED, note="Not begun.")
    make.assignment(make.recommendation("50", due_event="When the force is operational."), cast.dppa)
    make.assignment(make.recommendation("51", nature=Nature.AIM), cast.dppa)
    return found


NARROWED = [
    "",
    "owner=DPPA",
    "owner=DPPA&phase=open",
    "status=in_progress&status=implemented",
    "basis=own_side",
    "basis=reported&phase=closed",
    "overdue=true",
    "overdue=false&dated=true",
    "family=UN&kind=request",
    "follow_up=for_reference",
    "nature=aim",
    "differ=true",
    "theme=theme",
    "assignment_state=proposed",
]


@pytest.mark.parametrize("address", NARROWED)
def test_every_figure_is_the_number_of_rows_behind_it(register, address):
    for figure in all_figures(progress(address)):
        if figure.value:
            assert rows_behind(figure) == figure.value, f"{figure}"


def test_target_dates_count_each_rated_ask_once(register):
    found = progress()
    assert sum(each.value for each in found.target_dates()) == found.whole().total.value
    by_code = {each.code: each.value for each in found.target_dates()}
    assert (by_code["passed"], by_code["in_time"], by_code["by_event"]) == (1, 2, 1)


def test_the_lines_of_a_table_add_up_where_each_ask_has_one_value(register):
    found = progress()
    for name in ("document", "kind"):
        assert sum(each.total.value for each in found.by(name, {})) == found.whole().total.value


def test_the_cost_does_not_grow_with_the_register(register):
    with CaptureQueriesContext(connection) as few:
        list(all_figures(progress("owner=DPPA")))
    make.recommendation("54")
    make.recommendation("55")
    with CaptureQueriesContext(connection) as many:
        list(all_figures(progress("owner=DPPA")))
    assert len(many) == len(few)
    assert Recommendation.objects.count() > 10
