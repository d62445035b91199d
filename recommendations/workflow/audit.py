"""Does the register still say what was recorded? Chains, seals, sources, and every projection against the journal."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from recommendations.choices import (
    ChainKind,
    EntryKind,
    UpdateState,
)
from recommendations.models import (
    Assignment,
    Chain,
    DocumentVersion,
    Entry,
    Evidence,
    Membership,
    Organization,
    ProgressUpdate,
    Recommendation,
    Review,
    ReviewComment,
    Seal,
    SourceDocument,
    Succession,
    TargetDateAgreement,
    TargetDateProposal,
    Theme,
    triggers,
)
from recommendations.models.fields import Archivable
from recommendations.models.updates import FROZEN, WORDS_OF_AN_UPDATE
from recommendations.parsing.clean import clean
from recommendations.parsing.found import PieceKind
from recommendations.workflow import memberships, sealing
from recommendations.workflow.attributes import take
from recommendations.workflow.evidence import facts_of as facts_of_evidence
from recommendations.workflow.evidence import words_of as words_of_evidence
from recommendations.workflow.journal import Subject, chain_of, digest, hash_of, plain
from recommendations.workflow.projection import columns_of, headline_columns
from recommendations.workflow.updates import facts_of, words_of

UNKNOWN: Final = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the journal says: where, what, and both values as far as they can be shown."""

    where: str
    what: str
    recorded: Any = ""
    found: Any = ""

    def __str__(self) -> str:
        values = f": recorded {self.recorded!r}, found {self.found!r}" if self.recorded or self.found else ""
        return f"{self.where}: {self.what}{values}"


def differences() -> list[Difference]:
    """Everything that does not hold; empty in a sound register. Reads only, and all of it as at one moment, so that
    work that goes on meanwhile is not taken for a difference."""
    with one_moment():
        return [difference for check in CHECKS for difference in _all_of(check)]


def _all_of(check: "Check") -> Iterator[Difference]:
    try:
        yield from check()
    except Exception as problem:
        # What was altered may be unreadable. The other checks still have their say.
        yield Difference(check.__name__.replace("_", " "), f"could not be checked: {problem!r}")


@contextmanager
def one_moment() -> Iterator[None]:
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _differ(where: object, recorded: dict[str, Any], found: dict[str, Any]) -> Iterator[Difference]:
    for name, value in recorded.items():
        if value is not UNKNOWN and value != found.get(name):
            yield Difference(str(where), name, value, found.get(name))


# The journal itself


def the_guards() -> Iterator[Difference]:
    for name in triggers.missing():
        yield Difference("database", f"the append-only trigger {name} is missing")


def the_chains() -> Iterator[Difference]:
    heads = {(each.kind, each.subject): each for each in Chain.objects.all()}
    redacted = _redacted()
    chains: dict[tuple[str, str], Entry] = {}
    for entry in Entry.objects.order_by("chain_kind", "chain_id", "seq").iterator(chunk_size=2000):
        key = (entry.chain_kind, entry.chain_id)
        yield from _link(entry, chains.get(key), redacted)
        chains[key] = entry
    for key, last in chains.items():
        head = heads.pop(key, None)
        if head is None or (head.length, head.head) != (last.seq, last.hash):
            yield Difference(f"{key[0]} {key[1]}", "the chain was cut, or entries were added past its head")
    for key in heads:
        yield Difference(f"{key[0]} {key[1]}", "the whole chain is gone")


def _redacted() -> set[str]:
    facts = Entry.objects.filter(kind=EntryKind.REDACTED).values_list("facts", flat=True)
    return {str(each.get("entry")) for each in facts}


