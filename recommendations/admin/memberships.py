from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.columns import ByOrganization
from recommendations.admin.reasons import ask_why
from recommendations.admin.site import site
from recommendations.admin.verbs import Door
from recommendations.admin.who import by, holds
from recommendations.models import Membership
from recommendations.workflow import memberships


class Current(admin.SimpleListFilter):
    title = _("current")
    parameter_name = "current"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Current")), ("no", _("Withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return queryset.filter(until__isnull=True)
            case "no":
                return queryset.filter(until__isnull=False)
        return queryset


@admin.register(Membership, site=site)
class MembershipDoor(Door):
    """Granted and withdrawn, never changed: who could do what on which day stays as it was."""

    reads = (Verb.ADMINISTER,)
    adds = Verb.ADMINISTER
    asks = ("user", "role", "organization", "own_body", "since")
    takes = ("user", "role", "organization", "own_body", "since", "until")
    autocomplete_fields = ("user",)
    list_display = ("user", "role", "organization", "own_body", "since", "until")
    list_filter = (Current, "role", ByOrganization)
    search_fields = ("user__username", "user__full_name")
    date_hierarchy = "since"
    actions = ("withdraw",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows = super().get_queryset(request).select_related("user")
        return rows.prefetch_related("organization__names", "own_body__names")

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        return {"since": timezone.localdate(), **super().get_changeform_initial_data(request)}

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> Membership:
        given = {name: form.cleaned_data[name] for name in (*self.asks, "why")}
        return memberships.grant(given.pop("user"), given.pop("role"), by=by(request), **given)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return holds(request, Verb.ADMINISTER)

    @admin.action(description=_("Withdraw, with a reason"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, rows: QuerySet[Membership]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Withdraw the membership"),
            do=lambda row, by, version, given: memberships.withdraw(row, by=by, version=version, why=given["why"]),
        )
