import pytest

from recommendations.choices import AssignmentRole, AssignmentState, EntryKind, FollowUp, Role, Status
from recommendations.errors import (
    AlreadyAssigned,
    AlreadyDone,
    Archived,
    Invalid,
    NotCounting,
    NotPermitted,
    NotTracked,
    ReasonNeeded,
    Stale,
)
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.workflow import archiving, assigning, catalogue, updates


def assign(row, organization, **more):
    given = {"role": AssignmentRole.OWNER, "answering": organization, "judgement": "Its desk.", **more}
    return assigning.assign(row, by=REGISTER, organization=organization, **given)


def test_a_part_is_proposed_until_its_organization_says_so(cast, ours):
    assert (ours.state, ours.headline) == (AssignmentState.PROPOSED, Status.NOT_ASKED)


def test_an_organization_has_one_open_part_in_a_recommendation(cast, ours):
    with pytest.raises(AlreadyAssigned):
        assign(ours.recommendation, cast.dppa, role=AssignmentRole.CONTRIBUTING)


def test_it_may_be_assigned_again_when_the_first_has_ended(cast, ours):
    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Merged.")
    again = assign(ours.recommendation, cast.dppa)
    assert (again.pk != ours.pk, again.state) == (True, AssignmentState.PROPOSED)


def test_an_editorial_judgement_is_given_in_words(cast):
    row = make.recommendation()
    with pytest.raises(ReasonNeeded):
        assign(row, cast.dppa, named_in_text=False, judgement=" ")
    assert assign(row, cast.dppa, named_in_text=False, judgement="The author's own organization.").judgement


def test_nothing_is_assigned_of_what_is_archived(cast):
    row = make.recommendation()
    catalogue.archive(row, by=by(cast.steward), version=row.version, why="Twice.")
    with pytest.raises(Archived):
        assign(row, cast.dppa)


# Confirming and ending


@pytest.mark.parametrize("who", ["manager", "clearing", "clearing_above"])
def test_a_manager_or_a_clearing_officer_confirms_without_an_update(cast, ours, who):
    assigning.confirm(ours, by=by(getattr(cast, who)), version=ours.version)
    ours.refresh_from_db()
    assert ours.state == AssignmentState.CONFIRMED


def test_what_is_confirmed_or_ended_cannot_be_confirmed(cast, ours):
    assigning.confirm(ours, by=by(cast.manager), version=ours.version)
    ours.refresh_from_db()
    with pytest.raises(AlreadyDone):
        assigning.confirm(ours, by=by(cast.manager), version=ours.version)
    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Closed.")
    ours.refresh_from_db()
    with pytest.raises(NotCounting):
        assigning.confirm(ours, by=by(cast.manager), version=ours.version)
    with pytest.raises(NotCounting):
        assigning.end(ours, by=by(cast.steward), version=ours.version, why="Again.")


def test_who_confirms_or_ends_saw_the_row_as_it_is(cast, ours):
    for verb, more in ((assigning.confirm, {}), (assigning.end, {"why": "No."})):
        with pytest.raises(Stale):
            verb(ours, by=by(cast.manager if not more else cast.steward), version=ours.version + 1, **more)


def test_ending_needs_a_reason_and_keeps_the_history(cast, ours):
    make.cleared(ours, cast.desk, cast.clearing)
    with pytest.raises(ReasonNeeded):
        assigning.end(ours, by=by(cast.steward), version=ours.version, why="")
    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Functions transferred.")
    ours.refresh_from_db()
    assert (ours.state, ours.reported_status) == (AssignmentState.ENDED, Status.IN_PROGRESS)
    assert Entry.objects.filter(assignment=ours).last().content["why"] == "Functions transferred."


# The office that writes


def test_another_office_may_be_named_to_answer_and_then_it_writes(cast, ours):
    office = make.organization("OFFICE", parent=cast.secretariat)
    desk = make.user("office-desk", Role.DESK_OFFICER, office)
    with pytest.raises(ReasonNeeded):
        assigning.change_answering(ours, by=by(cast.steward), version=ours.version, answering=office, why="")
    assigning.change_answering(ours, by=by(cast.steward), version=ours.version, answering=office, why="Moved.")
    ours.refresh_from_db()
    with pytest.raises(NotPermitted):
        updates.start(ours, by=by(cast.desk))
    updates.start(ours, by=by(desk))


def test_no_office_that_was_put_away_is_named_to_answer(cast, ours):
    office = make.organization("OFFICE", parent=cast.secretariat)
    archiving.archive(office, by=by(cast.steward), version=office.version, why="Closed.")
    office.refresh_from_db()
    with pytest.raises(Invalid) as refused:
        assigning.change_answering(ours, by=by(cast.steward), version=ours.version, answering=office, why="Moved.")
    assert list(refused.value.errors) == ["answering_organization"]


# Asking


def test_asking_turns_not_asked_into_no_information_and_is_kept(cast, ours):
    entry = assigning.ask(ours, by=by(cast.manager))
    ours.refresh_from_db()
    assert (entry.kind, ours.asked_at, ours.headline) == (EntryKind.ASKED, entry.recorded_at, Status.NO_INFORMATION)


def test_asking_again_is_kept_and_the_first_day_stays(cast, ours):
    first = assigning.ask(ours, by=by(cast.manager))
    assigning.ask(ours, by=by(cast.manager))
    ours.refresh_from_db()
    assert ours.asked_at == first.recorded_at
    assert Entry.objects.filter(assignment=ours, kind=EntryKind.ASKED).count() == 2


@pytest.mark.parametrize("follow_up", [FollowUp.FOR_REFERENCE, FollowUp.TO_BE_DECIDED])
def test_only_tracked_items_are_asked(cast, follow_up):
    part = make.assignment(make.recommendation(follow_up=follow_up), cast.dppa)
    with pytest.raises(NotTracked):
        assigning.ask(part, by=by(cast.manager))


def test_nobody_is_asked_who_declined_or_whose_part_ended(cast, ours):
    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Closed.")
    with pytest.raises(NotCounting):
        assigning.ask(ours, by=by(cast.manager))
