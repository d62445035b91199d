"""Every refusal as problem details (RFC 9457): one table of statuses, one shape. The codes are promised."""

import logging
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from recommendations import errors
from recommendations.api import refusals
from recommendations.api.shapes.current import current_state
from recommendations.errors import Refused

logger = logging.getLogger("django.request")

MEDIA_TYPE: Final = "application/problem+json"

# Each refusal has its line; a child may have another status than its parent.
STATUS: Final[dict[type[Refused], int]] = {
    errors.NotPermitted: 403,
    errors.OwnWork: 403,
    errors.ScopeMissing: 403,
    errors.Stale: 412,
    errors.Invalid: 422,
    errors.EvidenceNeeded: 422,
    errors.RecordNeeded: 422,
    errors.ClassifiedMaterial: 422,
    errors.ReasonNeeded: 422,
    errors.NotVerbatim: 422,
    errors.CatalogueRefused: 422,
    errors.FileRefused: 422,
    errors.NotTracked: 409,
    errors.Archived: 409,
    errors.TakesNoUpdates: 409,
    errors.NotCounting: 409,
    errors.NobodyAnswers: 409,
    errors.AlreadyOpen: 409,
    errors.WrongState: 409,
    errors.NothingToReview: 409,
    errors.AlreadyAssigned: 409,
    errors.AlreadyDone: 409,
    errors.NotAll: 409,
    errors.Followed: 409,
    errors.NotAsPreviewed: 409,
    errors.StillInUse: 409,
    errors.AlreadyCatalogued: 409,
    errors.AccountClosed: 409,
    errors.RolesDoNotMix: 409,
    errors.TwoPeopleNeeded: 409,
    errors.Refused: 409,
}
TITLES: Final[dict[type[exceptions.APIException], Promise]] = {
    exceptions.ParseError: _("The body cannot be read."),
    refusals.BadParameter: _("The address or a header holds something that is not known here."),
    exceptions.NotAuthenticated: _("Say who you are: send a token, or sign in."),
    exceptions.AuthenticationFailed: _("This token opens nothing: it is unknown, expired or revoked."),
    exceptions.PermissionDenied: _("This is not allowed."),
    exceptions.NotFound: _("There is nothing at this address, or nothing that you may see."),
    exceptions.MethodNotAllowed: _("This address does not take that method."),
    exceptions.NotAcceptable: _("This address cannot answer in a form that you accept."),
    refusals.TooLarge: _("This is more than can be taken at once."),
    exceptions.UnsupportedMediaType: _("The body is in a form that this address does not read."),
    refusals.PreconditionRequired: _("Say which version you saw."),
    exceptions.Throttled: _("Too many calls: wait a little."),
}
OUR_FAULT: Final = ("internal_error", 500, _("Something went wrong here. It has been noted; try again later."))


def explain(raised: Exception, context: dict[str, Any]) -> Response:
    """REST_FRAMEWORK["EXCEPTION_HANDLER"]: never None, so that nothing of ours leaves as a page."""
    request: Request = context["request"]
    match raised:
        case Http404():
            raised = exceptions.NotFound()
        case PermissionDenied():
            raised = exceptions.PermissionDenied()
        case exceptions.ValidationError():
            raised = refusals.BadParameter({})
    match raised:
        case Refused():
            return _of_refusal(raised, request)
        case exceptions.APIException():
            return _of_exception(raised)
    logger.error("Internal error: %s", request.path, exc_info=raised)
    got_request_exception.send(sender=None, request=request._request)
    code, status, title = OUR_FAULT
    return problem(code, status, title)


def problem(code: str, status: int, title: Any, detail: Any = "", **more: Any) -> Response:
    body = {"type": f"/api/v1/problems/#{code}", "title": str(title), "status": status}
    body |= {"detail": str(detail or title), "code": code}
    return Response({**body, **more}, status=status, content_type=MEDIA_TYPE)


def _of_refusal(refusal: Refused, request: Request) -> Response:
    more: dict[str, Any] = {}
    if isinstance(refusal, errors.Invalid):
        more["errors"] = {name: [str(words)] for name, words in refusal.errors.items()}
    row = refusal.current if isinstance(refusal, errors.Stale) else refusal.facts.get("update")
    current = current_state(row, request)
    if current is not None:
        more["current"] = current
    title = type(refusal).words
    detail: Any = title if isinstance(refusal, errors.Invalid) else refusal
    if isinstance(refusal, errors.ScopeMissing) and refusal.facts.get("scope"):
        detail = f"{refusal} ({refusal.facts['scope']})"
    return problem(refusal.code, STATUS[type(refusal)], title, detail, **more)


def _of_exception(raised: exceptions.APIException) -> Response:
    known = next((each for each in type(raised).__mro__ if each in TITLES), None)
    title = TITLES[known] if known else raised.default_detail
    more: dict[str, Any] = {}
    if isinstance(raised, refusals.BadParameter) and raised.errors:
        more["errors"] = raised.errors
    detail = raised.detail if isinstance(raised.detail, str) else title
    answer = problem(raised.default_code, raised.status_code, title, detail, **more)
    if header := getattr(raised, "auth_header", None):
        answer["WWW-Authenticate"] = header
    if wait := getattr(raised, "wait", None):
        answer["Retry-After"] = str(int(wait))
    return answer


def table() -> list[dict[str, Any]]:
    """Every code with its status and title, for /problems/ and docs/api.md."""
    rows = [(each.code, status, each.words) for each, status in STATUS.items()]
    rows += [(each.default_code, each.status_code, title) for each, title in TITLES.items()]
    return [
        {"code": code, "status": status, "title": str(title)}
        for code, status, title in sorted([*rows, OUR_FAULT], key=lambda row: (row[1], row[0]))
    ]
