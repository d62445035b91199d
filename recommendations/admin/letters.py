"""What left the building: read only, by administrators. A letter's text is not kept."""

from typing import Any, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.site import site
from recommendations.admin.verbs import Door
from recommendations.models import DigestRun, Letter

KINDS: Final = {
    "digest": _("Digest"),
    "returned": _("An update was returned"),
    "mentioned": _("A comment mentions them"),
    "invited": _("Invitation"),
    "reset": _("Forgotten password"),
    "sign_in_changed": _("Their sign-in was changed"),
}


class OfKind(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Letter]") -> "QuerySet[Letter]":
        return queryset.filter(kind=self.value()) if self.value() in KINDS else queryset


class Sent(admin.SimpleListFilter):
    title = _("sent")
    parameter_name = "sent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Sent")), ("no", _("Not sent yet"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Letter]") -> "QuerySet[Letter]":
        match self.value():
            case "yes":
                return queryset.filter(sent_at__isnull=False)
            case "no":
                return queryset.filter(sent_at__isnull=True)
        return queryset


@admin.register(Letter, site=site)
class LetterDoor(Door):
    reads = (Verb.ADMINISTER,)
    takes = ("person", "about_what", "subject", "mail_id", "sent_at", "attempts", "problem")
    list_display = ("subject", "person", "about_what", "sent_at", "attempts", "problem")
    list_filter = (Sent, OfKind)
    search_fields = ("person__username", "person__full_name", "person__email", "mail_id")
    date_hierarchy = "sent_at"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Letter]":
        return super().get_queryset(request).select_related("person", "outbox_message")

    @admin.display(description=_("kind"), ordering="kind")
    def about_what(self, row: Letter) -> str:
        return str(KINDS.get(row.kind, row.kind))

    @admin.display(description=_("attempts"))
    def attempts(self, row: Letter) -> int:
        return row.outbox_message.attempts

    @admin.display(description=_("last problem"))
    def problem(self, row: Letter) -> str:
        return row.outbox_message.error


@admin.register(DigestRun, site=site)
class DigestRunDoor(Door):
    reads = (Verb.ADMINISTER,)
    takes = ("day", "run_at", "letters", "left_out")
    list_display = ("day", "run_at", "letters", "left_out")
    search_fields = ("day",)
    date_hierarchy = "day"
