"""The lists that Django's administration makes of recommendations, at addresses of this register: what its pages are
measured against. They pass the same middleware, loaders and server code, with the same 25 rows."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.urls import path

from partnership import urls
from recommendations.models import Recommendation


class Plain(ModelAdmin):
    """Ordinary columns, as anybody would set it up: the owners are asked for row by row."""

    list_display = ("reference", "text", "document", "owners", "kind", "follow_up", "status", "basis", "due_on")
    list_filter = ("kind", "follow_up", "status", "basis", "nature", "themes")
    search_fields = ("reference", "text")
    list_select_related = ("paragraph__document_version__document",)
    list_per_page = 25

    def document(self, row):
        return row.paragraph.document_version.document

    def owners(self, row):
        return ", ".join(str(each.organization) for each in row.assignments.all())


class Tuned(Plain):
    """The same with all that a row shows read at once, in as few queries as Django can."""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("assignments__organization__names")


plain, tuned = AdminSite("plain"), AdminSite("tuned")
plain.register(Recommendation, Plain)
tuned.register(Recommendation, Tuned)

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("plain-admin/", plain.urls), path("tuned-admin/", tuned.urls), *urls.urlpatterns]
