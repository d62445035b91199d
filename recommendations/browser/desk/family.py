"""The manager's page: what the family has to do, who has it, and what nobody has."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.access import Verb
from recommendations.access import offices_of as may_for
from recommendations.browser.desk.pages import NONE, Many
from recommendations.browser.desk.panels import PANELS
from recommendations.browser.shared import by, called, person
from recommendations.errors import NotPermitted
from recommendations.models import Assignment, User
from recommendations.queries import desk, names, people
from recommendations.queries.desk import family as queries

ON_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Cell:
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person's work in numbers, each a link to exactly its rows."""

    name: str
    person: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Piece:
    assignment: Assignment
    waits: list[Promise]
    left: bool


def offices(request: HttpRequest) -> frozenset[int]:
    try:
        return may_for(by(request), Verb.NAME_FOCAL_POINT)
    except NotPermitted as refusal:
        raise PermissionDenied(_("Only managers see who has the work of their organization.")) from refusal


@login_required
@require_GET
def family(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(request: HttpRequest, many: Many = NONE, status: int = 200) -> HttpResponse:
    covered = offices(request)
    chosen, kind = request.GET.get("person", ""), request.GET.get("kind", "")
    with_work = queries.with_work(covered)
    if kind not in ("", *queries.KINDS) or chosen not in ("", queries.NOBODY, *(each.username for each in with_work)):
        raise Http404
    found = queries.work(covered, person=chosen, kind=kind)
    page = Paginator(desk.in_full(found), ON_A_PAGE).get_page(request.GET.get("page", "1"))
    lines, kinds = _lines(request, queries.counts(covered), with_work)
    context = {
        "section": "desk",
        "many": many,
        "lines": lines,
        "kinds": [(each, PANELS[each].name) for each in kinds],
        "people": with_work,
        "officers": people.of_offices(covered),
        "chosen": chosen,
        "kind": kind,
        "all_kinds": [(each, PANELS[each].name) for each in queries.KINDS],
        "page": page,
        "pieces": _pieces(page),
        "query": urlencode({name: value for name, value in (("person", chosen), ("kind", kind)) if value}),
        "nobody": queries.NOBODY,
        "keys": person(request).single_keys,
    }
    return render(request, "desk/family.html", context, status=status)


def _pieces(page: "Page[Assignment]") -> list[Piece]:
    rows = list(page)
    names.give(rows, names.organizations())
    waits, left = queries.waits_on(rows), queries.strangers(rows)
    return [Piece(each, [PANELS[kind].name for kind in waits[each.pk]], each.pk in left) for each in rows]


def _lines(
    request: HttpRequest, counts: dict[str, dict[int | None, int]], with_work: list[User]
) -> tuple[list[Line], list[str]]:
    """Nobody first, then persons by name; only kinds of which there is something. The last line is the whole."""
    kinds = [kind for kind in queries.KINDS if counts[kind]]
    columns = ["", *kinds]
    lines = [_line(counts, columns, None, _("Nobody yet"), queries.NOBODY)]
    lines += [_line(counts, columns, each.pk, called(request, each), each.username) for each in with_work]
    whole = [Cell(sum(counts[kind].values()), _address("", kind)) for kind in columns]
    return [*lines, Line(_("All together"), "", whole)], kinds


def _line(counts: dict[str, dict[int | None, int]], columns: list[str], key: int | None, name: str, who: str) -> Line:
    return Line(name, who, [Cell(counts[kind].get(key, 0), _address(who, kind)) for kind in columns])


def _address(who: str, kind: str) -> str:
    given: dict[str, Any] = {name: value for name, value in (("person", who), ("kind", kind)) if value}
    return f"{reverse('family')}?{urlencode(given)}#work" if given else f"{reverse('family')}#work"
