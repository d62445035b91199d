from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from recommendations.choices import Status
from recommendations.models import Recommendation
from recommendations.queries import conditions
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.tests.staged import staged
from recommendations.workflow import assigning, catalogue


@staged
def ours(cast):
    return make.assignment(make.recommendation(), cast.dppa)


def holds(condition) -> bool:
    return Recommendation.objects.filter(condition).exists()


def is_overdue() -> bool:
    """As lists ask, and as the page of one asks of its row."""
    (row,) = Recommendation.objects.prefetch_related("assignments")
    assert conditions.is_overdue_here(row) == holds(conditions.overdue())
    return holds(conditions.overdue())


def due(assignment, day: date) -> None:
    row = Recommendation.objects.get(pk=assignment.recommendation_id)
    given = {"due_on": day, "due_precision": "day", "why": "The source says so."}
    catalogue.set_due(row, by=REGISTER, version=row.version, **given)


def test_it_is_overdue_after_the_end_of_its_day_in_the_time_zone_of_the_installation(cast, ours, settings):
    settings.TIME_ZONE = "Africa/Addis_Ababa"
    assigning.ask(ours, by=by(cast.manager))
    due(ours, date(2030, 6, 30))
    with time_machine.travel(datetime(2030, 6, 30, 20, 59, tzinfo=UTC)):
        assert not is_overdue()
    with time_machine.travel(datetime(2030, 6, 30, 21, 1, tzinfo=UTC)):
        assert is_overdue()


def test_who_was_not_asked_and_who_has_closed_is_not_overdue(cast, ours):
    due(ours, make.today() - timedelta(days=1))
    assert not is_overdue()
    make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    assert is_overdue()
    make.cleared(ours, cast.desk, cast.clearing, Status.OVERTAKEN_BY_EVENTS)
    assert not is_overdue()


def test_what_is_deferred_is_overdue_by_its_deferral_only(cast, ours):
    due(ours, make.today() - timedelta(days=1))
    until = make.today() + timedelta(days=30)
    make.cleared(ours, cast.desk, cast.clearing, Status.DEFERRED, deferred_until=until)
    assert not is_overdue()
    with time_machine.travel(datetime(until.year, until.month, until.day, 12, tzinfo=UTC)):
        assert not is_overdue()
    with time_machine.travel(datetime(until.year, until.month, until.day, 12, tzinfo=UTC) + timedelta(days=1)):
        assert is_overdue()


def test_organs_are_never_overdue(cast):
    theirs = make.assignment(make.recommendation(), cast.council, answering=cast.dppa)
    due(theirs, make.today() - timedelta(days=1))
    assigning.ask(theirs, by=by(cast.manager))
    assert not is_overdue()


def test_recent_information_is_of_the_last_365_days(cast, ours):
    assert not holds(conditions.no_recent_information())
    make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    assert not holds(conditions.no_recent_information())
    with time_machine.travel(ours.last_cleared_at + timedelta(days=364)):
        assert not holds(conditions.no_recent_information())
    with time_machine.travel(ours.last_cleared_at + timedelta(days=365, minutes=1)):
        assert holds(conditions.no_recent_information())


def test_nothing_more_is_awaited_from_the_joint_owner_who_has_closed_it(cast, ours):
    theirs = make.assignment(ours.recommendation, cast.auc)
    make.cleared(theirs, cast.other_desk, cast.other_clearing, Status.IMPLEMENTED)
    with time_machine.travel(theirs.last_cleared_at + timedelta(days=400)):
        make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
        assert not holds(conditions.no_recent_information())


@pytest.mark.parametrize(("day", "long"), [(date(2004, 12, 31), False), (date(2005, 1, 1), True)])
def test_it_is_long_outstanding_five_years_after_the_date_of_its_document(cast, ours, day, long):
    make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    assert holds(conditions.long_outstanding(day)) is long


def test_on_the_29th_of_february_long_outstanding_looks_back_to_the_28th(cast, ours):
    make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    assert holds(conditions.long_outstanding(date(2008, 2, 29)))


def test_nothing_of_this_is_said_of_what_is_not_tracked(cast, ours):
    due(ours, make.today() - timedelta(days=1))
    make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    row = Recommendation.objects.get(pk=ours.recommendation_id)
    catalogue.change(row, by=by(cast.steward), version=row.version, why="A view.", follow_up="for_reference")
    for condition in (conditions.overdue, conditions.long_outstanding, conditions.differ, conditions.newer_report):
        assert not holds(condition())
