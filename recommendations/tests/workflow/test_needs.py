"""What each status asks for, from the table; what an organ, an aim, a practice and a counterpart may say."""

import pytest

from recommendations.choices import NEEDS, AssignmentRole, FollowUp, Nature, Receipt, Status
from recommendations.errors import Invalid, NobodyAnswers, NotPermitted, NotTracked, RecordNeeded, TakesNoUpdates
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import needs, updates

# PRODUCT.md's table once more, in the words of the fields, so that the code's own table is held to it.
ASKED = {
    Status.NOT_STARTED: [],
    Status.DEFERRED: ["deferred_until", "reason"],
    Status.IN_PROGRESS: ["done"],
    Status.IN_PRACTICE: ["done", "review_on"],
    Status.IMPLEMENTED: ["done"],
    Status.IMPLEMENTED_BY_OTHER_MEANS: ["done"],
    Status.CLOSED_PARTLY_IMPLEMENTED: ["done"],
    Status.CLOSED_NOT_IMPLEMENTED: ["reason"],
    Status.OVERTAKEN_BY_EVENTS: ["reason"],
    Status.SUPERSEDED: ["successor"],
}
EMPTY = {"done": "", "reason": "", "successor": "", "review_on": None, "deferred_until": None, "deferred_event": ""}


def part_for(cast, status):
    nature = Nature.CONTINUING_PRACTICE if status == Status.IN_PRACTICE else Nature.SINGLE_ACTION
    return make.assignment(make.recommendation(nature=nature), cast.dppa)


def missing(assignment, **given):
    return set(needs.what_is_missing(_unsaved(assignment, **given)))


def _unsaved(assignment, **given):
    from recommendations.models import ProgressUpdate

    return ProgressUpdate(assignment=assignment, **make.said(**{"status": "", **given}))


def test_the_table_of_needs_knows_every_status_that_can_be_reported():
    assert set(ASKED) | {Status.NO_RECORD_FOUND} == set(NEEDS)


@pytest.mark.parametrize("status", ASKED)
def test_each_status_names_all_that_it_needs(cast, status):
    assert missing(part_for(cast, status), status=status, **EMPTY) == set(ASKED[status])


@pytest.mark.parametrize(("status", "field"), [(status, each) for status, fields in ASKED.items() for each in fields])
def test_each_status_is_refused_for_the_want_of_one(cast, status, field):
    given = make.said(status, **{field: EMPTY[field]})
    assert missing(part_for(cast, status), **given) == {field}


@pytest.mark.parametrize("status", ASKED)
def test_each_status_is_accepted_with_what_it_needs(cast, status):
    make.cleared(part := part_for(cast, status), cast.desk, cast.clearing, **{**make.said(status)})
    assert part.reported_status == status


def test_a_deferral_may_wait_for_an_event(cast):
    part = part_for(cast, Status.DEFERRED)
    given = make.said(Status.DEFERRED, deferred_until=None, deferred_event="when the standby force is operational")
    assert missing(part, **given) == set()


CLOSED = [Status.IMPLEMENTED, Status.SUPERSEDED, Status.CLOSED_NOT_IMPLEMENTED, Status.OVERTAKEN_BY_EVENTS]


@pytest.mark.parametrize("status", CLOSED)
def test_leaving_a_closed_status_needs_a_reason(cast, status):
    make.cleared(part := part_for(cast, status), cast.desk, cast.clearing, status)
    assert missing(part, status=Status.IN_PROGRESS, reason="") == {"reason"}
    assert missing(part, status=Status.IN_PROGRESS, reason="The agreement lapsed.") == set()


@pytest.mark.parametrize("second", [Status.NOT_STARTED, Status.DEFERRED, Status.IN_PROGRESS])
def test_leaving_an_open_status_needs_none(cast, second):
    make.cleared(part := part_for(cast, second), cast.desk, cast.clearing, Status.IN_PROGRESS)
    assert missing(part, **make.said(Status.IMPLEMENTED, reason="")) == set()


# By nature


def test_a_continuing_practice_is_never_implemented_and_nothing_else_is_in_practice(cast):
    def reportable(nature):
        row = make.recommendation({"aim": "1", "single_action": "2"}.get(nature, "3"), nature=nature)
        return set(needs.statuses_for(row, reports_for_itself=True))

    implemented = {Status.IMPLEMENTED, Status.IMPLEMENTED_BY_OTHER_MEANS}
    assert reportable(Nature.CONTINUING_PRACTICE) == set(ASKED) - implemented
    assert reportable(Nature.SINGLE_ACTION) == set(ASKED) - {Status.IN_PRACTICE}
    assert reportable(Nature.AIM) == set()


