"""One letter a day at most, to whoever wants one and for whom there is something; a day is run once."""

from datetime import date, timedelta

import pytest
import time_machine

from recommendations.choices import Digest, Status
from recommendations.models import DigestRun, OutboxMessage, User
from recommendations.queries import digest as queries
from recommendations.tests import make
from recommendations.workflow import digests

MONDAY = date.today() + timedelta(days=7 - date.today().weekday())
SUNDAY = MONDAY - timedelta(days=1)


@pytest.fixture
def waits(cast):
    """Something for the clearing officers of the Department: an update to clear."""
    return make.submitted(make.assignment(make.recommendation(), cast.dppa), cast.desk)


def people(plan) -> set[str]:
    return {each.person.username for each in plan.letters}


def wish(person, **more) -> None:
    User.objects.filter(pk=person.pk).update(**more)


def test_nothing_waits_nobody_is_written_to(cast):
    assert digests.plan(MONDAY).letters == []
    assert digests.run(MONDAY).letters == 0
    assert not OutboxMessage.objects.exists()


def test_those_for_whom_something_waits_get_one_letter(cast, waits):
    planned = digests.plan(MONDAY)
    assert cast.clearing.username in people(planned)
    assert cast.desk.username not in people(planned)
    assert cast.other_clearing.username not in people(planned)
    digests.run(MONDAY)
    assert set(OutboxMessage.objects.values_list("to__username", flat=True)) == people(planned)


def test_a_day_is_run_once(cast, waits):
    assert digests.run(MONDAY) is not None
    posted = OutboxMessage.objects.count()
    assert digests.run(MONDAY) is None
    assert OutboxMessage.objects.count() == posted
    assert DigestRun.objects.get(day=MONDAY).letters == posted


def test_weekly_is_on_mondays_and_off_is_never(cast, waits):
    wish(cast.clearing, digest=Digest.WEEKLY)
    wish(cast.clearing_above, digest=Digest.OFF)
    assert cast.clearing.username in people(digests.plan(MONDAY))
    assert cast.clearing.username not in people(digests.plan(SUNDAY))
    assert cast.clearing_above.username not in people(digests.plan(MONDAY))


def test_no_address_or_no_account_no_letter(cast, waits):
    wish(cast.clearing, email="")
    wish(cast.clearing_above, is_active=False)
    assert not people(digests.plan(MONDAY)) & {cast.clearing.username, cast.clearing_above.username}


def test_the_cap_leaves_out_the_rest_who_come_first_the_next_time(cast, waits, settings):
    everyone = people(digests.plan(MONDAY))
    assert len(everyone) > 1
    settings.DIGEST_CAP = 1
    with time_machine.travel(f"{MONDAY} 06:00Z"):
        made = digests.run(MONDAY)
    assert (made.letters, made.left_out) == (1, len(everyone) - 1)
    first = OutboxMessage.objects.get().to.username
    assert people(digests.plan(MONDAY + timedelta(days=1))) <= everyone - {first}


def test_the_timetable_runs_from_the_hour_on_and_once(cast, waits, settings):
    settings.DIGEST_HOUR = 6
    with time_machine.travel(f"{MONDAY} 05:59Z"):
        assert digests.run_if_due() is None
    with time_machine.travel(f"{MONDAY} 17:00Z"):
        assert digests.run_if_due().day == MONDAY
        assert digests.run_if_due() is None


# What it says


def dated(cast, day, number="1", status=Status.IN_PROGRESS, **more):
    """An open assignment of the Department with a target date."""
    recommendation = make.recommendation(number, due_on=day, due_precision="day")
    assignment = make.assignment(recommendation, cast.dppa)
    make.cleared(assignment, cast.desk, cast.clearing, status=status, **more)
    assignment.refresh_from_db()
    return assignment


def test_open_items_due_in_14_days_and_overdue_ones_are_listed_by_day(cast):
    due = dated(cast, MONDAY + timedelta(days=14), "1")
    earlier = dated(cast, MONDAY, "2")
    past = dated(cast, MONDAY - timedelta(days=1), "3")
    dated(cast, MONDAY + timedelta(days=15), "4")
    dated(cast, MONDAY, "5", status=Status.IMPLEMENTED)
    found = queries.contents(cast.desk, MONDAY)
    assert found.due == [earlier, due]
    assert found.overdue == [past]
    assert not queries.contents(cast.other_desk, MONDAY).due


def test_a_deferral_counts_by_its_own_date(cast):
    later = MONDAY + timedelta(days=10)
    deferred = dated(cast, MONDAY - timedelta(days=300), status=Status.DEFERRED, deferred_until=later, reason="Rain.")
    found = queries.contents(cast.desk, MONDAY)
    assert (found.due, found.overdue) == ([deferred], [])


def test_what_has_a_focal_point_is_said_to_them_and_their_alternate_only(cast):
    past = dated(cast, MONDAY - timedelta(days=1))
    type(past).objects.filter(pk=past.pk).update(focal_point=cast.desk_two)
    assert queries.contents(cast.desk_two, MONDAY).overdue == [past]
    assert queries.contents(cast.desk, MONDAY).overdue == []
    type(past).objects.filter(pk=past.pk).update(alternate=cast.desk)
    assert queries.contents(cast.desk, MONDAY).overdue == [past]
