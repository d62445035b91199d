"""Two people at once, really committed: the second verb begins when the first has done its work and not committed yet,
with rows that were read before. Whatever comes out, the register and its journal agree."""

import threading

import pytest
from django.db import connections, transaction

from recommendations.choices import AssignmentState, EntryKind, Role, Status, UpdateState
from recommendations.errors import AccountClosed, Invalid, OwnWork, Stale
from recommendations.models import Assignment, Entry, Membership, ProgressUpdate, Recommendation, User
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.workflow import (
    accounts,
    assigning,
    catalogue,
    clearing,
    focal_points,
    handing_over,
    leaving,
    memberships,
    organizations,
    redaction,
    updates,
)
from recommendations.workflow.audit import differences


@pytest.fixture
def cast(committed_db) -> make.Cast:
    return make.cast()


@pytest.fixture
def ours(cast):
    return make.assignment(make.recommendation(), cast.dppa)


def meanwhile(first, then):
    """What `then` raised, or None. It was waiting when `first` committed."""
    raised: list[BaseException | None] = []

    def second() -> None:
        try:
            then()
            raised.append(None)
        except BaseException as problem:
            raised.append(problem)
        finally:
            connections.close_all()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(30)
    return raised[0]


def again(row):
    """As another request has read it."""
    return type(row)._default_manager.get(pk=row.pk)


def test_an_update_is_cleared_once(cast, ours):
    update = make.submitted(ours, cast.desk)
    other, version = again(update), update.version
    refused = meanwhile(
        lambda: clearing.clear(update, by=by(cast.clearing), version=version),
        lambda: clearing.clear(other, by=by(cast.clearing_above), version=version),
    )
    assert isinstance(refused, Stale)
    assert Entry.objects.filter(kind=EntryKind.CLEARED).count() == 1
    assert differences() == []


def test_of_clearing_and_returning_one_happens(cast, ours):
    update = make.submitted(ours, cast.desk)
    other, version = again(update), update.version
    refused = meanwhile(
        lambda: clearing.clear(update, by=by(cast.clearing), version=version),
        lambda: clearing.give_back(other, by=by(cast.clearing_above), version=version, feedback="No."),
    )
    assert isinstance(refused, Stale)
    assert again(update).state == UpdateState.CLEARED
    assert differences() == []


def test_a_finding_is_not_made_on_a_report_that_a_newer_one_has_just_replaced(cast, ours):
    old = make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    newer = make.submitted(ours, cast.desk, Status.NOT_STARTED)
    refused = meanwhile(
        lambda: clearing.clear(newer, by=by(cast.clearing), version=newer.version),
        lambda: make.reviewed(old, cast.reviewer),
    )
    assert isinstance(refused, Stale)
    assert again(ours).headline == Status.NOT_STARTED
    assert differences() == []


def test_a_report_cleared_while_a_finding_is_made_comes_after_it(cast, ours):
    old = make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    newer = make.submitted(ours, cast.desk, Status.OVERTAKEN_BY_EVENTS)
    refused = meanwhile(
        lambda: make.reviewed(old, cast.reviewer),
        lambda: clearing.clear(newer, by=by(cast.clearing), version=newer.version),
    )
    now = again(ours)
    assert refused is None
    assert (now.headline, now.newer_report) == (Status.IN_PROGRESS, True)
    assert differences() == []


def test_confirming_waits_for_the_clearing_that_confirms(cast, ours):
    update = make.submitted(ours, cast.desk)
    read = again(ours)
    refused = meanwhile(
        lambda: clearing.clear(update, by=by(cast.clearing), version=update.version),
        lambda: assigning.confirm(read, by=by(cast.manager), version=read.version),
    )
    assert isinstance(refused, Stale)
    assert Entry.objects.filter(kind=EntryKind.CONFIRMED).count() == 1
    assert differences() == []


def test_clearing_waits_for_a_confirmation_and_keeps_it(cast, ours):
    update = make.submitted(ours, cast.desk)
    read = ProgressUpdate.objects.select_related("assignment__recommendation").get(pk=update.pk)
    refused = meanwhile(
        lambda: assigning.confirm(ours, by=by(cast.manager), version=ours.version),
        lambda: clearing.clear(read, by=by(cast.clearing), version=read.version),
    )
    now = again(ours)
    assert refused is None
    assert (now.state, now.reported_status) == (AssignmentState.CONFIRMED, Status.IN_PROGRESS)
    assert Entry.objects.filter(kind=EntryKind.CONFIRMED).count() == 1
    assert differences() == []


def test_two_owners_reports_are_both_in_the_headline(cast, ours):
    theirs = make.assignment(ours.recommendation, cast.auc)
    first = make.submitted(ours, cast.desk, Status.OVERTAKEN_BY_EVENTS)
    then = make.submitted(theirs, cast.other_desk, Status.NOT_STARTED)
    rows = ProgressUpdate.objects.select_related("assignment__recommendation")
    one, other = rows.get(pk=first.pk), rows.get(pk=then.pk)
    refused = meanwhile(
        lambda: clearing.clear(one, by=by(cast.clearing), version=one.version),
        lambda: clearing.clear(other, by=by(cast.other_clearing), version=other.version),
    )
    assert refused is None
    assert again(ours.recommendation).status == Status.NOT_STARTED
    assert set(Assignment.objects.values_list("headline", flat=True)) == {"overtaken_by_events", "not_started"}
    assert differences() == []


