from datetime import date, timedelta

import pytest
from django.utils import timezone

from recommendations.access import Acting, reader
from recommendations.choices import Answer, AssignmentRole, EntryKind, ProposalState, Role
from recommendations.errors import (
    AlreadyDone,
    Archived,
    Invalid,
    NotPermitted,
    OwnWork,
    ReasonNeeded,
    Stale,
    WrongState,
)
from recommendations.models import TargetDateProposal
from recommendations.queries.target_dates import proposals
from recommendations.queries.timeline import timeline
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import assigning, catalogue, memberships, target_dates
from recommendations.workflow.audit import differences
from recommendations.workflow.journal import record


@staged
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
        ({"due_on": None, "due_precision": "", "due_event": "x" * 301}, "due_event"),
        ({"due_event": "the next summit"}, "due_event"),
        ({"due_on": None, "due_precision": "", "due_event": "  "}, "due_on"),
    ],
)
def test_what_is_no_date_to_come_is_refused_by_name(cast, ours, given, field):
    with pytest.raises(Invalid) as refusal:
        propose(cast, ours, **given)
    assert field in refusal.value.errors


def states(recommendation):
    return [each.state for each in proposals(recommendation)]


def test_the_same_proposal_twice_is_one_and_another_takes_its_place(cast, ours):
    first = propose(cast, ours)
    assert propose(cast, ours) == first
    later = propose(cast, ours, due_on=make.today() + timedelta(days=120))
    assert states(ours.recommendation) == [ProposalState.OPEN, ProposalState.REPLACED]
    with pytest.raises(WrongState):
        target_dates.agree(first, ours, by=by(cast.clearing))
    assert target_dates.agree(later, ours, by=by(cast.clearing))
    assert states(ours.recommendation) == [ProposalState.AGREED, ProposalState.REPLACED]


def test_the_owner_who_proposes_agrees_first_and_by_somebody_else(cast, ours, theirs):
    proposal = propose(cast, ours)
    with pytest.raises(WrongState):
        target_dates.agree(proposal, theirs, by=by(cast.other_clearing))
    memberships.grant(cast.desk, Role.CLEARING_OFFICER, by=make.REGISTER, organization=cast.dppa)
    with pytest.raises(OwnWork):
        target_dates.agree(proposal, ours, by=by(cast.desk))


def test_one_owner_declines_with_words_and_the_proposal_is_closed(cast, ours, theirs):
    proposal = propose(cast, ours)
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    with pytest.raises(ReasonNeeded):
        target_dates.decline(proposal, theirs, by=by(cast.other_clearing), why=" ")
    with pytest.raises(NotPermitted):
        target_dates.decline(proposal, theirs, by=by(cast.clearing), why="For them.")
    target_dates.decline(proposal, theirs, by=by(cast.other_clearing), why="The budget is later.")
    assert states(ours.recommendation) == [ProposalState.DECLINED]
    with pytest.raises(WrongState):
        target_dates.agree(proposal, theirs, by=by(cast.other_clearing))
    theirs.refresh_from_db()
    assert theirs.counts, "the date is declined, and not the work"
    assert differences() == []


@pytest.mark.parametrize("leaving", ["not ours", "ended"])
def test_when_the_last_who_had_not_agreed_leaves_the_date_holds(cast, ours, theirs, leaving):
    proposal = propose(cast, ours)
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    if leaving == "ended":
        theirs.refresh_from_db()
        assigning.end(theirs, by=by(cast.steward), version=theirs.version, why="Named twice.")
    else:
        make.cleared(theirs, cast.other_desk, cast.other_clearing, "", answer=Answer.NOT_OURS)
    ours.recommendation.refresh_from_db()
    assert ours.recommendation.due_on == proposal.due_on
    entry = ours.recommendation.entries.get(kind=EntryKind.TARGET_DATE_SET)
    assert (entry.actor, entry.acting_organization) == (None, None), "nobody who left is said to have agreed"
    assert differences() == []