def _link(entry: Entry, previous: Entry | None, redacted: set[str]) -> Iterator[Difference]:
    expected = (previous.seq + 1, previous.hash) if previous else (1, "")
    if (entry.seq, entry.previous_hash) != expected:
        yield Difference(str(entry), "does not follow the entry before it")
    if entry.hash != hash_of(entry):
        yield Difference(str(entry), "was altered: its hash does not hold")
    if entry.content_digest != digest(entry.content) and (entry.content or str(entry.id) not in redacted):
        yield Difference(str(entry), "its words were altered: their digest does not hold")


def the_seals() -> Iterator[Difference]:
    previous: Seal | None = None
    for seal in Seal.objects.order_by("day"):
        if seal.previous_hash != (previous.hash if previous else "") or seal.hash != sealing.hash_of(seal):
            yield Difference(f"seal of {seal.day}", "was altered, or a seal before it is gone")
        if (seal.entries, seal.heads_hash) != sealing.heads_at(seal.day):
            yield Difference(f"seal of {seal.day}", "the journal is not what was sealed")
        if previous and (seal.day - previous.day).days != 1:
            yield Difference(f"seal of {seal.day}", "the day before is not sealed")
        previous = seal


# The sources

OWNER: Final = {PieceKind.HEADING: "section", PieceKind.PARAGRAPH: "paragraph", PieceKind.FOOTNOTE: "footnote"}


def the_sources() -> Iterator[Difference]:
    for version in DocumentVersion.objects.select_related("document"):
        content = bytes(version.content)
        if hashlib.sha256(content).hexdigest() != version.sha256:
            yield Difference(str(version), "the file is not the one whose SHA-256 was recorded")
        yield from _rebuilt(version, content)


def _rebuilt(version: DocumentVersion, content: bytes) -> Iterator[Difference]:
    whole: list[str] = []
    raws: dict[tuple[str, int], list[str]] = defaultdict(list)
    for piece in version.pieces.order_by("ord"):
        whole.append(piece.raw)
        owner = OWNER.get(PieceKind(piece.kind))
        if owner:
            raws[owner, getattr(piece, f"{owner}_id")].append(piece.raw)
    if "".join(whole).encode(version.encoding) != content:
        yield Difference(str(version), "its pieces do not give back the file")
    texts: list[tuple[str, int, str, str]] = [
        *(("section", each.pk, each.heading, f"heading {each.ord}") for each in version.sections.all()),
        *(("paragraph", each.pk, each.text, f"para. {each.label}") for each in version.paragraphs.all()),
        *(("footnote", each.pk, each.text, f"footnote {each.mark}") for each in version.footnotes.all()),
    ]
    for name, pk, text, where in texts:
        if clean(raws[name, pk]) != text:
            yield Difference(f"{version} {where}", "the text is not that of the file")


def the_quotes() -> Iterator[Difference]:
    rows = Recommendation.objects.select_related("paragraph").prefetch_related("lead_in_spans__paragraph")
    for row in rows:
        if row.paragraph.text[row.start : row.end] != row.text:
            yield Difference(
                str(row), "the words differ from the source", row.paragraph.text[row.start : row.end], row.text
            )
        for span in row.lead_in_spans.all():
            if span.end > len(span.paragraph.text):
                yield Difference(str(row), "the lead-in ends after its paragraph")


# The rows that stewards and administrators look after


def the_attributes() -> Iterator[Difference]:
    for chain_kind, rows in JOURNALED.items():
        recorded = _folded(chain_kind)
        for row in rows():
            key = chain_of(row)[1]
            if key not in recorded:
                yield Difference(str(row), "is in the register, and not in the journal")
                continue
            facts, words = recorded.pop(key)
            now = take(row)
            yield from _differ(row, facts, now.facts)
            yield from _differ(row, words, now.words)
        for key in recorded:
            yield Difference(f"{chain_kind} {key}", "is in the journal, and not in the register")


JOURNALED: Final[dict[ChainKind, Callable[[], Iterable[Subject]]]] = {
    ChainKind.ORGANIZATION: Organization.objects.all,
    ChainKind.DOCUMENT: SourceDocument.objects.all,
    ChainKind.THEME: Theme.objects.all,
    ChainKind.SUCCESSION: Succession.objects.all,
    ChainKind.RECOMMENDATION: Recommendation.objects.all,
    ChainKind.ASSIGNMENT: Assignment.objects.all,
}


