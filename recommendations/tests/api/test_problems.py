"""One shape for every refusal, whoever refuses: Django, the framework, or a rule."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from recommendations import errors
from recommendations.api import problems
from recommendations.choices import Scope
from recommendations.tests import make
from recommendations.tests.api.callers import ROOT, Caller, assert_problem
from recommendations.workflow import evidence, tokens


def refusals(of=errors.Refused):
    yield of
    for each in of.__subclasses__():
        if each.__module__ == errors.__name__:
            yield from refusals(each)


def test_every_refusal_has_its_status():
    assert set(refusals()) == set(problems.STATUS)


def test_no_code_has_two_statuses():
    table = problems.table()
    assert len({row["code"] for row in table}) == len(table)


def test_the_page_for_consumers_names_every_problem():
    page = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
    rows = set(re.findall(r"^\| `([a-z_]+)` \| (\d+) \|", page, re.MULTILINE))
    assert rows == {(row["code"], str(row["status"])) for row in problems.table()}


@pytest.mark.parametrize("path", ["nowhere/", "recommendations/a/b/", "nowhere", "recommendations/%00/"])
def test_unknown_addresses(cast, path):
    for caller in (Caller(), Caller(cast.reader)):
        answer = caller.get(path)
        assert answer.status_code in (401, 404)
        assert_problem(answer, answer.status_code)
    assert_problem(Caller(cast.reader).get(path), 404, "not_found")


def test_an_address_without_its_slash_says_so_and_loses_no_body(cast):
    problem = assert_problem(Caller(cast.desk).post("updates", {"assignment": "x"}), 404, "not_found")
    assert "slash" in problem["detail"]


def test_methods_forms_and_bodies(cast):
    caller = Caller(cast.desk)
    assert_problem(caller.call("put", "recommendations/"), 405, "method_not_allowed")
    assert_problem(caller.delete("recommendations/"), 405, "method_not_allowed")
    assert_problem(caller.call("options", "recommendations/"), 405, "method_not_allowed")
    assert_problem(caller.get("recommendations/", Accept="text/html"), 406, "not_acceptable")

    def post(body, content_type="application/json"):
        return caller.client.post(f"{ROOT}/updates/", body, content_type=content_type)

    assert_problem(post("{", "application/json"), 400, "parse_error")
    assert_problem(post(b"\xff", "application/json"), 400, "parse_error")
    assert_problem(post("<a/>", "application/xml"), 415, "unsupported_media_type")
    assert_problem(post("[1]"), 422, "invalid")
    assert_problem(post('{"done": "\\u0000"}'), 422, "invalid")
    assert_problem(post('{"done": "\\ud800"}'), 422, "invalid")
    assert_problem(post('{"done": "' + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + '"}'), 413, "too_large")


def test_fields_are_named(cast):
    body = {"assignment": "unknown", "status": "late", "effective_on": "soon", "colour": "red"}
    problem = assert_problem(Caller(cast.desk).post("updates/", body), 422, "invalid")
    assert set(problem["errors"]) == {"colour"}
    del body["colour"]
    problem = assert_problem(Caller(cast.desk).post("updates/", body), 422, "invalid")
    assert set(problem["errors"]) == {"assignment", "status", "effective_on"}


def test_words_longer_than_their_column_are_refused_by_name(cast):
    update = make.draft(make.assignment(make.recommendation(), cast.dppa), cast.desk)
    record = {"kind": "agreement", "held_as": "symbol", "symbol": "S" * 201, "dated": make.today().isoformat()}
    caller, here = Caller(cast.desk), f"updates/{update.public_id}/"
    assert set(assert_problem(caller.post(f"{here}evidence/", record, seen=1), 422)["errors"]) == {"symbol"}
    assert set(assert_problem(caller.patch(here, {"whose": "w" * 301}, seen=1), 422)["errors"]) == {"whose"}
    with pytest.raises(errors.Invalid) as refused:
        evidence.build(by=make.by(cast.desk), **{**record, "dated": make.today()})
    assert set(refused.value.errors) == {"symbol"}


def test_our_own_fault_says_nothing_of_the_inside(cast, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("a secret in the message")

    monkeypatch.setattr("recommendations.api.rows.recommendations", fail)
    caller = Caller(cast.reader)
    caller.client.raise_request_exception = False
    answer = caller.get("recommendations/")
    assert_problem(answer, 500, "internal_error")
    assert "secret" not in answer.content.decode()


# Who is calling


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": text}


def test_tokens_that_open_nothing(cast):
    kept, text = tokens.issue(cast.desk, name="x", scopes=[Scope.READ])
    client = Client()
    assert client.get(f"{ROOT}/themes/", headers=bearer(f"Bearer {text}")).status_code == 200
    assert client.get(f"{ROOT}/themes/", headers=bearer(f"bearer {text}")).status_code == 200
    for wrong in ("Bearer", "Bearer ", "Bearer ppt_x", f"Token {text}", "Basic ZGVzazpwYXNz", f"Bearer {text}x"):
        answer = client.get(f"{ROOT}/themes/", headers=bearer(wrong))
        assert_problem(answer, 401, "authentication_failed")
        assert answer["WWW-Authenticate"] == "Bearer"
    tokens.revoke(kept)
    assert_problem(client.get(f"{ROOT}/themes/", headers=bearer(f"Bearer {text}")), 401, "authentication_failed")


def test_a_token_of_a_demonstration_account_opens_nothing_in_a_working_register(cast):
    _kept, text = tokens.issue(cast.desk, name="x", scopes=[Scope.READ])
    type(cast.desk).objects.filter(pk=cast.desk.pk).update(is_demonstration=True)
    assert_problem(Client().get(f"{ROOT}/themes/", headers=bearer(f"Bearer {text}")), 401)


def test_a_session_writes_only_with_its_csrf_token(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.desk)
    answer = client.post(f"{ROOT}/updates/", {}, content_type="application/json")
    assert_problem(answer, 403, "permission_denied")


def test_a_token_without_read_gets_no_words_back(cast):
    assignment = make.assignment(make.recommendation(), cast.dppa)
    caller = Caller(cast.desk, Scope.WRITE_UPDATES)
    made = caller.post("updates/", {"assignment": assignment.public_id, "done": "Words."})
    assert (made.status_code, made.json()["done"]) == (201, None)
    assert_problem(caller.get(f"updates/{made.json()['id']}/"), 403, "scope_missing")
    stale = caller.patch(f"updates/{made.json()['id']}/", {"done": "x"}, seen=9)
    assert assert_problem(stale, 412, "stale")["current"]["done"] is None
