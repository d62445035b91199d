"""What a journal entry changed: each field with what it was and what it is; free words as differences."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.browser.differences import changes
from recommendations.choices import AssignmentRole, EntryKind, FollowUp, Kind, Nature, Standing
from recommendations.models import Organization, Theme
from recommendations.queries.timeline import Line
from recommendations.templatetags.register import iso_day, with_precision

SHOWN_FOR: Final = (EntryKind.CHANGED, EntryKind.TARGET_DATE_SET)
FIELDS: Final = {
    "follow_up": gettext_lazy("Follow-up"),
    "nature": gettext_lazy("Nature"),
    "kind": gettext_lazy("Kind"),
    "standing": gettext_lazy("Standing"),
    "standing_symbol": gettext_lazy("Symbol of the standing"),
    "reference": gettext_lazy("Reference"),
    "themes": gettext_lazy("Themes"),
    "answering": gettext_lazy("Answering organization"),
    "role": gettext_lazy("Role"),
    "named_in_text": gettext_lazy("Named in the text"),
    "due_on": gettext_lazy("Target date"),
    "due_event": gettext_lazy("Target event"),
    "is_whole": gettext_lazy("Whole with parts"),
    "whole": gettext_lazy("Part of"),
    "lead_in": gettext_lazy("Lead-in"),
    "addressees": gettext_lazy("Organizations addressed"),
    "addressee_words": gettext_lazy("Words of the addressee"),
    "places": gettext_lazy("Countries and operations"),
    "note": gettext_lazy("Note"),
    "judgement": gettext_lazy("Editorial judgement"),
}
CODED: Final[dict[str, dict[str, Any]]] = {
    "follow_up": dict(FollowUp.choices),
    "nature": dict(Nature.choices),
    "kind": dict(Kind.choices),
    "standing": dict(Standing.choices),
    "role": dict(AssignmentRole.choices),
}
# Said with another field, or by itself in no words that help a reader.
NOT_ALONE: Final = ("due_precision", "focal_point", "alternate")
Names: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """`words` are a text with its differences; else `before` and `after`, both empty where only that it changed can
    be said."""

    label: str
    before: str = ""
    after: str = ""
    words: str = ""


def names_in(lines: Iterable[Line]) -> Names:
    """The names behind the codes of organizations and themes in these entries; a query for each kind at most."""
    bodies, themes = set(), set()
    for each in lines:
        for when in ("before", "after"):
            facts = each.facts.get(when) or {} if each.kind in SHOWN_FOR else {}
            bodies |= {facts.get("answering"), *(facts.get("addressees") or ())}
            themes |= set(facts.get("themes") or ())
    found: Names = {}
    if bodies - {None}:
        rows = Organization.objects.filter(code__in=bodies - {None}).prefetch_related("names")
        found |= {f"organization {each.code}": each.name() for each in rows}
    if themes:
        found |= {f"theme {each.code}": each.label for each in Theme.objects.filter(code__in=themes)}
    return found


def of(line: Line, names: Names) -> Iterable[Change]:
    """In the order of FIELDS."""
    if line.kind not in SHOWN_FOR:
        return
    before, after = line.facts.get("before") or {}, line.facts.get("after") or {}
    was, now = line.words.get("before") or {}, line.words.get("after") or {}
    given = [*(name for name in FIELDS if name in after or name in now), *(set(after) - set(FIELDS) - set(NOT_ALONE))]
    for name in given:
        label = str(FIELDS.get(name, name.replace("_", " ")))
        if name in now or name in was:
            yield from _of_words(label, was.get(name), now.get(name))
        else:
            yield Change(label, _said(name, before, names), _said(name, after, names))


def _of_words(label: str, was: Any, now: Any) -> Iterable[Change]:
    left, right = (", ".join(each) if isinstance(each, list) else str(each or "") for each in (was, now))
    if left != right:
        yield Change(label, words=changes(left, right))


def _said(name: str, facts: dict[str, Any], names: Names) -> str:
    value = facts.get(name)
    if name == "due_on":
        due = iso_day(value or "")
        return with_precision(due, facts.get("due_precision") or "") if due else _("none")
    if name in CODED:
        return str(CODED[name].get(str(value), value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "themes":
        return ", ".join(names.get(f"theme {each}", each) for each in value or ()) or _("none")
    if name in ("answering", "addressees"):
        codes = value if isinstance(value, list) else [value]
        return ", ".join(names.get(f"organization {each}", each) for each in codes if each) or _("none")
    if name in ("reference", "standing_symbol"):
        return str(value or _("none"))
    return ""
