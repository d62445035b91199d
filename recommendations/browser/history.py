"""The journal in sentences: what happened, the words as far as this reader may see them, who, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import (
    Answer,
    Basis,
    Channel,
    EntryKind,
    EvidenceKind,
    Finding,
    FollowUp,
    HeldAs,
    Kind,
    Nature,
    Position,
    Receipt,
    Release,
    Role,
    Standing,
    Status,
)
from recommendations.models import Recommendation
from recommendations.queries.timeline import Line
from recommendations.templatetags.register import day, iso_day, with_precision

ICONS: Final = {
    EntryKind.CLEARED: "dot",
    EntryKind.REVIEWED: "seal",
    EntryKind.IN_EFFECT: "seal",
    EntryKind.RETURNED: "back",
    EntryKind.SUBMITTED: "pen",
    EntryKind.RECALLED: "back",
    EntryKind.REDACTED: "lock",
    EntryKind.COMMENTED: "st-recommended",
    EntryKind.TARGET_DATE_PROPOSED: "clock",
    EntryKind.TARGET_DATE_AGREED: "clock",
    EntryKind.TARGET_DATE_SET: "clock",
    EntryKind.ADDED: "doc",
}
LABELS: Final = {
    "done": "",
    "changed": gettext_lazy("What changed"),
    "next_steps": gettext_lazy("Next steps"),
    "reason": gettext_lazy("Reason"),
    "successor": gettext_lazy("Later ask or decision"),
    "position_words": gettext_lazy("On the position"),
    "deferred_event": gettext_lazy("Until this event"),
    "whose": gettext_lazy("Whose it should be"),
    "feedback": "",
    "note": "",
    "text": "",
    "memo": gettext_lazy("Memo"),
    "why": gettext_lazy("Why"),
    "due_event": gettext_lazy("Event"),
}
FIELDS: Final = {
    "follow_up": gettext_lazy("follow-up"),
    "nature": gettext_lazy("nature"),
    "kind": gettext_lazy("kind"),
    "standing": gettext_lazy("standing"),
    "themes": gettext_lazy("themes"),
    "answering": gettext_lazy("answering organization"),
    "due_on": gettext_lazy("target date"),
    "note": gettext_lazy("note"),
    "judgement": gettext_lazy("editorial judgement"),
}

CODED: Final = {
    "follow_up": dict(FollowUp.choices),
    "nature": dict(Nature.choices),
    "kind": dict(Kind.choices),
    "standing": dict(Standing.choices),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the history, in words."""

    at: datetime
    icon: str
    what: str
    before: str = ""
    status: str = ""
    basis: str = ""
    more: str = ""
    words: list[tuple[str, str]] = field(default_factory=list)
    held: str = ""
    redacted: bool = False
    meta: list[str] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)


def sentences(lines: list[Line], recommendation: Recommendation) -> list[Shown]:
    """Newest first, as they come. An own-side finding takes effect as it is made: that line is left out."""
    before = _statuses_before(lines)
    own_side = {each.facts.get("review") for each in lines if each.facts.get("basis") == Basis.OWN_SIDE}
    kept = [each for each in lines if not (each.kind == EntryKind.IN_EFFECT and each.facts.get("review") in own_side)]
    return [_sentence(each, before.get(each.entry.pk, "")) for each in kept]


def _statuses_before(lines: list[Line]) -> dict[Any, str]:
    """What each report's organization had reported before it."""
    found: dict[Any, str] = {}
    last: dict[int | None, str] = {}
    for each in reversed(lines):
        if each.kind == EntryKind.CLEARED:
            key = each.entry.assignment_id
            found[each.entry.pk] = last.get(key, "")
            last[key] = each.facts.get("status") or last.get(key, "")
    return found


def _sentence(line: Line, before: str) -> Shown:
    what, more = _what(line)
    status = str(line.facts.get("status") or "") if line.kind != EntryKind.SUBMITTED else ""
    basis = str(line.facts.get("basis") or "reported")
    return Shown(
        at=line.at,
        icon="lock" if line.held or line.redacted else ICONS.get(EntryKind(line.kind), "dot"),
        what=what,
        before=before if line.kind == EntryKind.CLEARED and before != status else "",
        status=status,
        basis=basis,
        more=more,
        words=list(_words(line)),
        held=_held(line),
        redacted=line.redacted,
        meta=[each for each in _meta(line) if each],
        evidence=[{**each, **_named(each)} for each in line.evidence],
    )


