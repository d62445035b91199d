"""From assignments to recommendations, and from parts to wholes."""

import pytest

from recommendations.choices import AssignmentRole, Basis, FollowUp, Nature, Status
from recommendations.models import Recommendation
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import assigning, catalogue
from recommendations.workflow.audit import differences


def status_of(row):
    return Recommendation.objects.values_list("status", "basis").get(pk=row.pk)


@pytest.fixture
def report(cast):
    def do(assignment, status):
        people = {cast.dppa: (cast.desk, cast.clearing), cast.auc: (cast.other_desk, cast.other_clearing)}
        return make.cleared(assignment, *people[assignment.answering_organization], status)

    return do


def test_a_recommendation_without_an_owner_is_listed_so(cast):
    row = make.recommendation()
    assert (row.status, row.without_owner) == (Status.NOT_ASKED, True)
    make.assignment(row, cast.auc, role=AssignmentRole.CONTRIBUTING)
    row.refresh_from_db()
    assert (row.status, row.without_owner) == (Status.NOT_ASKED, True)


def test_the_least_advanced_of_joint_owners_holds(cast, report):
    row = make.recommendation()
    first, second = make.assignment(row, cast.dppa), make.assignment(row, cast.auc)
    report(first, Status.IMPLEMENTED)
    assert status_of(row) == (Status.NOT_ASKED, Basis.NONE)
    report(second, Status.IN_PROGRESS)
    assert status_of(row) == (Status.IN_PROGRESS, Basis.REPORTED)


def test_proposed_owners_count_as_confirmed_ones_do(cast, report):
    row = make.recommendation()
    report(make.assignment(row, cast.dppa), Status.IMPLEMENTED)
    proposed = make.assignment(row, cast.auc)
    assert status_of(row)[0] == Status.NOT_ASKED
    assigning.confirm(proposed, by=by(cast.other_manager), version=proposed.version)
    assert status_of(row)[0] == Status.NOT_ASKED


@pytest.mark.parametrize("role", [AssignmentRole.CONTRIBUTING, AssignmentRole.COUNTERPART])
def test_contributing_and_counterpart_stand_beside_and_never_count(cast, report, role):
    row = make.recommendation()
    report(make.assignment(row, cast.dppa), Status.IMPLEMENTED)
    beside = make.assignment(row, cast.auc, role=role)
    if role == AssignmentRole.CONTRIBUTING:
        report(beside, Status.NOT_STARTED)
        assert beside.headline == Status.NOT_STARTED
    assert status_of(row) == (Status.IMPLEMENTED, Basis.REPORTED)


def test_an_owner_that_ended_no_longer_counts(cast, report):
    row = make.recommendation()
    report(make.assignment(row, cast.dppa), Status.IMPLEMENTED)
    other = make.assignment(row, cast.auc)
    assigning.end(other, by=by(cast.steward), version=other.version, why="Renamed.")
    assert status_of(row) == (Status.IMPLEMENTED, Basis.REPORTED)


def test_one_reviewed_and_one_reported_closure_count_as_reported(cast, report):
    row = make.recommendation()
    first, second = make.assignment(row, cast.dppa), make.assignment(row, cast.auc)
    update = report(first, Status.SUPERSEDED)
    report(second, Status.SUPERSEDED)
    make.reviewed(update, cast.reviewer)
    assert status_of(row) == (Status.SUPERSEDED, Basis.REPORTED)


# A whole and its parts


@pytest.fixture
def whole(db):
    return make.recommendation("10", is_whole=True)


def part(whole, number, **more):
    return make.recommendation(str(number), whole=whole, **more)


def test_a_whole_is_the_least_advanced_of_its_parts(cast, report, whole):
    done, going = (make.assignment(part(whole, number), cast.dppa) for number in (11, 12))
    report(done, Status.IMPLEMENTED)
    assert status_of(whole) == (Status.NOT_ASKED, Basis.NONE)
    report(going, Status.IN_PROGRESS)
    assert status_of(whole) == (Status.IN_PROGRESS, Basis.REPORTED)


def test_aims_archived_and_untracked_parts_are_left_out(cast, report, whole):
    report(make.assignment(part(whole, 11), cast.dppa), Status.IMPLEMENTED)
    part(whole, 12, nature=Nature.AIM)
    part(whole, 13, follow_up=FollowUp.FOR_REFERENCE)
    part(whole, 14, follow_up=FollowUp.TO_BE_DECIDED)
    gone = part(whole, 15)
    assert status_of(whole)[0] == Status.NOT_ASKED
    catalogue.archive(gone, by=by(cast.steward), version=gone.version, why="Entered twice.")
    assert status_of(whole) == (Status.IMPLEMENTED, Basis.REPORTED)
    gone.refresh_from_db()
    catalogue.restore(gone, by=by(cast.steward), version=gone.version, why="It was not.")
    assert status_of(whole)[0] == Status.NOT_ASKED
    assert differences() == []


def test_a_part_that_is_no_longer_tracked_leaves_its_whole_at_once(cast, report, whole):
    report(make.assignment(part(whole, 11), cast.dppa), Status.IMPLEMENTED)
    other = part(whole, 12)
    catalogue.change(other, by=by(cast.steward), version=other.version, why="No.", follow_up="for_reference")
    assert status_of(whole)[0] == Status.IMPLEMENTED


def test_a_part_that_moves_to_another_whole_changes_both(cast, report, whole):
    other = make.recommendation("20", is_whole=True)
    row = part(whole, 11)
    report(make.assignment(row, cast.dppa), Status.IN_PROGRESS)
    row.refresh_from_db()
    catalogue.change(row, by=by(cast.steward), version=row.version, why="Misread.", whole=other)
    assert status_of(whole)[0] == ""
    assert status_of(other)[0] == Status.IN_PROGRESS
    assert differences() == []


def test_an_aim_loses_its_status_and_an_action_gets_it_back(cast, report):
    row = make.recommendation()
    report(assignment := make.assignment(row, cast.dppa), Status.IN_PROGRESS)
    row.refresh_from_db()
    for nature, expected in ((Nature.AIM, ("", "")), (Nature.SINGLE_ACTION, (Status.IN_PROGRESS, Basis.REPORTED))):
        catalogue.change(row, by=by(cast.steward), version=row.version, why="Read again.", nature=nature)
        assert status_of(row) == expected
        assignment.refresh_from_db()
        assert assignment.headline == expected[0]
        assert differences() == []
        row.refresh_from_db()
