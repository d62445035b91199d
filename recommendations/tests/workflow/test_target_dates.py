from datetime import date, timedelta

import pytest

from recommendations.choices import AssignmentRole
from recommendations.errors import AlreadyDone, Invalid, NotPermitted, WrongState
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import target_dates
from recommendations.workflow.audit import differences


@pytest.fixture
def theirs(cast, ours):
    return make.assignment(ours.recommendation, cast.auc)


def propose(cast, assignment, **given):
    due = {"due_on": make.today() + timedelta(days=90), "due_precision": "day", **given}
    return target_dates.propose(assignment, by=by(cast.desk), **due)


def test_a_date_holds_when_each_joint_owner_has_agreed(cast, ours, theirs):
    proposal = propose(cast, ours)
    assert target_dates.agree(proposal, ours, by=by(cast.clearing)) is False
    ours.recommendation.refresh_from_db()
    assert ours.recommendation.due_on is None
    assert target_dates.agree(proposal, theirs, by=by(cast.other_clearing)) is True
    ours.recommendation.refresh_from_db()
    assert (ours.recommendation.due_on, ours.recommendation.due_precision) == (proposal.due_on, "day")
    assert differences() == []


def test_nobody_agrees_for_another_owner_or_twice(cast, ours, theirs):
    proposal = propose(cast, ours)
    with pytest.raises(NotPermitted):
        target_dates.agree(proposal, theirs, by=by(cast.clearing))
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    with pytest.raises(AlreadyDone):
        target_dates.agree(proposal, ours, by=by(cast.clearing))


def test_only_owners_propose_and_agree(cast, ours):
    beside = make.assignment(ours.recommendation, cast.secretariat, role=AssignmentRole.CONTRIBUTING)
    with pytest.raises(NotPermitted):
        propose(cast, beside)
    with pytest.raises(WrongState):
        target_dates.agree(propose(cast, ours), beside, by=by(cast.clearing_above))


def test_an_event_may_stand_for_a_date(cast, ours):
    event = "when the standby force is operational"
    proposal = propose(cast, ours, due_on=None, due_precision="", due_event=event)
    assert target_dates.agree(proposal, ours, by=by(cast.clearing)) is True
    ours.recommendation.refresh_from_db()
    assert (ours.recommendation.due_on, ours.recommendation.due_event) == (None, event)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"due_on": None, "due_precision": ""}, "due_on"),
        ({"due_on": date(2020, 1, 1)}, "due_on"),
        ({"due_precision": ""}, "due_precision"),
        ({"due_precision": "week"}, "due_precision"),
    ],
)
def test_what_is_no_date_to_come_is_refused_by_name(cast, ours, given, field):
    with pytest.raises(Invalid) as refusal:
        propose(cast, ours, **given)
    assert field in refusal.value.errors