def _what(line: Line) -> tuple[str, str]:
    """The act, and what is said of it beside the status."""
    facts = line.facts
    label = str(EntryKind(line.kind).label)
    match line.kind:
        case EntryKind.CLEARED:
            return _of_a_report(facts), _said_beside(facts)
        case EntryKind.REVIEWED:
            finding = Finding(facts["finding"]).label
            return f"{Basis(facts['basis']).label}: {str(finding).lower()}", ""
        case EntryKind.RELEASED:
            was, now = Release(facts["was"]).label, Release(facts["release"]).label
            return label, _("%(was)s → %(now)s") % {"was": was, "now": now}
        case EntryKind.TARGET_DATE_PROPOSED | EntryKind.TARGET_DATE_SET:
            after = facts.get("after", facts)
            due = iso_day(after.get("due_on") or "")
            return label, with_precision(due, after.get("due_precision") or "") if due else ""
        case EntryKind.CHANGED:
            return label, "; ".join(_changed(facts))
        case EntryKind.SUBMITTED if facts.get("status"):
            return label, str(Status(facts["status"]).label)
        case EntryKind.ASSIGNED:
            return label, line.about
    return label, ""


def _changed(facts: dict[str, Any]) -> Iterable[str]:
    """What each field was and is, where both are one of a few words."""
    before = facts.get("before", {})
    for name, value in facts.get("after", {}).items():
        label = str(FIELDS.get(name, name.replace("_", " ")))
        words = [CODED[name].get(each, "") for each in (before.get(name), value)] if name in CODED else []
        yield f"{label}: {words[0]} → {words[1]}" if all(words) and words else label


def _of_a_report(facts: dict[str, Any]) -> str:
    match facts.get("answer"):
        case Answer.NO_CHANGE:
            return _("No change")
        case Answer.CORRECTION:
            return _("Corrected")
        case Answer.NOT_OURS:
            return _("Not ours")
    return _("Reported")


def _said_beside(facts: dict[str, Any]) -> str:
    parts = []
    if facts.get("receipt"):
        parts.append(str(Receipt(facts["receipt"]).label))
    if facts.get("position"):
        parts.append(_("position: %(position)s") % {"position": Position(facts["position"]).label})
    return " · ".join(parts)


def _words(line: Line) -> Iterable[tuple[str, str]]:
    for name, value in line.words.items():
        if name in LABELS and isinstance(value, str) and value:
            yield str(LABELS[name]), value


def _held(line: Line) -> str:
    if not line.held:
        return ""
    if line.kind == EntryKind.CLEARED:
        when = day(iso_day(line.facts.get("effective_on") or line.at))
        return _("An update of %(date)s, not released.") % {"date": when}
    return _("Words of %(date)s, not released.") % {"date": day(line.at.date())}


def _meta(line: Line) -> Iterable[str]:
    facts = line.facts
    effective = iso_day(facts.get("effective_on") or "")
    if effective and line.kind == EntryKind.CLEARED:
        yield _("true as at %(date)s") % {"date": day(effective)}
    role = str(Role(line.role).label) if line.role else ""
    who = [line.name, role, line.organization] if line.name else [role, line.organization]
    yield ", ".join(each for each in who if each) or _("The register")
    if line.about and line.about != line.organization and line.kind != EntryKind.ASSIGNED:
        yield _("for %(organization)s") % {"organization": line.about}
    if line.kind in (EntryKind.SUBMITTED, EntryKind.RECALLED, EntryKind.RETURNED):
        yield _("seen in your organization only")
    elif facts.get("release") and line.kind != EntryKind.RELEASED and not line.held:
        words = _("cleared for: %(release)s") if line.kind == EntryKind.CLEARED else _("released to: %(release)s")
        yield words % {"release": Release(facts["release"]).label}
    if line.entry.channel != Channel.PAGE:
        yield str(Channel(line.entry.channel).label)


def _named(evidence: dict[str, Any]) -> dict[str, str]:
    return {
        "kind_words": str(EvidenceKind(evidence["kind"]).label),
        "held_words": str(HeldAs(evidence["held_as"]).label),
        "name": ", ".join(each for each in (evidence.get("symbol"), evidence.get("title")) if each)
        or evidence.get("url")
        or "",
    }
