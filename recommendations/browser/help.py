"""Definitions, and what is expected of each role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from recommendations.browser.shared import functions_of, person, reader_of
from recommendations.choices import (
    PHASES,
    AssignmentRole,
    Basis,
    FollowUp,
    Kind,
    Nature,
    Position,
    Receipt,
    Release,
    Standing,
)


@login_required
@require_GET
def definitions(request: HttpRequest) -> HttpResponse:
    context = {
        "phases": PHASES,
        "standings": Standing,
        "kinds": Kind,
        "follow_ups": FollowUp,
        "natures": Nature,
        "roles": AssignmentRole,
        "positions": Position,
        "receipts": Receipt,
        "bases": Basis,
        "releases": Release,
    }
    return render(request, "help/definitions.html", context)


@login_required
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    roles = {each.value for each in reader_of(request).roles} or {"reader"}
    return render(request, "help/help.html", {"mine": roles, "functions": functions_of(person(request))})
