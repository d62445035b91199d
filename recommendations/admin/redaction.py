from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.forms import ReasonedForm
from recommendations.admin.reasons import Sure, ask_why
from recommendations.admin.site import site
from recommendations.admin.verbs import Door
from recommendations.admin.who import by, holds
from recommendations.models import Entry, RedactionRequest
from recommendations.workflow import redaction


class AskForm(ReasonedForm):
    entry = forms.ModelChoiceField(
        queryset=Entry.objects.all(),
        label=_("entry of the journal"),
        help_text=_("Its id, as the history shows it."),
        widget=forms.TextInput(attrs={"size": 40}),
    )


@admin.register(RedactionRequest, site=site)
class RedactionDoor(Door):
    """Asked for by a steward or an administrator, agreed to by the other. The entry's words are not shown here."""

    reads = (Verb.CATALOGUE, Verb.ADMINISTER)
    add_form = AskForm
    asks = ("entry",)
    takes = ("entry_id", "about", "why", "asked_as", "asked_at", "done_at")
    list_display = ("about", "why", "asked_as", "asked_at", "done_at")
    list_filter = ("asked_as", ("done_at", admin.EmptyFieldListFilter))
    search_fields = ("why",)
    date_hierarchy = "asked_at"
    actions = ("agree",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RedactionRequest]:
        return super().get_queryset(request).select_related("entry")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return holds(request, *self.reads)

    def has_agree_permission(self, request: HttpRequest) -> bool:
        return holds(request, *self.reads)

    @admin.display(description=_("entry"))
    def about(self, row: RedactionRequest) -> str:
        return str(row.entry)

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> RedactionRequest:
        return redaction.ask(form.cleaned_data["entry"], by=by(request), why=form.cleaned_data["why"])

    @admin.action(description=_("Agree: the words are gone for ever"), permissions=["agree"])
    def agree(self, request: HttpRequest, rows: QuerySet[RedactionRequest]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Agree to the redaction: the words are gone for ever"),
            do=lambda row, by, version, given: redaction.agree(row, by=by),
            form_class=Sure,
        )
