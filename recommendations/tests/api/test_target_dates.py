"""Target dates through the API: proposed, agreed, declined; words only for those who may read them."""

from datetime import timedelta

import pytest

from recommendations.tests import make
from recommendations.tests.api.callers import Caller, assert_problem
from recommendations.tests.staged import staged

WHY = "The force is ready then."


@staged
def ours(cast):
    return make.assignment(make.recommendation(), cast.dppa)


@staged
def theirs(cast, ours):
    return make.assignment(ours.recommendation, cast.auc)


def day() -> str:
    return (make.today() + timedelta(days=90)).isoformat()


def dates(user, assignment) -> dict:
    answer = Caller(user).get(f"recommendations/{assignment.recommendation.public_id}/target-dates/")
    assert answer.status_code == 200
    assert answer["ETag"]
    return answer.json()


def propose(user, assignment, **given):
    body = {"date": day(), "precision": "day", "why": WHY, **given}
    return Caller(user).post(f"assignments/{assignment.public_id}/propose-target-date/", body, seen=assignment.version)


def speak(user, verb, assignment, proposal, **more):
    body = {"proposal": proposal, **more}
    return Caller(user).post(f"assignments/{assignment.public_id}/{verb}-target-date/", body, seen=assignment.version)


def test_from_a_proposal_to_a_date_that_holds(cast, ours, theirs):
    ours.refresh_from_db()
    theirs.refresh_from_db()
    answer = propose(cast.desk, ours)
    assert answer.status_code == 200
    [proposal] = answer.json()["proposals"]
    assert (proposal["state"], proposal["why"], proposal["withheld"]) == ("open", WHY, [])
    assert [each["id"] for each in proposal["awaited"]] == ["DPPA", "AUC"]
    for outside in (cast.other_clearing, cast.reader):
        assert dates(outside, ours)["proposals"] == [], "what is not cleared stays in its family"
    assert_problem(speak(cast.other_clearing, "agree", theirs, proposal["id"]), 422, "invalid")
    assert speak(cast.clearing, "agree", ours, proposal["id"]).status_code == 200
    assert dates(cast.reader, ours)["proposals"][0]["withheld"] == ["why"]
    assert dates(cast.other_desk, ours)["proposals"][0]["why"] == WHY
    now = speak(cast.other_clearing, "agree", theirs, proposal["id"]).json()
    assert now["due"] == {"date": day(), "precision": "day", "event": None}
    assert now["proposals"][0]["state"] == "agreed"
    shown = Caller(cast.reader).get(f"recommendations/{ours.recommendation.public_id}/").json()
    assert shown["due"] == now["due"]
    assert_problem(speak(cast.other_clearing, "agree", theirs, proposal["id"]), 409, "already_done")


def test_one_owner_declines_and_says_why(cast, ours, theirs):
    ours.refresh_from_db()
    theirs.refresh_from_db()
    [proposal] = propose(cast.desk, ours).json()["proposals"]
    speak(cast.clearing, "agree", ours, proposal["id"])
    assert_problem(speak(cast.other_clearing, "decline", theirs, proposal["id"], why=" "), 422, "reason_needed")
    now = speak(cast.other_clearing, "decline", theirs, proposal["id"], why="Our budget is later.").json()
    [declined] = now["proposals"]
    assert (declined["state"], declined["declined_by"]["id"]) == ("declined", "AUC")
    assert declined["why_declined"] == "Our budget is later."
    assert dates(cast.reader, ours)["proposals"][0]["why_declined"] is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"date": "2001-01-01"}, "date"),
        ({"date": None, "precision": None}, "date"),
        ({"precision": None}, "precision"),
        ({"precision": "week"}, "precision"),
        ({"date": None, "precision": None, "event": "x" * 301}, "event"),
        ({"event": "the next summit"}, "event"),
        ({"due_on": "2030-01-01"}, "due_on"),
    ],
)
def test_what_does_not_hold_is_refused_by_the_name_that_was_sent(cast, ours, given, field):
    ours.refresh_from_db()
    problem = assert_problem(propose(cast.desk, ours, **given), 422, "invalid")
    assert field in problem["errors"]


def test_the_version_the_role_and_the_scope_are_asked_for(cast, ours):
    ours.refresh_from_db()
    address = f"assignments/{ours.public_id}/propose-target-date/"
    body = {"date": day(), "precision": "day"}
    assert_problem(Caller(cast.desk).post(address, body), 428)
    assert_problem(Caller(cast.desk).post(address, body, seen=99), 412, "stale")
    assert_problem(Caller(cast.clearing).post(address, body, seen=ours.version), 403, "not_permitted")
    assert_problem(Caller(cast.desk, "write:clearance").post(address, body, seen=ours.version), 403, "scope_missing")
    answer = Caller(cast.desk, "write:updates").post(address, body, seen=ours.version)
    assert answer.status_code == 200
    assert answer.json()["proposals"] == [], "a token without `read` gets no words inside families"
