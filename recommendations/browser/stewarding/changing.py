"""One recommendation in a steward's hands: what it is, the date that its source states, who is asked, the archive."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.shared import by
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.ask_form import NOBODY, Addressees, PartForm, Rows, WhatItIs, rows_of
from recommendations.browser.stewarding.forms import Day, StewardForm
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import DatePrecision, FollowUp
from recommendations.errors import Words
from recommendations.models import Assignment, Organization, Recommendation
from recommendations.queries import rows
from recommendations.workflow import assigning, catalogue
from recommendations.workflow.entering import give_part


class ChangeForm(WhatItIs):
    follow_up = forms.ChoiceField(label=_("Follow-up"), choices=FollowUp.choices)

    @classmethod
    def of(cls, row: Recommendation) -> dict[str, Any]:
        plain = ("kind", "nature", "standing", "standing_symbol", "follow_up", "note")
        return {
            **{name: getattr(row, name) for name in plain},
            "themes": sorted(each.code for each in row.themes.all()),
            "places": "\n".join(each.name for each in row.places.all()),
            "whole": row.whole.public_id if row.whole else "",
        }


class DateForm(StewardForm):
    due_on = Day(label=_("Target date that the source states"), required=False)
    due_precision = forms.ChoiceField(
        label=_("Its precision"), choices=[("", _("none")), *DatePrecision.choices], required=False
    )
    due_event = forms.CharField(label=_("Or the event that the source names"), required=False, max_length=300)

    @classmethod
    def of(cls, row: Recommendation) -> dict[str, Any]:
        return {
            "due_on": row.due_on.isoformat() if row.due_on else "",
            "due_precision": row.due_precision,
            "due_event": row.due_event,
        }


class ProposeForm(StewardForm, PartForm):
    all_optional = False
    field_order = ("organization", "role", "answering", "office_agreed", "named", "judgement", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].required = True
        self.fields["why"].required = False


class AnsweringForm(StewardForm):
    answering = forms.ChoiceField(label=_("Answered by"), required=False)

    @classmethod
    def of(cls, row: Assignment) -> dict[str, Any]:
        return {"answering": row.answering_organization.code if row.answering_organization else NOBODY}

    def offer(self, choices: fields.Choices) -> None:
        self.fields["answering"].choices = [  # type: ignore[attr-defined]  # declared above
            (NOBODY, gettext("nobody: it is not asked")),
            *choices,
        ]

    @property
    def office(self) -> Organization | None:
        code = self.cleaned_data["answering"]
        return None if code in ("", NOBODY) else Organization.objects.get(code=code)


@stewards_only
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_object_or_404(rows.in_full(Recommendation.objects.all()), public_id=public_id)
    if request.method != "POST":
        return _page(request, row, _forms(row), 200)
    name, _colon, whose = request.POST.get("action", "").partition(":")
    if name not in ACTS:
        raise Http404
    return ACTS[name](request, row, whose)


Forms = dict[str, Any]


def _forms(row: Recommendation, name: str = "", data: QueryDict | None = None, *, more: bool = False) -> Forms:
    """Every form of the page; the one that was sent with what was typed into it."""

    def sent(each: str) -> QueryDict | None:
        return data if each == name else None

    choices = fields.organizations()
    what = ChangeForm(sent("change"), row=row, prefix="what")
    what.offer(row.paragraph, tuple(each.code for each in row.themes.all()))
    if row.whole and row.whole.archived_at:
        what.fields["whole"].choices.append((row.whole.public_id, row.whole.reference))  # type: ignore[attr-defined]  # a field of choices
    propose = ProposeForm(sent("propose"), prefix="new", initial={"role": "owner"})
    propose.offer(choices)
    held = [
        {"words": each.words, "organization": each.organization.code if each.organization else ""}
        for each in row.addressees.all()
    ]
    addressees = rows_of(Addressees, "addressees", sent("change"), more=more, held=held)
    for each in addressees.forms:
        codes = [str(each.data.get(f"{each.prefix}-organization") or "")]
        fields.offer(each, fields.organizations(codes) if codes != [""] else choices)
    return {
        "what": what,
        "addressees": addressees,
        "date": DateForm(sent("date"), row=row, prefix="date"),
        "propose": propose,
        "archive": StewardForm(sent("archive") or sent("restore"), row=row, prefix="archive"),
        "parts": [_part(each, choices, name, data) for each in rows.in_order(list(row.assignments.all()))],
    }


def _part(row: Assignment, choices: fields.Choices, name: str, data: QueryDict | None) -> dict[str, Any]:
    prefix = f"part-{row.public_id}"
    mine = data if data is not None and name.endswith(f":{row.public_id}") else None
    answering = AnsweringForm(mine if name.startswith("answering") else None, row=row, prefix=f"{prefix}-a")
    answering.offer(fields.organizations([answering.of(row)["answering"]]))
    end = StewardForm(mine if name.startswith("end") else None, row=row, prefix=f"{prefix}-e")
    return {"row": row, "answering": answering, "end": end}


def _save(request: HttpRequest, row: Recommendation, whose: str) -> HttpResponse:
    found = _forms(row, "change", request.POST)
    form: ChangeForm = found["what"]
    addressees: Rows = found["addressees"]
    if not addressees.is_valid():
        form.is_valid()
        return _page(request, row, found, 422)
    pairs = [each.pair for each in addressees.forms if each.pair]

    def do(data: dict[str, Any]) -> None:
        given = {name: data[name] for name in (*catalogue.CHANGEABLE, "themes", "places")}
        catalogue.change(row, by=by(request), version=form.version, why=data["why"], addressees=pairs, **given)

    return _answer(request, row, found, form.carried_out(do), _("Changed, with your reason in the history."))


def _more(request: HttpRequest, row: Recommendation, whose: str) -> HttpResponse:
    return _page(request, row, _forms(row, "change", request.POST, more=True), 200, quiet=True)


def _date(request: HttpRequest, row: Recommendation, whose: str) -> HttpResponse:
    found = _forms(row, "date", request.POST)
    form: DateForm = found["date"]

    def do(data: dict[str, Any]) -> None:
        given = {name: data[name] for name in ("due_on", "due_precision", "due_event", "why")}
        catalogue.set_due(row, by=by(request), version=form.version, **given)

    return _answer(request, row, found, form.carried_out(do), _("The date of the source is kept."))


def _propose(request: HttpRequest, row: Recommendation, whose: str) -> HttpResponse:
    found = _forms(row, "propose", request.POST)
    form: ProposeForm = found["propose"]

    def do(data: dict[str, Any]) -> None:
        if form.part is None:
            raise Http404
        give_part(row, form.part, by=by(request), why=data["why"])

    return _answer(request, row, found, form.carried_out(do), _("Proposed. It is theirs to confirm or decline."))


def _of_part(request: HttpRequest, row: Recommendation, name: str, whose: str) -> tuple[Forms, dict[str, Any]]:
    found = _forms(row, f"{name}:{whose}", request.POST)
    part = next((each for each in found["parts"] if each["row"].public_id == whose), None)
    if part is None:
        raise Http404
    return found, part


def _answering(request: HttpRequest, row: Recommendation, whose: str) -> HttpResponse:
    found, part = _of_part(request, row, "answering", whose)
    form: AnsweringForm = part["answering"]

    def do(data: dict[str, Any]) -> None:
        given = {"version": form.version, "answering": form.office, "why": data["why"]}
        assigning.change_answering(part["row"], by=by(request), **given)

    return _answer(request, row, found, form.carried_out(do), _("Another office answers now."))


def _end(request: HttpRequest, row: Recommendation, whose: str) -> HttpResponse:
    found, part = _of_part(request, row, "end", whose)
    form: StewardForm = part["end"]

    def do(data: dict[str, Any]) -> None:
        assigning.end(part["row"], by=by(request), version=form.version, why=data["why"])

    status = form.carried_out(do, holds=lambda current: not current.counts)
    return _answer(request, row, found, status, _("Ended. Its history stays, and it no longer counts."))


def _put_away(request: HttpRequest, row: Recommendation, name: str) -> HttpResponse:
    found = _forms(row, name, request.POST)
    form: StewardForm = found["archive"]
    verb = catalogue.archive if name == "archive" else catalogue.restore

    def do(data: dict[str, Any]) -> None:
        verb(row, by=by(request), version=form.version, why=data["why"])

    words = _("Archived.") if name == "archive" else _("Brought back from the archive.")
    status = form.carried_out(do, holds=lambda current: bool(current.archived_at) == (name == "archive"))
    return _answer(request, row, found, status, words)


Act = Callable[[HttpRequest, Recommendation, str], HttpResponse]
ACTS: Final[dict[str, Act]] = {
    "change": _save,
    "more-addressees": _more,
    "date": _date,
    "propose": _propose,
    "answering": _answering,
    "end": _end,
    "archive": lambda request, row, _whose: _put_away(request, row, "archive"),
    "restore": lambda request, row, _whose: _put_away(request, row, "restore"),
}


def _answer(request: HttpRequest, row: Recommendation, found: Forms, status: int, done: Words) -> HttpResponse:
    if status != 200:
        return _page(request, row, found, status)
    messages.success(request, str(done))
    return redirect("change-recommendation", row.public_id)


def _page(request: HttpRequest, row: Recommendation, found: Forms, status: int, *, quiet: bool = False) -> HttpResponse:
    context = {"section": "recommendations", "row": row, "quiet": quiet, **found}
    return render(request, "stewarding/change.html", context, status=status)
