"""What every page needs of a request: who reads, who acts, and the row with the permission to write in one call."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeAlias, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, prefetch_related_objects
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from recommendations import access
from recommendations.access import By, Reader, Verb
from recommendations.choices import Channel
from recommendations.errors import NotPermitted
from recommendations.models import Assignment, Organization, User
from recommendations.queries import colleagues, names
from recommendations.queries.addresses import whole_number

Row = TypeVar("Row", bound=Model)
Page: TypeAlias = Callable[..., HttpResponseBase]

WHO_CAN: Final = {
    Verb.DRAFT: _("Only the desk officers of %(organization)s can write this."),
    Verb.SUBMIT: _("Only the desk officers of %(organization)s can submit this."),
    Verb.RECALL: _("Only the desk officers of %(organization)s can recall this."),
    Verb.CLEAR: _("Only the clearing officers of %(organization)s can clear this."),
    Verb.RETURN: _("Only the clearing officers of %(organization)s can return this."),
    Verb.RELEASE: _("Only the clearing officers of %(organization)s can set the release."),
    Verb.REVIEW_OWN_SIDE: _("Only the reviewers of %(organization)s can make an own-side finding."),
    Verb.FIND_INDEPENDENTLY: _("Only an auditor with a mandate for %(organization)s can make this finding."),
    Verb.COMMENT: _("Only the clearing officers and managers of %(organization)s can comment on this finding."),
    Verb.DISCUSS: _("Only the people of %(organization)s can write a comment here."),
    Verb.PROPOSE_TARGET_DATE: _("Only the desk officers of %(organization)s can propose a target date."),
    Verb.AGREE_TARGET_DATE: _("Only the clearing officers of %(organization)s can agree to a target date."),
    Verb.CONFIRM: _("Only the clearing officers and managers of %(organization)s can confirm this."),
    Verb.ASK: _("Only the managers of %(organization)s can ask for information here."),
}


def person(request: HttpRequest) -> User:
    """Who is signed in; every view that asks is behind a sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def by(request: HttpRequest) -> By:
    return By(person(request), Channel.PAGE, request_id=getattr(request, "request_id", ""))


def for_readers(page: Page) -> Page:
    """A page for whoever is signed in; for everybody where the installation lets the public read."""
    behind_a_sign_in = login_required(page)

    @wraps(page)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (page if settings.ANONYMOUS_READING else behind_a_sign_in)(request, *args, **kwargs)

    return opened


def reader_of(request: HttpRequest) -> Reader:
    """Worked out once per request. Whoever has not signed in reads what is public, where `for_readers` lets them in."""
    found = getattr(request, "_reader", None)
    if not isinstance(found, Reader):
        public = settings.ANONYMOUS_READING and not request.user.is_authenticated
        found = access.ANYBODY if public else access.reader(person(request))
        request._reader = found  # type: ignore[attr-defined]  # kept for this request
    return found


def version_seen(request: HttpRequest) -> int:
    """The version of the row that the posted form was about."""
    return whole_number(request.POST.get("version", ""))


def called(request: HttpRequest, who: User) -> str:
    """How the person who reads this page knows somebody: by name or by function. The family is asked for once."""
    found: dict[int, str] = getattr(request, "_called", {})
    if who.pk not in found:
        found = {**found, **colleagues.called([who], reader_of(request))}
        request._called = found  # type: ignore[attr-defined]  # kept for this request
    return found[who.pk]


def organizations_of(request: HttpRequest) -> names.Organizations:
    """Read once per request."""
    found = getattr(request, "_organizations", None)
    if not isinstance(found, names.Organizations):
        found = names.organizations()
        request._organizations = found  # type: ignore[attr-defined]  # kept for this request
    return found


def require(request: HttpRequest, verb: Verb, office: Organization | None) -> None:
    """Raises PermissionDenied with the words who can; the verb itself asks again."""
    try:
        access.acting(by(request), verb, for_=office)
    except NotPermitted as refusal:
        raise PermissionDenied(who_can(verb, office) or str(refusal)) from refusal


def who_can(verb: Verb, office: Organization | None) -> str:
    if verb == Verb.ADMINISTER:
        return str(_("Only administrators can do this."))
    if office is None or verb not in WHO_CAN:
        return ""
    return str(WHO_CAN[verb]) % {"organization": office.name()}


def assignment_for(request: HttpRequest, public_id: str, verb: Verb) -> Assignment:
    """The assignment, for somebody who may do this with it: 404 for strangers, 403 with who can for readers."""
    rows = Assignment.objects.select_related("recommendation", "organization", "answering_organization")
    found = get_object_or_404(rows, public_id=public_id)
    require(request, verb, found.answering_organization)
    return found


def row_for(request: HttpRequest, rows: Any, public_id: str, verb: Verb) -> Any:
    """A row that belongs to an assignment, in the same way."""
    found = get_object_or_404(rows.select_related("assignment__answering_organization"), public_id=public_id)
    require(request, verb, found.assignment.answering_organization)
    return found


def functions_of(request: HttpRequest) -> list[str]:
    """What this person is, for whom; as the account menu says it."""
    held = reader_of(request).held
    known = getattr(request, "_organizations", None)
    if isinstance(known, names.Organizations):
        bodies = known.words
    else:
        offices = [each.organization for each in held if each.organization]
        prefetch_related_objects(offices, "names")
        bodies = {each.pk: each.name() for each in offices}
    words = [_function(each.get_role_display(), bodies.get(each.organization_id or 0, "")) for each in held]
    return words or [str(_("Reader"))]


def _function(role: str, body: str) -> str:
    return f"{role}, {body}" if body else role
