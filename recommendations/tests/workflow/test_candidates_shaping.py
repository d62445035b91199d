"""Candidates are changed, split, merged, marked by hand, and every decision can be taken back."""

import pytest

from recommendations.choices import CandidateState, Status
from recommendations.errors import (
    AlreadyDone,
    Archived,
    Followed,
    Invalid,
    NotPermitted,
    NotVerbatim,
    Stale,
    WrongState,
)
from recommendations.models import Candidate, CandidateDecision, Entry, Recommendation
from recommendations.tests import make
from recommendations.tests.workflow.candidates_stage import ask, proposed, version
from recommendations.workflow import (
    audit,
    candidates_deciding,
    candidates_shaping,
    candidates_undoing,
    catalogue,
)


@pytest.fixture
def steward(cast):
    return make.by(cast.steward)


def offered() -> list[str]:
    return [each.text for each in Candidate.objects.filter(state=CandidateState.TO_DECIDE)]


def fresh(row) -> Candidate:
    return Candidate.objects.get(pk=row.pk)


def undo(decision, by):
    return candidates_undoing.undo(decision, by=by)


def accept(row, by, **given):
    row = fresh(row)
    return candidates_deciding.accept(row, by=by, version=row.version, given=given)


def test_the_words_change_only_to_words_of_the_paragraph(cast, steward):
    (row,) = proposed(ask("1"))
    candidates_shaping.change(row, by=steward, version=1, given={"quote": "should do thing 1 well"})
    found = fresh(row)
    assert found.text == found.paragraph.text[found.start : found.end] == "should do thing 1 well"
    with pytest.raises(NotVerbatim):
        candidates_shaping.change(found, by=steward, version=2, given={"quote": "should do thing 2 well"})
    with pytest.raises(Stale):
        candidates_shaping.change(found, by=steward, version=1, given={"kind": "call"})


def test_words_that_stand_there_twice_are_told_apart_by_their_place(cast, steward):
    (row,) = proposed(ask("1"))
    text = row.paragraph.text
    second = text.index("thing 1", text.index("thing 1") + 1)
    with pytest.raises(NotVerbatim):
        candidates_shaping.change(row, by=steward, version=1, given={"quote": "thing 1"})
    candidates_shaping.change(row, by=steward, version=1, given={"quote": "thing 1", "start": second})
    assert fresh(row).start == second
    accept(row, steward)
    assert fresh(row).recommendation.start == second


def test_what_changes_nothing_is_no_decision(cast, steward):
    (row,) = proposed(ask("1"))
    assert candidates_shaping.change(row, by=steward, version=1, given={"kind": row.kind}) is None
    assert fresh(row).version == 1


def test_a_split_leaves_two_whose_words_have_no_edges_of_white_space(cast, steward):
    (row,) = proposed(ask("1"))
    at = row.text.index("should")
    candidates_shaping.split(row, by=steward, version=1, at=row.start + at)
    assert offered() == ["The United Nations", "should do thing 1 well."]
    assert fresh(row).state == CandidateState.REPLACED


def test_a_split_may_leave_words_out(cast, steward):
    (row,) = proposed(ask("1"))
    start = row.start
    candidates_shaping.split(row, by=steward, version=1, spans=[(start, start + 18), (start + 26, row.end)])
    assert offered() == ["The United Nations", "do thing 1 well."]


@pytest.mark.parametrize("at", [0, 42, 10_000])
def test_a_split_needs_words_on_both_sides(cast, steward, at):
    (row,) = proposed(ask("1"))
    with pytest.raises(Invalid):
        candidates_shaping.split(row, by=steward, version=1, at=row.start + at)
    assert len(offered()) == 1


def test_neighbours_in_a_paragraph_become_one_span(cast, steward):
    first, second = proposed(ask("1"), ask("1", 1))
    candidates_shaping.merge(first, second, by=steward, version=1, other_version=1)
    assert offered() == [f"{first.text} {second.text}"]


def test_words_between_them_are_not_swallowed(cast, steward):
    first, second = proposed(ask("1"), ask("1", 1))
    candidates_shaping.change(second, by=steward, version=1, given={"quote": "support thing 1"})
    with pytest.raises(Invalid):
        candidates_shaping.merge(first, fresh(second), by=steward, version=1, other_version=2)


def test_the_same_said_elsewhere_is_a_place_of_the_first(cast, steward):
    first, second = proposed(ask("1"), ask("2"))
    candidates_shaping.merge(first, second, by=steward, version=1, other_version=1)
    assert offered() == [first.text]
    assert fresh(first).also_at == [{"paragraph": "2", "quote": second.text}]


def test_any_words_can_be_marked_by_hand_also_where_nothing_was_suggested(cast, steward):
    paragraph = version().paragraphs.get(label="4")
    candidates_shaping.mark(paragraph, by=steward, quote="do thing 4 well")
    (row,) = Candidate.objects.all()
    assert (row.text, row.origin, row.score) == ("do thing 4 well", "marked", None)
    with pytest.raises(Invalid):
        candidates_shaping.mark(paragraph, by=steward, quote="do thing 4 well")
    with pytest.raises(NotVerbatim):
        candidates_shaping.mark(paragraph, by=steward, quote="do thing 5 well")
    with pytest.raises(NotPermitted):
        candidates_shaping.mark(paragraph, by=make.by(cast.desk), quote="The United Nations")
    accept(row, steward)
    assert Recommendation.objects.get().text == "do thing 4 well"


