"""The form of every change: what is given, why, and the version that was seen."""

from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from django import forms
from django.db.models import Manager, Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.errors import AlreadyAssigned, Invalid, NotVerbatim, ReasonNeeded, Refused, Stale
from recommendations.models import User
from recommendations.workflow import accounts

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Any]
else:
    BaseForm = forms.ModelForm

# Beside which field a refusal without fields of its own is shown, where the form has it.
BESIDE: Final[dict[type[Refused], str]] = {
    ReasonNeeded: "why",
    NotVerbatim: "quote",
    AlreadyAssigned: "organization",
}


def version_of(row: Model) -> int:
    version: int = accounts.version_of(row) if isinstance(row, User) else getattr(row, "version", 0)
    return version


def leave_constraints_to_the_verb(form: Any) -> None:
    """What does not hold is said by the verb, in words; a form could only name the database's constraint."""
    form.instance.validate_constraints = lambda exclude=None: None


def why_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why"),
        help_text=_("Kept in the journal, for whoever asks later."),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
    )


class VerbForm(BaseForm):
    """Shapes what a verb is given. `refusal` is what the verb said to the same words a moment ago: it is shown beside
    them, and everything typed stays."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    refusal: ClassVar[Refused | None] = None
    beside: ClassVar[dict[type[Refused], str]] = BESIDE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave_constraints_to_the_verb(self)
        for field in self.fields.values():
            field.label = capfirst(field.label or "")
        if self.instance.pk and "version" in self.fields:
            self.initial["version"] = version_of(self.instance)

    def full_clean(self) -> None:
        super().full_clean()
        if self.refusal is not None and self.is_bound:
            self._show(self.refusal)

    def _show(self, refusal: Refused) -> None:
        match refusal:
            case Invalid():
                for name, words in refusal.errors.items():
                    if name in self.fields:
                        self.add_error(name, str(words))
                    else:
                        self.add_error(None, f"{self._label(name)}: {words}")
            case Stale():
                self._show_theirs(refusal.current)
                self.add_error(None, str(refusal))
            case _:
                name = self.beside.get(type(refusal), "")
                self.add_error(name if name in self.fields else None, str(refusal))

    def _label(self, name: str) -> str:
        found = [each for each in self._meta.model._meta.get_fields() if each.name == name]
        return str(getattr(found[0], "verbose_name", name) if found else name).capitalize()

    def _show_theirs(self, current: Model) -> None:
        """The row as it is now, beside what was typed; saving again is then a choice made with both in sight."""
        for name in self.fields:
            theirs = value_of(current, name)
            if theirs is not None and not same(getattr(current, name), self.cleaned_data.get(name)):
                said = gettext("Since then somebody saved: %(value)s") % {"value": theirs or "–"}
                self.add_error(name, said)
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version_of(current))
        self.data = data


def same(held: Any, typed: Any) -> bool:
    if isinstance(held, Manager):
        return {each.pk for each in held.all()} == {each.pk for each in typed or ()}
    return held == typed or (held in (None, "") and typed in (None, ""))


def value_of(row: Model, name: str) -> str | None:
    """A column as people read it; None for what is no column."""
    if name == "version" or name not in {each.name for each in row._meta.get_fields()}:
        return None
    value = getattr(row, name)
    if isinstance(value, Manager):
        return ", ".join(str(each) for each in value.all())
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else "" if value is None else value)


class ReasonedForm(VerbForm):
    why = why_field()
