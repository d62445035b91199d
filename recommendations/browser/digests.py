"""The digest: what the next run would send, for administrators; and the way out, for whoever got one."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.access import Verb
from recommendations.browser.shared import require
from recommendations.delivery import digest
from recommendations.models import DigestRun
from recommendations.workflow import digests

RUNS_SHOWN = 14


@login_required
@require_GET
def next_digest(request: HttpRequest) -> HttpResponse:
    require(request, Verb.ADMINISTER, None)
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    ran = DigestRun.objects.filter(day=today).exists()
    context = {
        "section": "people",
        "plan": digests.plan(today + timedelta(days=1) if ran else today),
        "hour": settings.DIGEST_HOUR,
        "cap": settings.DIGEST_CAP,
        "runs": DigestRun.objects.all()[:RUNS_SHOWN],
    }
    return render(request, "digest/preview.html", context)


# Mail programs post here by themselves (RFC 8058), without a session: the signed address is the permission.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    person = digest.person_of(token)
    if person and request.method == "POST":
        digest.unsubscribe(person)
    context = {"known": person is not None, "done": request.method == "POST"}
    return render(request, "digest/unsubscribe.html", context, status=200 if person else 404)
