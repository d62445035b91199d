from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from recommendations.choices import (
    AssignmentRole,
    Basis,
    EntryKind,
    EvidenceKind,
    Finding,
    HeldAs,
    Nature,
    Receipt,
    Release,
    Role,
    Status,
)
from recommendations.errors import (
    AlreadyDone,
    Archived,
    EvidenceNeeded,
    Invalid,
    NothingToReview,
    NotTracked,
    OwnWork,
    ReasonNeeded,
    Stale,
)
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.tests.staged import staged
from recommendations.workflow import catalogue, evidence, memberships, reviews
from recommendations.workflow.audit import differences

OTHERWISE = {"finding": Finding.FINDS_OTHERWISE, "note": "The minutes say otherwise."}


@staged
def reported(cast, ours):
    return make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)


def independently(update, auditor, finding=Finding.AGREES, **more):
    return make.reviewed(update, auditor, finding, basis=Basis.INDEPENDENT, **more)


def headline(assignment):
    assignment.refresh_from_db()
    return assignment.headline, assignment.headline_basis


# Own side


def test_an_own_side_finding_takes_effect_at_once(cast, ours, reported):
    made = make.reviewed(reported, cast.reviewer, **OTHERWISE, status=Status.NOT_STARTED)
    assert made.in_effect_at
    assert headline(ours) == (Status.NOT_STARTED, Basis.OWN_SIDE)
    assert ours.differ
    ours.recommendation.refresh_from_db()
    assert (ours.recommendation.status, ours.recommendation.basis) == (Status.NOT_STARTED, Basis.OWN_SIDE)


def test_a_reviewer_is_neither_author_nor_clearer(cast, ours, reported):
    for person in (cast.desk, cast.clearing):
        memberships.grant(person, Role.REVIEWER, by=REGISTER, organization=cast.dppa)
        with pytest.raises(OwnWork):
            make.reviewed(reported, person)


def test_the_journal_keeps_who_found_what_on_which_report(cast, reported):
    made = make.reviewed(reported, cast.reviewer, **OTHERWISE, status=Status.NOT_STARTED)
    entry = Entry.objects.get(id=made.entry)
    assert (entry.kind, entry.actor, entry.acting_organization) == (EntryKind.REVIEWED, cast.reviewer, cast.dppa)
    assert entry.facts["of_entry"] == str(reported.cleared_entry)
    assert entry.content["note"] == "The minutes say otherwise."


# On what a finding can be made


def test_without_a_cleared_update_there_is_nothing_to_review(cast, ours):
    update = make.submitted(ours, cast.desk)
    with pytest.raises(NothingToReview):
        make.reviewed(update, cast.reviewer)


def test_only_the_current_cleared_update_is_reviewed(cast, ours, reported):
    make.cleared(ours, cast.desk, cast.clearing, Status.NOT_STARTED)
    with pytest.raises(NothingToReview):
        make.reviewed(reported, cast.reviewer)


def test_a_reviewer_reviews_what_was_seen(cast, ours, reported):
    seen = ours.version
    make.reviewed(reported, cast.reviewer)
    with pytest.raises(Stale):
        reviews.review(reported, by=by(cast.reviewer), version=seen, basis=Basis.OWN_SIDE, finding=Finding.AGREES)


def test_an_aim_is_never_rated_by_a_finding_either(cast):
    aim = make.assignment(make.recommendation(nature=Nature.AIM), cast.dppa)
    update = make.cleared(aim, cast.desk, cast.clearing, "")
    with pytest.raises(NothingToReview):
        make.reviewed(update, cast.reviewer)


def test_what_was_said_of_an_aim_has_no_status_to_review_when_it_becomes_an_action(cast):
    aim = make.assignment(make.recommendation(nature=Nature.AIM), cast.dppa)
    update = make.cleared(aim, cast.desk, cast.clearing, "")
    row = aim.recommendation
    row.refresh_from_db()
    catalogue.change(row, by=by(cast.steward), version=row.version, why="It can be done.", nature="single_action")
    with pytest.raises(NothingToReview):
        make.reviewed(update, cast.reviewer)


def test_what_a_counterpart_says_is_not_rated(cast):
    part = make.assignment(make.recommendation(), cast.dppa, role=AssignmentRole.COUNTERPART)
    update = make.cleared(part, cast.desk, cast.clearing, "", receipt=Receipt.ARRIVED)
    with pytest.raises(NothingToReview):
        make.reviewed(update, cast.reviewer)


