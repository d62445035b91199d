"""Word lists for the fields of forms."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from recommendations.browser.typed import EVIDENCE, SLOTS
from recommendations.choices import (
    DERIVED_POSITIONS,
    NEEDS,
    WRITTEN_IN,
    EvidenceKind,
    HeldAs,
    Position,
    Receipt,
    Release,
    Status,
)
from recommendations.templatetags.register import SIGNS, icon

register = template.Library()


@register.simple_tag
def held_ways() -> list[tuple[str, Any]]:
    return HeldAs.choices


@register.simple_tag
def evidence_kinds() -> list[tuple[str, Any]]:
    return EvidenceKind.choices


@register.simple_tag
def positions() -> list[tuple[str, Any]]:
    return [(each.value, each.label) for each in Position if each not in DERIVED_POSITIONS]


@register.simple_tag
def receipts() -> list[tuple[str, Any]]:
    return Receipt.choices


@register.simple_tag
def releases() -> list[tuple[str, Any]]:
    return Release.choices


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    return list(WRITTEN_IN)


@register.filter
def language_name(code: str) -> str:
    """By its own name; a language that nobody writes updates in stands as its code."""
    return dict(WRITTEN_IN).get(code, code)


NEEDS_IN_WORDS: Final = {
    Status.NO_RECORD_FOUND: _("Nothing more; “true as at” is the day up to which was searched."),
    Status.NOT_STARTED: _("Nothing more; next steps help."),
    Status.DEFERRED: _("A date or an event, and the reason."),
    Status.IN_PROGRESS: _("What was done."),
    Status.IN_PRACTICE: _("What was done, and the next review date."),
    Status.IMPLEMENTED: _("What was done. Evidence, before it can be found as implemented."),
    Status.IMPLEMENTED_BY_OTHER_MEANS: _("The other action. Evidence, before it can be found as such."),
    Status.CLOSED_PARTLY_IMPLEMENTED: _("The part that was done."),
    Status.CLOSED_NOT_IMPLEMENTED: _("The reason."),
    Status.OVERTAKEN_BY_EVENTS: _("What changed, as the reason."),
    Status.SUPERSEDED: _("The later ask or decision."),
}


@register.simple_tag
def needs_of(status: str) -> str:
    return str(NEEDS_IN_WORDS.get(Status(status), ""))


@register.simple_tag
def status_choice(status: str, chosen: str) -> SafeString:
    """A status as one of several to choose from."""
    return _status_choice(Status(status), status == chosen, get_language())


@lru_cache(maxsize=256)
def _status_choice(status: Status, chosen: bool, language: str | None) -> SafeString:
    """In the language that is in force. For the script it says the names of the fields that the status needs; of those
    joined by a bar any one is enough."""
    return format_html(
        '<label class="choice s-{0}"><input type="radio" name="status" value="{1}" data-needs="{2}"{3}>'
        "<span>{4}{5}</span></label>",
        SIGNS[status],
        status.value,
        " ".join("|".join(each) for each in NEEDS.get(status, ())),
        SafeString(" checked" if chosen else ""),
        icon(SIGNS[status]),
        status.label,
    )


@dataclass(frozen=True, slots=True)
class Slot:
    """The fields of one piece of evidence in a finding: what stood in them, and what is wrong."""

    prefix: str
    typed: dict[str, str]
    errors: dict[str, Any]

    @property
    def open(self) -> bool:
        return bool(self.errors) or any(value for name, value in self.typed.items() if name in EVIDENCE)


@register.simple_tag
def slots(data: Any, errors: dict[str, Any] | None) -> list[Slot]:
    return [
        Slot(
            each,
            {name.removeprefix(each): value for name, value in (data or {}).items() if name.startswith(each)},
            {name.removeprefix(each): words for name, words in (errors or {}).items() if name.startswith(each)},
        )
        for each in SLOTS
    ]
