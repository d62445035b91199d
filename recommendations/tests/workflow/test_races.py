"""Two people at once, really committed: the second verb begins when the first has done its work and not committed yet,
with rows that were read before. Whatever comes out, the register and its journal agree."""

import threading

import pytest
from django.db import connections, transaction

from recommendations.choices import AssignmentState, EntryKind, Role, Status, UpdateState
from recommendations.errors import Invalid, OwnWork, Stale
from recommendations.models import Assignment, Entry, ProgressUpdate, Recommendation
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.workflow import assigning, catalogue, clearing, memberships, organizations, redaction, updates
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
