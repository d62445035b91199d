"""My desk: what waits for me, kind by kind, one click from the work; and each kind on a page of its own."""

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from recommendations.access import Reader
from recommendations.browser.desk.panels import PANELS, Panel, Row, rows_of
from recommendations.browser.shared import functions_of, person, reader_of
from recommendations.choices import AssignmentState, FollowUp, Role
from recommendations.models import Assignment, Organization, Recommendation
from recommendations.queries import desk as queries
from recommendations.queries.desk import Whose, family, register

FIRST: Final = 10
ON_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Many:
    """What became of an act on many rows that was refused: said on top of their list, with the same rows chosen."""

    message: str = ""
    stopped: list[tuple[Assignment, str]] = field(default_factory=list)
    chosen: frozenset[str] = frozenset()
    typed: dict[str, str] = field(default_factory=dict)


NONE: Final = Many()


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(request: HttpRequest, many: Many = NONE, status: int = 200) -> HttpResponse:
    reader, whose = reader_of(request), whose_of(request)
    counts = {each: queries.counts(reader, each) for each in Whose}
    items = queries.waiting(reader, whose, most=FIRST)
    panels = [
        Panel(kind, PANELS[kind], rows_of(items[kind], reader, whose, own_page=False), counts[whose][kind])
        for kind in items
    ]
    context = {
        **_common(request, whose, counts, many),
        "panels": panels,
        "register": register.waiting(reader),
        "next": _next(request, [row for panel in panels for row in panel.rows]),
        "functions": functions_of(request),
        "works_for_an_office": bool(reader.offices),
        "manages": Role.MANAGER in reader.roles,
        "proposed": _proposed(reader),
        "nobodys": family.work(reader.offices.get(Role.MANAGER, frozenset()), person=family.NOBODY).count(),
    }
    return render(request, "desk/desk.html", context, status=status)


def _proposed(reader: Reader) -> str:
    """Where desk officers find what the register proposes to their offices: only they can answer “not ours”."""
    waiting = queries.open_assignments(reader.offices.get(Role.DESK_OFFICER, frozenset()))
    waiting = waiting.filter(state=AssignmentState.PROPOSED)
    offices = Organization.objects.filter(pk__in=waiting.values("answering_organization")).order_by("code")
    codes = list(offices.values_list("code", flat=True))
    if not codes:
        return ""
    asked = {"follow_up": FollowUp.TRACKED, "assignment_state": AssignmentState.PROPOSED, "answering": codes}
    return f"{reverse('recommendations')}?{urlencode(asked, doseq=True)}"


@login_required
@require_GET
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    return show_kind(request, kind)


def show_kind(request: HttpRequest, kind: str, many: Many = NONE, status: int = 200) -> HttpResponse:
    if kind not in queries.IN_ORDER:
        raise Http404
    reader, whose = reader_of(request), whose_of(request)
    found = queries.in_full(queries.rows(kind, reader, whose))
    pages = Paginator(found, ON_A_PAGE)
    page = pages.get_page(_page_of(request, list(found.values_list("public_id", flat=True))))
    items = queries.items_with_names(kind, reader, list(page))
    rows = rows_of(items, reader, whose, own_page=True)
    counts = {each: queries.counts(reader, each) for each in Whose}
    context = {
        **_common(request, whose, counts, many),
        "panel": Panel(kind, PANELS[kind], rows, pages.count),
        "page": page,
        "next": _next(request, rows),
        "divided": kind in queries.DIVIDED,
        "of_this": {each: counts[each].get(kind, 0) for each in Whose},
    }
    return render(request, "desk/kind.html", context, status=status)


def _common(request: HttpRequest, whose: Whose, counts: dict[Whose, dict[str, int]], many: Many) -> dict[str, Any]:
    of_the_register = register.how_many(reader_of(request))
    totals = {each: sum(counts[each].values()) + of_the_register for each in Whose}
    done = request.GET.get("done", "")
    return {
        "section": "desk",
        "whose": whose,
        "totals": totals,
        "waits": totals[Whose.MINE],
        "many": many,
        "done": Recommendation.objects.filter(public_id=done).first() if done else None,
        "keys": person(request).single_keys,
    }


def whose_of(request: HttpRequest) -> Whose:
    return Whose.OFFICE if request.GET.get("whose") == Whose.OFFICE else Whose.MINE


def _next(request: HttpRequest, rows: list[Row]) -> Row | None:
    """After an act: the item that came after it, or the first of its kind that is left, or the first of all."""
    kind, dot, following = request.GET.get("at", "").partition(".")
    if not dot or not rows:
        return None
    same = [each for each in rows if each.item.kind == kind]
    exact = [each for each in same if each.item.assignment.public_id == following]
    return next(iter([*exact, *same, *rows]))


def _page_of(request: HttpRequest, ids: list[str]) -> str:
    _kind, _dot, following = request.GET.get("at", "").partition(".")
    if following in ids:
        return str(ids.index(following) // ON_A_PAGE + 1)
    return request.GET.get("page", "1")
