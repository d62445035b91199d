"""An ask whose words open a list of asks is proposed as their whole, so that nothing is counted twice: whatever is
decided first, taken back, split, merged or read again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.errors import Invalid, NotAll
from recommendations.models import Candidate, CandidateDecision, Recommendation
from recommendations.queries import conditions
from recommendations.tests import make
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.tests.workflow.test_versions import another
from recommendations.workflow import candidates_deciding, candidates_shaping, candidates_undoing
from recommendations.workflow.audit import differences


@pytest.fixture
def steward(cast):
    return make.by(cast.steward)


def under(above: str, label: str, **more):
    """An item that the first sentence of another paragraph leads in to."""
    return ask(label, lead_in=[{"paragraph": above, "quote": ask(above)["quote"]}], **more)


@pytest.fixture
def listed(cast):
    """An ask, its two items, and one beside them."""
    return proposed(ask("1"), under("1", "2"), under("1", "3"), ask("4"))


def again(row) -> Candidate:
    return Candidate.objects.select_related("recommendation__whole", "paragraph").get(pk=row.pk)


def accept(row, by, **given) -> CandidateDecision:
    return candidates_deciding.accept(again(row), by=by, version=again(row).version, given=given)


def accept_all(rows, by) -> CandidateDecision:
    return candidates_deciding.accept_all([(each, again(each).version) for each in rows], by=by)


def whole_of(row) -> Recommendation | None:
    return again(row).recommendation.whole


def counted() -> int:
    return Recommendation.objects.filter(conditions.COUNTED, archived_at__isnull=True).count()


def test_an_ask_that_opens_a_list_is_proposed_as_a_whole_and_its_items_as_parts(listed):
    whole, one, two, beside = map(again, listed)
    assert whole.more["is_whole"] is True
    assert [each.more.get("whole") for each in (one, two, beside)] == [whole.public_id, whole.public_id, None]
    assert not any(each.more.get("is_whole") for each in (one, two, beside))


def test_only_what_is_offered_makes_a_whole(cast):
    whole, item = proposed(ask("1"), under("1", "2", suggested=False))
    assert ("is_whole" in whole.more, "whole" in item.more) == (False, False)


def test_a_list_within_a_list_counts_each_ask_once(cast, steward):
    inner = [*under("1", "2")["lead_in"], {"paragraph": "2", "quote": ask("2")["quote"]}]
    rows = proposed(ask("1"), under("1", "2"), ask("3", lead_in=inner), under("1", "4"))
    accept_all(rows, steward)
    outer, within, deep, plain = [again(each).recommendation for each in rows]
    assert (outer.is_whole, within.is_whole, within.whole) == (True, True, None)
    assert (deep.whole, plain.whole) == (within, outer)
    assert counted() == 2


def test_items_whose_whole_is_in_the_register_are_its_parts(cast, steward):
    whole = make.recommendation("1", is_whole=True)
    (item,) = proposed(ask("1"), under("1", "2"))
    accept(item, steward)
    assert whole_of(item) == whole


def test_accepted_one_by_one_the_items_are_parts_of_the_whole(listed, steward):
    whole, one, two, _beside = listed
    accept(whole, steward)
    accept(one, steward)
    accept(two, steward)
    assert again(whole).recommendation.is_whole
    assert whole_of(one) == whole_of(two) == again(whole).recommendation
    assert counted() == 2
    assert differences() == []


def test_an_item_that_is_accepted_first_stands_alone_until_its_whole_is_accepted(listed, steward):
    whole, one, two, _beside = listed
    accept(one, steward, follow_up="tracked")
    assert whole_of(one) is None
    accept(whole, steward, follow_up="tracked")
    assert whole_of(one) == again(whole).recommendation
    accept_all([two], steward)
    assert list(again(whole).recommendation.parts.order_by("pk")) == [again(each).recommendation for each in (one, two)]
    assert differences() == []


def test_accepting_many_takes_wholes_before_parts_and_counts_nothing_twice(listed, steward):
    accept_all(reversed(listed), steward)
    whole, one, two, beside = listed
    assert whole_of(one) == whole_of(two) == again(whole).recommendation
    assert whole_of(beside) is None
    assert counted() == 3
    assert differences() == []


def test_a_whole_that_is_accepted_among_many_takes_in_the_items_accepted_before(listed, steward):
    whole, one, _two, beside = listed
    accept(one, steward)
    accept_all([whole, beside], steward)
    assert whole_of(one) == again(whole).recommendation


def test_where_one_of_many_cannot_be_none_is_and_each_is_named(listed, steward):
    whole, _one, two, _beside = listed
    make.recommendation("1")
    Candidate.objects.filter(pk=two.pk).update(standing="endorsed")
    with pytest.raises(NotAll) as refused:
        accept_all(listed, steward)
    assert [row.pk for row, _why in refused.value.stopped] == [whole.pk, two.pk]
    assert Recommendation.objects.count() == 1
    assert {again(each).state for each in listed} == {"to_decide"}


def test_an_item_of_a_rejected_whole_or_of_one_that_is_none_any_more_is_an_ask_of_its_own(listed, steward):
    whole, one, two, _beside = listed
    decision = candidates_deciding.reject(whole, by=steward, version=1, reason="It only opens the list.")
    accept(one, steward)
    assert whole_of(one) is None
    candidates_undoing.undo(decision, by=steward)
    accept(whole, steward, is_whole=False)
    accept(two, steward)
    assert (again(whole).recommendation.is_whole, whole_of(one), whole_of(two)) == (False, None, None)


def test_an_item_that_a_person_takes_out_of_the_whole_stays_out(listed, steward):
    whole, one, two, _beside = listed
    accept(one, steward, whole="")
    candidates_shaping.change(again(two), by=steward, version=1, given={"whole": ""})
    accept(whole, steward)
    accept(two, steward)
    assert (whole_of(one), whole_of(two)) == (None, None)


def test_any_candidate_that_is_a_whole_can_be_chosen_and_nothing_else(listed, steward):
    whole, _one, _two, beside = listed
    accept(beside, steward, whole=whole.public_id)
    accept(whole, steward)
    assert whole_of(beside) == again(whole).recommendation
    make.document("S/2000/2")
    with pytest.raises(Invalid) as refused:
        accept(listed[1], steward, whole="nothing")
    assert list(refused.value.errors) == ["whole"]


def test_undoing_the_whole_leaves_its_parts_as_asks_of_their_own_until_it_is_accepted_again(listed, steward):
    whole, one, two, _beside = listed
    accept(one, steward)
    decision = accept(whole, steward)
    accept(two, steward)
    there = again(whole).recommendation
    candidates_undoing.undo(decision, by=steward)
    assert (whole_of(one), whole_of(two)) == (None, None)
    assert differences() == []
    accept(whole, steward)
    assert whole_of(one) == whole_of(two) == there == again(whole).recommendation
    assert differences() == []


def test_accepting_many_is_undone_and_done_again_as_a_whole(listed, steward):
    decision = accept_all(listed, steward)
    whole, one, two, _beside = listed
    earlier = [again(each).recommendation_id for each in listed]
    candidates_undoing.undo(decision, by=steward)
    assert {again(each).state for each in listed} == {"to_decide"}
    assert counted() == 0
    accept_all(listed, steward)
    assert [again(each).recommendation_id for each in listed] == earlier
    assert whole_of(one) == whole_of(two) == again(whole).recommendation
    assert differences() == []


def test_of_a_whole_that_is_split_the_last_piece_keeps_the_items(listed, steward):
    whole, one, two, _beside = listed
    decision = candidates_shaping.split(whole, by=steward, version=1, at=whole.text.index("should"))
    first, last = Candidate.objects.filter(origin="split").order_by("start")
    accept_all([first, last, one], steward)
    assert not again(first).recommendation.is_whole
    assert whole_of(one) == again(last).recommendation
    accept(two, steward)
    assert whole_of(two) == again(last).recommendation
    assert CandidateDecision.objects.get(pk=decision.pk).undoes is None


def test_a_split_that_is_undone_gives_the_items_back_to_the_whole(listed, steward):
    whole, one, _two, _beside = listed
    decision = candidates_shaping.split(whole, by=steward, version=1, at=whole.text.index("should"))
    candidates_undoing.undo(decision, by=steward)
    accept_all([whole, one], steward)
    assert whole_of(one) == again(whole).recommendation


def test_pieces_of_a_part_are_parts(listed, steward):
    whole, one, _two, _beside = listed
    candidates_shaping.split(one, by=steward, version=1, at=one.text.index("should"))
    accept_all([whole, *Candidate.objects.filter(origin="split")], steward)
    assert again(whole).recommendation.parts.count() == 2


def test_a_whole_that_is_merged_keeps_the_items(listed, steward):
    whole, one, two, beside = listed
    candidates_shaping.merge(beside, whole, by=steward, version=1, other_version=1)
    accept_all([again(beside), one, two], steward)
    assert whole_of(one) == whole_of(two) == again(beside).recommendation


def test_a_whole_whose_items_all_went_into_it_is_a_plain_ask(listed, steward):
    whole, one, two, _beside = listed
    candidates_shaping.merge(whole, one, by=steward, version=1, other_version=1)
    assert again(whole).more["is_whole"]
    candidates_shaping.merge(again(whole), two, by=steward, version=2, other_version=1)
    accept(whole, steward)
    assert not again(whole).recommendation.is_whole


def test_on_a_corrected_version_the_whole_takes_in_what_was_accepted_before(listed, steward):
    _whole, one, two, _beside = listed
    accept(one, steward)
    another(make.TEXT.replace("thing 60 well.", "thing 60 well, at once."))
    whole, item, _beside = proposed(ask("1"), under("1", "2"), under("1", "3"), ask("4"))
    assert (whole.more["is_whole"], item.more["whole"]) == (True, whole.public_id)
    accept_all([whole, item], steward)
    assert whole_of(one) == whole_of(item) == again(whole).recommendation
    assert again(two).state == "to_decide"
    assert differences() == []


def test_accepting_a_long_list_asks_the_database_a_few_times_for_each(cast, steward):
    def asked(first, n):
        rows = proposed(ask(str(first)), *(under(str(first), str(first + each)) for each in range(1, n + 1)))
        with CaptureQueriesContext(connection) as found:
            accept_all(rows, steward)
        Candidate.objects.update(origin="marked")
        return len(found)

    few, many = asked(1, 3), asked(11, 33)
    assert (many - few) / 30 < 4