def _folded(chain_kind: ChainKind) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Per subject, what its entries add up to; words that were redacted are unknown."""
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for entry in Entry.objects.filter(chain_kind=chain_kind).order_by("chain_id", "seq"):
        facts, words = found.setdefault(entry.chain_id, ({}, {}))
        facts.update(entry.facts.get("after", {}))
        if entry.content or "after" not in entry.facts:
            words.update(entry.content.get("after", {}))
        else:
            words.update(dict.fromkeys(words, UNKNOWN))
    return found


def the_archive() -> Iterator[Difference]:
    last: dict[tuple[str, str], Entry] = {}
    for entry in Entry.objects.filter(kind__in=(EntryKind.ARCHIVED, EntryKind.RESTORED)).order_by("seq"):
        last[entry.chain_kind, entry.chain_id] = entry
    for rows in JOURNALED.values():
        for row in rows():
            if isinstance(row, Archivable):
                recorded = _archived(last.get(chain_of(row)))
                yield from _differ(row, recorded, {name: getattr(row, name) for name in recorded})


def _archived(latest: Entry | None) -> dict[str, Any]:
    if latest is None or latest.kind == EntryKind.RESTORED:
        return {"archived_at": None, "archived_why": ""}
    return {"archived_at": latest.recorded_at, "archived_why": latest.content.get("why", UNKNOWN)}


def the_memberships() -> Iterator[Difference]:
    recorded: dict[str, dict[str, Any]] = {}
    kinds = (EntryKind.GRANTED, EntryKind.WITHDRAWN)
    for entry in Entry.objects.filter(kind__in=kinds).order_by("chain_id", "seq"):
        row = recorded.setdefault(entry.facts["membership"], {"until": None, "user": entry.chain_id})
        row.update(entry.facts)
    for membership in Membership.objects.select_related("organization", "own_body", "user"):
        facts = recorded.pop(membership.public_id, None)
        if facts is None:
            yield Difference(str(membership), "was never granted")
            continue
        now = {**memberships.facts_of(membership), "until": membership.until, "user": str(membership.user_id)}
        yield from _differ(membership, facts, plain(now))
    for key in recorded:
        yield Difference(f"membership {key}", "is in the journal, and not in the register")


# Assignments, updates, findings


def the_assignments() -> Iterator[Difference]:
    rows = Assignment.objects.select_related("recommendation", "organization").prefetch_related("entries")
    for row in rows.iterator(chunk_size=500):
        entries = sorted(row.entries.all(), key=lambda each: each.seq)
        if entries:
            expected = columns_of(row, entries)
            yield from _differ(row, expected, {name: getattr(row, name) for name in expected})
    for recommendation in Recommendation.objects.select_related("whole"):
        expected = headline_columns(recommendation)
        yield from _differ(recommendation, expected, {name: getattr(recommendation, name) for name in expected})


MOVES: Final = {
    EntryKind.SUBMITTED: {UpdateState.SUBMITTED},
    EntryKind.CLEARED: {UpdateState.CLEARED},
    EntryKind.RETURNED: {UpdateState.RETURNED, UpdateState.DISCARDED},
    EntryKind.RECALLED: {UpdateState.RECALLED, UpdateState.DISCARDED},
}
NOT_YET: Final = {UpdateState.DRAFT, UpdateState.DISCARDED}


def the_updates() -> Iterator[Difference]:
    rows = ProgressUpdate.objects.select_related("assignment__recommendation", "assignment__organization", "corrects")
    for row in rows.prefetch_related("entries"):
        moves = sorted((each for each in row.entries.all() if each.kind in MOVES), key=lambda each: each.seq)
        last = moves[-1] if moves else None
        if row.state not in (MOVES[EntryKind(last.kind)] if last else NOT_YET):
            yield Difference(str(row), "state", last.kind if last else "never submitted", row.state)
        if last is None:
            continue
        yield from _handed(row, moves)
        if row.state in FROZEN:
            yield from _said(row, last)
    known = set(ProgressUpdate.objects.values_list("public_id", flat=True))
    for entry in Entry.objects.filter(kind=EntryKind.SUBMITTED):
        if entry.facts["update"] not in known:
            yield Difference(f"update {entry.facts['update']}", "is in the journal, and not in the register")


def _handed(row: ProgressUpdate, moves: list[Entry]) -> Iterator[Difference]:
    """Who handed it in, when, and what came back."""
    submitted = [each for each in moves if each.kind == EntryKind.SUBMITTED]
    cleared = [each for each in moves if each.kind == EntryKind.CLEARED]
    recorded: dict[str, Any] = {
        "assignment_id": moves[-1].assignment_id,
        "author_id": submitted[-1].actor_id,
        "submitted_at": submitted[-1].recorded_at,
        "cleared_at": cleared[-1].recorded_at if cleared else None,
        "cleared_entry": cleared[-1].id if cleared else None,
        "feedback": "",
    }
    if moves[-1].kind == EntryKind.RETURNED:
        recorded["feedback"] = moves[-1].content.get("feedback", UNKNOWN)
    yield from _differ(row, recorded, {name: getattr(row, name) for name in recorded})


def _said(row: ProgressUpdate, last: Entry) -> Iterator[Difference]:
    released = [each for each in row.entries.all() if each.kind == EntryKind.RELEASED]
    recorded = dict(last.facts)
    recorded.pop("update_version")
    if released:
        recorded["release"] = max(released, key=lambda each: each.seq).facts["release"]
    yield from _differ(row, recorded, plain(facts_of(row)))
    if _keeps_its_words(last):
        now = plain(words_of(row))
        yield from _differ(row, {name: last.content.get(name) or NO_WORDS[name] for name in now}, now)


NO_WORDS: Final[dict[str, Any]] = {**dict.fromkeys(WORDS_OF_AN_UPDATE, ""), "evidence": []}


def _keeps_its_words(entry: Entry) -> bool:
    """Or never had any; not so when they were redacted."""
    return bool(entry.content) or entry.content_digest == digest({})


def the_findings() -> Iterator[Difference]:
    made = {each.id: each for each in Entry.objects.filter(kind=EntryKind.REVIEWED)}
    effects = {each.facts["review"]: each.recorded_at for each in Entry.objects.filter(kind=EntryKind.IN_EFFECT)}
    for row in Review.objects.select_related("assignment__recommendation", "assignment__organization"):
        entry = made.pop(row.entry, None)
        if entry is None:
            yield Difference(f"finding {row.public_id}", "is in the register, and not in the journal")
            continue
        yield from _found(row, entry, effects.get(row.public_id))
    for entry in made.values():
        yield Difference(str(entry), "its finding is not in the register")
    yield from _comments()


def _found(row: Review, entry: Entry, in_effect_at: datetime | None) -> Iterator[Difference]:
    where, facts = f"finding {row.public_id}", entry.facts
    recorded: dict[str, Any] = {name: facts[name] or "" for name in ("basis", "finding", "status", "release")}
    recorded |= {"public_id": facts["review"], "in_effect_at": in_effect_at, "made_by_id": entry.actor_id}
    for name in ("assignment_id", "update_id", "acting_organization_id"):
        recorded[name] = getattr(entry, name)
    held = list(row.evidence.order_by("id"))
    found = {name: getattr(row, name) for name in recorded}
    yield from _differ(
        where, {**recorded, "evidence": facts["evidence"]}, {**found, "evidence": plain(facts_of_evidence(held))}
    )
    if _keeps_its_words(entry):
        said = {"note": entry.content.get("note", ""), "evidence": entry.content.get("evidence", [])}
        yield from _differ(where, said, {"note": row.note, "evidence": plain(words_of_evidence(held))})


def _comments() -> Iterator[Difference]:
    said = {each.id: each for each in Entry.objects.filter(kind=EntryKind.COMMENTED)}
    for row in ReviewComment.objects.select_related("review"):
        entry = said.pop(row.entry, None)
        if entry is None:
            yield Difference(f"comment {row.pk}", "is in the register, and not in the journal")
            continue
        recorded = {"review": entry.facts["review"], "release": entry.facts["release"], "made_by": entry.actor_id}
        recorded["text"] = entry.content.get("text", UNKNOWN)
        now = {"review": row.review.public_id, "release": row.release, "made_by": row.made_by_id, "text": row.text}
        yield from _differ(f"comment {row.pk}", recorded, now)
    for entry in said.values():
        yield Difference(str(entry), "its comment is not in the register")


def the_target_dates() -> Iterator[Difference]:
    proposed = {each.facts["proposal"]: each for each in Entry.objects.filter(kind=EntryKind.TARGET_DATE_PROPOSED)}
    settled = {each.facts["proposal"] for each in Entry.objects.filter(kind=EntryKind.TARGET_DATE_SET)}
    for row in TargetDateProposal.objects.all():
        entry = proposed.pop(row.public_id, None)
        if entry is None:
            yield Difference(f"target date {row.public_id}", "is in the register, and not in the journal")
            continue
        recorded: dict[str, Any] = {name: entry.facts[name] for name in ("due_on", "due_precision")}
        recorded |= {"proposed_for_id": entry.assignment_id, "proposed_by_id": entry.actor_id}
        recorded |= {"recommendation_id": entry.recommendation_id}
        if _keeps_its_words(entry):
            recorded |= {name: entry.content.get(name, "") for name in ("due_event", "why")}
        now = plain({name: getattr(row, name) for name in recorded})
        yield from _differ(f"target date {row.public_id}", recorded, now)
        if (row.public_id in settled) != (row.set_at is not None):
            yield Difference(f"target date {row.public_id}", "holds in the register or in the journal, not in both")
    for key in proposed:
        yield Difference(f"target date {key}", "is in the journal, and not in the register")
    agreed = Entry.objects.filter(kind=EntryKind.TARGET_DATE_AGREED)
    said = {(each.facts["proposal"], each.assignment_id, each.actor_id) for each in agreed}
    kept = set(TargetDateAgreement.objects.values_list("proposal__public_id", "assignment_id", "agreed_by_id"))
    for public_id, *_who in said ^ kept:
        yield Difference(
            f"target date {public_id}", "an agreement stands in the register or in the journal, not in both"
        )


def the_evidence() -> Iterator[Difference]:
    emptied = {
        each[0] for entry in Entry.objects.filter(id__in=_redacted()) for each in entry.facts.get("evidence", [])
    }
    for row in Evidence.objects.exclude(file="").exclude(public_id__in=emptied):
        try:
            with row.file.open("rb") as file:
                held = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            held = "no such file"
        if held != row.sha256:
            yield Difference(f"evidence {row.public_id}", "the file is not the one that was entered", row.sha256, held)
    for row in Evidence.objects.filter(file="").exclude(public_id__in=emptied):
        held = hashlib.sha256(row.captured_text.encode()).hexdigest() if row.captured_text else ""
        if held != row.sha256:
            yield Difference(f"evidence {row.public_id}", "the words are not those captured", row.sha256, held)


Check = Callable[[], Iterable[Difference]]
CHECKS: Final[tuple[Check, ...]] = (
    the_guards,
    the_chains,
    the_seals,
    the_sources,
    the_quotes,
    the_attributes,
    the_archive,
    the_memberships,
    the_assignments,
    the_updates,
    the_findings,
    the_target_dates,
    the_evidence,
)