def test_a_proposal_lapses_when_its_owner_leaves(cast, ours, theirs):
    proposal = propose(cast, ours)
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    ours.refresh_from_db()
    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Named twice.")
    assert states(ours.recommendation) == [ProposalState.LAPSED]
    with pytest.raises(WrongState):
        target_dates.agree(proposal, theirs, by=by(cast.other_clearing))


def test_the_version_counts_where_it_is_given(cast, ours):
    with pytest.raises(Stale):
        propose(cast, ours, version=ours.version + 1)
    assert not TargetDateProposal.objects.exists()
    proposal = propose(cast, ours, version=ours.version)
    with pytest.raises(Stale):
        target_dates.agree(proposal, ours, by=by(cast.clearing), version=ours.version + 1)


def test_nothing_is_agreed_on_what_is_archived(cast, ours):
    proposal = propose(cast, ours)
    row = ours.recommendation
    row.refresh_from_db()
    catalogue.archive(row, by=by(cast.steward), version=row.version, why="A double.")
    with pytest.raises(Archived):
        target_dates.agree(proposal, ours, by=by(cast.clearing))


def test_its_words_leave_the_family_with_its_own_clearing_and_reach_all_when_it_holds(cast, ours, theirs):
    def seen(user):
        lines = {each.kind: each for each in timeline(ours.recommendation, reader(user))}
        line = lines.get(EntryKind.TARGET_DATE_PROPOSED)
        return None if line is None else line.words.get("why", "")

    proposal = propose(cast, ours, why="The force is ready then.")
    assert seen(cast.desk_two) == "The force is ready then."
    assert seen(cast.other_clearing) is None, "what is not cleared stays in its family"
    assert seen(cast.reader) is None
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    assert seen(cast.other_clearing) == "The force is ready then.", "who has to agree reads why"
    assert seen(cast.reader) == "", "others see that there is one"
    target_dates.agree(proposal, theirs, by=by(cast.other_clearing))
    assert seen(cast.reader) == "The force is ready then."


def test_what_the_own_clearing_officer_declines_stays_inside(cast, ours, theirs):
    proposal = propose(cast, ours)
    target_dates.decline(proposal, ours, by=by(cast.clearing), why="Too early.")
    for user, shown in ((cast.desk, True), (cast.other_desk, False), (cast.reader, False)):
        kinds = [each.kind for each in timeline(ours.recommendation, reader(user))]
        assert (EntryKind.TARGET_DATE_DECLINED in kinds) is shown
        assert EntryKind.DECLINED not in kinds


def test_a_declined_date_has_its_own_line_of_the_owner_who_declined(cast, ours, theirs):
    proposal = propose(cast, ours)
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    entry = target_dates.decline(proposal, theirs, by=by(cast.other_clearing), why="The budget is later.")
    assert (entry.kind, entry.assignment) == (EntryKind.TARGET_DATE_DECLINED, theirs)
    [line] = [each for each in timeline(ours.recommendation, reader(cast.other_desk)) if each.entry.pk == entry.pk]
    assert (line.about, line.words["why"]) == ("African Union Commission", "The budget is later.")
    [line] = [each for each in timeline(ours.recommendation, reader(cast.reader)) if each.entry.pk == entry.pk]
    assert (line.held, line.words) == (True, {})
    TargetDateProposal.objects.filter(pk=proposal.pk).update(set_at=timezone.now())
    assert "was declined, and holds" in {each.what for each in differences()}


def test_what_was_declined_before_there_was_a_kind_for_it_is_declined_still(cast, ours):
    proposal = propose(cast, ours)
    facts = {"proposal": proposal.public_id, "assignment": ours.public_id}
    acting = Acting(cast.dppa, Role.CLEARING_OFFICER)
    content = {"why": "Too early."}
    record(EntryKind.DECLINED, ours.recommendation, by=by(cast.clearing), acting=acting, facts=facts, content=content)
    [found] = proposals(ours.recommendation)
    assert (found.state, found.declined.content["why"]) == (ProposalState.DECLINED, "Too early.")
    assert differences() == []
