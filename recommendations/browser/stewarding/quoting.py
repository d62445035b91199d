"""Exact words of one paragraph, pasted or marked: found there letter for letter, or the nearest ones offered."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.stewarding.forms import StewardForm
from recommendations.models import Paragraph
from recommendations.parsing.nearest import nearest

AROUND: Final = 40


class QuotingForm(StewardForm):
    quote = forms.CharField(
        label=_("The exact words"),
        help_text=_("Letter for letter as they stand in the paragraph. The register finds them there."),
        widget=forms.Textarea(attrs={"rows": 5, "class": "full quote"}),
        strip=True,
    )
    occurrence = forms.TypedChoiceField(label=_("Which of them"), required=False, coerce=int, empty_value=None)
    field_order = ("quote", "occurrence")

    def __init__(self, *args: Any, paragraph: Paragraph, **more: Any) -> None:
        super().__init__(*args, **more)
        self.paragraph = paragraph
        self.nearest = ""
        self.elsewhere: Paragraph | None = None
        sent = self.data.get(self.add_prefix("quote")) if self.is_bound else self.initial.get("quote")
        self.places_of_quote = self._places(str(sent or "").replace("\r\n", "\n").strip())
        self.fields["occurrence"].choices = [("", gettext("Choose")), *self.places_of_quote]  # type: ignore[attr-defined]

    @property
    def which(self) -> int | None:
        """Which of several alike, where there are several."""
        return self.cleaned_data["occurrence"] if self.places_of_quote else None

    def _places(self, quote: str) -> list[tuple[str, str]]:
        """Each place at which the words stand, with what stands around them; none when they stand there once."""
        found: list[tuple[str, str]] = []
        text, at = self.paragraph.text, -1
        while quote and (at := text.find(quote, at + 1)) >= 0:
            around = f"… {text[max(at - AROUND, 0) : at + AROUND]} …"
            found.append((str(len(found) + 1), around))
        return found if len(found) > 1 else []

    def clean_quote(self) -> str:
        quote = str(self.cleaned_data["quote"]).replace("\r\n", "\n")
        if quote in self.paragraph.text:
            return quote
        self.nearest = nearest(self.paragraph.text, quote)
        others = self.paragraph.document_version.paragraphs.exclude(pk=self.paragraph.pk)
        self.elsewhere = others.filter(text__contains=quote).first()
        words = gettext("These words do not stand in paragraph %(label)s as given. Nothing is added until they do.")
        raise forms.ValidationError(words % {"label": self.paragraph.label})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.places_of_quote and not data.get("occurrence") and "quote" in data:
            times = len(self.places_of_quote)
            words = gettext("The words stand in the paragraph %(times)d times: say which.")
            self.add_error("occurrence", words % {"times": times})
        return data
