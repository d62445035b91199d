"""Where a steward's work begins: what waits for a decision, and the way to everything."""

from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import FollowUp
from recommendations.models import Organization, SourceDocument, Theme
from recommendations.queries import candidates, conditions, uploads, versions
from recommendations.workflow import successions


@stewards_only
def home(request: HttpRequest) -> HttpResponse:
    rows = conditions.listed()
    context = {
        "section": "steward",
        "to_decide": rows.filter(follow_up=FollowUp.TO_BE_DECIDED).count(),
        "without_owner": rows.filter(conditions.COUNTED & conditions.TRACKED, without_owner=True).count(),
        "to_place": versions.to_place().count(),
        "given": uploads.open_count(),
        "reviews": candidates.reviews_count(),
        "open_work": sum(successions.how_much_is_open().values()),
        "documents": SourceDocument.objects.filter(archived_at__isnull=True).order_by(Lower("code")),
        "archived": [
            *SourceDocument.objects.filter(archived_at__isnull=False),
            *Organization.objects.filter(archived_at__isnull=False).prefetch_related("names"),
            *Theme.objects.filter(archived_at__isnull=False),
        ],
    }
    return render(request, "stewarding/home.html", context)
