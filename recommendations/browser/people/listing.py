"""The people of the register, as a list that an address keeps, and as a file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from recommendations.access import Verb
from recommendations.browser.shared import require
from recommendations.choices import Role
from recommendations.queries import accesses
from recommendations.queries.accesses import Asked, Person
from recommendations.queries.tables import Column, Holds, Table, Value
from recommendations.reports import as_csv

ON_A_PAGE = 50
STATES = {
    "active": gettext_lazy("Active, with those invited"),
    "invited": gettext_lazy("Invited, not come in yet"),
    "inactive": gettext_lazy("Inactive"),
    "all": gettext_lazy("All"),
}
STATE_WORDS = {
    "active": gettext_lazy("active"),
    "invited": gettext_lazy("invited"),
    "inactive": gettext_lazy("inactive"),
}


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    require(request, Verb.ADMINISTER, None)
    asked, problem = _asked(request)
    found = accesses.people(asked)
    try:
        page = Paginator(found, ON_A_PAGE).page(request.GET.get("page") or 1)
    except (EmptyPage, ValueError) as nothing:
        raise Http404 from nothing
    context = {
        "section": "people",
        "asked": asked,
        "problem": problem,
        "page": page,
        "rows": accesses.in_full(page),
        "organizations": accesses.organizations_to_choose(),
        "roles": accesses.roles_to_grant(),
        "states": STATES,
        "address": _without_page(request),
    }
    return render(request, "people/list.html", context, status=400 if problem else 200)


def _asked(request: HttpRequest) -> tuple[Asked, str]:
    """What does not exist is said, never ignored."""
    given = request.GET
    codes = {code for code, _name in accesses.organizations_to_choose()}
    known = {"organization": {"", *codes}, "role": {"", *Role.values}, "state": {"", *accesses.STATES}}
    wrong = [given[name] for name, values in known.items() if given.get(name, "") not in values]
    if wrong:
        return Asked(), _("“%(value)s” is not one of the values.") % {"value": wrong[0]}
    asked = Asked(
        q=given.get("q", "").strip(),
        organization=given.get("organization", ""),
        role=given.get("role", ""),
        state=given.get("state") or "active",
        no_second_factor=bool(given.get("no_second_factor")),
    )
    return asked, ""


def _without_page(request: HttpRequest) -> str:
    given = request.GET.copy()
    given.pop("page", None)
    return given.urlencode()


@login_required
@require_GET
def as_file(request: HttpRequest) -> StreamingHttpResponse:
    """A line per access; somebody with none has a line too."""
    require(request, Verb.ADMINISTER, None)
    asked, problem = _asked(request)
    if problem:
        raise Http404(problem)
    table = _table(accesses.in_full(accesses.people(asked)))
    answer = StreamingHttpResponse(as_csv.lines(table), content_type=as_csv.CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="access-{timezone.localdate().isoformat()}.csv"'
    return answer


def _table(people: list[Person]) -> Table:
    columns = [
        Column("username", _("User name")),
        Column("full_name", _("Name")),
        Column("email", _("E-mail")),
        Column("state", _("State")),
        Column("last_login", _("Last sign-in"), Holds.DAY),
        Column("second_factor", _("Second factor"), Holds.YES_OR_NO),
        Column("role", _("Role")),
        Column("organization", _("Organization")),
        Column("own_body", _("The auditor’s own body")),
        Column("since", _("Since"), Holds.DAY),
        Column("granted_by", _("Granted by")),
        Column("granted_on", _("Granted on"), Holds.DAY),
        Column("why", _("Why"), Holds.LONG_WORDS),
    ]
    rows = [line for each in people for line in _lines(each)]
    return Table(title=_("People and their access"), columns=columns, rows=rows)


def _lines(person: Person) -> list[list[Value]]:
    user = person.user
    first: list[Value] = [
        *(user.username, user.full_name, user.email, str(STATE_WORDS[person.state])),
        timezone.localdate(user.last_login) if user.last_login else None,
        person.has_second_factor,
    ]
    nothing: list[Any] = [str(Role.READER.label), None, None, None, None, None, None]
    return [
        [
            *first,
            each.membership.get_role_display(),
            each.membership.organization.name() if each.membership.organization else None,
            each.membership.own_body.name() if each.membership.own_body else None,
            each.membership.since,
            each.granted_by,
            timezone.localdate(each.granted_at) if each.granted_at else None,
            each.why,
        ]
        for each in person.accesses
    ] or [[*first, *nothing]]
