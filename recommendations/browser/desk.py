"""My desk: what waits for me, kind by kind, one click from the work."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from recommendations.browser.shared import functions_of, person, reader_of
from recommendations.queries import desk as queries


@dataclass(frozen=True, slots=True)
class Panel:
    heading: Promise
    hint: Promise
    act: Promise
    anchor: str


PANELS: Final[dict[str, Panel]] = {
    queries.TO_CONFIRM: Panel(
        _("To confirm"), _("Is this yours? The register proposes it; nobody is asked before you say so."), _("Read"), ""
    ),
    queries.RETURNED: Panel(
        _("Returned to you"), _("Read the feedback, correct, submit again."), _("Correct"), "#update"
    ),
    queries.DRAFTS: Panel(_("Drafts"), _("Saved, and not submitted yet."), _("Continue"), "#update"),
    queries.TO_DRAFT: Panel(
        _("To draft"), _("Information was asked for since the last cleared answer."), _("Report"), "#update"
    ),
    queries.TO_CLEAR: Panel(
        _("To clear"), _("Written by colleagues. You set who may read it."), _("Read and clear"), "#clear"
    ),
    queries.TO_REVIEW: Panel(
        _("To review"), _("Cleared reports of your own side, without a finding."), _("Review"), "#review"
    ),
    queries.TO_FIND: Panel(
        _("To find independently"), _("Cleared reports of the bodies in your mandate."), _("Find"), "#review"
    ),
    queries.TO_COMMENT: Panel(
        _("To comment"),
        _("An independent finding takes effect with your comment, or after 14 days."),
        _("Comment"),
        "#comment",
    ),
}


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    waiting = queries.waiting(reader_of(request))
    context = {
        "section": "desk",
        "panels": [(kind, PANELS[kind], items) for kind, items in waiting.items()],
        "waits": sum(len(items) for items in waiting.values()),
        "functions": functions_of(person(request)),
    }
    return render(request, "desk/desk.html", context)
