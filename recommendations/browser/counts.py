"""Progress: counts, each a link to exactly its rows. It takes the same filters as the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from recommendations.browser.menus import bar, chips
from recommendations.browser.shared import for_readers
from recommendations.choices import PHASES, AssignmentState, Basis, Kind
from recommendations.models import Theme
from recommendations.queries import addresses, conditions, listed, names
from recommendations.queries.facets import Facets
from recommendations.queries.figures import Line
from recommendations.queries.filters import RecommendationFilters
from recommendations.queries.progress import Progress

DIFFERING_SHOWN: Final = 10
FLAGS: Final = {
    "overdue": _("Past the target date"),
    "no_recent_information": _("No recent information"),
    "long_outstanding": _("Long outstanding: open five years after the document"),
    "differ": _("Reported and reviewed differ"),
    "newer_report": _("Newer report, awaiting review"),
    "without_owner": _("Without owner"),
}
INFORMATION: Final = {
    "asked": (_("Asked"), _("of an owner, by its own manager")),
    "answered": (_("Answered"), _("a cleared answer of an owner")),
    "current": (_("Current"), _("a cleared answer in the last 365 days")),
}
TARGET_DATES: Final = {
    "none_agreed": _("None agreed"),
    "by_event": _("By an event"),
    "in_time": _("Agreed, not passed"),
    "passed": _("Passed"),
}
PHASE_WORDS: Final = {
    "derived": _("no report yet"),
    "open": _("open"),
    "established": _("established"),
    "closed": _("closed"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """`code` is the filter whose values are the lines."""

    code: str
    heading: Promise
    head: Promise
    hint: Promise | str


TABLES: Final = (
    Table("document", _("Phase and status by document"), _("Document"), ""),
    Table(
        "owner",
        _("Phase and status by owner"),
        _("Owner"),
        _("In alphabetical order. An ask with joint owners stands in each line."),
    ),
    Table(
        "family",
        _("Phase and status by family"),
        _("Organization, with all below it"),
        _("In any role. An ask stands in the line of each organization that has a part in it, or answers."),
    ),
    Table("theme", _("Phase and status by theme"), _("Theme"), _("An ask with several themes stands in each line.")),
    Table("kind", _("Phase and status by kind"), _("Kind"), ""),
)
AT_FIRST: Final = ("document", "owner")


@for_readers
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    if any("" in values for _name, values in request.GET.lists()):
        return redirect(request.path + addresses.tidy(request.GET))
    known = names.organizations()
    filters = RecommendationFilters(request.GET, queryset=conditions.listed(), known=known)
    given = request.GET.copy()
    chosen_tables = [each for each in given.pop("by", []) if each in {table.code for table in TABLES}]
    problems = addresses.problems(filters, given)
    kept = [("by", each) for each in chosen_tables]
    if problems:
        shown = bar(filters, request.GET, None)
        context = {**shown, "kept": kept, "section": "progress", "problems": problems}
        return render(request, "progress/progress.html", context, status=400)
    query = addresses.filters_in(given)
    facets = Facets(filters, known)
    found = Progress(facets, query)
    context = figures_of(found) | {
        **bar(filters, request.GET, facets),
        "kept": kept,
        "section": "progress",
        "chips": chips(filters, request.GET),
        "tables": tables(found, known, chosen_tables or AT_FIRST),
        "others": [
            (each.code, each.heading, addresses.changed(request.GET, by=each.code))
            for each in TABLES
            if each.code not in (chosen_tables or AT_FIRST)
        ],
        "differing": differing(found, known),
        "list_query": query,
    }
    return render(request, "progress/progress.html", context)


def figures_of(found: Progress) -> dict[str, Any]:
    """What the figures, bars and small tables of a page show."""
    return {
        "population": found.facets.population(found.query),
        "whole": found.whole(),
        "closures": found.closures(),
        "information": [(*INFORMATION[each.code], each) for each in found.information()],
        "target_dates": [(TARGET_DATES[each.code], "", each) for each in found.target_dates()],
        "flags": [(FLAGS[each.code], "", each) for each in found.flags()],
        "owners": [(AssignmentState(each.code).label, "", each) for each in found.owners()],
        "years": [(each.code, "", each) for each in found.years()],
        "phases": PHASES,
        "phase_words": PHASE_WORDS,
        "basis_words": {each.value: each.label for each in Basis},
    }


def tables(found: Progress, known: names.Organizations, codes: Any) -> list[tuple[Table, list[Line]]]:
    return [(each, found.by(each.code, words_of(each.code, known))) for each in TABLES if each.code in codes]


def words_of(name: str, known: names.Organizations) -> Mapping[str, str]:
    """What the lines of a table are called, by the code of the filter's value."""
    if name in ("owner", "family"):
        return {code: known.words[pk] for pk, code in known.codes.items()}
    if name == "theme":
        return {each.code: each.label for each in Theme.objects.all()}
    if name == "kind":
        return {each.value: str(each.label) for each in Kind}
    return {}


def differing(found: Progress, known: names.Organizations) -> list[listed.Listed]:
    """The first asks of which an owner's report and finding differ."""
    ids = [pk for pk in found.tracked if pk in found.facets.switches["differ"]]
    first = listed.with_source(conditions.listed().filter(pk__in=ids)).order_by("reference")[:DIFFERING_SHOWN]
    return listed.shown(list(first), known)
