from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.access import Verb
from recommendations.admin.columns import ByAnswering, ByOrganization
from recommendations.admin.forms import BESIDE, ReasonedForm
from recommendations.admin.reasons import ask_why
from recommendations.admin.site import site
from recommendations.admin.verbs import Door
from recommendations.admin.who import by
from recommendations.errors import ReasonNeeded
from recommendations.models import Assignment, Organization
from recommendations.workflow import assigning


class AssignForm(ReasonedForm):
    nobody_answers = forms.BooleanField(
        label=_("nobody answers"),
        help_text=_("No office writes for it: nothing can be entered, and it is not asked."),
        required=False,
    )
    office_agreed = forms.BooleanField(
        label=_("the office answers, though it is of another family"),
        required=False,
    )
    beside = {**BESIDE, ReasonNeeded: "judgement"}

    def answering(self) -> Organization | None:
        """By default the organization itself."""
        data = self.cleaned_data
        if data["nobody_answers"]:
            return None
        found: Organization = data["answering_organization"] or data["organization"]
        return found


@admin.register(Assignment, site=site)
class AssignmentDoor(Door):
    reads = (Verb.CATALOGUE,)
    adds = changes = Verb.CATALOGUE
    add_form = AssignForm
    asks = (
        "recommendation",
        "organization",
        "role",
        "answering_organization",
        "nobody_answers",
        "office_agreed",
        "named_in_text",
        "judgement",
    )
    takes = ("answering_organization",)
    shows = (
        "recommendation",
        "organization",
        "role",
        "state",
        "named_in_text",
        "judgement",
        "asked_at",
        "position",
        "receipt",
        "reported_status",
        "reported_on",
        "finding_status",
        "finding_basis",
        "headline",
        "headline_basis",
        "deferred_until",
        "review_on",
        "newer_report",
        "differ",
    )
    autocomplete_fields = ("recommendation",)
    list_display = (
        "recommendation",
        "organization",
        "role",
        "answering_organization",
        "state",
        "headline",
        "headline_basis",
        "asked_at",
        "named_in_text",
    )
    list_filter = (
        "state",
        "role",
        "headline",
        "headline_basis",
        "named_in_text",
        "differ",
        ByOrganization,
        ByAnswering,
    )
    search_fields = ("recommendation__reference", "organization__names__name", "organization__code", "public_id")
    date_hierarchy = "asked_at"
    ordering = ("recommendation__paragraph__document_version__document__code", "recommendation__ord", "id")
    actions = ("end",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        rows = super().get_queryset(request).select_related("recommendation")
        return rows.prefetch_related("organization__names", "answering_organization__names")

    def add(self, request: HttpRequest, form: AssignForm, formsets: Sequence[Any]) -> Assignment:
        data = form.cleaned_data
        return assigning.assign(
            data["recommendation"],
            by=by(request),
            organization=data["organization"],
            role=data["role"],
            answering=form.answering(),
            named_in_text=data["named_in_text"] or None,
            judgement=data["judgement"],
            office_agreed=data["office_agreed"],
            why=data["why"],
        )

    def change(self, request: HttpRequest, row: Assignment, form: Any, formsets: Sequence[Any]) -> None:
        data = form.cleaned_data
        if "answering_organization" in form.changed_data:
            version, why = data["version"] or 0, data["why"]
            answering = data["answering_organization"]
            assigning.change_answering(row, by=by(request), version=version, answering=answering, why=why)

    @admin.action(description=_("End, with a reason"), permissions=["change"])
    def end(self, request: HttpRequest, rows: QuerySet[Assignment]) -> Any:
        return ask_why(
            self,
            request,
            rows,
            title=_("End the assignment"),
            do=lambda row, by, version, given: assigning.end(row, by=by, version=version, why=given["why"]),
        )
