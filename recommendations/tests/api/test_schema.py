"""OpenAPI 3.1: valid, without warnings, and held against every answer of the other tests (`callers`)."""

import json

import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import Client

from recommendations import choices
from recommendations.api.urls import router
from recommendations.choices import LEAST_ADVANCED_FIRST, Phase, Scope, Status
from recommendations.tests import make
from recommendations.tests.api.callers import ROOT, Caller, schema
from recommendations.workflow import tokens


def test_the_schema_is_sound(tmp_path):
    written = tmp_path / "schema.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(written))
    assert "openapi: 3.1" in written.read_text()


def test_everybody_may_fetch_it(db):
    answer = Client().get(f"{ROOT}/schema/")
    assert answer["Content-Type"].startswith("application/json")
    published = json.loads(answer.content)
    assert published["openapi"].startswith("3.1")
    assert published["paths"] == schema()["paths"]
    yaml = Client().get(f"{ROOT}/schema/", headers={"Accept": "application/yaml"})
    assert yaml.content.startswith(b"openapi: 3.1")


def test_it_holds_every_address_and_the_filters():
    paths = schema()["paths"]
    for prefix, _view, _name in router.registry:
        assert any(path.startswith(f"{ROOT}/{prefix}/") for path in paths)
    parameters = {each["name"]: each for each in paths[f"{ROOT}/recommendations/"]["get"]["parameters"]}
    assert parameters["status"]["schema"]["items"]["enum"] == Status.values
    assert {"owner", "cursor", "page_size", "q", "updated_since", "If-None-Match"} <= set(parameters)


def test_the_index_names_addresses_that_answer(cast):
    caller = Caller(cast.reader)
    for address in caller.get("").json().values():
        assert caller.get(address.removeprefix("http://testserver")).status_code == 200


def test_definitions(cast):
    found = Caller(cast.reader).get("definitions/").json()
    statuses = sorted(found["statuses"], key=lambda each: each["order"])
    assert [each["code"] for each in statuses] == list(LEAST_ADVANCED_FIRST)
    deferred = next(each for each in statuses if each["code"] == "deferred")
    assert deferred["needs"] == [["deferred_until", "deferred_event"], ["reason"]]
    assert (deferred["phase"], deferred["label"], deferred["reported"]) == (Phase.OPEN, "Deferred", True)
    assert {each["code"] for each in found["positions"]} == set(choices.Position.values)


def test_a_document_with_its_text(cast):
    document = make.document()
    caller = Caller(cast.reader)
    [listed] = caller.results("documents/")
    assert (listed["id"], listed["symbol"], listed["date"]) == (document.public_id, "S/2000/1", "2000-01-01")
    alone = caller.get(f"documents/{document.public_id}/").json()
    assert alone["sha256"] == document.versions.get().sha256 == alone["versions"][0]["sha256"]
    assert [each["heading"] for each in alone["sections"]]
    second = next(each for each in alone["paragraphs"] if each["label"] == "2")
    assert second["text"].startswith("The United Nations should do thing 2")
    assert second["section"] in [each["number"] for each in alone["sections"]]


def test_an_organization_by_its_code(cast):
    found = Caller(cast.reader).get("organizations/UN-SC/").json()
    assert (found["id"], found["parent"], found["reports_for_itself"]) == ("UN-SC", "UN", False)
    assert found["names"][0]["name"] == "Security Council"


@pytest.mark.proof
def test_no_answer_leaves_the_schema_whatever_is_sent(committed_db):
    """Schemathesis, with a bounded number of cases an address. Imported here: it takes seconds."""
    import schemathesis
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    wanted = [not_a_server_error, checks.content_type_conformance]
    wanted += [checks.response_schema_conformance, checks.status_code_conformance]
    cast = make.cast()
    draft = make.draft(make.assignment(make.recommendation(), cast.dppa), cast.desk)
    _kept, text = tokens.issue(cast.desk, name="proof", scopes=list(Scope))
    loaded = schemathesis.openapi.from_wsgi(f"{ROOT}/schema/", get_wsgi_application())
    known = {"id": [draft.public_id, draft.assignment.public_id, "DPPA"], "evidence_id": ["x"]}
    asked = 0
    for found in loaded.get_all_operations():
        operation = found.ok()

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy(), place=st.integers(0, 3))
        def ask(case, place):
            nonlocal asked
            for name, values in known.items():
                if name in (case.path_parameters or {}) and place < len(values):
                    case.path_parameters[name] = values[place]
            case.call_and_validate(headers={"Authorization": f"Bearer {text}"}, checks=wanted)
            asked += 1

        ask()
    assert asked > 500
