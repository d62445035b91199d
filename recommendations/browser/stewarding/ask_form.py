"""The form of a new recommendation: the exact words, what they are, and who has a part."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.fields import ManyThemes, OrganizationField
from recommendations.browser.stewarding.forms import Day, Lines, RowForm, StewardForm
from recommendations.browser.stewarding.quoting import QuotingForm
from recommendations.choices import AssignmentRole, DatePrecision, FollowUp, Kind, Nature, Standing
from recommendations.errors import Refused, Words
from recommendations.models import Organization, Paragraph, Recommendation
from recommendations.workflow import catalogue
from recommendations.workflow.entering import Part

EITHER = [("", _("Choose"))]


def wholes(paragraph: Paragraph) -> list[tuple[str, str]]:
    """Of the same document, in whichever version they are quoted."""
    of_it = {"paragraph__document_version__document__versions": paragraph.document_version_id}
    rows = Recommendation.objects.filter(**of_it, is_whole=True, archived_at__isnull=True)
    return [(each.public_id, each.reference) for each in rows]


class WholeField(forms.ChoiceField):
    """Gives the whole itself."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return Recommendation.objects.get(public_id=found) if found else None


class WhatItIs(StewardForm):
    """What a new ask and a change of one have in common."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[*EITHER, *Kind.choices])
    nature = forms.ChoiceField(label=_("Nature"), choices=[*EITHER, *Nature.choices])
    standing = forms.ChoiceField(label=_("Standing"), choices=[*EITHER, *Standing.choices])
    standing_symbol = forms.CharField(
        label=_("Symbol of the standing"),
        help_text=_("Needed for endorsed: where it was endorsed."),
        required=False,
        max_length=120,
    )
    themes = ManyThemes()
    places = Lines(
        label=_("Countries and operations"), help_text=_("As they are named, one on a line."), max_length=2000
    )
    whole = WholeField(label=_("Part of"), required=False)
    note = forms.CharField(
        label=_("Note"), help_text=_("Shown to all readers."), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def offer(self, paragraph: Paragraph, held: tuple[str, ...] = ()) -> None:
        self.fields["themes"].choices = fields.themes(held)  # type: ignore[attr-defined]  # declared above
        self.fields["whole"].choices = [("", gettext("No whole")), *wholes(paragraph)]  # type: ignore[attr-defined]


class AskForm(QuotingForm, WhatItIs):
    follow_up = forms.ChoiceField(
        label=_("Follow-up"),
        help_text=_("By the rule, observations, views and unofficial papers start for reference."),
        required=False,
    )
    is_whole = forms.BooleanField(label=_("A whole, counted through its parts"), required=False)
    due_on = Day(label=_("Target date that the source states"), required=False)
    due_precision = forms.ChoiceField(
        label=_("Its precision"), choices=[("", _("none")), *DatePrecision.choices], required=False
    )
    due_event = forms.CharField(label=_("Or the event that the source names"), required=False, max_length=300)
    why = None  # type: ignore[assignment]  # what is added is explained by its words; see the note

    def __init__(self, data: QueryDict | None = None, *, paragraph: Paragraph, **more: Any) -> None:
        super().__init__(data, paragraph=paragraph, **more)
        self.offer(paragraph)
        self.fields["follow_up"].choices = [("", gettext("By the rule")), *FollowUp.choices]  # type: ignore[attr-defined]

    def ask(self, lead_in: list[tuple[Paragraph, str]], addressees: list[tuple[str, Any]]) -> catalogue.Ask:
        data = self.cleaned_data
        same = ("kind", "nature", "standing", "standing_symbol", "themes", "places", "whole", "note", "is_whole")
        dates = ("due_on", "due_precision", "due_event")
        document = self.paragraph.document_version.document
        return catalogue.Ask(
            quote=data["quote"],
            number=None,
            occurrence=self.which,
            follow_up=FollowUp(data["follow_up"] or catalogue.starts_as(data["kind"], document)),
            lead_in=lead_in,
            addressees=addressees,
            **{name: data[name] for name in (*same, *dates)},
        )


class LeadInForm(RowForm):
    """Words of one paragraph above."""

    use = forms.BooleanField(label=_("Needed to read the ask"), required=False)
    words = forms.CharField(
        label=_("Its words"), widget=forms.Textarea(attrs={"rows": 3, "class": "full quote"}), required=False
    )

    def __init__(self, *args: Any, above: Paragraph, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.above = above

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).replace("\r\n", "\n").strip()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("use"):
            return data
        try:
            catalogue.span_of(self.above, data.get("words", ""))
        except Refused:
            words = gettext("These words do not stand once in paragraph %(label)s as given.")
            self.add_error("words", words % {"label": self.above.label})
        return data


class AddresseeForm(RowForm):
    words = forms.CharField(label=_("Words that say who is asked"), max_length=300, required=False)
    organization = OrganizationField(label=_("Organization meant"), empty=_("Not known"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("organization") and not data.get("words"):
            self.add_error("words", gettext("Give the words of the text that mean it."))
        return data

    @property
    def pair(self) -> tuple[str, Any] | None:
        data = self.cleaned_data
        return (data["words"], data["organization"]) if data.get("words") else None


NAMED = [("", _("as the text has it")), ("text", _("named in the text")), ("judgement", _("editorial judgement"))]
NOBODY = "-"


class PartForm(RowForm):
    organization = OrganizationField(label=_("Organization"), empty=_("None"), required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=AssignmentRole.choices, initial=AssignmentRole.OWNER, required=False
    )
    answering = forms.ChoiceField(label=_("Answered by"), required=False)
    office_agreed = forms.BooleanField(label=_("It answers, though it is of another family"), required=False)
    named = forms.ChoiceField(label=_("Why this one"), choices=NAMED, required=False)
    judgement = forms.CharField(
        label=_("The reason, for an editorial judgement"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def offer(self, choices: fields.Choices) -> None:
        fields.offer(self, choices)
        itself = [("", gettext("the organization itself")), (NOBODY, gettext("nobody: it is not asked"))]
        self.fields["answering"].choices = [*itself, *choices]  # type: ignore[attr-defined]  # declared above

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("organization") and data.get("named") == "judgement" and not data.get("judgement"):
            self.add_error("judgement", gettext("Say why this organization: the text does not name it."))
        return data

    @property
    def part(self) -> Part | None:
        data = self.cleaned_data
        body = data.get("organization")
        if body is None:
            return None
        code = data["answering"]
        answering = None if code == NOBODY else Organization.objects.get(code=code) if code else body
        named = {"text": True, "judgement": False}.get(data["named"])
        role = AssignmentRole(data["role"] or AssignmentRole.OWNER)
        judgement = "" if named else data["judgement"]
        return Part(body, role, answering, named, judgement, office_agreed=data["office_agreed"])

    @property
    def asks_about_the_office(self) -> bool:
        """Only where an office is named, and something was said to it."""
        office = self["answering"].value()
        refused = self.is_bound and self.errors and office and office != NOBODY
        return bool(refused or self["office_agreed"].value())

    def refuse(self, words: Words) -> None:
        self.add_error("organization", str(words))


if TYPE_CHECKING:
    Rows = BaseFormSet[Any]
else:
    Rows = BaseFormSet
Addressees = formset_factory(AddresseeForm, extra=0)
Parts = formset_factory(PartForm, extra=0)
MOST = 40


def rows_of(kind: Any, prefix: str, data: QueryDict | None, *, more: bool, held: Any = None) -> "Rows":
    """As many rows as were sent, one more where that was pressed; at first one empty row after those held."""
    total = f"{prefix}-TOTAL_FORMS"
    if data is None:
        held = held or []
        found = {total: str(len(held) + 1), f"{prefix}-INITIAL_FORMS": "0"}
        for place, row in enumerate(held):
            found |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
        sent = QueryDict(mutable=True)
        sent.update(found)
    else:
        sent = data.copy()
        given = str(sent.get(total, ""))
        count = int(given[:4]) if given.isdecimal() else 1
        sent[total] = str(min(count + more, MOST))
        sent[f"{prefix}-INITIAL_FORMS"] = "0"
    _begin_with_the_usual(kind, prefix, sent)
    rows: Rows = kind(sent, prefix=prefix)
    return rows


def _begin_with_the_usual(kind: Any, prefix: str, sent: QueryDict) -> None:
    """A row of which nothing was sent is new: it begins with what is chosen most."""
    for place in range(int(str(sent[f"{prefix}-TOTAL_FORMS"]))):
        names = {f"{prefix}-{place}-{name}": field.initial for name, field in kind.form.base_fields.items()}
        if not names.keys() & sent.keys():
            sent.update({name: str(value) for name, value in names.items() if value is not None})
