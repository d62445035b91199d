"""Who has the work, through the API."""

import pytest

from recommendations.choices import EntryKind
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.api.callers import Caller, assert_problem
from recommendations.tests.staged import staged


@staged
def ours(cast):
    return make.assignment(make.recommendation(), cast.dppa)


def read(person, assignment, *scopes):
    return Caller(person, *scopes).get(f"assignments/{assignment.public_id}/focal-points/").json()


def name(person, assignment, *scopes, **body):
    assignment.refresh_from_db()
    path = f"assignments/{assignment.public_id}/name-focal-points/"
    return Caller(person, *scopes).post(path, body, seen=assignment.version)


def test_a_manager_names_them_and_the_family_reads_who(cast, ours):
    answer = name(cast.manager, ours, focal_point="desk", alternate="desk-two", why="She knows the file.")
    assert answer.status_code == 200
    assert answer.json()["focal_point"] == {"username": "desk", "name": "Dora Desk"}
    assert read(cast.clearing, ours)["alternate"] == {"username": "desk-two", "name": "Dan Desk"}
    entry = Entry.objects.get(kind=EntryKind.FOCAL_POINT_NAMED)
    assert (entry.channel, entry.content["why"]) == ("api", "She knows the file.")
    assert name(cast.manager, ours, focal_point="desk-two").json()["alternate"] is None
    assert name(cast.manager, ours).json()["focal_point"] is None


@pytest.mark.parametrize("who", ["other_desk", "other_manager", "steward", "administrator", "reader"])
def test_outside_the_family_they_are_withheld(cast, ours, who):
    name(cast.manager, ours, focal_point="desk")
    shown = read(getattr(cast, who), ours)
    assert (shown["focal_point"], shown["alternate"], shown["withheld"]) == (None, None, ["focal_point", "alternate"])


def test_a_token_without_read_gets_no_names(cast, ours):
    name(cast.manager, ours, focal_point="desk")
    assert read(cast.desk, ours, "read")["focal_point"]["name"] == "Dora Desk"
    answer = Caller(cast.desk, "write:updates").get(f"assignments/{ours.public_id}/focal-points/")
    assert_problem(answer, 403, "scope_missing")


def test_only_its_managers_name_them_and_no_token_does(cast, ours):
    for who in ("desk", "clearing", "other_manager", "steward", "reader"):
        assert_problem(name(getattr(cast, who), ours, focal_point="desk"), 403, "not_permitted")
    assert_problem(name(cast.manager, ours, "read", "write:clearance", focal_point="desk"), 403, "scope_missing")


def test_a_stranger_to_the_office_and_nobody_at_all_are_refused_in_the_same_words(cast, ours):
    said = []
    for username in ("other-desk", "no-such-person"):
        said.append(assert_problem(name(cast.manager, ours, focal_point=username), 422, "invalid")["errors"])
    assert said[0] == said[1]
    assert "Amina" not in str(said)
    assert_problem(name(cast.manager, ours, alternate="desk"), 422, "invalid")


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2/", "/api/v2/recommendations/", "/api/v1/nothing/", "/api/v1x"]
)
def test_no_such_address_is_a_problem_in_json_for_everybody(cast, path):
    for caller in (Caller(), Caller(cast.desk), Caller(cast.desk, "read")):
        problem = assert_problem(caller.client.get(path, headers=caller.headers), 404, "not_found")
        assert path.startswith("/api/v1/") or "/api/v1/" in problem["detail"]
        assert_problem(caller.client.post(path, headers=caller.headers), 404, "not_found")
