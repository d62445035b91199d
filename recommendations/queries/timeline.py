"""The journal as people read it: what happened, in order, with the words each reader may see."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from recommendations.access import Reader
from recommendations.choices import EntryKind, UpdateState
from recommendations.models import Entry, Evidence, Recommendation, Review, ReviewComment
from recommendations.queries import names
from recommendations.queries.target_dates import Proposed, proposals

# Drafts, returned versions, feedback and who has the work stay in the own organization, always: others do not see these
# lines at all.
INSIDE: Final = (EntryKind.SUBMITTED, EntryKind.RECALLED, EntryKind.RETURNED, EntryKind.FOCAL_POINT_NAMED)
WORDS_OF_EVIDENCE: Final = ("title", "symbol", "url", "sighted_by", "filed_at")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry for one reader. `words` is empty where they are `held` (not released to this reader) or `redacted`.

    `name` is the person's, inside their family only; others read `role` and `organization`. Evidence has a release of
    its own: of what is not released to this reader only its kind and date stand here."""

    entry: Entry
    kind: str
    at: datetime
    facts: dict[str, Any]
    words: dict[str, Any]
    held: bool = False
    redacted: bool = False
    name: str = ""
    role: str = ""
    organization: str = ""
    about: str = ""
    evidence: list[dict[str, Any]] = field(default_factory=list)


def timeline(
    recommendation: Recommendation,
    reader: Reader,
    known: names.Organizations | None = None,
    proposed: list[Proposed] | None = None,
) -> list[Line]:
    """Newest first. The same facts for everyone, in a number of queries that does not grow with the entries; fewer
    where the organizations and the proposed dates are known."""
    found = _entries(recommendation, known or names.organizations())
    releases = _releases_of_findings(found)
    evidence = _evidence_of(found)
    early = _not_shown_yet(found, reader)
    proposed = proposals(recommendation) if proposed is None else proposed
    dates = {each.proposal.public_id: each for each in proposed}
    if any(each.kind == EntryKind.IMPORTED for each in found) and not reader.reads_remarks(
        recommendation.assignments.all()
    ):
        _hold_remarks(found)
    return [
        _line(each, reader, releases, evidence, _date_of(each, dates))
        for each in found
        if _is_shown(each, reader, early, _date_of(each, dates))
    ]


def _entries(recommendation: Recommendation, known: names.Organizations) -> list[Entry]:
    rows = Entry.objects.filter(recommendation=recommendation).select_related("actor", "update")
    parts = {each.pk: each for each in recommendation.assignments.all()}
    names.give(parts.values(), known)
    # What was written of a part since the parts were read is left to the next page: whose it is decides who reads it.
    found = [each for each in rows.order_by("-recorded_at", "-seq") if each.assignment_id in {None, *parts}]
    for each in found:
        each.acting_organization = known[each.acting_organization_id] if each.acting_organization_id else None
        each.assignment = parts[each.assignment_id] if each.assignment_id else None
    return found


def _hold_remarks(entries: list[Entry]) -> None:
    """What an earlier register remarked is left out of what is shown; its status, which moves nothing, stays."""
    for each in entries:
        if each.kind == EntryKind.IMPORTED and each.content:
            each.content = {name: words for name, words in each.content.items() if name != "text"}


def _date_of(entry: Entry, dates: dict[str, Proposed]) -> Proposed | None:
    """The proposed target date that the entry is about."""
    return dates.get(str(entry.facts.get("proposal", "")))


def _is_shown(entry: Entry, reader: Reader, early: set[Any], proposed: Proposed | None) -> bool:
    if proposed and not proposed.seen_by(reader):
        return False
    if entry.kind not in INSIDE:
        return entry.id not in early
    if entry.kind == EntryKind.FOCAL_POINT_NAMED:
        # Its persons are those of the office that answered then.
        return entry.facts["office"] in reader.own
    return entry.assignment is not None and reader.reads_words_of(entry.assignment)


def _not_shown_yet(entries: list[Entry], reader: Reader) -> set[Any]:
    """The entries of findings that only their subject and their authors see, until they take effect."""
    made = [each.id for each in entries if each.kind == EntryKind.REVIEWED]
    if not made:
        return set()
    waiting = Review.objects.filter(entry__in=made, in_effect_at__isnull=True)
    return {each.entry for each in waiting.select_related("assignment") if not reader.sees_finding(each)}


def _releases_of_findings(entries: list[Entry]) -> dict[Any, str]:
    made = [each.id for each in entries if each.kind in (EntryKind.REVIEWED, EntryKind.COMMENTED)]
    if not made:
        return {}
    return {
        **dict(Review.objects.filter(entry__in=made).values_list("entry", "release")),
        **dict(ReviewComment.objects.filter(entry__in=made).values_list("entry", "release")),
    }


def _evidence_of(entries: list[Entry]) -> dict[str, Evidence]:
    ids = {fact[0] for each in entries for fact in each.facts.get("evidence", [])}
    if not ids:
        return {}
    rows = Evidence.objects.filter(public_id__in=ids).select_related("update__assignment", "review__assignment")
    return {each.public_id: each for each in rows}


def _evidence(entry: Entry, reader: Reader, rows: dict[str, Evidence], readable: bool) -> list[dict[str, Any]]:
    words = {each[0]: each[1:] for each in entry.content.get("evidence", [])}
    found = []
    for public_id, kind, held_as, dated, *_others in entry.facts.get("evidence", []):
        row = rows.get(public_id)
        open_ = readable and row is not None and reader.reads_evidence(row)
        said = dict(zip(WORDS_OF_EVIDENCE, words.get(public_id, ()), strict=False)) if open_ else {}
        if row is None or not reader.reads_who_saw(row):
            said.pop("sighted_by", None)
        facts = {"id": public_id, "kind": kind, "held_as": held_as, "dated": dated, "readable": open_}
        found.append({**facts, **said})
    return found


def _may_read(entry: Entry, reader: Reader, releases: dict[Any, str], proposed: Proposed | None) -> bool:
    if proposed:
        return proposed.read_by(reader)
    if entry.assignment is None or reader.reads_words_of(entry.assignment):
        return True
    if entry.kind in (EntryKind.REVIEWED, EntryKind.COMMENTED):
        own = entry.acting_organization_id in reader.own
        return own or reader.may_read(entry.assignment, releases.get(entry.id, ""))
    if entry.update is not None:
        cleared = entry.update.state == UpdateState.CLEARED
        return reader.may_read(entry.assignment, entry.update.release, cleared=cleared)
    return True


def _line(
    entry: Entry, reader: Reader, releases: dict[Any, str], evidence: dict[str, Evidence], proposed: Proposed | None
) -> Line:
    readable = _may_read(entry, reader, releases, proposed)
    words = {name: value for name, value in entry.content.items() if name not in ("salt", "evidence")}
    organization = entry.acting_organization
    known = reader.knows(entry.acting_organization_id)
    return Line(
        entry=entry,
        kind=entry.kind,
        at=entry.recorded_at,
        facts=entry.facts,
        words=words if readable else {},
        held=bool(words or entry.content.get("evidence")) and not readable,
        redacted=not entry.content and entry.content_digest != EMPTY,
        name=str(entry.actor) if entry.actor and known else "",
        role=entry.role,
        organization=organization.name() if organization else "",
        about=entry.assignment.organization.name() if entry.assignment else "",
        evidence=_evidence(entry, reader, evidence, readable),
    )


EMPTY: Final = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # SHA-256 of "{}"