def test_nothing_is_marked_in_a_document_that_was_put_away(cast, steward):
    paragraph = version().paragraphs.get(label="4")
    document = make.document()
    document.archived_at = make.document().updated_at
    document.save()
    with pytest.raises(Archived):
        candidates_shaping.mark(paragraph, by=steward, quote="do thing 4 well")


# Undoing


def test_an_acceptance_that_is_undone_archives_and_accepting_again_brings_the_same_back(cast, steward):
    (row,) = proposed(ask("1"))
    decision = accept(row, steward)
    made = fresh(row).recommendation
    undo(decision, steward)
    made.refresh_from_db()
    assert made.archived_at
    assert made.archived_why
    assert fresh(row).state == CandidateState.TO_DECIDE
    parts = [
        {"organization": "AU", "role": "owner", "answering": "AUC", "named": "judgement", "judgement": "It trains."},
    ]
    accept(row, steward, kind="call", parts=parts)
    again = fresh(row).recommendation
    assert again == made
    assert again.archived_at is None
    assert again.kind == "call"
    assert again.status == Status.NOT_ASKED
    counting = [each for each in again.assignments.all() if each.counts]
    assert [each.answering_organization.code for each in counting] == ["AUC"]
    assert Entry.objects.filter(recommendation=made, kind="restored").count() == 1
    assert audit.differences() == []


def test_what_an_owner_works_on_is_not_undone_by_the_way(cast, steward):
    (row,) = proposed(ask("1"))
    decision = accept(row, steward, parts=[], follow_up="tracked")
    made = fresh(row).recommendation
    make.draft(make.assignment(made, cast.dppa), cast.desk)
    with pytest.raises(WrongState):
        undo(decision, steward)
    made.refresh_from_db()
    assert made.archived_at is None
    assert fresh(row).state == CandidateState.ACCEPTED
    assert not CandidateDecision.objects.filter(act="undone").exists()


def test_what_was_typed_before_an_acceptance_stays_when_it_is_undone(cast, steward):
    (row,) = proposed(ask("1"))
    undo(accept(row, steward, kind="call", note="Typed with care."), steward)
    again = fresh(row)
    assert (again.state, again.kind, again.more["note"]) == (CandidateState.TO_DECIDE, "call", "Typed with care.")
    undo(CandidateDecision.objects.get(act="changed"), steward)
    assert (fresh(row).kind, "note" in fresh(row).more) == ("recommendation", False)


def test_other_words_after_an_undoing_are_another_recommendation(cast, steward):
    (row,) = proposed(ask("1"))
    undo(accept(row, steward), steward)
    accept(row, steward, quote="do thing 1 well")
    assert fresh(row).recommendation.reference.endswith("para. 1, ask 2")
    assert Recommendation.objects.filter(archived_at__isnull=True).count() == 1


@pytest.mark.parametrize("act", ["reject", "change", "split", "merge", "mark", "all"])
def test_every_decision_can_be_undone(cast, steward, act):
    rows = proposed(ask("1"), ask("1", 1))
    before = [each.text for each in rows]
    do = {
        "reject": lambda: candidates_deciding.reject(rows[0], by=steward, version=1, reason="No."),
        "change": lambda: candidates_shaping.change(rows[0], by=steward, version=1, given={"quote": "do thing 1"}),
        "split": lambda: candidates_shaping.split(rows[0], by=steward, version=1, at=rows[0].start + 18),
        "merge": lambda: candidates_shaping.merge(*rows, by=steward, version=1, other_version=1),
        "mark": lambda: candidates_shaping.mark(rows[0].paragraph, by=steward, quote="do thing 1"),
        "all": lambda: candidates_deciding.accept_all([(each, 1) for each in rows], by=steward),
    }
    decision = do[act]()
    assert offered() != before
    undo(decision, steward)
    assert offered() == before
    with pytest.raises(AlreadyDone):
        undo(decision, steward)
    assert all(each.archived_at for each in Recommendation.objects.all())
    assert CandidateDecision.objects.count() == 2


def test_what_somebody_went_on_from_is_undone_last_first(cast, steward):
    (row,) = proposed(ask("1"))
    changed = candidates_shaping.change(row, by=steward, version=1, given={"kind": "call"})
    accepted = accept(row, steward)
    with pytest.raises(Followed):
        undo(changed, steward)
    undo(accepted, steward)
    undo(changed, steward)
    assert fresh(row).kind == "recommendation"


def test_the_last_of_ones_own_is_the_last_that_nothing_followed(cast, steward):
    other = make.by(make.user("steward-two", "steward"))
    first, second = proposed(ask("1"), ask("2"))
    mine = candidates_shaping.change(first, by=steward, version=1, given={"kind": "call"})
    candidates_shaping.change(second, by=other, version=1, given={"kind": "call"})
    rows = candidates_undoing.standing_decisions(version())
    assert candidates_undoing.last_of(rows, cast.steward.pk) == mine
    accept(first, other)
    assert candidates_undoing.last_of(rows.all(), cast.steward.pk) is None


def test_undoing_what_was_archived_meanwhile_only_opens_it_again(cast, steward):
    (row,) = proposed(ask("1"))
    decision = accept(row, steward)
    made = fresh(row).recommendation
    catalogue.archive(made, by=steward, version=made.version, why="A mistake.")
    undo(decision, steward)
    made.refresh_from_db()
    assert made.archived_why == "A mistake."
    assert fresh(row).state == CandidateState.TO_DECIDE
