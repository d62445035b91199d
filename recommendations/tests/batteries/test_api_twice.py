"""Every writing address of the API, asked what it does without the version, with a stale one, and when called twice."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from recommendations.models import Entry, ProgressUpdate, Review, TargetDateProposal
from recommendations.tests import make
from recommendations.tests.api.callers import Caller, assert_problem
from recommendations.tests.batteries.test_api import WRITES
from recommendations.tests.staged import staged
from recommendations.workflow import audit, target_dates

LATER = make.today() + timedelta(days=90)


@dataclass(frozen=True)
class Call:
    """Who calls it on which row (a name in `world`), with what body."""

    who: str
    row: str
    body: dict[str, Any] = field(default_factory=dict)


CALLS = {
    "api-update-detail": Call("desk", "draft", {"done": "Other words."}),
    "api-update-submit": Call("desk", "draft"),
    "api-update-discard": Call("desk", "draft"),
    "api-update-add-evidence": Call(
        "desk",
        "draft",
        {"kind": "agreement", "held_as": "symbol", "symbol": "A/2", "dated": str(make.today())},
    ),
    "api-update-remove-evidence": Call("desk", "draft"),
    "api-update-recall": Call("desk", "submitted"),
    "api-update-clear": Call("clearing", "submitted"),
    "api-update-give-back": Call("clearing", "submitted", {"feedback": "Name the record."}),
    "api-update-release": Call("clearing", "cleared", {"release": "public"}),
    "api-assignment-confirm": Call("manager", "free"),
    "api-assignment-name-focal-points": Call("manager", "free", {"focal_point": "desk", "alternate": "desk-two"}),
    "api-assignment-review": Call("reviewer", "reported", {"basis": "own_side", "finding": "agrees"}),
    "api-assignment-propose-target-date": Call("desk", "free", {"date": str(LATER), "precision": "day"}),
    "api-assignment-agree-target-date": Call("clearing", "dated"),
    "api-assignment-decline-target-date": Call("clearing", "dated", {"why": "Too soon."}),
}
WITHOUT_VERSION = {"api-update-list"}  # a new draft: one is open already, or not
NAMES = sorted({name for name, _method, _form in WRITES} - WITHOUT_VERSION)
METHOD = {name: method for name, method, _form in WRITES}


@staged
def world(cast):
    found: dict[str, Any] = {"free": make.assignment(make.recommendation("1"), cast.dppa)}
    found["draft"] = make.draft(make.assignment(make.recommendation("2"), cast.dppa), cast.desk)
    make.symbol(found["draft"], cast.desk)
    found["submitted"] = make.submitted(make.assignment(make.recommendation("3"), cast.dppa), cast.desk)
    found["reported"] = make.assignment(make.recommendation("4"), cast.dppa)
    found["cleared"] = make.cleared(found["reported"], cast.desk, cast.clearing)
    found["dated"] = make.assignment(make.recommendation("5"), cast.dppa)
    proposal = target_dates.propose(found["dated"], by=make.by(cast.desk), due_on=LATER, due_precision="day")
    found["more"] = {
        "api-assignment-review": {"update": found["cleared"].public_id},
        "api-assignment-agree-target-date": {"proposal": proposal.public_id},
        "api-assignment-decline-target-date": {"proposal": proposal.public_id},
    }
    return found


def prepared(cast, world, name: str) -> tuple[Caller, Any, str, dict[str, Any]]:
    call = CALLS[name]
    row = world[call.row]
    row.refresh_from_db()
    args = {"id": row.public_id}
    if name == "api-update-remove-evidence":
        args["evidence_id"] = row.evidence.get().public_id
    body = {**call.body, **world["more"].get(name, {})}
    return Caller(getattr(cast, call.who)), row, reverse(name, kwargs=args), body


def send(caller: Caller, name: str, path: str, body: dict[str, Any], seen: Any = None):
    return caller.call(METHOD[name], path, body, seen=seen)


def counted() -> tuple[int, ...]:
    return tuple(each.objects.count() for each in (Entry, ProgressUpdate, Review, TargetDateProposal))


def test_every_writing_address_is_tried():
    assert set(NAMES) == set(CALLS)


@pytest.mark.parametrize("name", NAMES)
def test_without_the_version_it_is_asked_for_and_a_stale_one_gets_the_row_as_it_is(cast, world, name):
    caller, row, path, body = prepared(cast, world, name)
    before = counted()
    assert_problem(send(caller, name, path, body), 428, "precondition_required")
    problem = assert_problem(send(caller, name, path, body, seen=row.version + 7), 412, "stale")
    assert problem["current"]["id"] == row.public_id
    assert problem["current"]["version"] == row.version
    assert counted() == before


@pytest.mark.parametrize("name", NAMES)
def test_what_is_called_twice_is_done_once(cast, world, name):
    caller, row, path, body = prepared(cast, world, name)
    seen = row.version
    assert send(caller, name, path, body, seen=seen).status_code in (200, 201)
    once = counted()
    again = send(caller, name, path, body, seen=seen)
    assert again.status_code in (200, 404, 409, 412), again.content
    if again.status_code in (409, 412):
        assert_problem(again, again.status_code)
    assert counted() == once
    assert audit.differences() == []


def test_a_draft_is_begun_once(cast, world):
    caller = Caller(cast.desk)
    body = {"assignment": world["free"].public_id, "done": "Mine."}
    assert caller.post("updates/", body).status_code == 201
    problem = assert_problem(caller.post("updates/", body), 409, "already_open")
    assert problem["current"]["done"] == "Mine."
    assert world["free"].updates.count() == 1
