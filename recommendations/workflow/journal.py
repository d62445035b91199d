"""Writing the journal: an entry per fact, chained by hashes per subject. Nothing here changes or deletes."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, Final, TypeAlias

from django.utils import timezone

from recommendations.access import Acting, By
from recommendations.choices import ChainKind, EntryKind
from recommendations.models import (
    Assignment,
    Chain,
    Entry,
    Organization,
    ProgressUpdate,
    Recommendation,
    RegisterFile,
    SourceDocument,
    Succession,
    Theme,
    Upload,
    User,
)

Subject = (
    Assignment | Recommendation | SourceDocument | Organization | Theme | Succession | User | Upload | RegisterFile
)

Name: TypeAlias = tuple[ChainKind, str]
Fact: TypeAlias = tuple[Subject, dict[str, Any], dict[str, Any]]  # of what, its facts and its content
SALT = "salt"


SUBJECTS: Final[dict[ChainKind, tuple[type[Subject], str]]] = {
    ChainKind.ASSIGNMENT: (Assignment, "public_id"),
    ChainKind.RECOMMENDATION: (Recommendation, "public_id"),
    ChainKind.DOCUMENT: (SourceDocument, "public_id"),
    ChainKind.ORGANIZATION: (Organization, "code"),
    ChainKind.THEME: (Theme, "code"),
    ChainKind.SUCCESSION: (Succession, "public_id"),
    ChainKind.USER: (User, "pk"),
    ChainKind.UPLOAD: (Upload, "public_id"),
    ChainKind.REGISTER_FILE: (RegisterFile, "public_id"),
}


def chain_of(subject: Subject) -> tuple[ChainKind, str]:
    """Which chain the subject's entries stand in, by a name that means something outside the database too."""
    return next(
        (kind, str(getattr(subject, field))) for kind, (model, field) in SUBJECTS.items() if isinstance(subject, model)
    )


def subject_of(entry: Entry) -> Subject:
    """The row whose chain the entry stands in."""
    model, field = SUBJECTS[ChainKind(entry.chain_kind)]
    found: Subject = model._default_manager.get(**{field: entry.chain_id})
    return found


def record(
    kind: EntryKind,
    subject: Subject,
    *,
    by: By,
    acting: Acting,
    facts: dict[str, Any] | None = None,
    content: dict[str, Any] | None = None,
    update: ProgressUpdate | None = None,
    channel: str = "",
) -> Entry:
    """Append one fact to the subject's chain, inside the caller's transaction. `facts` are codes, dates and ids;
    `content` is all free words: empty ones are left out."""
    chain_kind, chain_id = chain_of(subject)
    chain, _ = Chain.objects.select_for_update().get_or_create(kind=chain_kind, subject=chain_id)
    entry = _next(
        chain, kind, subject, facts or {}, content or {}, by=by, acting=acting, update=update, channel=channel
    )
    entry.save(force_insert=True)
    chain.save(update_fields=["length", "head"])
    return entry


def record_all(kind: EntryKind, given: Iterable[Fact], *, by: By, acting: Acting) -> list[Entry]:
    """The same of many subjects, in their order; there may be several facts of one. Whoever calls holds the subjects,
    or made them in this transaction."""
    facts = list(given)
    chains = _held(chain_of(subject) for subject, _facts, _content in facts)
    entries = [
        _next(chains[chain_of(subject)], kind, subject, each, content, by=by, acting=acting)
        for subject, each, content in facts
    ]
    Entry.objects.bulk_create(entries)
    Chain.objects.bulk_create(
        chains.values(), update_conflicts=True, unique_fields=["kind", "subject"], update_fields=["length", "head"]
    )
    return entries


def _held(names: Iterable[Name]) -> dict[Name, Chain]:
    """The chains as they are now, held; those in which nothing stands yet begin. If somebody else begins one at the
    same moment, the database takes one first entry only."""
    found = {(kind, subject): Chain(kind=kind, subject=subject) for kind, subject in names}
    for kind in {kind for kind, _subject in found}:
        of = [subject for each, subject in found if each == kind]
        there = Chain.objects.select_for_update().filter(kind=kind, subject__in=of).order_by("pk")
        for subject, length, head in there.values_list("subject", "length", "head"):
            chain = found[kind, subject]
            chain.length, chain.head = length, head
    return found


def _next(
    chain: Chain,
    kind: EntryKind,
    subject: Subject,
    facts: dict[str, Any],
    content: dict[str, Any],
    *,
    by: By,
    acting: Acting,
    update: ProgressUpdate | None = None,
    channel: str = "",
) -> Entry:
    """The entry that comes next in the chain, which ends with it from now on."""
    words = _salted(content)
    entry = Entry(
        chain_kind=chain.kind,
        chain_id=chain.subject,
        seq=chain.length + 1,
        kind=kind,
        assignment=subject if isinstance(subject, Assignment) else None,
        recommendation=_recommendation_of(subject),
        update=update,
        facts=plain(facts),
        content=words,
        content_digest=digest(words),
        actor=by.user,
        acting_organization=acting.organization,
        role=acting.role or "",
        channel=channel or by.channel,
        request_id=by.request_id,
        recorded_at=timezone.now(),
        previous_hash=chain.head,
    )
    entry.hash = hash_of(entry)
    chain.length, chain.head = entry.seq, entry.hash
    return entry


def _salted(content: dict[str, Any]) -> dict[str, Any]:
    """As it is kept: without what is empty, and with a salt, so that a short text cannot be guessed from its digest."""
    words = {name: value for name, value in content.items() if value not in ("", None, [], {})}
    return plain({**words, SALT: secrets.token_hex(16)}) if words else {}


def _recommendation_of(subject: Subject) -> Recommendation | None:
    if isinstance(subject, Assignment):
        return subject.recommendation
    return subject if isinstance(subject, Recommendation) else None


def plain(value: Any) -> Any:
    """JSON values only, so that what is hashed is what both databases give back: dates as ISO, the rest as it is."""
    match value:
        case dict():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case date():
            return value.isoformat()
        case None | bool() | int():
            return value
        case _:
            return str(value)


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def hash_of(entry: Entry) -> str:
    """SHA-256 over every column but `content` (its digest stands for it) and the hash itself."""
    return digest(
        {
            "id": str(entry.id),
            "chain": [entry.chain_kind, entry.chain_id, entry.seq],
            "kind": entry.kind,
            "assignment": entry.assignment_id,
            "recommendation": entry.recommendation_id,
            "update": entry.update_id,
            "facts": entry.facts,
            "content": entry.content_digest,
            "actor": entry.actor_id,
            "acting_organization": entry.acting_organization_id,
            "role": entry.role,
            "channel": entry.channel,
            "request": entry.request_id,
            "recorded_at": in_utc(entry.recorded_at),
            "previous": entry.previous_hash,
        }
    )


def in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
