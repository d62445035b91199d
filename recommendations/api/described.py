"""What the views say of themselves for OpenAPI, and what every address may answer besides."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, extend_schema

PROBLEM_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "Problem details (RFC 9457). Codes are stable; words are not.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "Each field, parameter or header that does not hold, with what to do about it.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "current": {
            "type": "object",
            "description": "The row as it is now, in the shape of its address: keep your text and compare.",
        },
    },
}
ETAG: Final = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=True, description="Of this answer.")
IF_MATCH: Final = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description='The version of the row that you saw, in quotes: "3". Without it the answer is 428; when the row'
    " moved on it is 412.",
)
IF_NONE_MATCH: Final = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of the answer that you hold."
)


View = TypeVar("View", bound=Callable[..., Any])


def conditional(shape: Any) -> Callable[[View], View]:
    """One row that is not sent again to who holds it."""
    return extend_schema(parameters=[IF_NONE_MATCH, ETAG], responses={200: shape, 304: None})


def verb(body: Any, shape: Any, *, status: int = 200, matched: bool = True) -> Callable[[View], View]:
    """A write on one row: the body it takes, the row it answers with, and that it needs the version seen."""
    return extend_schema(request=body, responses={status: shape}, parameters=[IF_MATCH, ETAG] if matched else [ETAG])


def add_problems(result: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: every address may answer with problem details."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result["paths"].values():
        for operation in path.values():
            for codes, words in (("4XX", "Refused, and why"), ("5XX", "Our fault")):
                operation["responses"].setdefault(codes, {"description": words, "content": content})
    return result


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # it registers itself
    target_class = "recommendations.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "manage.py issue_token USER --scope read"}
