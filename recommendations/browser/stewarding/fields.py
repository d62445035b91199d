"""Choices of rows: by their codes, under their names, what is archived left out unless it is held already."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.errors import Words
from recommendations.models import Organization, Theme
from recommendations.queries import names

Choices = list[tuple[str, str]]


def organizations(held: Iterable[str] = ()) -> Choices:
    """Alphabetical, by name."""
    rows = Organization.objects.prefetch_related("names")
    kept = [each for each in rows if not each.archived_at or each.code in set(held)]
    return sorted(((each.code, each.name()) for each in kept), key=lambda each: names.alphabetical(each[1]))


def themes(held: Iterable[str] = ()) -> Choices:
    rows = Theme.objects.order_by("name")
    return [(each.code, each.name) for each in rows if not each.archived_at or each.code in set(held)]


class OrganizationField(forms.ChoiceField):
    """Gives the organization itself. The choices are set where the form is made, once for all its fields."""

    def __init__(self, *, empty: Words = "", **more: Any) -> None:
        self.empty = empty
        super().__init__(**more)

    def offer(self, choices: Choices) -> None:
        self.choices = [("", self.empty or gettext("Choose")), *choices]

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return Organization.objects.get(code=code) if code else None


class ManyOrganizations(forms.MultipleChoiceField):
    def __init__(self, **more: Any) -> None:
        super().__init__(**{"widget": forms.SelectMultiple(attrs={"size": 8}), "required": False, **more})

    def clean(self, value: Any) -> Any:
        return list(Organization.objects.filter(code__in=super().clean(value)))


class ManyThemes(forms.MultipleChoiceField):
    def __init__(self, **more: Any) -> None:
        given = {"label": _("Themes"), "widget": forms.CheckboxSelectMultiple, "required": False}
        super().__init__(**{**given, **more})

    def clean(self, value: Any) -> Any:
        return list(Theme.objects.filter(code__in=super().clean(value)))


def offer(form: forms.Form, choices: Choices) -> None:
    """The same organizations to every field of the form that chooses among them."""
    for field in form.fields.values():
        if isinstance(field, OrganizationField):
            field.offer(choices)
        elif isinstance(field, ManyOrganizations):
            field.choices = choices
