"""The journal in sentences: what happened, what changed from what to what, the words as far as this reader may see
them, who, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.browser import changed
from recommendations.browser.changed import Change
from recommendations.browser.differences import changes
from recommendations.choices import (
    Answer,
    AssignmentState,
    Basis,
    Channel,
    EntryKind,
    EvidenceKind,
    Finding,
    HeldAs,
    Position,
    Receipt,
    Release,
    Role,
    Status,
)
from recommendations.queries.timeline import INSIDE, Line
from recommendations.templatetags.register import day, iso_day, with_precision
from recommendations.workflow.loading import WHY

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
    EntryKind.TARGET_DATE_DECLINED: "notdone",
    EntryKind.ADDED: "doc",
    EntryKind.DECLINED: "notdone",
    EntryKind.CONFIRMED: "implemented",
    EntryKind.ASKED: "st-recommended",
    EntryKind.ARCHIVED: "lock",
}
STATES: Final[dict[EntryKind, tuple[AssignmentState | None, AssignmentState]]] = {
    EntryKind.CONFIRMED: (AssignmentState.PROPOSED, AssignmentState.CONFIRMED),
    EntryKind.DECLINED: (None, AssignmentState.DECLINED),
    EntryKind.ENDED: (None, AssignmentState.ENDED),
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
    "said": gettext_lazy("Said there"),
    "due_event": gettext_lazy("Event"),
    "focal_point": gettext_lazy("Focal point"),
    "focal_point_was": gettext_lazy("Focal point before"),
    "alternate": gettext_lazy("Alternate"),
    "alternate_was": gettext_lazy("Alternate before"),
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
    changes: list[Change] = field(default_factory=list)
    difference: str = ""
    assignment: int | None = None


def sentences(lines: list[Line]) -> list[Shown]:
    """Newest first, as they come. An own-side finding takes effect as it is made: that line is left out."""
    before = _statuses_before(lines)
    different = _differences(lines)
    names = changed.names_in(lines)
    own_side = {each.facts.get("review") for each in lines if each.facts.get("basis") == Basis.OWN_SIDE}
    kept = [each for each in lines if not (each.kind == EntryKind.IN_EFFECT and each.facts.get("review") in own_side)]
    return [_sentence(each, before.get(each.entry.pk, ""), different, names) for each in kept]


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


def _differences(lines: list[Line]) -> dict[Any, SafeString]:
    """What was done, word by word against the report before it, or the one it corrects; where both can be read."""
    found: dict[Any, SafeString] = {}
    said: dict[str, str] = {}
    last: dict[int | None, str] = {}
    for each in reversed(lines):
        if each.kind != EntryKind.CLEARED:
            continue
        key = each.entry.assignment_id
        now = "" if each.held else str(each.words.get("done", ""))
        before = said.get(str(each.facts.get("corrects")), last.get(key, ""))
        if now and before and now != before:
            found[each.entry.pk] = changes(before, now)
        said[str(each.entry.pk)] = last[key] = now
    return found


def _sentence(line: Line, before: str, different: dict[Any, SafeString], names: changed.Names) -> Shown:
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
        evidence=[{**each, **named(each)} for each in line.evidence],
        changes=list(changed.of(line, names)),
        difference=different.get(line.entry.pk, ""),
        assignment=line.entry.assignment_id,
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
        case EntryKind.TARGET_DATE_PROPOSED:
            due = iso_day(facts.get("due_on") or "")
            return label, with_precision(due, facts.get("due_precision") or "") if due else ""
        case EntryKind.DECLINED if facts.get("proposal"):
            return str(EntryKind.TARGET_DATE_DECLINED.label), ""
        case EntryKind.CONFIRMED | EntryKind.DECLINED | EntryKind.ENDED:
            before, after = STATES[EntryKind(line.kind)]
            return label, _("%(was)s → %(now)s") % {"was": before.label, "now": after.label} if before else ""
        case EntryKind.SUBMITTED if facts.get("status"):
            return label, str(Status(facts["status"]).label)
        case EntryKind.ASSIGNED:
            return label, line.about
        case EntryKind.MOVED:
            return label, _stands_in(facts)
        case EntryKind.IMPORTED:
            return label, str(line.words.get("register", ""))
    return label, ""


def _stands_in(facts: dict[str, Any]) -> str:
    _code, sha256, label = (facts.get("after") or {}).get("source") or ("", "", "")
    words = _("paragraph %(label)s of the file with SHA-256 %(short)s…")
    return words % {"label": label, "short": sha256[:12]} if label else ""


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
            yield str(LABELS[name]), _(value) if value == WHY else value


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
    if line.kind in INSIDE:
        yield _("seen in your organization only")
    elif facts.get("release") and line.kind != EntryKind.RELEASED and not line.held:
        words = _("cleared for: %(release)s") if line.kind == EntryKind.CLEARED else _("released to: %(release)s")
        yield words % {"release": Release(facts["release"]).label}
    if line.entry.channel != Channel.PAGE:
        yield str(Channel(line.entry.channel).label)


def named(evidence: dict[str, Any]) -> dict[str, str]:
    """What it is called: by symbol and title, or else by its address, or else by what it is and its date."""
    kind = str(EvidenceKind(evidence["kind"]).label)
    called = ", ".join(each for each in (evidence.get("symbol"), evidence.get("title")) if each) or evidence.get("url")
    dated = day(iso_day(evidence["dated"]))
    return {
        "kind_words": kind,
        "held_words": str(HeldAs(evidence["held_as"]).label),
        "name": called or _("%(kind)s of %(date)s") % {"kind": kind, "date": dated},
    }