def test_nothing_is_found_on_what_is_archived_or_no_longer_tracked(cast, ours, reported):
    row = ours.recommendation
    row.refresh_from_db()
    catalogue.change(row, by=by(cast.steward), version=row.version, why="No.", follow_up="for_reference")
    with pytest.raises(NotTracked):
        make.reviewed(reported, cast.reviewer)
    row.refresh_from_db()
    catalogue.archive(row, by=by(cast.steward), version=row.version, why="Twice.")
    with pytest.raises(Archived):
        make.reviewed(reported, cast.reviewer)


# What can be found


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"finding": Finding.FINDS_OTHERWISE}, {"status", "note"}),
        ({**OTHERWISE}, {"status"}),
        ({**OTHERWISE, "status": Status.IN_PROGRESS}, {"status"}),
        ({**OTHERWISE, "status": Status.NOT_ASKED}, {"status"}),
        ({**OTHERWISE, "status": Status.NO_INFORMATION}, {"status"}),
        ({**OTHERWISE, "status": Status.NO_RECORD_FOUND}, {"status"}),
        ({**OTHERWISE, "status": Status.NOT_VERIFIED}, {"status"}),
        ({**OTHERWISE, "status": Status.IN_PRACTICE}, {"status"}),
        ({"finding": Finding.FINDS_OTHERWISE, "status": Status.NOT_STARTED, "note": " "}, {"note"}),
        ({"finding": Finding.COULD_NOT_BE_VERIFIED, "note": "No papers."}, {"finding"}),
        ({"finding": Finding.NO_FINDING_YET_AGREED}, {"finding"}),
        ({"finding": Finding.AGREES, "basis": Basis.JOINT}, {"basis"}),
        ({"finding": Finding.AGREES, "basis": Basis.REPORTED}, {"basis"}),
    ],
)
def test_what_an_own_side_finding_cannot_say_is_refused_by_field(cast, reported, given, fields):
    with pytest.raises(Invalid) as refusal:
        make.reviewed(reported, cast.reviewer, **given)
    assert set(refusal.value.errors) == fields


def test_neither_a_finding_nor_a_comment_nor_their_evidence_is_made_public(cast, ours, reported):
    public = {"release": Release.PUBLIC}
    held = {"kind": EvidenceKind.AGREEMENT, "held_as": HeldAs.SYMBOL, "dated": make.today(), "symbol": "A/1"}
    made = independently(reported, cast.auditor)
    for write in (
        lambda: make.reviewed(reported, cast.reviewer, **public),
        lambda: reviews.comment(made, by=by(cast.manager), text="We agree.", **public),
        lambda: evidence.build(by=by(cast.reviewer), **held, **public),
    ):
        with pytest.raises(Invalid) as refusal:
            write()
        assert set(refusal.value.errors) == {"release"}


@pytest.mark.parametrize("status", [Status.IMPLEMENTED, Status.IMPLEMENTED_BY_OTHER_MEANS])
@pytest.mark.parametrize("agrees", [True, False])
def test_implemented_can_be_found_only_with_evidence(cast, ours, status, agrees):
    said = status if agrees else Status.IN_PROGRESS
    given = {"finding": Finding.AGREES} if agrees else {**OTHERWISE, "status": status}
    update = make.cleared(ours, cast.desk, cast.clearing, said)
    with pytest.raises(EvidenceNeeded):
        make.reviewed(update, cast.reviewer, **given)
    make.reviewed(update, cast.reviewer, **given, evidence=[make.held_as_symbol(cast.reviewer)])
    assert headline(ours) == (status, Basis.OWN_SIDE)
    assert differences() == []


