"""Two people at one row: nobody loses what they typed."""

import pytest

from recommendations.tests import make
from recommendations.tests.api.callers import Caller, assert_problem
from recommendations.tests.staged import staged


@staged
def update(cast):
    return make.draft(make.assignment(make.recommendation(), cast.dppa), cast.desk, done="First words.")


def test_the_second_writer_gets_the_first_ones_text_and_keeps_their_own(cast, update):
    at = f"updates/{update.public_id}/"
    assert Caller(cast.desk_two).patch(at, {"done": "Their words."}, seen=1).status_code == 200
    problem = assert_problem(Caller(cast.desk).patch(at, {"done": "My words."}, seen=1), 412, "stale")
    assert problem["current"]["done"] == "Their words."
    assert problem["current"]["version"] == 2
    update.refresh_from_db()
    assert update.done == "Their words."


@pytest.mark.parametrize("verb", ["submit", "recall", "discard", "clear", "return", "release", "evidence"])
def test_every_verb_on_an_update_needs_the_version_seen(cast, update, verb):
    at = f"updates/{update.public_id}/{verb}/"
    body = {"return": {"feedback": "x"}, "release": {"release": "partners"}}.get(verb)
    if verb == "evidence":
        body = {"kind": "agreement", "held_as": "symbol", "symbol": "A/1", "dated": make.today().isoformat()}
    caller = Caller(cast.clearing_above if verb in ("clear", "return", "release") else cast.desk)
    assert_problem(caller.post(at, body), 428, "precondition_required")
    assert_problem(caller.post(at, body, seen=7), 412, "stale")


def test_a_star_would_lose_words(cast, update):
    problem = assert_problem(Caller(cast.desk).patch(f"updates/{update.public_id}/", {"done": "x"}, seen="*"), 428)
    assert "*" in problem["detail"]


@pytest.mark.parametrize(
    ("header", "status"),
    [('"1"', 200), ('"0", "1"', 200), ('W/"1"', 412), ('W/"1", "1"', 200), ('"one"', 412), ('"2"', 412), ("1", 400)],
)
def test_the_forms_of_if_match(cast, update, header, status):
    answer = Caller(cast.desk).patch(f"updates/{update.public_id}/", {"done": "x"}, seen=header)
    assert answer.status_code == status, answer.content


def test_an_assignment_that_moved_on_comes_with_the_refusal(cast):
    assignment = make.assignment(make.recommendation(), cast.dppa)
    update = make.cleared(assignment, cast.desk, cast.clearing)
    body = {"update": update.public_id, "basis": "own_side", "finding": "agrees"}
    at = f"assignments/{assignment.public_id}/review/"
    assert_problem(Caller(cast.reviewer).post(at, body), 428)
    problem = assert_problem(Caller(cast.reviewer).post(at, body, seen=1), 412, "stale")
    assert problem["current"]["id"] == assignment.public_id
    assert problem["current"]["version"] == assignment.version


def test_a_draft_that_is_open_already_comes_with_the_refusal(cast, update):
    body = {"assignment": update.assignment.public_id, "done": "Mine."}
    problem = assert_problem(Caller(cast.desk_two).post("updates/", body), 409, "already_open")
    assert problem["current"]["done"] == "First words."
