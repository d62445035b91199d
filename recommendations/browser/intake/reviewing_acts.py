"""The review screen's doors: the page, its acts by name, and who is here."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from recommendations.browser.intake import reviewing, reviewing_deciding, reviewing_shaping
from recommendations.browser.intake.reviewing import version_of
from recommendations.browser.shared import by, called, person
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.models import DocumentVersion
from recommendations.queries import candidates as queries
from recommendations.workflow import candidates_presence

Act = Callable[[HttpRequest, DocumentVersion], HttpResponse]


@stewards_only
def review(request: HttpRequest, document: str, number: int) -> HttpResponse:
    version = version_of(document, number)
    if request.method != "POST":
        return reviewing.show(request, version)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request, version)


@stewards_only
def here(request: HttpRequest, document: str, number: int) -> HttpResponse:
    """Said by the open page every few seconds; the answer says who else is here, and what was decided last."""
    version = version_of(document, number)
    if request.method != "POST":
        raise Http404
    if request.POST.get("gone"):
        candidates_presence.is_gone(version, by=by(request))
        return JsonResponse({"words": ""})
    candidates_presence.is_here(version, by=by(request))
    there = [called(request, each) for each in queries.others_here(version, person(request))]
    return JsonResponse({"words": also_here(there), "last": queries.last_decision(version)})


def also_here(names: list[str]) -> str:
    return _("Also here: %(names)s") % {"names": ", ".join(names)} if names else ""


ACTS: Final[dict[str, Act]] = {
    "accept": reviewing_deciding.accept,
    "save": reviewing_deciding.save,
    "reject": reviewing_deciding.reject,
    "split": reviewing_shaping.split,
    "merge": reviewing_shaping.merge,
    "mark": reviewing_shaping.mark,
    "more-addressees": reviewing_shaping.more,
    "more-parts": reviewing_shaping.more,
    "mark-nearest": reviewing_shaping.mark_nearest,
    "take-nearest": reviewing_shaping.take_nearest,
    "accept-all": reviewing_deciding.accept_all,
    "undo": reviewing_deciding.undo,
    "finish": reviewing_deciding.finish,
}
