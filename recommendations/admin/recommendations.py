from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.columns import InUse
from recommendations.admin.reasons import ask_why
from recommendations.admin.recommendation_forms import AROUND, AddForm, ChangeForm
from recommendations.admin.site import site
from recommendations.admin.verbs import Door, changed
from recommendations.admin.who import by
from recommendations.choices import AssignmentRole
from recommendations.models import Recommendation
from recommendations.workflow import catalogue

ASKED = (
    "kind",
    "follow_up",
    "nature",
    "standing",
    "standing_symbol",
    "is_whole",
    "whole",
    "themes",
    "due_event",
    "note",
)
DUE = ("due_on", "due_precision", "due_event")


@admin.register(Recommendation, site=site)
class RecommendationDoor(Door):
    reads = (Verb.CATALOGUE,)
    adds = changes = Verb.CATALOGUE
    form = ChangeForm
    add_form = AddForm
    asks = ("paragraph", *AROUND, *ASKED)
    takes = ("kind", "follow_up", "nature", "standing", "standing_symbol", "whole", "themes", "note", *DUE)
    shows = (
        "reference",
        "words",
        "lead_in_words",
        "addressed_to",
        "concerns",
        "is_whole",
        "status",
        "basis",
        "deferred_until",
        "without_owner",
        "archived_at",
        "archived_why",
    )
    autocomplete_fields = ("paragraph",)
    list_display = ("reference", "beginning", "kind", "follow_up", "status", "basis", "owners")
    list_filter = (
        InUse,
        "follow_up",
        "kind",
        "nature",
        "standing",
        "status",
        "basis",
        "without_owner",
        "is_whole",
        "themes",
        "paragraph__document_version__document",
    )
    search_fields = ("reference", "text", "note", "public_id")
    date_hierarchy = "paragraph__document_version__document__dated"
    ordering = ("paragraph__document_version__document__code", "ord", "id")
    actions = ("archive", "restore")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recommendation]:
        rows = super().get_queryset(request).select_related("paragraph__document_version__document", "whole")
        rows = rows.defer("paragraph__document_version__content")
        return rows.prefetch_related("assignments__organization__names")

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("words"))
    def beginning(self, row: Recommendation) -> str:
        return row.text if len(row.text) <= 120 else f"{row.text[:119]}…"

    @admin.display(description=_("owners"))
    def owners(self, row: Recommendation) -> str:
        found = [
            str(each.organization)
            for each in row.assignments.all()
            if each.counts and each.role == AssignmentRole.OWNER
        ]
        return ", ".join(sorted(found, key=str.casefold))

    @admin.display(description=_("verbatim text"))
    def words(self, row: Recommendation) -> str:
        return row.text

    @admin.display(description=_("lead-in"))
    def lead_in_words(self, row: Recommendation) -> str:
        return " … ".join(each.text for each in row.lead_in_spans.select_related("paragraph"))

    @admin.display(description=_("addressees"))
    def addressed_to(self, row: Recommendation) -> str:
        return ", ".join(each.words for each in row.addressees.all())

    @admin.display(description=_("countries and operations"))
    def concerns(self, row: Recommendation) -> str:
        return ", ".join(each.name for each in row.places.all())

    def add(self, request: HttpRequest, form: AddForm, formsets: Sequence[Any]) -> Recommendation:
        data = form.cleaned_data
        return catalogue.add(data["paragraph"], form.ask(), by=by(request), why=data["why"])

    def change(self, request: HttpRequest, row: Recommendation, form: Any, formsets: Sequence[Any]) -> None:
        """Attributes and the date that the source states are two verbs; the second sees what the first left."""
        given, data = changed(form, *catalogue.CHANGEABLE, "themes"), form.cleaned_data
        version, why = data["version"] or 0, data["why"]
        if given:
            catalogue.change(row, by=by(request), version=version, why=why, **given)
            version += 1
        if changed(form, *DUE):
            due = {name: data[name] for name in DUE}
            catalogue.set_due(row, by=by(request), version=version, why=why, **due)

    @admin.action(description=_("Archive, with a reason"), permissions=["change"])
    def archive(self, request: HttpRequest, rows: QuerySet[Recommendation]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Archive"),
            do=lambda row, by, version, given: catalogue.archive(row, by=by, version=version, why=given["why"]),
        )

    @admin.action(description=_("Bring back from the archive, with a reason"), permissions=["change"])
    def restore(self, request: HttpRequest, rows: QuerySet[Recommendation]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("Bring back from the archive"),
            do=lambda row, by, version, given: catalogue.restore(row, by=by, version=version, why=given["why"]),
        )
