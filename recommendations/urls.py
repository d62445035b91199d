from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from recommendations.admin.site import site
from recommendations.api.missing import Missing


def healthz(request: HttpRequest) -> HttpResponse:
    """For supervisors and proxies: answers when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", site.urls),
    path("api/v1/", include("recommendations.api.urls")),
    # Another version, or none: the callers of an API get its problems, and no page.
    re_path(r"^api(/.*)?$", Missing.as_view()),
    path("", include("recommendations.browser.urls")),
]
