"""The pages for what went wrong. Whoever wrote something finds it there, to copy; nobody else does."""

import re
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from recommendations.browser import writer
from recommendations.models import (
    Assignment,
    Comment,
    Evidence,
    Organization,
    ProgressUpdate,
    Recommendation,
    Review,
    SourceDocument,
    TargetDateProposal,
    User,
)

OURS: Final = {
    *("csrfmiddlewaretoken", "writer", "keeps", "page", "back", "next", "once", "sent-once", "update", "version"),
}
NO_WORDS: Final = re.compile(r"[a-z_:-]*|\d+|on")
TOLD: Final = (
    *(ProgressUpdate, Review, Recommendation, Assignment, TargetDateProposal, Organization, SourceDocument),
    *(Evidence, Comment, User),
)


@cache
def _labels() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for model in TOLD:
        for field in model._meta.concrete_fields:
            found.setdefault(field.name, field.verbose_name)
    return found


def label(name: str) -> str:
    """Of a field, in words, whatever stands before its name in the form."""
    plain = name.rpartition("-")[2]
    words = str(_labels().get(plain, plain.replace("_", " ")))
    return words[:1].upper() + words[1:]


def words(request: HttpRequest) -> list[tuple[str, str]]:
    """What the posted form holds of its sender's words: for that person only."""
    whose = writer.said(request)
    if request.method != "POST" or (whose is not None and whose != request.user.pk):
        return []
    given = [(name, each) for name, values in request.POST.lists() for each in values if isinstance(each, str)]
    return [
        (label(name), each)
        for name, each in given
        if name not in OURS and "password" not in name and not NO_WORDS.fullmatch(each.strip())
    ]


def page(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """A refusal for which the form has no place."""
    return render(request, "refused.html", {"message": message, "typed": words(request)}, status=status)


# What Django asks for: `handler400`, `handler403`, `handler404`, `handler500`, `CSRF_FAILURE_VIEW`


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing of the form is read again here: it may be what could not be read."""
    return render(request, "400.html", status=400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = str(exception) or _("Your roles do not allow this.")
    return render(request, "403.html", {"exception": said, "typed": words(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"typed": words(request)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request: what broke may break here again."""
    return HttpResponse(render_to_string("500.html", {"demo": settings.DEMO}), status=500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"typed": words(request)}, status=403)