@pytest.mark.parametrize("verb", ["clear", "give_back"])
def test_nobody_clears_or_returns_what_they_are_just_submitting(cast, ours, verb):
    memberships.grant(cast.clearing, Role.DESK_OFFICER, by=REGISTER, organization=cast.dppa)
    update = make.draft(ours, cast.desk)
    read = again(update)
    more = {"feedback": "No."} if verb == "give_back" else {}
    refused = meanwhile(
        lambda: updates.submit(update, by=by(cast.clearing), version=update.version),
        lambda: getattr(clearing, verb)(read, by=by(cast.clearing), version=read.version + 1, **more),
    )
    assert isinstance(refused, OwnWork)
    assert again(update).state == UpdateState.SUBMITTED


def test_a_whole_that_a_part_leaves_counts_what_another_part_is_just_reporting(cast):
    whole = make.recommendation("1", is_whole=True)
    leaving, staying = (make.recommendation(each, whole=whole) for each in ("2", "3"))
    part = make.assignment(staying, cast.dppa)
    update = make.submitted(part, cast.desk, Status.IN_PROGRESS)
    read = Recommendation.objects.select_related("whole").get(pk=leaving.pk)
    refused = meanwhile(
        lambda: clearing.clear(update, by=by(cast.clearing), version=update.version),
        lambda: catalogue.change(read, by=by(cast.steward), version=read.version, why="It is no part.", whole=None),
    )
    assert refused is None
    assert again(whole).status == Status.IN_PROGRESS
    assert differences() == []


def test_no_two_organizations_come_to_stand_below_each_other(cast):
    one, other = again(cast.au), again(cast.un)
    above = {"by": by(cast.steward), "why": "It moved."}
    refused = meanwhile(
        lambda: organizations.change(one, version=one.version, parent=again(cast.un), **above),
        lambda: organizations.change(other, version=other.version, parent=again(cast.au), **above),
    )
    assert isinstance(refused, Invalid)
    assert again(cast.un).parent is None


def test_a_redaction_reaches_what_is_just_being_cleared(cast, ours):
    leaked = "The name of a source."
    update = make.submitted(ours, cast.desk, done=leaked)
    entry = Entry.objects.get(kind=EntryKind.SUBMITTED)
    request = redaction.ask(entry, by=by(cast.steward), why="It names a source.")
    refused = meanwhile(
        lambda: clearing.clear(update, by=by(cast.clearing), version=update.version),
        lambda: redaction.agree(request, by=by(cast.administrator)),
    )
    assert refused is None
    assert leaked not in str(list(Entry.objects.values_list("content", flat=True)))
    assert again(update).done == redaction.NOTICE
    assert differences() == []


def close(cast, takes_over=None):
    seen = again(cast.desk)
    leaving.deactivate(
        seen, takes_over=takes_over, by=by(cast.administrator), version=accounts.version_of(seen), why="Left."
    )


def name(cast, assignment, focal_point, alternate=None):
    focal_points.name(
        assignment, by=by(cast.manager), version=assignment.version, focal_point=focal_point, alternate=alternate
    )


@pytest.mark.parametrize("names", [("desk", None), ("desk_two", "desk")])
def test_nobody_is_named_whose_account_is_just_being_closed(cast, ours, names):
    focal_point, alternate = (getattr(cast, each) if each else None for each in names)
    read = again(ours)
    refused = meanwhile(lambda: close(cast), lambda: name(cast, read, focal_point, alternate))
    now = again(ours)
    assert isinstance(refused, Invalid)
    assert (now.focal_point, now.alternate) == (None, None)
    assert differences() == []


def test_who_is_just_being_named_leaves_nothing_behind_when_their_account_is_closed(cast, ours):
    read = again(ours)
    refused = meanwhile(lambda: name(cast, read, cast.desk), lambda: close(cast, takes_over=cast.desk_two))
    assert refused is None
    assert again(ours).focal_point == cast.desk_two
    assert not again(cast.desk).is_active
    assert differences() == []


def test_work_is_not_handed_to_an_account_that_is_just_being_closed(cast, ours):
    name(cast, ours, cast.desk_two)
    seal = handing_over.preview(cast.desk_two, cast.desk, by=by(cast.manager)).seal
    refused = meanwhile(
        lambda: close(cast),
        lambda: handing_over.hand_over(cast.desk_two, cast.desk, by=by(cast.manager), seal=seal),
    )
    assert isinstance(refused, Invalid)
    assert again(ours).focal_point == cast.desk_two


def test_who_takes_over_is_not_leaving_themselves(cast, ours):
    name(cast, ours, cast.desk)
    seen = again(cast.desk_two)
    version = accounts.version_of(seen)
    refused = meanwhile(
        lambda: leaving.deactivate(seen, takes_over=None, by=by(cast.administrator), version=version, why="Left."),
        lambda: close(cast, takes_over=cast.desk_two),
    )
    assert refused is None
    assert again(ours).focal_point is None


def test_no_role_is_granted_to_an_account_that_is_just_being_closed(cast):
    held = Membership.objects.filter(user=cast.desk).count()
    read = again(cast.desk)
    refused = meanwhile(
        lambda: close(cast),
        lambda: memberships.grant(read, Role.MANAGER, by=REGISTER, organization=cast.dppa),
    )
    assert isinstance(refused, AccountClosed)
    assert Membership.objects.filter(user=cast.desk).count() == held


def test_whoever_writes_while_their_account_is_being_closed_is_not_stopped_half_way(cast, ours):
    """What they write names them; the closing waits for the row they hold, and neither waits for the other."""
    name(cast, ours, cast.desk)
    update = make.draft(ours, cast.desk)
    refused = meanwhile(
        lambda: updates.submit(update, by=by(cast.desk), version=update.version),
        lambda: close(cast),
    )
    assert refused is None
    assert again(update).state == UpdateState.SUBMITTED
    assert not User.objects.get(pk=cast.desk.pk).is_active
    assert differences() == []