@pytest.mark.parametrize("status", [Status.IMPLEMENTED, Status.IMPLEMENTED_BY_OTHER_MEANS])
def test_a_practice_reported_as_implemented_is_refused(cast, status):
    practice = make.assignment(make.recommendation(nature=Nature.CONTINUING_PRACTICE), cast.dppa)
    assert missing(practice, status=status) == {"status"}


def test_an_aim_is_described_in_words_and_never_rated(cast):
    aim = make.assignment(make.recommendation(nature=Nature.AIM), cast.dppa)
    assert missing(aim, status=Status.IN_PROGRESS) == {"status"}
    assert missing(aim, done="") == {"done"}
    make.cleared(aim, cast.desk, cast.clearing, "")
    aim.recommendation.refresh_from_db()
    assert (aim.headline, aim.reported_status, aim.recommendation.status, aim.recommendation.basis) == ("",) * 4
    assert aim.reported_on == make.today()


# By role


@pytest.mark.parametrize("receipt", Receipt.values)
def test_a_counterpart_says_what_has_arrived_and_moves_no_status(cast, receipt):
    row = make.recommendation()
    owner = make.assignment(row, cast.dppa)
    make.cleared(owner, cast.desk, cast.clearing, Status.IMPLEMENTED)
    part = make.assignment(row, cast.auc, role=AssignmentRole.COUNTERPART)
    make.cleared(part, cast.other_desk, cast.other_clearing, "", receipt=receipt)
    row.refresh_from_db()
    assert (part.receipt, part.headline, part.reported_status) == (receipt, "", "")
    assert row.status == Status.IMPLEMENTED


def test_a_counterpart_gives_no_status_and_must_give_a_receipt(cast):
    part = make.assignment(make.recommendation(), cast.auc, role=AssignmentRole.COUNTERPART)
    assert missing(part, status=Status.IN_PROGRESS) == {"status", "receipt"}


# By organization


def an_organ(cast):
    return make.assignment(make.recommendation(), cast.council, answering=cast.dppa)


@pytest.mark.parametrize("status", [each for each in ASKED if each != Status.IN_PRACTICE])
def test_an_organ_is_in_no_status_without_a_symbol(cast, status):
    organ = an_organ(cast)
    with pytest.raises(RecordNeeded):
        make.submitted(organ, cast.desk, status)


def test_an_organ_is_reported_on_with_a_symbol_as_evidence(cast):
    organ = an_organ(cast)
    update = make.draft(organ, cast.desk, Status.IMPLEMENTED)
    make.symbol(update, cast.desk)
    updates.submit(update, by=by(cast.desk), version=update.version)


def test_a_symbol_that_was_taken_off_again_does_not_count(cast):
    from recommendations.workflow import evidence

    update = make.draft(an_organ(cast), cast.desk)
    make.symbol(update, cast.desk)
    evidence.remove(update.evidence.get(), by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    with pytest.raises(RecordNeeded):
        updates.submit(update, by=by(cast.desk), version=update.version)


def test_no_record_found_is_said_of_organs_only_and_needs_no_symbol(cast):
    make.cleared(organ := an_organ(cast), cast.desk, cast.clearing, Status.NO_RECORD_FOUND)
    assert organ.headline == Status.NO_RECORD_FOUND
    ours = make.assignment(make.recommendation("2"), cast.dppa)
    assert missing(ours, status=Status.NO_RECORD_FOUND) == {"status"}


def test_where_nobody_answers_nothing_can_be_entered_and_it_stays_not_asked(cast):
    states = make.organization("STATES", kind="group_of_states", reports_for_itself=False)
    part = make.assignment(make.recommendation(), states, nobody_answers=True)
    with pytest.raises(NobodyAnswers):
        needs.require_open(part)
    for person in (cast.desk, cast.manager, cast.steward, cast.clearing_above):
        with pytest.raises(NotPermitted):
            updates.start(part, by=by(person))
    assert part.headline == Status.NOT_ASKED


@pytest.mark.parametrize("follow_up", [FollowUp.FOR_REFERENCE, FollowUp.TO_BE_DECIDED])
def test_only_tracked_items_take_updates(cast, follow_up):
    part = make.assignment(make.recommendation(follow_up=follow_up), cast.dppa)
    with pytest.raises(NotTracked):
        updates.start(part, by=by(cast.desk))


def test_a_whole_takes_no_updates(cast):
    part = make.assignment(make.recommendation(is_whole=True), cast.dppa)
    with pytest.raises(TakesNoUpdates):
        updates.start(part, by=by(cast.desk))


def test_every_refusal_of_a_field_says_what_to_do(cast, ours):
    with pytest.raises(Invalid) as refusal:
        make.submitted(ours, cast.desk, done="")
    assert str(refusal.value.errors["done"]) == "Say what was done."
