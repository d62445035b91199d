from datetime import timedelta

import pytest

from recommendations.choices import Answer, EntryKind, Position, Receipt, Release, Status, UpdateState
from recommendations.errors import AlreadyOpen, Archived, Invalid, NotPermitted, NotTracked, Stale, WrongState
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import assigning, catalogue, updates


def refused(assignment, desk, **given):
    """The fields that keep this from being submitted."""
    update = updates.start(assignment, by=by(desk), **given)
    with pytest.raises(Invalid) as refusal:
        updates.submit(update, by=by(desk), version=update.version)
    updates.discard(update, by=by(desk), version=update.version)
    return set(refusal.value.errors)


# Drafting


def test_a_draft_is_not_in_the_journal(cast, ours):
    before = Entry.objects.count()
    make.draft(ours, cast.desk)
    assert Entry.objects.count() == before


def test_an_empty_draft_may_be_kept(cast, ours):
    assert updates.start(ours, by=by(cast.desk)).state == UpdateState.DRAFT


def test_one_update_is_open_per_assignment_and_the_refusal_carries_it(cast, ours):
    there = make.draft(ours, cast.desk)
    with pytest.raises(AlreadyOpen) as refusal:
        updates.start(ours, by=by(cast.desk_two))
    assert refusal.value.facts["update"] == there


def test_the_same_office_edits_a_draft_and_every_writer_is_remembered(cast, ours):
    update = updates.save(make.draft(ours, cast.desk), by=by(cast.desk_two), version=1, done="Other words.")
    assert set(update.writers.all()) == {cast.desk, cast.desk_two}
    assert update.done == "Other words."


def test_fields_that_were_not_given_stay(cast, ours):
    update = make.draft(ours, cast.desk, done="First.", changed="Something.")
    assert updates.save(update, by=by(cast.desk), version=1, done="Second.").changed == "Something."


def test_the_second_of_two_writers_is_shown_what_the_first_wrote(cast, ours):
    update = make.draft(ours, cast.desk)
    updates.save(update, by=by(cast.desk), version=1, done="First writer.")
    with pytest.raises(Stale) as refusal:
        updates.save(update, by=by(cast.desk_two), version=1, done="Second writer.")
    assert (refusal.value.current.done, refusal.value.seen) == ("First writer.", 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"state": "cleared"}, "state"),
        ({"author": None}, "author"),
        ({"status": "nearly_done"}, "status"),
        ({"status": Status.NOT_ASKED}, "status"),
        ({"status": Status.NO_INFORMATION}, "status"),
        ({"status": Status.NOT_VERIFIED}, "status"),
        ({"status": Status.IN_PROGRESS, "receipt": Receipt.ARRIVED}, "status"),
        ({"answer": "perhaps"}, "answer"),
        ({"release": "everybody"}, "release"),
        ({"successor": "S" * 301}, "successor"),
    ],
)
def test_what_does_not_belong_in_an_update_is_refused_by_name(cast, ours, given, field):
    with pytest.raises(Invalid) as refusal:
        updates.start(ours, by=by(cast.desk), **given)
    assert set(refusal.value.errors) == {field}


def test_an_entry_of_another_assignment_cannot_be_corrected(cast, ours):
    elsewhere = make.cleared(make.assignment(make.recommendation("2"), cast.dppa), cast.desk, cast.clearing)
    with pytest.raises(Invalid) as refusal:
        updates.start(ours, by=by(cast.desk), answer=Answer.CORRECTION, corrects=elsewhere)
    assert set(refusal.value.errors) == {"corrects"}


def test_an_archived_recommendation_takes_no_updates(cast, ours):
    catalogue.archive(ours.recommendation, by=by(cast.steward), version=1, why="Entered twice.")
    with pytest.raises(Archived):
        updates.start(ours, by=by(cast.desk))


def test_what_stopped_being_tracked_can_no_longer_be_submitted(cast, ours):
    update = make.draft(ours, cast.desk)
    found = ours.recommendation
    catalogue.change(found, by=by(cast.steward), version=1, why="No.", follow_up="for_reference")
    with pytest.raises(NotTracked):
        updates.submit(update, by=by(cast.desk), version=update.version)


# Submitting


