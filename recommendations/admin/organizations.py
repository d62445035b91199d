from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.below import Below
from recommendations.admin.columns import InUse
from recommendations.admin.exchange.door import ExchangeDoor
from recommendations.admin.exchange.resources import OrganizationFile, ThemeFile
from recommendations.admin.site import site
from recommendations.admin.verbs import changed
from recommendations.admin.who import by, holds
from recommendations.choices import COUNTING_STATES
from recommendations.models import Organization, OrganizationName, Theme
from recommendations.workflow import organizations, themes


class Names(Below):
    """Earlier names stay and are dated; a name that was mistyped is corrected."""

    model = OrganizationName
    verbose_name = _("name")
    verbose_name_plural = _("names")
    fields = ("language", "name", "acronym", "valid_from", "valid_to")

    def may(self, request: HttpRequest) -> bool:
        return holds(request, Verb.CATALOGUE)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1


@admin.register(Organization, site=site)
class OrganizationDoor(ExchangeDoor):
    resource = OrganizationFile
    reads = (Verb.CATALOGUE, Verb.ADMINISTER)
    adds = changes = Verb.CATALOGUE
    asks = ("code", "kind", "parent", "reports_for_itself", "note", "ends_on")
    takes = organizations.CHANGEABLE
    shows = ("code", "archived_at", "archived_why")
    inlines = (Names,)
    list_display = ("code", "current_name", "acronym_now", "kind", "parent", "reports_for_itself", "open_assignments")
    list_filter = (InUse, "kind", "reports_for_itself")
    search_fields = ("code", "names__name", "names__acronym")
    ordering = ("code",)

    def get_queryset(self, request: HttpRequest) -> Any:
        counting = Q(assignments__state__in=COUNTING_STATES, assignments__recommendation__archived_at__isnull=True)
        rows = super().get_queryset(request).prefetch_related("names", "parent__names")
        return rows.annotate(how_many=Count("assignments", filter=counting, distinct=True))

    @admin.display(description=_("name"))
    def current_name(self, row: Organization) -> str:
        return row.name()

    @admin.display(description=_("acronym"))
    def acronym_now(self, row: Organization) -> str:
        return row.acronym()

    @admin.display(description=_("open assignments"), ordering="how_many")
    def open_assignments(self, row: Any) -> int:
        return int(row.how_many)

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> Organization:
        given = {name: form.cleaned_data[name] for name in self.asks}
        code = given.pop("code")
        why = form.cleaned_data["why"]
        return organizations.add(code, by=by(request), names=names_in(formsets), why=why, **given)

    def change(self, request: HttpRequest, row: Organization, form: Any, formsets: Sequence[Any]) -> None:
        given = changed(form, *self.takes)
        names = names_in(formsets) if any(each.has_changed() for each in formsets) else None
        if given or names:
            data = form.cleaned_data
            version, why = data["version"] or 0, data["why"]
            organizations.change(row, by=by(request), version=version, why=why, names=names, **given)


def names_in(formsets: Sequence[Any]) -> list[organizations.Name]:
    columns = ("name", "acronym", "language", "valid_from", "valid_to")
    rows = [each.cleaned_data for formset in formsets for each in formset.forms if each.cleaned_data]
    return [organizations.Name(**{name: row[name] for name in columns}) for row in rows if row.get("name")]


@admin.register(Theme, site=site)
class ThemeDoor(ExchangeDoor):
    resource = ThemeFile
    reads = (Verb.CATALOGUE,)
    adds = changes = Verb.CATALOGUE
    asks = ("code", "name")
    takes = ("name",)
    shows = ("code", "archived_at", "archived_why")
    list_display = ("name", "code", "asks_with_it")
    list_filter = (InUse,)
    search_fields = ("name", "code")

    def get_queryset(self, request: HttpRequest) -> Any:
        in_use = Q(recommendations__archived_at__isnull=True)
        return super().get_queryset(request).annotate(how_many=Count("recommendations", filter=in_use, distinct=True))

    @admin.display(description=_("recommendations"), ordering="how_many")
    def asks_with_it(self, row: Any) -> int:
        return int(row.how_many)

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> Theme:
        data = form.cleaned_data
        return themes.add(data["code"], data["name"], by=by(request), why=data["why"])

    def change(self, request: HttpRequest, row: Theme, form: Any, formsets: Sequence[Any]) -> None:
        data = form.cleaned_data
        if "name" in form.changed_data:
            version = data["version"] or 0
            themes.rename(row, by=by(request), version=version, name=data["name"], why=data["why"])
