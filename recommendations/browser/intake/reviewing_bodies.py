"""Organizations on the review screen are typed, with one list of names for all fields: as a list of its own in every
field they would be most of the page."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.ask_form import NOBODY, AddresseeForm, PartForm
from recommendations.browser.stewarding.fields import Choices
from recommendations.errors import Words
from recommendations.models import Organization

LIST: Final = "organizations"


def known(held: Iterable[str] = ()) -> Choices:
    """Codes and names; those of one name with their codes."""
    rows = fields.organizations(held)
    times = Counter(name.casefold() for _code, name in rows)
    return [(code, name if times[name.casefold()] == 1 else f"{name} ({code})") for code, name in rows]


class TypedBody(forms.CharField):
    """A name of the list, or a code. Gives the organization itself; `or_nobody`, its code, where nobody is one too."""

    def __init__(self, *, empty: Words, or_nobody: bool = False, **more: Any) -> None:
        attrs = {"list": LIST, "autocomplete": "off", "class": "full", "dir": "auto", "placeholder": empty}
        super().__init__(**{"required": False, "widget": forms.TextInput(attrs=attrs), **more})
        self.or_nobody = or_nobody
        self.offer([])

    def offer(self, choices: Choices) -> None:
        self.names = {**dict(choices), **({NOBODY: gettext("nobody")} if self.or_nobody else {})}
        self.codes = {_folded(each): code for code, name in self.names.items() for each in (code, name)}

    def prepare_value(self, value: Any) -> Any:
        return self.names.get(value, value)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        code = self.codes.get(_folded(typed), "")
        if typed and not code:
            words = gettext("“%(typed)s” is no organization of the register. Choose one of the list, or give its code.")
            raise forms.ValidationError(words % {"typed": typed})
        if self.or_nobody:
            return code
        return Organization.objects.get(code=code) if code else None


def _folded(typed: str) -> str:
    return " ".join(typed.split()).casefold()


class TypedAddressee(AddresseeForm):
    organization = TypedBody(label=_("Organization meant"), empty=_("Not known"))  # type: ignore[assignment]  # typed, not chosen

    def offer(self, choices: Choices) -> None:
        self.fields["organization"].offer(choices)  # type: ignore[attr-defined]  # declared above


class TypedPart(PartForm):
    organization = TypedBody(label=_("Organization"), empty=_("None"))  # type: ignore[assignment]  # typed, not chosen
    answering = TypedBody(  # type: ignore[assignment]  # typed, not chosen
        label=_("Answered by, or “nobody”"),
        empty=_("the organization itself"),
        help_text=_("Filled in where one office answers for it everywhere in the register; of several, name one."),
        or_nobody=True,
    )

    def offer(self, choices: Choices) -> None:
        for name in ("organization", "answering"):
            self.fields[name].offer(choices)  # type: ignore[attr-defined]  # declared above


Addressees = formset_factory(TypedAddressee, extra=0)
Parts = formset_factory(TypedPart, extra=0)
