"""What a steward gives of a recommendation, shaped for the verb."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.admin.forms import ReasonedForm
from recommendations.choices import FollowUp
from recommendations.errors import NotVerbatim
from recommendations.models import Paragraph, Recommendation
from recommendations.workflow.catalogue import Ask, span_of

AROUND = ("quote", "occurrence", "number", "lead_in", "addressee_words", "place_names")


class LinesField(forms.CharField):
    """One on a line; the same twice is one."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 100}), **kwargs)

    def clean(self, value: Any) -> Any:
        found = list(dict.fromkeys(each.strip() for each in super().clean(value).splitlines() if each.strip()))
        if any(len(each) > self.longest for each in found):
            raise ValidationError(_("At most %(most)s characters on a line."), params={"most": self.longest})
        return found


class ChangeForm(ReasonedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "whole" in self.fields and self.instance.pk:
            document = self.instance.paragraph.document_version.document
            wholes = Recommendation.objects.filter(is_whole=True, paragraph__document_version__document=document)
            self.fields["whole"].queryset = wholes.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]  # a model choice


class AddForm(ReasonedForm):
    quote = forms.CharField(
        label=_("verbatim text"),
        help_text=_("Letter for letter as it stands in the paragraph."),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 100}),
        strip=False,
    )
    occurrence = forms.IntegerField(
        label=_("occurrence"),
        help_text=_("Where the same words stand in the paragraph more than once: 1 for the first."),
        required=False,
        min_value=1,
    )
    number = forms.IntegerField(
        label=_("number of the ask in the paragraph"), initial=1, min_value=1, max_value=99, required=True
    )
    lead_in = LinesField(
        label=_("lead-in"),
        help_text=_("Words of the paragraphs above it, without which it cannot be read: one passage on a line."),
        longest=100000,
    )
    addressee_words = LinesField(
        label=_("addressees"),
        help_text=_("The words that say who is asked: one on a line."),
        longest=300,
    )
    place_names = LinesField(
        label=_("countries and operations"),
        help_text=_("As they are named: one on a line."),
        longest=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("follow_up", FollowUp.TO_BE_DECIDED)
        if "whole" in self.fields:
            self.fields["whole"].queryset = Recommendation.objects.filter(is_whole=True)  # type: ignore[attr-defined]  # a model choice

    def ask(self) -> Ask:
        """Raises NotVerbatim for a lead-in that stands in no paragraph above."""
        data = self.cleaned_data
        plain = ("kind", "nature", "standing", "follow_up", "standing_symbol", "due_event", "is_whole", "whole", "note")
        return Ask(
            quote=data["quote"].strip().replace("\r\n", "\n"),
            number=data["number"],
            occurrence=data["occurrence"],
            lead_in=[(_standing_above(data["paragraph"], each), each) for each in data["lead_in"]],
            addressees=[(each, None) for each in data["addressee_words"]],
            places=data["place_names"],
            themes=list(data["themes"]),
            **{name: data[name] for name in plain},
        )


def _standing_above(paragraph: Paragraph, words: str) -> Paragraph:
    above = paragraph.parent
    while above is not None:
        try:
            span_of(above, words)
        except NotVerbatim:
            above = above.parent
        else:
            return above
    raise NotVerbatim(_("The lead-in stands in no paragraph above this one as given: “%(words)s”.") % {"words": words})
