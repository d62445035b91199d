"""Programs that call the API in tests. Every answer they get is held to the published schema."""

import functools
import json
import re
from typing import Any

import jsonschema
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from drf_spectacular.generators import SchemaGenerator

from recommendations.models import User
from recommendations.workflow import tokens

ROOT = "/api/v1"


@functools.cache
def schema() -> dict[str, Any]:
    """As it is published."""
    return json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True), default=str))


@functools.cache
def validator(path: str, method: str, status: int, media_type: str) -> jsonschema.Draft202012Validator:
    responses = schema()["paths"][path][method]["responses"]
    said = responses.get(str(status)) or responses[f"{str(status)[0]}XX"]
    form = said["content"][media_type]["schema"]
    return jsonschema.Draft202012Validator(
        {**form, "components": schema()["components"]}, format_checker=jsonschema.FormatChecker()
    )


def template(path: str) -> str:
    route = resolve(path).route.replace("$", "").replace("^", "")
    return "/" + re.sub(r"\(\?P<(\w+)>[^)]+\)", r"{\1}", route)


def hold_to_schema(answer: HttpResponse, method: str, path: str) -> None:
    form = template(path)
    if form in (f"{ROOT}/<path:rest>", f"{ROOT}/schema/"):
        return
    if method not in schema()["paths"][form]:
        assert answer.status_code in (401, 403, 405), (method, path, answer.status_code)
        return
    if not answer.content:
        assert str(answer.status_code) in schema()["paths"][form][method]["responses"]
        return
    validator(form, method, answer.status_code, answer["Content-Type"]).validate(answer.json())


class Caller:
    """Somebody, with a session or with a token."""

    def __init__(self, user: User | None = None, *scopes: str) -> None:
        self.client = Client()
        self.headers: dict[str, str] = {}
        if user and scopes:
            _token, text = tokens.issue(user, name="test", scopes=scopes)
            self.headers["Authorization"] = f"Bearer {text}"
        elif user:
            self.client.force_login(user)

    def call(self, method: str, path: str, body: Any = None, *, seen: Any = None, **headers: str) -> HttpResponse:
        if not path.startswith("/"):
            path = f"{ROOT}/{path}"
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if seen is not None:
            headers["If-Match"] = f'"{seen}"' if isinstance(seen, int) else seen
        more: dict[str, Any] = {}
        if method not in ("get", "head", "options"):
            more = {"data": json.dumps(body if body is not None else {}), "content_type": "application/json"}
        answer = getattr(self.client, method)(path, headers={**self.headers, **headers}, **more)
        if method in ("get", "post", "patch", "put", "delete"):
            hold_to_schema(answer, method, path.partition("?")[0])
        return answer

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("get", path, **headers)

    def post(self, path: str, body: Any = None, *, seen: Any = None, **headers: str) -> HttpResponse:
        return self.call("post", path, body, seen=seen, **headers)

    def patch(self, path: str, body: Any = None, *, seen: Any = None, **headers: str) -> HttpResponse:
        return self.call("patch", path, body, seen=seen, **headers)

    def delete(self, path: str, *, seen: Any = None) -> HttpResponse:
        return self.call("delete", path, seen=seen)

    def results(self, path: str) -> list[dict[str, Any]]:
        """All pages."""
        found, at = [], f"{ROOT}/{path}"
        while at:
            answer = self.get(at)
            assert answer.status_code == 200, answer.content
            page = answer.json()
            found += page["results"]
            at = (page["next"] or "").removeprefix("http://testserver")
        return found


def assert_problem(answer: HttpResponse, status: int, code: str = "") -> dict[str, Any]:
    """The one shape of every refusal."""
    assert answer.status_code == status, (answer.status_code, answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert set(body) - {"errors", "current"} == {"type", "title", "status", "detail", "code"}
    assert body["status"] == status
    assert body["type"] == f"/api/v1/problems/#{body['code']}"
    assert body["title"]
    assert body["detail"]
    if code:
        assert body["code"] == code
    return body
