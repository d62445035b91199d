"""The list: filters that an address keeps, chips that can be taken off, rows with all that they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from recommendations.browser import ledger
from recommendations.choices import PHASES, Phase
from recommendations.models import Recommendation
from recommendations.queries import conditions, figures, rows
from recommendations.queries.filters import RecommendationFilters, chosen, organizations_in_use

SIZES: Final = (25, 50, 100)
OF_THE_PAGE: Final = ("page", "rows")
MENUS: Final = (
    "follow_up",
    "phase",
    "status",
    "basis",
    "owner",
    "organization",
    "family",
    "answering",
    "document",
    "kind",
    "nature",
    "standing",
    "theme",
    "place",
    "addressee",
    "assignment_state",
)
FIRST_MENUS: Final = ("follow_up", "phase", "status", "owner", "document", "theme")
SWITCHES: Final = (
    "overdue",
    "no_recent_information",
    "long_outstanding",
    "differ",
    "newer_report",
    "without_owner",
    "dated",
    "counted",
)


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Menu:
    name: str
    label: str
    groups: list[tuple[str, list[Option]]]
    in_use: int


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    words: str
    without: str


@login_required
@require_GET
def recommendations(request: HttpRequest) -> HttpResponse:
    filters = RecommendationFilters(request.GET, queryset=conditions.listed())
    problems = _problems(filters, request.GET)
    found = Recommendation.objects.none() if problems else filters.qs
    query = _in_use(request.GET)
    offered = organizations_in_use()
    page = _page(request, found)
    context = {
        "section": "recommendations",
        "problems": problems,
        "population": figures.population(found, query),
        "line": figures.by_status(found, query),
        "menus": [_menu(filters, each, offered.get(each)) for each in FIRST_MENUS],
        "more_menus": [_menu(filters, each, offered.get(each)) for each in MENUS if each not in FIRST_MENUS],
        "switches": [_menu(filters, each) for each in SWITCHES],
        "chips": [] if problems else _chips(filters, request.GET),
        "q": request.GET.get("q", ""),
        "page": page,
        "listed": ledger.listed(list(page)),
        "sizes": SIZES,
        "size": page.paginator.per_page,
        "address": _without(request.GET, "page"),
        "kept": [(name, value) for name, value in _pairs(request.GET) if name not in OF_THE_PAGE],
        "phases": PHASES,
    }
    return render(request, "recommendations/list.html", context, status=400 if problems else 200)


def _problems(filters: RecommendationFilters, given: QueryDict) -> list[str]:
    """A filter or a value that does not exist is said, never ignored."""
    found = [
        _("There is no filter “%(name)s”.") % {"name": name}
        for name in given
        if name not in filters.form.fields and name not in OF_THE_PAGE
    ]
    for name, errors in filters.form.errors.items():
        label = filters.form.fields[name].label if name in filters.form.fields else name
        found += [f"{label}: {error}" for error in errors]
    for name in SWITCHES:
        if given.get(name, "") not in ("", "true", "false"):
            label = filters.form.fields[name].label
            found.append(
                _("%(label)s: “%(value)s” is neither true nor false.") % {"label": label, "value": given[name]}
            )
    return found


def _in_use(given: QueryDict) -> figures.Query:
    return {
        name: [each for each in values if each]
        for name, values in given.lists()
        if name not in OF_THE_PAGE and any(values)
    }


def _pairs(given: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in given.lists() for value in values if value]


def _without(given: QueryDict, name: str, code: str = "") -> str:
    left = [
        (each, value)
        for each, value in _pairs(given)
        if not (each == name and code in ("", value)) and (each != "page")
    ]
    address = QueryDict(mutable=True)
    for each, value in left:
        address.appendlist(each, value)
    return "?" + address.urlencode()


def _chips(filters: RecommendationFilters, given: QueryDict) -> list[Chip]:
    return [Chip(label, words, _without(given, name, code)) for name, label, code, words in chosen(filters)]


def _menu(filters: RecommendationFilters, name: str, offered: set[str] | None = None) -> Menu:
    """`offered`: the only values worth a line in the menu, beside those that are chosen already."""
    field = filters.form.fields[name]
    given = set(filters.data.getlist(name)) if isinstance(filters.data, QueryDict) else set()
    if name in SWITCHES:
        choices: Sequence[tuple[str, str]] = (("true", _("yes")), ("false", _("no")))
    else:
        choices = [(str(code), str(words)) for code, words in field.choices if code]
    worth = [each for each in choices if offered is None or each[0] in offered or each[0] in given]
    options = [Option(code, words, code in given) for code, words in worth]
    return Menu(name, str(field.label), _grouped(name, options), len(given & {each.code for each in options}))


def _grouped(name: str, options: list[Option]) -> list[tuple[str, list[Option]]]:
    """Statuses stand under their phase."""
    if name != "status":
        return [("", options)]
    by_code = {each.code: each for each in options}
    return [(str(phase.label), [by_code[each.value] for each in PHASES[phase]]) for phase in Phase]


NO_SUCH_PAGE: Final = gettext_lazy("The list has no such page.")


def _page(request: HttpRequest, found: "QuerySet[Recommendation]") -> "Page[Recommendation]":
    size = request.GET.get("rows") or str(SIZES[0])
    if size not in {str(each) for each in SIZES}:
        raise Http404(NO_SUCH_PAGE)
    dated = F("paragraph__document_version__document__dated").asc(nulls_last=True)
    ordered = rows.in_full(found).order_by(dated, "paragraph__document_version", "ord", "pk")
    try:
        return Paginator(ordered, int(size)).page(request.GET.get("page") or 1)
    except (EmptyPage, ValueError) as problem:
        raise Http404(NO_SUCH_PAGE) from problem