def test_submitting_freezes_words_and_facts_in_the_journal(cast, ours):
    update = make.draft(ours, cast.desk, done="Talks were held in Addis Ababa.")
    entry = updates.submit(update, by=by(cast.desk), version=1)
    assert (entry.kind, entry.actor, entry.acting_organization) == (EntryKind.SUBMITTED, cast.desk, cast.dppa)
    assert entry.facts["status"] == Status.IN_PROGRESS
    assert entry.content["done"] == "Talks were held in Addis Ababa."


def test_what_is_submitted_moves_no_figure(cast, ours):
    make.submitted(ours, cast.desk, Status.IMPLEMENTED)
    ours.refresh_from_db()
    assert (ours.headline, ours.reported_status) == (Status.NOT_ASKED, "")


def test_a_submitted_update_is_out_of_its_authors_hands(cast, ours):
    update = make.submitted(ours, cast.desk)
    for verb in (updates.submit, updates.save, updates.discard):
        with pytest.raises(WrongState):
            verb(update, by=by(cast.desk), version=update.version)


def test_every_missing_field_is_named_at_once(cast, ours):
    assert refused(ours, cast.desk, status=Status.IN_PROGRESS) == {"effective_on", "done"}
    assert refused(ours, cast.desk) == {"effective_on", "status", "done"}


def test_nothing_is_true_as_at_a_day_to_come(cast, ours):
    tomorrow = make.today() + timedelta(days=1)
    assert refused(ours, cast.desk, **make.said(effective_on=tomorrow)) == {"effective_on"}


@pytest.mark.parametrize(("status", "field"), [(Status.DEFERRED, "deferred_until"), (Status.IN_PROGRESS, "review_on")])
def test_a_day_to_come_lies_after_the_day_it_was_true(cast, ours, status, field):
    assert refused(ours, cast.desk, **make.said(status, **{field: make.today()})) == {field}


def test_only_the_clearing_officer_releases_to_the_public(cast, ours):
    assert refused(ours, cast.desk, **make.said(release=Release.PUBLIC)) == {"release"}


def test_an_owner_gives_a_status_and_no_receipt(cast, ours):
    given = make.said("", receipt=Receipt.ARRIVED)
    assert refused(ours, cast.desk, **given) == {"status", "receipt"}


# Positions


def test_a_position_in_part_or_against_says_which_part_or_why(cast, ours):
    for position in (Position.ACCEPTED_IN_PART, Position.NOT_ACCEPTED):
        assert refused(ours, cast.desk, **make.said(position=position)) == {"position_words"}
    make.submitted(ours, cast.desk, position=Position.NOT_ACCEPTED, position_words="No mandate.")


@pytest.mark.parametrize("position", [Position.NOT_ASKED, Position.NO_RESPONSE])
@pytest.mark.parametrize("answer", [Answer.NEW_INFORMATION, Answer.NOT_OURS])
def test_a_position_that_the_register_derives_cannot_be_given(cast, ours, position, answer):
    assert refused(ours, cast.desk, **make.said(position=position, answer=answer)) == {"position"}


def test_a_position_counts_once_cleared_and_closes_nothing(cast, ours):
    make.cleared(ours, cast.desk, cast.clearing, position=Position.NOT_ACCEPTED, position_words="No mandate.")
    assert (ours.position, ours.headline) == (Position.NOT_ACCEPTED, Status.IN_PROGRESS)


# No change


def test_no_change_needs_an_earlier_cleared_update(cast, ours):
    given = {"answer": Answer.NO_CHANGE, "effective_on": make.today()}
    assert refused(ours, cast.desk, **given) == {"answer"}


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.DEFERRED, Status.SUPERSEDED, Status.IMPLEMENTED])
def test_no_change_repeats_the_status_and_needs_no_words(cast, ours, status):
    make.cleared(ours, cast.desk, cast.clearing, status)
    bare = updates.start(ours, by=by(cast.desk), answer=Answer.NO_CHANGE, effective_on=make.today())
    updates.submit(bare, by=by(cast.desk), version=bare.version)
    bare.refresh_from_db()
    assert (bare.status, bare.done, bare.reason) == (status, "", "")


def test_no_change_cannot_smuggle_a_status_in(cast, ours):
    make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    update = make.submitted(ours, cast.desk, Status.IMPLEMENTED, answer=Answer.NO_CHANGE)
    assert update.status == Status.IN_PROGRESS


