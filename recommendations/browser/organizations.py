"""Organizations and themes: a page each with what concerns them, every figure a link to its rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from recommendations import access
from recommendations.browser import counts
from recommendations.browser.shared import for_readers
from recommendations.choices import OrganizationKind
from recommendations.models import Organization, Theme
from recommendations.queries import names
from recommendations.queries import organizations as queries

PARTS: Final = {
    "family": gettext_lazy("With all below it, in any role"),
    "organization": gettext_lazy("In any role"),
    "owner": gettext_lazy("As owner"),
    "answering": gettext_lazy("Answering"),
}


ALL: Final = "all"
WITH_ASKS: Final = "with_asks"
# Those of a kind that have no family.
KINDS: Final[dict[OrganizationKind, Promise]] = {
    OrganizationKind.UN_ORGAN: gettext_lazy("United Nations organs"),
    OrganizationKind.UN_DEPARTMENT: gettext_lazy("United Nations departments"),
    OrganizationKind.UN_OFFICE: gettext_lazy("United Nations offices"),
    OrganizationKind.UN_AGENCY: gettext_lazy("United Nations agencies, funds and programmes"),
    OrganizationKind.PEACE_OPERATION: gettext_lazy("Peace operations"),
    OrganizationKind.REGIONAL_ORGANIZATION: gettext_lazy("Regional organizations"),
    OrganizationKind.REGIONAL_ECONOMIC_COMMUNITY: gettext_lazy("Regional economic communities"),
    OrganizationKind.MEMBER_STATE: gettext_lazy("Member States"),
    OrganizationKind.GROUP_OF_STATES: gettext_lazy("Groups of States"),
    OrganizationKind.COORDINATION_MECHANISM: gettext_lazy("Coordination mechanisms"),
    OrganizationKind.FORUM: gettext_lazy("Forums"),
    OrganizationKind.OTHER: gettext_lazy("Other bodies"),
}


@for_readers
@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """Those with tracked asks; a search looks through all, unless only those were asked for."""
    known, asked = names.organizations(), request.GET.get("q", "").strip()
    words = [names.alphabetical(each) for each in asked.split()]
    groups = _kept(queries.listed(known), lambda each: _named(each.organization, words, known))
    with_asks = _kept(groups, lambda each: each.has_asks)
    show = request.GET.get("show") or (ALL if words else WITH_ASKS)
    if show not in (ALL, WITH_ASKS):
        raise Http404
    shown = {WITH_ASKS: with_asks, ALL: groups}
    context = {
        "section": "organizations",
        "groups": [(_heading(each), each) for each in shown[show]],
        "q": asked,
        "show": show,
        "views": [(_view(name, asked), name == show, name, _how_many(found)) for name, found in shown.items()],
        "total": sum(each.archived_at is None for each in known.values()),
    }
    return render(request, "organizations/list.html", context)


def _kept(groups: list[queries.Group], wanted: Callable[[queries.Listed], bool]) -> list[queries.Group]:
    found = [replace(group, rows=[each for each in group.rows if wanted(each)]) for group in groups]
    return [each for each in found if each.rows]


def _how_many(groups: list[queries.Group]) -> int:
    return sum(len(each.rows) for each in groups)


def _view(show: str, asked: str) -> str:
    return "?" + urlencode({"show": show, **({"q": asked} if asked else {})})


def _heading(group: queries.Group) -> str:
    if group.family is None:
        return str(KINDS[OrganizationKind(group.kind)])
    return _("%(name)s, with all below it") % {"name": group.family.name()}


def _named(organization: Organization, words: list[str], known: names.Organizations) -> bool:
    """Each of the words stands in its code, or in any of its names or acronyms, former ones too."""
    if not words:
        return True
    held = [organization.code, *(f"{each.name} {each.acronym}" for each in known.names_of(organization.pk))]
    return all(any(word in names.alphabetical(each) for each in held) for word in words)


@for_readers
@require_GET
def organization(request: HttpRequest, code: str) -> HttpResponse:
    known = names.organizations()
    row = next((known[pk] for pk, each in known.codes.items() if each == code), None)
    if row is None:
        raise Http404
    below = sorted((known[pk] for pk, above in known.parents.items() if above == row.pk), key=str)
    part = request.GET.get("part") or ("family" if below else "organization")
    if part not in PARTS:
        raise Http404
    found = queries.progress_of({part: [code]}, known)
    context = counts.figures_of(found) | {
        "section": "organizations",
        "row": row,
        "above": [known[each] for each in access.with_all_above(row.pk, known.parents)[1:]][::-1],
        "below": below,
        "held_names": sorted(known.names_of(row.pk), key=lambda each: (each.language, each.valid_from or date.min)),
        "successions": queries.successions(row),
        "documents": queries.documents(row),
        "parts": [(name, words, name == part) for name, words in PARTS.items() if name != "family" or below],
        "part_words": PARTS[part],
        "list_query": found.query,
        "tables": counts.tables(found, known, ("document", "theme")),
    }
    return render(request, "organizations/one.html", context)


@for_readers
@require_GET
def themes(request: HttpRequest) -> HttpResponse:
    return render(request, "themes/list.html", {"section": "themes", "rows": queries.themes()})


@for_readers
@require_GET
def theme(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Theme, code=code)
    known = names.organizations()
    found = queries.progress_of({"theme": [code]}, known)
    context = counts.figures_of(found) | {
        "section": "themes",
        "row": row,
        "list_query": found.query,
        "tables": counts.tables(found, known, ("document", "owner")),
    }
    return render(request, "themes/one.html", context)
