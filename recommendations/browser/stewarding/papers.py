"""What is known of a document beside its file, and themes: changed, put away, brought back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.shared import by
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.fields import ManyOrganizations
from recommendations.browser.stewarding.forms import Day, StewardForm
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import DatePrecision, DocumentKind
from recommendations.models import SourceDocument, Theme
from recommendations.workflow import archiving, documents, themes


class DocumentForm(StewardForm):
    title = forms.CharField(label=_("Title"), widget=forms.Textarea(attrs={"rows": 2}))
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
    dated = Day(label=_("Date"), help_text=_("Empty when the document has none."), required=False)
    date_precision = forms.ChoiceField(
        label=_("Precision of the date"), choices=[("", _("none")), *DatePrecision.choices], required=False
    )
    mandate = forms.CharField(label=_("Mandate"), max_length=200, required=False)
    issuers = ManyOrganizations(label=_("Issued by"), help_text=_("Several: hold Ctrl or ⌘ while you choose."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def of(cls, row: SourceDocument) -> dict[str, Any]:
        return {
            **{name: getattr(row, name) or "" for name in ("title", "symbol", "kind", "date_precision", "mandate")},
            "note": row.note,
            "dated": row.dated.isoformat() if row.dated else "",
            "issuers": sorted(each.code for each in row.issuers.all()),
        }


class ThemeForm(StewardForm):
    name = forms.CharField(label=_("Name"), max_length=200)

    @classmethod
    def of(cls, row: Theme) -> dict[str, Any]:
        return {"name": row.name}


class NewThemeForm(ThemeForm):
    code = forms.CharField(
        label=_("Code"), help_text=_("Small letters, digits and hyphens; it stands in addresses."), max_length=60
    )
    field_order = ("name", "code")


@stewards_only
def document(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(SourceDocument, code=code)
    form = DocumentForm(_sent(request, "save"), row=row)
    fields.offer(form, fields.organizations(form.of(row)["issuers"]))

    def do(given: dict[str, Any]) -> None:
        values = {name: given[name] for name in (*documents.CHANGEABLE, "issuers")}
        documents.change(row, by=by(request), version=form.version, why=given["why"], **values)

    return _answer(request, row, form, do, "stewarding/document.html", "change-document")


@stewards_only
def theme(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Theme, code=code)
    form = ThemeForm(_sent(request, "save"), row=row)

    def do(given: dict[str, Any]) -> None:
        themes.rename(row, by=by(request), version=form.version, name=given["name"], why=given["why"])

    return _answer(request, row, form, do, "stewarding/theme.html", "change-theme")


@stewards_only
def new_theme(request: HttpRequest) -> HttpResponse:
    form = NewThemeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = form.carried_out(
            lambda given: themes.add(given["code"], given["name"], by=by(request), why=given["why"])
        )
        if status == 200:
            messages.success(request, gettext("Added."))
            return redirect("change-theme", form.cleaned_data["code"])
    context = {"section": "themes", "row": None, "form": form}
    return render(request, "stewarding/theme.html", context, status=status)


def _sent(request: HttpRequest, action: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("action", "save") == action else None


def _answer(
    request: HttpRequest, row: SourceDocument | Theme, form: StewardForm, do: Any, template: str, back: str
) -> HttpResponse:
    """Saved, put away or brought back, and back to the same page; or the page with what is wrong."""
    archive = StewardForm(row=row, prefix="archive")
    status, words = 200, _("Changed, with your reason in the history.")
    if request.method == "POST":
        action = request.POST.get("action", "save")
        if action in ("archive", "restore"):
            archive = StewardForm(request.POST, row=row, prefix="archive")
            status, words = _put_away(request, row, archive, action)
        else:
            status = form.carried_out(do)
        if status == 200:
            messages.success(request, str(words))
            return redirect(back, row.code)
    section = "documents" if isinstance(row, SourceDocument) else "themes"
    context = {"section": section, "row": row, "form": form, "archive": archive, "uses": archiving.uses(row)}
    return render(request, template, context, status=status)


def _put_away(request: HttpRequest, row: SourceDocument | Theme, form: StewardForm, action: str) -> tuple[int, Any]:
    verb: Any = archiving.archive if action == "archive" else archiving.restore

    def do(given: dict[str, Any]) -> None:
        verb(row, by=by(request), version=form.version, why=given["why"])

    status = form.carried_out(do, holds=lambda current: bool(current.archived_at) == (action == "archive"))
    return status, _("Archived.") if action == "archive" else _("Brought back from the archive.")
