"""What was rejected stays rejected when a corrected file comes in, with the earlier decision; it can be opened
again."""

import pytest

from recommendations.choices import CandidateState
from recommendations.models import Candidate
from recommendations.tests import make
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.tests.workflow.test_versions import another
from recommendations.workflow import audit, candidates_deciding, candidates_undoing
from recommendations.workflow.candidates_carried import is_carried

REASON = "Told, not asked."
SENTENCE = "The United Nations should do thing 2 well."


@pytest.fixture
def steward(cast):
    return make.by(cast.steward)


@pytest.fixture
def rejected(steward):
    """Of three candidates of the first version, the first two."""
    rows = proposed()
    for each in rows[:2]:
        candidates_deciding.reject(each, by=steward, version=1, reason=REASON)
    return rows[:2]


def test_the_same_words_in_the_same_paragraph_stay_rejected_with_the_earlier_decision(cast, rejected):
    another(make.TEXT.replace("thing 1 well.", "thing 1 well, at once."))
    one, two, three = proposed()
    assert [each.state for each in (one, two, three)] == ["to_decide", "rejected", "to_decide"]
    earlier = Candidate.objects.get(pk=rejected[1].pk)
    assert (two.reason, two.decided_by, two.decided_at) == (REASON, cast.steward, earlier.decided_at)
    assert two.more["earlier"] == {"version": 1, "candidate": earlier.public_id}
    assert "earlier" not in one.more
    assert audit.differences() == []


def test_words_that_moved_within_their_paragraph_stay_rejected_and_in_another_one_do_not(cast, rejected):
    text = make.TEXT.replace(SENTENCE, "Nothing more.").replace("60. The", f"60. {SENTENCE} The")
    another(text.replace("1. The United", "1. First of all. The United", 1))
    one, two = proposed(ask("1", 1, addressee="", actors=[]), ask("60"))
    assert (one.state, one.text) == ("rejected", "The United Nations should do thing 1 well.")
    assert (two.state, two.text) == ("to_decide", SENTENCE)


def test_it_can_be_opened_again_alone_and_says_where_it_was_rejected(cast, steward, rejected):
    another()
    one, two, _three = proposed()
    decision = next(each for each in one.document_version.decisions.all() if one.public_id in each.after)
    assert is_carried(decision)
    candidates_undoing.undo(decision, by=steward)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, two.state) == (CandidateState.TO_DECIDE, CandidateState.REJECTED)
    assert one.more["earlier"]["version"] == 1
    assert (one.reason, one.decided_by) == ("", None)
    candidates_deciding.accept(one, by=steward, version=one.version)
    assert audit.differences() == []


def test_it_is_nothing_that_this_person_did_last(cast, steward, rejected):
    version = another()
    proposed()
    assert candidates_undoing.last_of(version.decisions.order_by("-id"), cast.steward.pk) is None


def test_what_was_opened_again_is_proposed_anew_and_what_was_not_keeps_its_first_version(cast, steward, rejected):
    another()
    one, _two, _three = proposed()
    decision = next(each for each in one.document_version.decisions.all() if one.public_id in each.after)
    candidates_undoing.undo(decision, by=steward)
    another(end="Once more.")
    one, two, _three = proposed()
    assert (one.state, two.state) == ("to_decide", "rejected")
    assert two.more["earlier"] == {"version": 1, "candidate": rejected[1].public_id}