def test_no_change_of_a_practice_keeps_its_review_date_or_brings_a_new_one(cast):
    practice = make.assignment(make.recommendation(nature="continuing_practice"), cast.dppa)
    first = make.cleared(practice, cast.desk, cast.clearing, Status.IN_PRACTICE)
    bare = {"answer": Answer.NO_CHANGE, "status": "", "review_on": None}
    assert make.cleared(practice, cast.desk, cast.clearing, **bare).review_on == first.review_on
    later = first.review_on + timedelta(days=365)
    assert make.cleared(practice, cast.desk, cast.clearing, **{**bare, "review_on": later}).review_on == later


# Corrections


def test_a_correction_names_what_it_corrects(cast, ours):
    assert refused(ours, cast.desk, **make.said(answer=Answer.CORRECTION)) == {"corrects"}


def test_only_a_cleared_report_can_be_corrected(cast, ours):
    draft = make.draft(ours, cast.desk)
    updates.discard(draft, by=by(cast.desk), version=1)
    assert refused(ours, cast.desk, **make.said(answer=Answer.CORRECTION, corrects=draft)) == {"corrects"}


def test_an_entry_is_corrected_once_and_then_its_correction_is(cast, ours):
    first = make.cleared(ours, cast.desk, cast.clearing)
    second = make.cleared(ours, cast.desk, cast.clearing, Status.NOT_STARTED, answer=Answer.CORRECTION, corrects=first)
    assert refused(ours, cast.desk, **make.said(answer=Answer.CORRECTION, corrects=first)) == {"corrects"}
    make.cleared(ours, cast.desk, cast.clearing, Status.DEFERRED, answer=Answer.CORRECTION, corrects=second)
    assert ours.headline == Status.DEFERRED


@pytest.mark.parametrize("answer", [Answer.NEW_INFORMATION, Answer.NO_CHANGE])
def test_only_a_correction_takes_the_place_of_another_entry(cast, ours, answer):
    first = make.cleared(ours, cast.desk, cast.clearing, effective_on=make.today())
    before = make.today() - timedelta(days=5)
    make.cleared(ours, cast.desk, cast.clearing, effective_on=before, answer=answer, corrects=first)
    assert ours.reported_entry == first.cleared_entry


# Not ours


def test_not_ours_needs_no_status_and_no_words(cast, ours):
    update = updates.start(ours, by=by(cast.desk), answer=Answer.NOT_OURS, status=Status.IMPLEMENTED, whose="EU")
    entry = updates.submit(update, by=by(cast.desk), version=1)
    assert (entry.facts["status"], entry.facts["effective_on"]) == (None, make.today().isoformat())
    assert entry.content["whose"] == "EU"


# Recalling and discarding


def test_an_author_recalls_before_clearing_and_may_submit_again(cast, ours):
    update = make.submitted(ours, cast.desk)
    assert updates.recall(update, by=by(cast.desk), version=update.version).kind == EntryKind.RECALLED
    update.refresh_from_db()
    updates.submit(update, by=by(cast.desk), version=update.version)


def test_only_its_author_recalls(cast, ours):
    update = make.submitted(ours, cast.desk)
    with pytest.raises(NotPermitted):
        updates.recall(update, by=by(cast.desk_two), version=update.version)


def test_the_author_is_whoever_submitted_it(cast, ours):
    update = make.draft(ours, cast.desk)
    updates.submit(update, by=by(cast.desk_two), version=1)
    update.refresh_from_db()
    with pytest.raises(NotPermitted):
        updates.recall(update, by=by(cast.desk), version=update.version)
    updates.recall(update, by=by(cast.desk_two), version=update.version)


def test_a_cleared_update_cannot_be_recalled(cast, ours):
    update = make.cleared(ours, cast.desk, cast.clearing)
    with pytest.raises(WrongState):
        updates.recall(update, by=by(cast.desk), version=update.version)


def test_a_discarded_draft_makes_room_and_is_not_deleted(cast, ours):
    update = updates.discard(make.draft(ours, cast.desk), by=by(cast.desk), version=1)
    assert make.draft(ours, cast.desk_two).pk != update.pk
    assert update.state == UpdateState.DISCARDED


def test_a_declined_part_takes_no_updates(cast, ours):
    from recommendations.errors import NotCounting

    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Renamed.")
    with pytest.raises(NotCounting):
        updates.start(ours, by=by(cast.desk))
