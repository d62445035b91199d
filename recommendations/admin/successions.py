from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from recommendations.access import Verb
from recommendations.admin.columns import ByOrganization
from recommendations.admin.site import site
from recommendations.admin.verbs import Door
from recommendations.admin.who import by
from recommendations.models import Succession
from recommendations.workflow import successions


class ByPredecessor(ByOrganization):
    title = _("what it was before")
    parameter_name = "before"
    path = "predecessors"


class BySuccessor(ByOrganization):
    title = _("what came after")
    parameter_name = "after"
    path = "successors"


@admin.register(Succession, site=site)
class SuccessionDoor(Door):
    """Recorded and never changed. What it leaves open is decided on its page of the product."""

    reads = (Verb.CATALOGUE,)
    adds = Verb.CATALOGUE
    asks = ("kind", "on", "predecessors", "successors", "note")
    takes = ("kind", "on", "before", "after", "note", "left_open")
    autocomplete_fields = ("predecessors", "successors")
    list_display = ("on", "kind", "before", "after")
    list_filter = ("kind", ByPredecessor, BySuccessor)
    search_fields = ("note", "predecessors__names__name", "successors__names__name")
    date_hierarchy = "on"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Succession]:
        return super().get_queryset(request).prefetch_related("predecessors__names", "successors__names")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.takes

    @admin.display(description=_("before"))
    def before(self, row: Succession) -> str:
        return ", ".join(str(each) for each in row.predecessors.all())

    @admin.display(description=_("after"))
    def after(self, row: Succession) -> str:
        return ", ".join(str(each) for each in row.successors.all())

    @admin.display(description=_("open assignments"))
    def left_open(self, row: Succession) -> str:
        left = len(successions.open_work(row))
        words = ngettext("%(n)d to decide", "%(n)d to decide", left) % {"n": left}
        return format_html('<a href="{}">{}</a>', reverse("succession", args=[row.public_id]), words)

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> Succession:
        given = {name: form.cleaned_data[name] for name in (*self.asks, "why")}
        given |= {name: list(given[name]) for name in ("predecessors", "successors")}
        recorded = successions.add(given.pop("kind"), by=by(request), **given)
        if moved := len(recorded.moved):
            words = ngettext("%(n)d open assignment went over.", "%(n)d open assignments went over.", moved)
            messages.info(request, words % {"n": moved})
        return recorded.succession
