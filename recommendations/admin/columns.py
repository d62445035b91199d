"""Filters that several lists share."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.models import DocumentVersion, Organization
from recommendations.queries import names
from recommendations.queries.addresses import whole_number


class InUse(SimpleListFilter):
    """Archived rows leave lists: they are shown when asked for."""

    title = _("archive")
    parameter_name = "archived"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Archived")), ("all", _("All"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "all":
                return queryset
            case "yes":
                return queryset.filter(archived_at__isnull=False)
        return queryset.filter(archived_at__isnull=True)

    def choices(self, changelist: Any) -> Any:
        for each in super().choices(changelist):
            yield (
                {**each, "display": _("In use")}
                if each["query_string"] == changelist.get_query_string(remove=[self.parameter_name])
                else each
            )


class ByOrganization(SimpleListFilter):
    """The organizations that stand in the rows of this list, by their names, in two queries however many there are."""

    title = _("organization")
    parameter_name = "organization"
    path = "organization"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        there = model_admin.get_queryset(request).order_by().values(self.path)
        rows = Organization.objects.filter(pk__in=there).prefetch_related("names")
        return sorted(((str(each.pk), str(each)) for each in rows), key=lambda each: names.alphabetical(each[1]))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(**{self.path: whole_number(value)}) if value else queryset


class ByAnswering(ByOrganization):
    title = _("answering organization")
    parameter_name = "answering"
    path = "answering_organization"


class ByOffice(ByAnswering):
    path = "assignment__answering_organization"


class ByVersion(SimpleListFilter):
    """Without reading the files themselves."""

    title = _("version")
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        rows = DocumentVersion.objects.select_related("document").defer("content")
        return [(str(each.pk), str(each)) for each in rows]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(document_version=whole_number(value)) if value else queryset
