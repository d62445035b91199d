"""Saved views: the page on which their owner renames, shares and deletes them, and what posts do."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from recommendations.browser.shared import by, person, reader_of, version_seen
from recommendations.errors import Invalid, Refused, Stale
from recommendations.models import Organization, SavedView
from recommendations.queries import names, saved_views
from recommendations.workflow import saved_views as verbs


@login_required
@require_GET
def saved(request: HttpRequest) -> HttpResponse:
    return _page(request)


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    try:
        view = verbs.save(name, query, by=by(request))
    except Invalid as refusal:
        return _page(request, refusal, form="new", status=422)
    messages.success(request, _("Saved as “%(name)s”.") % {"name": view.name})
    return _to_the_list(view)


@login_required
@require_POST
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Rename, share, stop sharing or delete: only its owner's own."""
    view = get_object_or_404(SavedView, public_id=public_id, owner=person(request))
    act = ACTS.get(request.POST.get("action", ""))
    version = version_seen(request)
    if act is None or not version:
        return _page(request, Invalid({"action": _("Choose what to do with this view.")}), form=public_id, status=422)
    try:
        said = act(request, view, version)
    except Stale as refusal:
        return _page(request, refusal, form=public_id, status=409)
    except Refused as refusal:
        return _page(request, refusal, form=public_id, status=422)
    messages.success(request, said)
    return redirect("saved-views")


def _rename(request: HttpRequest, view: SavedView, version: int) -> str:
    found = verbs.rename(view, request.POST.get("name", ""), by=by(request), version=version)
    return _("This view is called “%(name)s” now.") % {"name": found.name}


def _share(request: HttpRequest, view: SavedView, version: int) -> str:
    organization = Organization.objects.filter(code=request.POST.get("organization", "")).first()
    if organization is None:
        raise Invalid({"organization": _("Choose an organization that you belong to.")})
    verbs.share(view, organization, by=by(request), version=version)
    return _("“%(name)s” is shared with %(office)s.") % {"name": view.name, "office": organization.name()}


def _stop_sharing(request: HttpRequest, view: SavedView, version: int) -> str:
    verbs.stop_sharing(view, by=by(request), version=version)
    return _("“%(name)s” is yours alone again.") % {"name": view.name}


def _delete(request: HttpRequest, view: SavedView, version: int) -> str:
    verbs.delete(view, by=by(request), version=version)
    return _("“%(name)s” is deleted.") % {"name": view.name}


ACTS: Final[dict[str, Callable[[HttpRequest, SavedView, int], str]]] = {
    "rename": _rename,
    "share": _share,
    "stop_sharing": _stop_sharing,
    "delete": _delete,
}


def _to_the_list(view: SavedView) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('recommendations')}{f'?{view.query}' if view.query else ''}")


def _page(request: HttpRequest, refusal: Refused | None = None, *, form: str = "", status: int = 200) -> HttpResponse:
    """`form` is the one that was refused: it shows what was typed, and what is wrong with it."""
    seen = saved_views.of(reader_of(request), names.organizations())
    context: dict[str, Any] = {
        "section": "recommendations",
        "mine": [each for each in seen if each.mine],
        "others": [each for each in seen if not each.mine],
        "offices": verbs.offices_of(by(request)),
        "refused": form,
        "typed": request.POST,
        "errors": refusal.errors if isinstance(refusal, Invalid) else {},
        "message": str(refusal.words) if refusal else "",
    }
    return render(request, "recommendations/saved_views.html", context, status=status)
