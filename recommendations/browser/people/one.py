"""One person: what they may do, since when and by whom; what an administrator does about it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations import tasks
from recommendations.access import Verb
from recommendations.browser.accounts.typed import Typed, errors_of
from recommendations.browser.people import told
from recommendations.browser.people.acts import ACTS
from recommendations.browser.people.listing import STATE_WORDS
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import by, require, version_seen
from recommendations.errors import Invalid, ReasonNeeded, Refused, Stale
from recommendations.models import User
from recommendations.queries import accesses, people
from recommendations.workflow import accounts, invitations, leaving

ENTRIES_SHOWN = 100
MEANWHILE = gettext_lazy(
    "Somebody changed this account while you were writing. What you typed is still here: look, then send it again."
)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, Verb.ADMINISTER, None)
    user = get_object_or_404(User, pk=pk)
    if request.method == "GET":
        return _page(request, user, Typed())
    panel = request.POST.get("action", "")
    if panel not in ACTS:
        raise Http404
    try:
        said = ACTS[panel](user, request.POST, by(request), version_seen(request))
    except Refused as refusal:
        row = request.POST.get("membership") or request.POST.get("token") or ""
        typed = _refused(request, refusal, panel=f"{panel}:{row}" if row else panel)
        return _page(request, user, typed, status=status_of(refusal))
    tasks.nudge()
    messages.success(request, said)
    return redirect("person", user.pk)


def _refused(request: HttpRequest, refusal: Refused, *, panel: str) -> Typed:
    named = isinstance(refusal, Invalid | ReasonNeeded)
    return Typed(
        values=request.POST,
        errors=errors_of(refusal, "") if named else {},
        panel=panel,
        message=str(MEANWHILE) if isinstance(refusal, Stale) else str(refusal.words),
    )


def _page(request: HttpRequest, user: User, typed: Typed, *, status: int = 200) -> HttpResponse:
    (person,) = accesses.in_full([User.objects.get(pk=user.pk)], past=True)
    user = person.user
    context = {
        **_to_choose(),
        "section": "people",
        "person": person,
        "who": user,
        "state": STATE_WORDS[person.state],
        "waits": invitations.waits(user),
        "tokens": user.api_tokens.all(),
        "now": timezone.now(),
        "today": timezone.localdate().isoformat(),
        "entries": [(each, told.words_of(each)) for each in accesses.journal_of(user)[:ENTRIES_SHOWN]],
        "version": accounts.version_of(user),
        "typed": typed,
        "is_me": user == request.user,
    }
    return render(request, "people/one.html", context, status=status)


def _to_choose() -> dict[str, Any]:
    return {
        "roles": accesses.roles_to_grant(),
        "organizations": accesses.organizations_to_choose(),
        "languages": settings.LANGUAGES,
    }


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what the person has, and asks who takes it over."""
    require(request, Verb.ADMINISTER, None)
    user = get_object_or_404(User, pk=pk, is_active=True)
    could = leaving.could_take_over(user)
    typed = Typed()
    if request.method == "POST":
        chosen = request.POST.get("takes_over", "")
        to = next((each for each in could if str(each.pk) == chosen), None)
        try:
            if could and not to and chosen != "nobody":
                raise Invalid({"takes_over": _("Choose who takes over, or that nobody does for now.")})
            leaving.deactivate(
                user, takes_over=to, by=by(request), version=version_seen(request), why=request.POST.get("why", "")
            )
        except Refused as refusal:
            typed = _refused(request, refusal, panel="deactivate")
            return _closing(request, user, could, typed, status=status_of(refusal))
        messages.success(request, _("The account is closed: nobody signs in with it, and its tokens open nothing."))
        return redirect("person", user.pk)
    return _closing(request, user, could, typed)


def _closing(request: HttpRequest, user: User, could: list[User], typed: Typed, *, status: int = 200) -> HttpResponse:
    work = people.work_of(user).select_related("recommendation", "answering_organization", "organization")
    context = {
        "section": "people",
        "who": user,
        "work": work.prefetch_related("answering_organization__names"),
        "could": could,
        "tokens": user.api_tokens.filter(revoked_at__isnull=True, expires_at__gt=timezone.now()).count(),
        "version": accounts.version_of(user),
        "typed": typed,
    }
    return render(request, "people/deactivate.html", context, status=status)
