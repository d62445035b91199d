"""The form of the candidate that is open: its words, what it is, whom it asks; and what was typed, as the verbs take
it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.intake import reviewing_bodies, reviewing_wholes
from recommendations.browser.intake.reviewing_bodies import Addressees, Parts
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.ask_form import NAMED, LeadInForm, Rows, rows_of
from recommendations.browser.stewarding.fields import ManyThemes
from recommendations.browser.stewarding.forms import Day, Lines, StewardForm
from recommendations.choices import AssignmentRole, DatePrecision, FollowUp, Kind, Nature, Standing
from recommendations.errors import Invalid, NotVerbatim, Refused, Stale
from recommendations.models import Candidate, Paragraph
from recommendations.parsing.nearest import nearest
from recommendations.workflow import catalogue

AROUND_A_CUT: Final = 28
MOST_CUTS: Final = 12
SAVED: Final = {
    "lead_in": _("Since you opened this, somebody saved this lead-in: %(theirs)s"),
    "addressees": _("Since you opened this, somebody saved these addressees: %(theirs)s"),
    "parts": _("Since you opened this, somebody saved these organizations: %(theirs)s"),
}
CUTS: Final = re.compile(r"[;:.,](?=\s)|\s(?=(?:and|or|et|ou)\s)")


class CandidateForm(StewardForm):
    quote = forms.CharField(
        label=_("The exact words"),
        help_text=_("Letter for letter as they stand in the paragraph; or mark them in the report."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "full quote"}),
    )
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    standing = forms.ChoiceField(label=_("Standing"), choices=Standing.choices)
    follow_up = forms.ChoiceField(label=_("Follow-up"), required=False)
    nature = forms.ChoiceField(label=_("Nature"), choices=Nature.choices)
    standing_symbol = forms.CharField(
        label=_("Symbol of the standing"),
        help_text=_("Needed for endorsed: where it was endorsed."),
        required=False,
        max_length=120,
    )
    themes = ManyThemes()
    places = Lines(label=_("Countries and operations"), help_text=_("As they are named, one on a line."))
    whole = forms.ChoiceField(label=_("Part of"), required=False)
    is_whole = forms.BooleanField(label=_("A whole, counted through its parts"), required=False)
    due_on = Day(label=_("Target date that the source states"), required=False)
    due_precision = forms.ChoiceField(
        label=_("Its precision"), choices=[("", _("none")), *DatePrecision.choices], required=False
    )
    due_event = forms.CharField(label=_("Or the event that the source names"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Note"), help_text=_("Shown to all readers."), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = None  # type: ignore[assignment]  # its words say why; a rejection has a reason of its own
    all_optional = True

    def __init__(self, data: QueryDict | None, *, row: Candidate, **more: Any) -> None:
        super().__init__(data, row=row, auto_id="id_%s", **more)
        self.candidate = row
        self.nearest = ""
        rule = FollowUp(catalogue.starts_as(row.kind, row.document_version.document)).label
        by_rule = gettext("%(rule)s, by the rule") % {"rule": rule}
        self.fields["follow_up"].choices = [("", by_rule), *FollowUp.choices]  # type: ignore[attr-defined]
        self.wholes = reviewing_wholes.choices(row)
        self.fields["whole"].choices = [("", gettext("No whole")), *self.wholes]  # type: ignore[attr-defined]
        self.fields["themes"].choices = fields.themes(row.more.get("themes", ()))  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: Candidate) -> dict[str, Any]:
        by_rule = row.follow_up == catalogue.starts_as(row.kind, row.document_version.document)
        names = ("due_on", "due_precision", "due_event", "note", "whole")
        more = {name: row.more.get(name, "") for name in names}
        return {
            "quote": row.text,
            "start": row.start,
            **{name: getattr(row, name) for name in ("kind", "standing", "nature", "standing_symbol")},
            "follow_up": "" if by_rule else row.follow_up,
            "themes": list(row.more.get("themes", [])),
            "places": "\n".join(row.more.get("places", [])),
            "is_whole": "on" if row.more.get("is_whole") else "",
            **more,
        }

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data.pop("version", None)
        data["themes"] = [each.code for each in data["themes"]]
        data["due_on"] = data["due_on"].isoformat() if data["due_on"] else ""
        return data

    def show(self, refusal: Refused) -> int:
        if isinstance(refusal, NotVerbatim):
            self.nearest = nearest(self.candidate.paragraph.text, str(self.cleaned_data.get("quote", "")))
        return super().show(refusal)


@dataclass(slots=True)
class Open:
    """Everything that stands in the card that is open."""

    row: Candidate
    form: CandidateForm
    lead_in: list[LeadInForm]
    addressees: Rows
    parts: Rows
    data: QueryDict | None = None
    reason_missing: bool = False
    message: str = ""
    there: Any = None
    refused: bool = field(default=False)

    def is_valid(self) -> bool:
        sound = [self.form.is_valid(), self.addressees.is_valid(), self.parts.is_valid()]
        return all([*sound, *(each.is_valid() for each in self.lead_in)])

    def given(self) -> dict[str, Any]:
        lead_in = [
            [each.above.pk, *catalogue.span_of(each.above, each.cleaned_data["words"])]
            for each in self.lead_in
            if each.cleaned_data["use"]
        ]
        pairs = [each.pair for each in self.addressees.forms if each.pair]
        return {
            **self.form.given(),
            "lead_in": lead_in,
            "addressees": [{"words": words, "organization": body.code if body else ""} for words, body in pairs],
            "parts": [_part(each.cleaned_data) for each in self.parts.forms if each.cleaned_data.get("organization")],
        }

    def show(self, refusal: Refused) -> int:
        self.refused = True
        if isinstance(refusal, Stale):
            return self._show_theirs(refusal)
        if isinstance(refusal, Invalid):
            chosen = [each for each in self.parts.forms if each.cleaned_data.get("organization")]
            for name in [each for each in refusal.errors if each.startswith("parts-")]:
                chosen[int(name.removeprefix("parts-"))].refuse(refusal.errors.pop(name))
            if not refusal.errors:
                return 422
        return self.form.show(refusal)

    def _show_theirs(self, stale: Stale) -> int:
        """Also what stands around the words: sending again is a choice made with both in sight."""
        mine = around(self.given()) if self.is_valid() else {}
        status = self.form.show(stale)
        for name, theirs in around(stale.current.more).items():
            if mine.get(name) != theirs:
                words = SAVED[name] % {"theirs": "; ".join(theirs) or "–"}
                self.form.add_error(None, str(words))
        return status

    @property
    def cuts(self) -> list[tuple[int, str]]:
        """Places at which the words could be split, with what stands around each."""
        text, row = self.row.text, self.row
        found = [each.end() for each in CUTS.finditer(text) if each.end() < len(text)]
        shown = [
            (at, text[max(0, at - AROUND_A_CUT) : at].strip(), text[at : at + AROUND_A_CUT].strip()) for at in found
        ]
        return [(row.start + at, f"… {before} | {after} …") for at, before, after in shown[:MOST_CUTS]]


def around(more: Mapping[str, Any]) -> dict[str, list[str]]:
    """Lead-in, addressees and parts as a person reads them."""
    spans = more.get("lead_in", [])
    paragraphs = Paragraph.objects.in_bulk([pk for pk, _start, _end in spans])
    return {
        "lead_in": [f"“{paragraphs[pk].text[start:end]}”" for pk, start, end in spans],
        "addressees": [_listed(each["words"], each["organization"]) for each in more.get("addressees", [])],
        "parts": [_said(each) for each in more.get("parts", [])],
    }


def _said(part: Mapping[str, str]) -> str:
    role = str(AssignmentRole(part["role"]).label).lower()
    why = " ".join(part["judgement"].split()) or str(dict(NAMED)[part["named"]])
    return _listed(part["organization"], role, part["answering"], why)


def _listed(first: str, *more: str) -> str:
    rest = ", ".join(each for each in more if each)
    return f"{first} ({rest})" if rest else first


def _part(data: dict[str, Any]) -> dict[str, str]:
    agreed = {"office_agreed": "on"} if data["office_agreed"] else {}
    return {
        "organization": data["organization"].code,
        "role": data["role"] or "owner",
        "answering": data["answering"],
        "named": data["named"],
        "judgement": "" if data["named"] == "text" else data["judgement"],
        **agreed,
    }


def opened(row: Candidate, paragraphs: Iterable[Paragraph], data: QueryDict | None, *, action: str = "") -> Open:
    choices = reviewing_bodies.known(_held(row))
    addressees = _rows(Addressees, "addressees", row, data, more=action == "more-addressees")
    parts = _rows(Parts, "parts", row, data, more=action == "more-parts")
    for each in (*addressees.forms, *parts.forms):
        each.offer(choices)
    return Open(row, CandidateForm(data, row=row), _lead_in(row, paragraphs, data), addressees, parts, data)


def _rows(kind: Any, name: str, row: Candidate, data: QueryDict | None, *, more: bool) -> Rows:
    """As they are held; an empty one only where there is none."""
    held = row.more.get(name) or []
    if data is None and held:
        data = QueryDict(mutable=True)
        data[f"{name}-TOTAL_FORMS"] = str(len(held))
        for place, each in enumerate(held):
            data.update({f"{name}-{place}-{field}": value for field, value in each.items()})
    return rows_of(kind, name, data, more=more)


def _held(row: Candidate) -> list[str]:
    bodies = [*row.more.get("addressees", []), *row.more.get("parts", [])]
    return [each[name] for each in bodies for name in ("organization", "answering") if each.get(name)]


def _lead_in(row: Candidate, paragraphs: Iterable[Paragraph], data: QueryDict | None) -> list[LeadInForm]:
    """The paragraphs above, and those from which words are taken already; in their order."""
    spans = {pk: (start, end) for pk, start, end in row.more.get("lead_in", [])}
    known = {each.pk: each for each in paragraphs}
    above = set(spans) & set(known)
    at = row.paragraph.parent_id
    while at is not None and at not in above:
        above.add(at)
        at = known[at].parent_id
    return [
        LeadInForm(
            data,
            above=known[pk],
            prefix=f"lead-{pk}",
            initial={"use": pk in spans, "words": known[pk].text[slice(*spans.get(pk, (0, None)))]},
        )
        for pk in sorted(above, key=lambda pk: known[pk].ord)
    ]
