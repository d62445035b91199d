"""Progress: counts, each a link to exactly its rows."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from recommendations.choices import PHASES, AssignmentState, Basis
from recommendations.queries import figures

FLAGS: Final = {
    "overdue": _("Past the target date"),
    "no_recent_information": _("No recent information"),
    "long_outstanding": _("Long outstanding: open five years after the document"),
    "differ": _("Reported and reviewed differ"),
    "newer_report": _("Newer report, awaiting review"),
    "without_owner": _("Without owner"),
}
PHASE_WORDS: Final = {
    "derived": _("no report yet"),
    "open": _("open"),
    "established": _("established"),
    "closed": _("closed"),
}


@login_required
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    whole = figures.by_status()
    flags = figures.flags()
    context = {
        "section": "progress",
        "population": figures.population(),
        "whole": whole,
        "tables": [
            (
                "owner",
                _("Phase and status by owner"),
                _("Owner"),
                _("In alphabetical order. An ask with joint owners stands in each line."),
                figures.by_owner(),
            ),
            ("document", _("Phase and status by document"), _("Document"), "", figures.by_document()),
            (
                "theme",
                _("Phase and status by theme"),
                _("Theme"),
                _("An ask with several themes stands in each line."),
                figures.by_theme(),
            ),
        ],
        "phases": PHASES,
        "phase_words": PHASE_WORDS,
        "closures": figures.closures(),
        "basis_words": {each.value: each.label for each in Basis},
        "flags": [(words, flags[name]) for name, words in FLAGS.items()],
        "owners": [(AssignmentState(each.code).label, each) for each in figures.owners_by_state()],
    }
    return render(request, "progress/progress.html", context)
