import pytest

from recommendations.choices import Answer, AssignmentState, Channel, EntryKind, Release, Role, Status, UpdateState
from recommendations.errors import Archived, Invalid, OwnWork, ReasonNeeded, Stale, WrongState
from recommendations.models import Entry, OutboxMessage
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.workflow import catalogue, clearing, memberships, updates
from recommendations.workflow.audit import differences


def test_from_clearing_on_it_counts(cast, ours):
    update = make.cleared(ours, cast.desk, cast.clearing, Status.NOT_STARTED)
    ours.recommendation.refresh_from_db()
    assert (update.state, ours.reported_entry) == (UpdateState.CLEARED, update.cleared_entry)
    assert (ours.reported_status, ours.recommendation.status) == (Status.NOT_STARTED, Status.NOT_STARTED)


def test_a_cleared_update_confirms_a_proposed_part(cast, ours):
    assert ours.state == AssignmentState.PROPOSED
    make.cleared(ours, cast.desk, cast.clearing)
    assert ours.state == AssignmentState.CONFIRMED


def test_a_cleared_not_ours_declines_even_what_was_confirmed_and_counts_no_more(cast, ours):
    make.cleared(ours, cast.desk, cast.clearing, Status.IMPLEMENTED)
    make.cleared(ours, cast.desk, cast.clearing, "", answer=Answer.NOT_OURS, whose="African Union Commission")
    ours.recommendation.refresh_from_db()
    assert ours.state == AssignmentState.DECLINED
    assert (ours.recommendation.status, ours.recommendation.without_owner) == (Status.NOT_ASKED, True)
    assert Entry.objects.filter(assignment=ours, kind=EntryKind.CLEARED).count() == 2


def test_nobody_clears_what_they_saved_any_version_of(cast, ours):
    both = make.user("both", Role.DESK_OFFICER, cast.dppa)
    memberships.grant(both, Role.CLEARING_OFFICER, by=REGISTER, organization=cast.dppa)
    update = make.draft(ours, cast.desk)
    update = updates.save(update, by=by(both), version=1, done="Better words.")
    updates.submit(update, by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    for verb, more in ((clearing.clear, {}), (clearing.give_back, {"feedback": "No."})):
        with pytest.raises(OwnWork):
            verb(update, by=by(both), version=update.version, **more)
    clearing.clear(update, by=by(cast.clearing), version=update.version)


def test_the_clearing_officer_of_the_parent_clears_what_the_officer_of_the_office_wrote(cast, ours):
    memberships.grant(cast.clearing, Role.DESK_OFFICER, by=REGISTER, organization=cast.dppa)
    update = make.submitted(ours, cast.clearing)
    with pytest.raises(OwnWork):
        clearing.clear(update, by=by(cast.clearing), version=update.version)
    entry = clearing.clear(update, by=by(cast.clearing_above), version=update.version)
    assert (entry.actor, entry.acting_organization) == (cast.clearing_above, cast.secretariat)


def test_only_what_was_submitted_is_cleared_or_returned(cast, ours):
    update = make.draft(ours, cast.desk)
    with pytest.raises(WrongState):
        clearing.clear(update, by=by(cast.clearing), version=1)
    with pytest.raises(WrongState):
        clearing.give_back(update, by=by(cast.clearing), version=1, feedback="Too early.")


def test_the_clearing_officer_clears_the_version_that_was_read(cast, ours):
    update = make.submitted(ours, cast.desk)
    updates.recall(update, by=by(cast.desk), version=update.version)
    with pytest.raises(Stale):
        clearing.clear(update, by=by(cast.clearing), version=update.version)


def test_nothing_is_cleared_of_an_archived_recommendation(cast, ours):
    update = make.submitted(ours, cast.desk)
    ours.recommendation.refresh_from_db()
    catalogue.archive(ours.recommendation, by=by(cast.steward), version=ours.recommendation.version, why="Twice.")
    with pytest.raises(Archived):
        clearing.clear(update, by=by(cast.clearing), version=update.version)


def test_what_the_nature_no_longer_allows_is_returned_and_not_cleared(cast, ours):
    update = make.submitted(ours, cast.desk, Status.IMPLEMENTED)
    practice = {"nature": "continuing_practice", "why": "It is to be kept up."}
    catalogue.change(ours.recommendation, by=by(cast.steward), version=ours.recommendation.version, **practice)
    with pytest.raises(Invalid) as refusal:
        clearing.clear(update, by=by(cast.clearing), version=update.version)
    assert set(refusal.value.errors) == {"status"}


def test_a_return_needs_feedback_which_goes_to_the_author_by_mail(cast, ours):
    update = make.submitted(ours, cast.desk)
    with pytest.raises(ReasonNeeded):
        clearing.give_back(update, by=by(cast.clearing), version=update.version, feedback="  ")
    entry = clearing.give_back(update, by=by(cast.clearing), version=update.version, feedback="Which talks?")
    update.refresh_from_db()
    assert (update.state, update.feedback) == (UpdateState.RETURNED, "Which talks?")
    message = OutboxMessage.objects.get()
    assert (message.kind, message.entry, message.to) == ("returned", entry, cast.desk)


def test_a_returned_update_is_improved_and_submitted_again(cast, ours):
    update = make.submitted(ours, cast.desk)
    clearing.give_back(update, by=by(cast.clearing), version=update.version, feedback="Which talks?")
    update.refresh_from_db()
    update = updates.save(update, by=by(cast.desk), version=update.version, done="Talks in Addis Ababa.")
    updates.submit(update, by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    assert (update.state, update.feedback) == (UpdateState.SUBMITTED, "")


def test_release_is_partners_unless_the_author_or_the_clearing_officer_says_otherwise(cast):
    def release_of(paragraph, **more):
        part = make.assignment(make.recommendation(paragraph), cast.dppa)
        return make.cleared(part, cast.desk, cast.clearing, **more).release

    assert release_of("1") == Release.PARTNERS
    assert release_of("2", release=Release.OWN_ORGANIZATION) == Release.OWN_ORGANIZATION
    assert release_of("3", cleared_release=Release.PUBLIC) == Release.PUBLIC


def test_release_changes_who_reads_and_never_a_figure(cast, ours):
    update = make.cleared(ours, cast.desk, cast.clearing)
    before = {name: getattr(ours, name) for name in ("headline", "headline_basis", "reported_entry", "version")}
    given = {"release": Release.OWN_ORGANIZATION, "why": "A name is in it."}
    entry = clearing.set_release(update, by=by(cast.clearing), version=update.version, **given)
    ours.refresh_from_db()
    assert (entry.facts["was"], entry.facts["release"]) == (Release.PARTNERS, Release.OWN_ORGANIZATION)
    assert {name: getattr(ours, name) for name in before} == before
    assert differences() == []


def test_only_what_is_cleared_can_be_released(cast, ours):
    update = make.submitted(ours, cast.desk)
    with pytest.raises(WrongState):
        clearing.set_release(update, by=by(cast.clearing), version=update.version, release=Release.PUBLIC)


def test_cleared_outside_the_system_is_recorded_with_its_memo(cast, ours):
    update = make.submitted(ours, cast.desk)
    entry = clearing.clear(update, by=by(cast.clearing), version=update.version, memo="DPPA/2026/114")
    assert (entry.channel, entry.content["memo"]) == (Channel.OUTSIDE, "DPPA/2026/114")
