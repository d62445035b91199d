from collections.abc import Sequence
from typing import Any, Final

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
from recommendations.models import Candidate, Comment, Entry, RedactionRequest
from recommendations.workflow import redaction

OF: Final = ("entry", "comment", "candidate")


class AskForm(ReasonedForm):
    entry = forms.ModelChoiceField(
        queryset=Entry.objects.all(),
        label=_("entry of the journal"),
        help_text=_("Its id, as the history shows it."),
        widget=forms.TextInput(attrs={"size": 40}),
        required=False,
    )
    comment = forms.ModelChoiceField(
        queryset=Comment.objects.all(),
        to_field_name="public_id",
        label=_("or comment between colleagues"),
        help_text=_("What follows “#comment-” in its address; whoever reads it can say."),
        widget=forms.TextInput(attrs={"size": 40}),
        required=False,
    )
    candidate = forms.ModelChoiceField(
        queryset=Candidate.objects.all(),
        to_field_name="public_id",
        label=_("or candidate: the reasons why it was put aside"),
        help_text=_("What follows “c=” in its address on the page of candidates."),
        widget=forms.TextInput(attrs={"size": 40}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and len([each for each in OF if found.get(each)]) != 1:
            raise forms.ValidationError(_("Name one: an entry, a comment, or a candidate."))
        return found


@admin.register(RedactionRequest, site=site)
class RedactionDoor(Door):
    """Asked for by a steward or an administrator, agreed to by the other. The entry's words are not shown here."""

    reads = (Verb.CATALOGUE, Verb.ADMINISTER)
    add_form = AskForm
    asks = OF
    takes = ("entry_id", "of", "why", "asked_as", "asked_at", "done_at")
    list_display = ("of", "why", "asked_as", "asked_at", "done_at")
    list_filter = ("asked_as", ("done_at", admin.EmptyFieldListFilter))
    search_fields = ("why",)
    date_hierarchy = "asked_at"
    actions = ("agree",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RedactionRequest]:
        return super().get_queryset(request).select_related("entry", "comment", "candidate")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return holds(request, *self.reads)

    def has_agree_permission(self, request: HttpRequest) -> bool:
        return holds(request, *self.reads)

    @admin.display(description=_("words of"))
    def of(self, row: RedactionRequest) -> str:
        return row.about

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> RedactionRequest:
        of = next(form.cleaned_data[each] for each in OF if form.cleaned_data[each])
        return redaction.ask(of, by=by(request), why=form.cleaned_data["why"])

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
