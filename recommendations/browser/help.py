"""What is expected of each role, its first hour, whom to ask, and the definitions."""

from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from recommendations.browser.shared import for_readers, functions_of, person, reader_of
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
    Role,
    Standing,
)
from recommendations.queries.whom import whom_to_ask

# What each does, and what each never does; in the order of the work.
WORK: Final[dict[Role, tuple[Promise, Promise]]] = {
    Role.DESK_OFFICER: (
        _(
            "Report where things stand, as at a day and with evidence, and submit it for clearing. Say “not ours” "
            "where it is somebody else’s. Propose target dates."
        ),
        _("You do not clear what you wrote."),
    ),
    Role.CLEARING_OFFICER: (
        _(
            "Read what colleagues submitted: clear it and say who may read its words, or return it with feedback. "
            "Agree target dates. Say whether a proposed assignment is yours."
        ),
        _(
            "You do not clear what you wrote, or saved any version of: another clearing officer does, of your "
            "organization or of the one above it."
        ),
    ),
    Role.REVIEWER: (
        _(
            "Make a finding on a cleared report of your own side: it agrees, or finds otherwise, with the status and "
            "the reason. “Implemented” needs evidence."
        ),
        _("You do not review what you wrote or cleared."),
    ),
    Role.MANAGER: (
        _(
            "Say which assignments are yours, name who has each, ask your own family for information, comment on "
            "independent findings, hand work over when somebody leaves."
        ),
        _("You do not review another family, and do not read its unreleased words."),
    ),
    Role.AUDITOR: (
        _(
            "Make independent findings on cleared reports of the bodies in your mandate. Their subject sees a finding "
            "first; it takes effect with its comment, or after 14 days."
        ),
        _("You write no updates and clear nothing."),
    ),
    Role.STEWARD: (
        _(
            "Keep documents, quoted words, organizations, themes and proposed assignments exact, and decide what is "
            "followed up. Every change has a reason and stands in the history."
        ),
        _("You write no updates, clear nothing and make no findings: a status is never yours to set."),
    ),
    Role.ADMINISTRATOR: (
        _(
            "Invite people, grant and withdraw functions, close accounts and hand their work over. Every grant stands "
            "in the journal."
        ),
        _("You read no unreleased words, and hold no other function at the same time."),
    ),
    Role.READER: (
        _("Read every figure and everything that is released to partners; save views, take files, make tokens."),
        _("You see no drafts and no words that are held back. The figures are the same for everyone."),
    ),
}


@for_readers
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
    reader = reader_of(request)
    mine = reader.roles or {Role.READER}
    context = {
        "mine": [(role, *WORK[role]) for role in WORK if role in mine],
        "others": [(role, *WORK[role]) for role in WORK if role not in mine],
        "functions": functions_of(request),
        "offices": whom_to_ask(person(request), reader),
        "contact": settings.CONTACT,
        "digest_hour": settings.DIGEST_HOUR,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "help/help.html", context)


@login_required
@require_GET
def first_hour(request: HttpRequest, role: str) -> HttpResponse:
    """Readable by everyone: knowing each other's work is part of one's own."""
    if role not in Role.values:
        raise Http404
    does, never = WORK[Role(role)]
    context = {
        "role": Role(role),
        "does": does,
        "never": never,
        "steps": f"help/first_hour/{role}.html",
        "others": [each for each in WORK if each != role],
        "is_mine": Role(role) in (reader_of(request).roles or {Role.READER}),
    }
    return render(request, "help/role.html", context)
