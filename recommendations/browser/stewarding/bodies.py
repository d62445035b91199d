"""Organizations and their names: added, changed, put away; each with a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.shared import by
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.ask_form import Rows, rows_of
from recommendations.browser.stewarding.fields import OrganizationField
from recommendations.browser.stewarding.forms import Day, RowForm, StewardForm
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import WRITTEN_IN, OrganizationKind
from recommendations.errors import Words
from recommendations.models import Organization
from recommendations.workflow import archiving, organizations

FIELDS = ("kind", "parent", "reports_for_itself", "note", "ends_on")


class BodyForm(StewardForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose")), *OrganizationKind.choices])
    parent = OrganizationField(label=_("Below"), empty=_("Nothing: it stands by itself"), required=False)
    reports_for_itself = forms.BooleanField(
        label=_("Reports for itself"),
        help_text=_("Not so for organs and States: what they did comes from the official record."),
        required=False,
        initial=True,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Shown with the name; some names need one."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ends_on = Day(label=_("Ended on"), required=False)

    @classmethod
    def of(cls, row: Organization) -> dict[str, Any]:
        return {
            "kind": row.kind,
            "parent": row.parent.code if row.parent else "",
            "reports_for_itself": "on" if row.reports_for_itself else "",
            "note": row.note,
            "ends_on": row.ends_on.isoformat() if row.ends_on else "",
        }


class NewBodyForm(BodyForm):
    code = forms.CharField(
        label=_("Code"), help_text=_("Short and lasting: it stands in addresses and files."), max_length=40
    )
    field_order = ("code",)


class NameForm(RowForm):
    name = forms.CharField(label=_("Name"), max_length=300, required=False)
    acronym = forms.CharField(label=_("Acronym"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=WRITTEN_IN, initial="en", required=False)
    valid_from = Day(label=_("From"), required=False)
    valid_to = Day(label=_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("name") and any(data.get(each) for each in ("acronym", "valid_from", "valid_to")):
            self.add_error("name", gettext("Give the name, or leave the whole line empty."))
        return data

    @property
    def given(self) -> organizations.Name | None:
        data = self.cleaned_data
        if not data.get("name"):
            return None
        rest = {each: data[each] for each in ("name", "acronym", "valid_from", "valid_to")}
        return organizations.Name(language=data["language"] or "en", **rest)


Names = formset_factory(NameForm, extra=0)


def _names(row: Organization | None, data: QueryDict | None, *, more: bool = False) -> Rows:
    held = [
        {
            "name": each.name,
            "acronym": each.acronym,
            "language": each.language,
            "valid_from": each.valid_from.isoformat() if each.valid_from else "",
            "valid_to": each.valid_to.isoformat() if each.valid_to else "",
        }
        for each in (organizations.names_of(row) if row else [])
    ]
    return rows_of(Names, "names", data, more=more, held=held)


@stewards_only
def new(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    more = data is not None and data.get("action") == "more-names"
    form, names = NewBodyForm(data), _names(None, data, more=more)
    fields.offer(form, fields.organizations())
    if data is None or more:
        return _page(request, None, form, names, 200, quiet=True)

    def do(given: dict[str, Any]) -> None:
        given = dict(given)
        organizations.add(given.pop("code"), by=by(request), names=_given(names), **given)

    status = form.carried_out(do) if names.is_valid() else 422
    if status != 200:
        return _page(request, None, form, names, status)
    messages.success(request, gettext("Added."))
    return redirect("change-organization", form.cleaned_data["code"])


@stewards_only
def change(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Organization.objects.select_related("parent"), code=code)
    data = request.POST if request.method == "POST" else None
    action = data.get("action", "save") if data is not None else ""
    if action in ("archive", "restore"):
        return _put_away(request, row, action)
    more = action == "more-names"
    form, names = _form(row, data), _names(row, data, more=more)
    if data is None or more:
        return _page(request, row, form, names, 200, quiet=True)

    def do(given: dict[str, Any]) -> None:
        values = {name: given[name] for name in FIELDS}
        organizations.change(row, by=by(request), version=form.version, why=given["why"], names=_given(names), **values)

    status = form.carried_out(do) if names.is_valid() else 422
    if status != 200:
        return _page(request, row, form, names, status)
    return _done(request, row, _("Changed, with your reason in the history."))


def _form(row: Organization, data: QueryDict | None = None) -> BodyForm:
    form = BodyForm(data, row=row)
    fields.offer(form, fields.organizations([row.parent.code] if row.parent else []))
    return form


def _given(names: Rows) -> list[organizations.Name]:
    return [each.given for each in names.forms if each.given]


def _put_away(request: HttpRequest, row: Organization, action: str) -> HttpResponse:
    form = StewardForm(request.POST, row=row, prefix="archive")
    verb = archiving.archive if action == "archive" else archiving.restore

    def do(given: dict[str, Any]) -> None:
        verb(row, by=by(request), version=form.version, why=given["why"])

    status = form.carried_out(do, holds=lambda current: bool(current.archived_at) == (action == "archive"))
    if status != 200:
        return _page(request, row, _form(row), _names(row, None), status, archive=form)
    return _done(request, row, _("Archived.") if action == "archive" else _("Brought back from the archive."))


def _done(request: HttpRequest, row: Organization, words: Words) -> HttpResponse:
    messages.success(request, str(words))
    return redirect("change-organization", row.code)


def _page(
    request: HttpRequest,
    row: Organization | None,
    form: BodyForm,
    names: Rows,
    status: int,
    *,
    archive: StewardForm | None = None,
    quiet: bool = False,
) -> HttpResponse:
    context = {
        "section": "organizations",
        "row": row,
        "form": form,
        "names": names,
        "archive": archive or StewardForm(row=row, prefix="archive"),
        "uses": archiving.uses(row) if row else [],
        "quiet": quiet,
        "refused": status != 200 and archive is None,
    }
    return render(request, "stewarding/organization.html", context, status=status)
