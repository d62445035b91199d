"""A new person: who, as what, and the letter."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recommendations import tasks
from recommendations.access import Verb
from recommendations.browser.accounts.typed import Typed, errors_of
from recommendations.browser.people.acts import function_of
from recommendations.browser.refusing import status_of
from recommendations.browser.shared import by, require
from recommendations.errors import Refused, RolesDoNotMix, Words
from recommendations.queries import accesses
from recommendations.workflow import invitations

# More can be granted later, on the person's page.
LINES: Final = ("1-", "2-", "3-")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    require(request, Verb.ADMINISTER, None)
    if request.method == "GET":
        return _page(request, Typed())
    data = request.POST
    try:
        functions = [each for each in (function_of(data, prefix) for prefix in LINES) if each]
        person = invitations.invite(
            data.get("username", "").strip(),
            by=by(request),
            why=data.get("why", ""),
            functions=functions,
            full_name=data.get("full_name", "").strip(),
            email=data.get("email", "").strip(),
            language=data.get("language", "") or settings.LANGUAGE_CODE,
            is_staff="is_staff" in data,
        )
    except Refused as refusal:
        errors = _at_the_first_line(errors_of(refusal, "1-role" if isinstance(refusal, RolesDoNotMix) else "username"))
        typed = Typed(values=data, errors=errors, message=str(refusal.words))
        return _page(request, typed, status=status_of(refusal))
    tasks.nudge()
    words = _("Invited: a letter to %(email)s is on its way. Its link works for seven days.")
    messages.success(request, words % {"email": person.email})
    return redirect("person", person.pk)


def _at_the_first_line(errors: dict[str, Words]) -> dict[str, Words]:
    """What the verb says of a function, where its line cannot be told."""
    of_a_function = ("role", "organization", "own_body")
    return {f"1-{name}" if name in of_a_function else name: said for name, said in errors.items()}


def _page(request: HttpRequest, typed: Typed, *, status: int = 200) -> HttpResponse:
    context = {
        "section": "people",
        "typed": typed,
        "lines": LINES,
        "roles": accesses.roles_to_grant(),
        "organizations": accesses.organizations_to_choose(),
        "languages": settings.LANGUAGES,
    }
    return render(request, "people/invite.html", context, status=status)