def test_the_evidence_of_the_update_serves_the_finding_too(cast, ours):
    update = make.draft(ours, cast.desk, Status.IMPLEMENTED)
    make.symbol(update, cast.desk)
    from recommendations.workflow import clearing, updates

    updates.submit(update, by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    clearing.clear(update, by=by(cast.clearing), version=update.version)
    update.refresh_from_db()
    make.reviewed(update, cast.reviewer)
    assert headline(ours) == (Status.IMPLEMENTED, Basis.OWN_SIDE)


@pytest.mark.parametrize("status", [Status.CLOSED_PARTLY_IMPLEMENTED, Status.SUPERSEDED, Status.NOT_STARTED])
def test_every_other_status_can_be_found_without(cast, ours, reported, status):
    make.reviewed(reported, cast.reviewer, **OTHERWISE, status=status)
    assert headline(ours) == (status, Basis.OWN_SIDE)


# Independent


def test_an_independent_finding_waits_for_its_subject(cast, ours, reported):
    made = independently(reported, cast.auditor, **OTHERWISE, status=Status.NOT_STARTED)
    assert made.in_effect_at is None
    assert headline(ours) == (Status.IN_PROGRESS, Basis.REPORTED)


def test_it_takes_effect_with_the_comment_which_stands_beside_it(cast, ours, reported):
    made = independently(reported, cast.auditor, **OTHERWISE, status=Status.NOT_STARTED)
    with pytest.raises(ReasonNeeded):
        reviews.comment(made, by=by(cast.clearing), text="  ")
    reviews.comment(made, by=by(cast.clearing), text="We see it differently.")
    made.refresh_from_db()
    assert made.in_effect_at
    assert made.comments.get().text == "We see it differently."
    assert headline(ours) == (Status.NOT_STARTED, Basis.INDEPENDENT)


def test_a_second_comment_stands_beside_it_and_moves_nothing_more(cast, ours, reported):
    made = independently(reported, cast.auditor)
    reviews.comment(made, by=by(cast.clearing), text="Noted.")
    effect = type(made).objects.get(pk=made.pk).in_effect_at
    reviews.comment(made, by=by(cast.manager), text="Noted again.", release=Release.OWN_ORGANIZATION)
    made.refresh_from_db()
    assert (made.in_effect_at, made.comments.count()) == (effect, 2)
    assert Entry.objects.filter(kind=EntryKind.IN_EFFECT).count() == 1


def test_it_takes_effect_after_fourteen_days_without_a_comment(cast, ours, reported):
    made = independently(reported, cast.auditor, **OTHERWISE, status=Status.NOT_STARTED)
    with time_machine.travel(made.made_at + timedelta(days=14) - timedelta(seconds=1), tick=False):
        assert reviews.due_for_effect() == []
        with pytest.raises(AlreadyDone):
            reviews.take_effect_if_due(made, by=REGISTER)
    with time_machine.travel(made.made_at + timedelta(days=14), tick=False):
        assert reviews.due_for_effect() == [made]
        reviews.take_effect_if_due(made, by=REGISTER)
        assert reviews.due_for_effect() == []
        with pytest.raises(AlreadyDone):
            reviews.take_effect_if_due(made, by=REGISTER)
    assert headline(ours) == (Status.NOT_STARTED, Basis.INDEPENDENT)
    assert differences() == []


def test_what_could_not_be_verified_is_open_and_said_by_an_oversight_body_only(cast, ours, reported):
    with pytest.raises(Invalid):
        independently(reported, cast.auditor, Finding.COULD_NOT_BE_VERIFIED)
    made = independently(reported, cast.auditor, Finding.COULD_NOT_BE_VERIFIED, note="No papers were given.")
    reviews.comment(made, by=by(cast.manager), text="They were filed elsewhere.")
    assert headline(ours) == (Status.NOT_VERIFIED, Basis.INDEPENDENT)


def test_the_auditors_own_body_is_recorded_as_acting(cast, reported):
    assert independently(reported, cast.auditor).acting_organization == cast.oversight


def test_an_own_side_finding_stands_beside_an_independent_one(cast, ours, reported):
    made = independently(reported, cast.auditor, **OTHERWISE, status=Status.NOT_STARTED)
    reviews.comment(made, by=by(cast.clearing), text="Noted.")
    own = make.reviewed(reported, cast.reviewer)
    assert headline(ours) == (Status.NOT_STARTED, Basis.INDEPENDENT)
    assert (ours.finding_entry, ours.beside_entry) == (made.entry, own.entry)


# After a finding


def test_an_owner_does_not_close_by_reporting_again_what_a_finding_did_not(cast, ours, reported):
    make.reviewed(reported, cast.reviewer, **OTHERWISE, status=Status.NOT_STARTED)
    make.cleared(ours, cast.desk, cast.clearing, Status.IMPLEMENTED)
    assert headline(ours) == (Status.NOT_STARTED, Basis.OWN_SIDE)
    assert ours.newer_report
    assert (ours.reported_status, ours.recommendation.status) == (Status.IMPLEMENTED, Status.NOT_STARTED)


def test_a_report_cleared_while_a_finding_waits_counts_from_when_it_was_cleared(cast, ours, reported):
    made = independently(
        reported, cast.auditor, **OTHERWISE, status=Status.IMPLEMENTED, evidence=[make.held_as_symbol(cast.auditor)]
    )
    make.cleared(ours, cast.desk, cast.clearing, Status.NOT_STARTED)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        reviews.take_effect_if_due(made, by=REGISTER)
    assert headline(ours) == (Status.NOT_STARTED, Basis.REPORTED)
    assert ours.differ


def test_nobody_brings_their_own_finding_into_effect_by_commenting_on_it(cast, reported):
    memberships.grant(cast.auditor, Role.CLEARING_OFFICER, by=REGISTER, organization=cast.dppa)
    made = make.reviewed(reported, cast.auditor, basis=Basis.INDEPENDENT)
    with pytest.raises(OwnWork):
        reviews.comment(made, by=by(cast.auditor), text="Quite so.")
