from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from recommendations.admin.site import site


def healthz(request: HttpRequest) -> HttpResponse:
    """For supervisors and proxies: answers when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", site.urls),
    path("api/v1/", include("recommendations.api.urls")),
    path("", include("recommendations.browser.urls")),
]
