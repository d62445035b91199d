"""The digest: what the next run would send, for administrators; one's own letter; the way out of it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.access import Verb
from recommendations.browser.shared import person, require
from recommendations.choices import Digest
from recommendations.delivery import digest
from recommendations.models import DigestRun, User
from recommendations.workflow import digests

RUNS_SHOWN = 14


@login_required
@require_GET
def next_digest(request: HttpRequest) -> HttpResponse:
    require(request, Verb.ADMINISTER, None)
    context = {
        "section": "people",
        "plan": digests.plan(digests.next_day()),
        "hour": settings.DIGEST_HOUR,
        "cap": settings.DIGEST_CAP,
        "runs": DigestRun.objects.all()[:RUNS_SHOWN],
    }
    return render(request, "digest/preview.html", context)


@login_required
@never_cache
@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, Verb.ADMINISTER, None)
    return _letter(request, get_object_or_404(User, pk=pk), own=False)


@login_required
@never_cache
@require_GET
def my_letter(request: HttpRequest) -> HttpResponse:
    return _letter(request, person(request), own=True)


def _letter(request: HttpRequest, to: User, *, own: bool) -> HttpResponse:
    """As it would be sent; nothing is sent, and nothing counts as seen."""
    day = digests.next_day_of(to)
    context = {
        "to": to,
        "own": own,
        "day": day,
        "hour": settings.DIGEST_HOUR,
        "sample": digest.sample(to, day),
        "sender": settings.DEFAULT_FROM_EMAIL,
        "not_wanted": to.digest == Digest.OFF,
    }
    return render(request, "digest/letter.html", context)


# Mail programs post here by themselves (RFC 8058), without a session: the signed address is the permission.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    known = digest.person_of(token)
    if known and request.method == "POST":
        digest.unsubscribe(known)
    context = {"known": known is not None, "done": request.method == "POST"}
    return render(request, "digest/unsubscribe.html", context, status=200 if known else 404)
