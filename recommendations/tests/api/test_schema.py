"""OpenAPI 3.1: valid, without warnings, and held against every answer of the other tests (`callers`)."""

import json

import pytest
from django.core.management import call_command
from django.test import Client

from recommendations import choices
from recommendations.api.urls import router
from recommendations.choices import LEAST_ADVANCED_FIRST, Phase, Status
from recommendations.tests import make
from recommendations.tests.api.callers import ROOT, Caller, schema


def test_the_schema_is_sound(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))


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
    """Schemathesis, for a bounded number of cases an address."""
    import schemathesis
    from django.core.wsgi import get_wsgi_application
    from hypothesis import HealthCheck, Phase, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    cast = make.cast()
    row = make.recommendation()
    make.draft(make.assignment(row, cast.dppa), cast.desk)
    _token, text = make_token(cast)
    application = get_wsgi_application()
    loaded = schemathesis.openapi.from_wsgi(f"{ROOT}/schema/", application)
    checks = [
        not_a_server_error,
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    ]

    @loaded.parametrize()
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    def ask(case):
        case.call_and_validate(headers={"Authorization": f"Bearer {text}"}, checks=checks)

    for each in loaded.get_all_operations():
        operation = each.ok()

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        @hypothesis_given(operation)
        def check(case):
            case.call_and_validate(headers={"Authorization": f"Bearer {text}"}, checks=checks)

        check()


def make_token(cast):
    from recommendations.choices import Scope
    from recommendations.workflow import tokens

    return tokens.issue(cast.desk, name="proof", scopes=list(Scope))


def hypothesis_given(operation):
    from hypothesis import given

    return given(case=operation.as_strategy())
