"""Many at once: confirmed, asked, given to a focal point. All of them, or none with what stopped it on the page."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from recommendations import access
from recommendations.access import Verb
from recommendations.browser.desk import family, pages
from recommendations.browser.desk.pages import Many
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.onward import Place
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import by
from recommendations.errors import Invalid, NotAll, NotPermitted, Refused
from recommendations.models import Assignment, User
from recommendations.queries import desk as queries
from recommendations.queries import people
from recommendations.queries.addresses import whole_number
from recommendations.workflow import bulk
from recommendations.workflow.bulk import Chosen

# The page that the list stood on.
FAMILY: Final = "family"
WHO: Final[dict[Verb, Promise]] = {
    Verb.CONFIRM: gettext_lazy("Only clearing officers and managers confirm what is their organization’s."),
    Verb.ASK: gettext_lazy("Only managers ask their organization for information."),
    Verb.NAME_FOCAL_POINT: gettext_lazy("Only managers name the focal points of their organization."),
    Verb.HAND_OVER: gettext_lazy("Only managers hand over the work of their organization."),
}


def require(request: HttpRequest, verb: Verb) -> frozenset[int]:
    """The organizations for which this person may do it; PermissionDenied, with the words who can, where there is
    none."""
    try:
        return access.offices_of(by(request), verb)
    except NotPermitted as refusal:
        raise PermissionDenied(str(WHO[verb])) from refusal


@require_POST
@signed_in_or_kept
def confirm(request: HttpRequest) -> HttpResponse:
    def act(chosen: list[Chosen]) -> str:
        done = bulk.confirm_all(chosen, by=by(request))
        words = ngettext("%(n)s confirmed: it is yours.", "%(n)s confirmed: they are yours.", done) % {"n": done}
        return words + " " + _("Its managers can ask for information now, and its desk officers report.")

    return _done(request, Verb.CONFIRM, act)


@require_POST
@signed_in_or_kept
def ask(request: HttpRequest) -> HttpResponse:
    def act(chosen: list[Chosen]) -> str:
        done = bulk.ask_all(chosen, by=by(request))
        words = ngettext("%(n)s asked for.", "%(n)s asked for.", done) % {"n": done}
        return words + " " + _("They wait on the desks of their focal points, or of the office where there is none.")

    return _done(request, Verb.ASK, act)


@require_POST
@signed_in_or_kept
def name(request: HttpRequest) -> HttpResponse:
    def act(chosen: list[Chosen]) -> str:
        there = people.of_offices(require(request, Verb.NAME_FOCAL_POINT))
        focal_point, alternate = _person(request, "focal_point", there), _person(request, "alternate", there)
        if focal_point is None and request.POST.get("focal_point") != NOBODY:
            raise Invalid({"focal_point": _("Choose who has the work.")})
        done = bulk.name_all(chosen, by=by(request), focal_point=focal_point, alternate=alternate)
        if focal_point is None:
            words = ngettext(
                "%(n)s piece of work has no focal point now.", "%(n)s pieces of work have no focal point now.", done
            )
            return words % {"n": done}
        words = ngettext(
            "%(n)s piece of work is %(who)s’s now. What waits of it stands first on that desk.",
            "%(n)s pieces of work are %(who)s’s now. What waits of them stands first on that desk.",
            done,
        )
        return words % {"n": done, "who": focal_point}

    return _done(request, Verb.NAME_FOCAL_POINT, act)


NOBODY: Final = "nobody"


def _person(request: HttpRequest, field: str, there: list[User]) -> User | None:
    """Of those in the list; whoever else has an account stays unknown here."""
    given = request.POST.get(field, "")
    if given in ("", NOBODY):
        return None
    found = next((each for each in there if each.username == given), None)
    if found is None:
        raise Invalid({field: _("Choose one of the persons in the list.")})
    return found


def _done(request: HttpRequest, verb: Verb, act: Callable[[list[Chosen]], str]) -> HttpResponse:
    offices, chosen = require(request, verb), _chosen(request)
    if any(each.assignment.answering_organization_id not in offices for each in chosen):
        raise PermissionDenied(str(WHO[verb]))
    try:
        messages.success(request, act(chosen))
    except NotPermitted as refusal:
        raise PermissionDenied(str(WHO[verb])) from refusal
    except Refused as refusal:
        return _again(request, refusal)
    return redirect(_back(request))


def _chosen(request: HttpRequest) -> list[Chosen]:
    """`<id>.<version>` per row that was ticked."""
    versions: dict[str, int] = {}
    for each in request.POST.getlist("chosen"):
        public_id, _dot, version = each.partition(".")
        versions[public_id] = whole_number(version)
    rows = Assignment.objects.filter(public_id__in=versions).select_related("recommendation", "answering_organization")
    found = [Chosen(each, versions[each.public_id]) for each in rows]
    if len(found) != len(versions):
        raise Http404
    return found


def _list(request: HttpRequest) -> str:
    given = request.POST.get("list", "")
    return given if given == FAMILY or given in queries.IN_ORDER else ""


def _back(request: HttpRequest) -> str:
    """The same list with the same filters, at what is left of it."""
    query = request.GET.urlencode()
    match _list(request):
        case "":
            return Place(queries.TO_CONFIRM, whose=pages.whose_of(request)).address()
        case "family":
            return f"{reverse('family')}?{query}" if query else reverse("family")
        case kind:
            return Place(kind, whose=pages.whose_of(request), own_page=True).address()


def _again(request: HttpRequest, refusal: Refused) -> HttpResponse:
    words = " ".join(str(each) for each in refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
    many = Many(
        message=words,
        stopped=[(row, _why(each)) for row, each in refusal.stopped] if isinstance(refusal, NotAll) else [],
        chosen=frozenset(each.partition(".")[0] for each in request.POST.getlist("chosen")),
        typed={each: request.POST.get(each, "") for each in ("focal_point", "alternate")},
    )
    status = status_of(refusal)
    match _list(request):
        case "":
            return pages.show(request, many, status)
        case "family":
            return family.show(request, many, status)
        case kind:
            return pages.show_kind(request, kind, many, status)


def _why(refusal: Refused) -> str:
    return " ".join(str(each) for each in refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
