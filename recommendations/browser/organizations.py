"""Organizations and themes: a page each with what concerns them, every figure a link to its rows."""

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from recommendations import access
from recommendations.browser import counts
from recommendations.browser.shared import for_readers
from recommendations.models import Organization, Theme
from recommendations.queries import names
from recommendations.queries import organizations as queries

PARTS: Final = {
    "family": _("With all below it, in any role"),
    "organization": _("In any role"),
    "owner": _("As owner"),
    "answering": _("Answering"),
}


@for_readers
@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    known = names.organizations()
    rows = queries.listed(known)
    words = [names.alphabetical(each) for each in request.GET.get("q", "").split()]
    found = [each for each in rows if _named(each.organization, words, known)]
    context = {"section": "organizations", "rows": found, "q": request.GET.get("q", ""), "total": len(rows)}
    return render(request, "organizations/list.html", context)


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
