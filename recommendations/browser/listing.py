"""The list: what its address asks for, and nothing else, decides what it shows."""

from dataclasses import dataclass
from typing import Final

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from recommendations.browser.menus import bar, chips
from recommendations.browser.shared import for_readers, reader_of
from recommendations.choices import PHASES, Role
from recommendations.models import Recommendation
from recommendations.queries import addresses, columns, conditions, figures, listed, names, order, saved_views, search
from recommendations.queries.facets import Facets
from recommendations.queries.filters import RecommendationFilters

NO_SUCH_PAGE: Final = _("The list has no such page.")
NEAREST: Final = _("the places searched for first")
# Which column's head sorts by what.
SORTED_BY: Final = {
    "reference": "reference",
    "asked": "asked",
    "owner": "owner",
    "status": "status",
    "last_report": "reported",
    "due": "due",
}
# As many columns as stand beside each other without scrolling.
BESIDE: Final = 5


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what it is called, where its head leads, and which way it is sorted now."""

    name: str
    label: str
    sort: str = ""
    sorted: str = ""


@for_readers
@require_GET
def recommendations(request: HttpRequest) -> HttpResponse:
    given = request.GET
    if any("" in values for _name, values in given.lists()):
        return redirect(request.path + addresses.tidy(given))
    known = names.organizations()
    filters = RecommendationFilters(given, queryset=conditions.listed(), known=known)
    problems = addresses.problems(filters, given)
    if problems:
        return render(request, "recommendations/list.html", _unshown(request, filters, problems, known), status=400)
    facets = Facets(filters, known)
    chosen = columns.chosen(given.getlist("columns"))
    page = _page(given, filters, chosen, len(facets.found))
    query = addresses.filters_in(given)
    found = listed.shown(list(page), known)
    context = {
        **_frame(request, filters, facets, known),
        "population": facets.population(query),
        "line": facets.by_status(query),
        "chips": chips(filters, given),
        "words": search.words_of(given.get("q", "")),
        "page": page,
        "pages": _pages(given, page),
        "listed": found,
        "last": _last_updates(found, chosen),
        "columns": chosen,
        "heads": _heads(given, chosen),
        "below": [each for each in columns.BELOW_THE_WORDS if each not in chosen],
        "wide": len(chosen) > BESIDE,
        "compact": bool(given.get("compact")),
        "reader": reader_of(request),
    }
    return render(request, "recommendations/list.html", context)


def _frame(
    request: HttpRequest, filters: RecommendationFilters, facets: Facets | None, known: names.Organizations
) -> dict[str, object]:
    """What stands around the rows."""
    given = request.GET
    return {
        **bar(filters, given, facets),
        "section": "recommendations",
        "kept": [(name, value) for name, value in addresses.pairs(given) if name in addresses.SHOWN],
        "everything": addresses.pairs(given),
        "permanent": addresses.permanent(given),
        "every_column": addresses.changed(given, columns=columns.ALL).lstrip("?"),
        "usual_columns": addresses.changed(given, columns=None),
        "for_the_api": addresses.changed(given, columns=None, compact=None, rows=None),
        "orderings": _orderings(given),
        "choices": _choices(given),
        "toggle": addresses.changed(given, compact=None if given.get("compact") else "on"),
        "sizes": addresses.SIZES,
        "phases": PHASES,
        "views": saved_views.of(reader_of(request), known),
        "changes_all": Role.STEWARD in reader_of(request).roles,
    }


def _unshown(
    request: HttpRequest, filters: RecommendationFilters, problems: list[str], known: names.Organizations
) -> dict[str, object]:
    """An address that asks for what does not exist shows nothing; what can be asked stands ready."""
    none = Recommendation.objects.none()
    empty = {"population": figures.population(none), "line": figures.by_status(none), "listed": []}
    return {**_frame(request, filters, None, known), **empty, "problems": problems}


def _page(
    given: QueryDict, filters: RecommendationFilters, chosen: tuple[str, ...], all_rows: int
) -> "Page[Recommendation]":
    size = given.get("rows") or str(addresses.SIZES[0])
    if size not in {str(each) for each in addresses.SIZES}:
        raise Http404(NO_SUCH_PAGE)
    found = order.ordered(listed.with_source(filters.qs, chosen), given.get("ordering", ""), given.get("q", ""))
    pages = Paginator(found, int(size))
    pages.count = all_rows  # counted already, with the menus
    try:
        return pages.page(given.get("page") or 1)
    except (EmptyPage, ValueError) as problem:
        raise Http404(NO_SUCH_PAGE) from problem


def _pages(given: QueryDict, page: "Page[Recommendation]") -> list[tuple[int, str, str]]:
    """The way to the other pages: number, address, relation; without an address where some are left out."""
    if page.paginator.num_pages == 1:
        return []

    def to(number: int, relation: str = "") -> tuple[int, str, str]:
        return number, addresses.changed(given, page=str(number)), relation

    found = [to(page.number - 1, "prev")] if page.has_previous() else []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        found.append(to(number) if isinstance(number, int) else (0, "", ""))
    return [*found, to(page.number + 1, "next")] if page.has_next() else found


def _last_updates(found: list[listed.Listed], chosen: tuple[str, ...]) -> dict[str, object]:
    return dict(listed.last_updates(found)) if "update" in chosen else {}


def _heads(given: QueryDict, chosen: tuple[str, ...]) -> list[Head]:
    all_columns = {"reference": _("Reference"), "words": _("In its own words"), **columns.COLUMNS}
    return [_head(given, name, str(all_columns[name])) for name in ("reference", "words", *chosen)]


def _head(given: QueryDict, name: str, label: str) -> Head:
    by = SORTED_BY.get(name)
    if by is None:
        return Head(name, label)
    now = order.in_force(given.get("ordering", ""), given.get("q", ""))
    turned = f"-{by}" if now == by else by
    says = {by: "ascending", f"-{by}": "descending"}.get(now, "")
    return Head(name, label, addresses.changed(given, ordering=turned), says)


def _orderings(given: QueryDict) -> list[tuple[str, str, bool]]:
    """Each order with its address, and whether it is the one now."""
    now = order.in_force(given.get("ordering", ""), given.get("q", ""))
    offered = {name: str(words) for name, words in order.LABELS.items()}
    if search.places_in(given.get("q", "")):
        offered = {"": str(NEAREST), **offered}
    usual = next(iter(offered))
    return [
        (addresses.changed(given, ordering=None if name == usual else name), words, name == now)
        for name, words in offered.items()
    ]


def _choices(given: QueryDict) -> list[tuple[str, str, bool]]:
    chosen = columns.chosen(given.getlist("columns"))
    return [(name, str(label), name in chosen) for name, label in columns.COLUMNS.items()]
