"""Who is let in: the data stewards of the register. The verbs ask again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations import access
from recommendations.access import Verb
from recommendations.browser.kept import signed_in_or_kept
from recommendations.browser.shared import reader_of

View = Callable[..., HttpResponse]


def is_steward(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    return not reader_of(request).roles.isdisjoint(access.RULES[Verb.CATALOGUE].roles)


def stewards_only(view: View) -> View:
    """Strangers are asked to sign in, and what they posted is kept; others are told who can."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_steward(request):
            raise PermissionDenied(_("Only the data stewards of the register can do this."))
        return view(request, *args, **kwargs)

    reading, writing = login_required(guarded), signed_in_or_kept(guarded)

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (writing if request.method == "POST" else reading)(request, *args, **kwargs)

    return require_http_methods(["GET", "HEAD", "POST"])(gate)
