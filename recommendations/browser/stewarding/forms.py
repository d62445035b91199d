"""What every form of a steward has: a reason, the version that was seen, and the refusal of the verb beside the field
that it is about. When somebody else saved meanwhile, theirs stands beside each field and can be taken over."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from recommendations.browser.refusing import status_of
from recommendations.errors import AlreadyAssigned, Invalid, NotVerbatim, ReasonNeeded, Refused, Stale

TAKE: Final = "take-"
BESIDE: Final[dict[type[Refused], str]] = {
    ReasonNeeded: "why",
    NotVerbatim: "quote",
    AlreadyAssigned: "organization",
}


class Why(forms.CharField):
    def __init__(self, **more: Any) -> None:
        given: dict[str, Any] = {
            "label": _("Why"),
            "help_text": _("Kept in the history, for whoever asks later."),
            "widget": forms.Textarea(attrs={"rows": 2}),
            "error_messages": {"required": ReasonNeeded.words},
        }
        super().__init__(**{**given, **more})


class Day(forms.DateField):
    def __init__(self, **more: Any) -> None:
        wrong = {"invalid": _("Write the date as year-month-day: 2026-09-30.")}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"input_formats": ["%Y-%m-%d"], "widget": widget, "error_messages": wrong, **more})


class Lines(forms.CharField):
    """One on a line; the same twice is one."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"required": False, "widget": forms.Textarea(attrs={"rows": 2}), **more})

    def clean(self, value: Any) -> Any:
        return list(dict.fromkeys(each.strip() for each in super().clean(value).splitlines() if each.strip()))


class StewardForm(forms.Form):
    """`of` says what a row holds as the form would send it; a form of nothing yet has no row."""

    why = Why()
    beside: ClassVar[Mapping[type[Refused], str]] = BESIDE

    def __init__(self, data: QueryDict | None = None, *, row: Model | None = None, **more: Any) -> None:
        self.row = row
        self.theirs: dict[str, str] = {}
        held = self.of(row) if row is not None else {}
        if data is not None and row is not None:
            data = self._taken_over(data, held, more.get("prefix"))
        super().__init__(data, initial={**held, **more.pop("initial", {})}, use_required_attribute=False, **more)
        if row is not None and hasattr(row, "version"):
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=getattr(row, "version", 0)
            )
        as_wide_as_there_is(self)

    @classmethod
    def of(cls, row: Any) -> dict[str, Any]:
        return {}

    def _taken_over(self, data: QueryDict, held: Mapping[str, Any], prefix: str | None) -> QueryDict:
        """Where theirs was ticked, theirs is what is sent."""
        sent = data.copy()
        for name, value in held.items():
            key = f"{prefix}-{name}" if prefix else name
            if sent.pop(f"{TAKE}{key}", None):
                sent.setlist(key, [str(each) for each in value] if isinstance(value, list) else [str(value)])
        return sent

    @property
    def version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def carried_out(
        self, do: Callable[[dict[str, Any]], Any], *, holds: Callable[[Any], bool] = lambda current: False
    ) -> int:
        """200 when the verb took it, else the status of the refusal, which stands in the form then. `holds`: whether
        the row is as it should be already, as after a second click."""
        if not self.is_valid():
            return 422
        try:
            do(self.cleaned_data)
        except Stale as stale:
            return 200 if holds(stale.current) else self.show(stale)
        except Refused as refusal:
            return self.show(refusal)
        return 200

    def show(self, refusal: Refused) -> int:
        match refusal:
            case Stale():
                if not self._show_theirs(refusal.current):
                    return 200  # somebody saved the very same, perhaps this person a moment ago
                self.add_error(None, str(refusal))
            case Invalid():
                for name, words in refusal.errors.items():
                    self.add_error(name if name in self.fields else None, str(words))
            case _:
                name = self.beside.get(type(refusal), "")
                self.add_error(name if name in self.fields else None, str(refusal))
        return status_of(refusal)

    def _show_theirs(self, current: Any) -> bool:
        """Whether anything differs. Sending again is then a choice made with both in sight."""
        now = self.of(current)
        for name, value in now.items():
            typed = self.data.getlist(self.add_prefix(name)) if isinstance(self.data, QueryDict) else []
            theirs = value if isinstance(value, list) else [value]
            if _plain(typed) != _plain(theirs):
                self.theirs[name] = self._words(name, theirs)
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("version")] = str(current.version)
        self.data = data
        return bool(self.theirs) or not now

    def _words(self, name: str, codes: list[Any]) -> str:
        choices = {
            str(code): str(words) for code, words in getattr(self.fields[name], "choices", []) if not _grouped(words)
        }
        return ", ".join(choices.get(str(each), str(each)) for each in codes if str(each)) or "–"


def as_wide_as_there_is(form: forms.Form) -> None:
    """And in our words."""
    for field in form.fields.values():
        if not _ticked(field):
            field.widget.attrs.setdefault("class", "full")
        if not isinstance(field, Why):
            needed = _("Choose one.") if isinstance(field, forms.ChoiceField) else _("Fill this in.")
            field.error_messages["required"] = str(needed)


class RowForm(forms.Form):
    """One of several alike; an empty one is none, so that no field of it has to be filled in."""

    all_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_wide_as_there_is(self)


def _plain(values: list[Any]) -> list[str]:
    found = [str(each).replace("\r\n", "\n").strip() for each in values]
    return sorted(each for each in found if each)


def _grouped(words: Any) -> bool:
    return isinstance(words, list | tuple)


def _ticked(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.RadioSelect)
