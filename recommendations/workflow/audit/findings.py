"""Findings, what was said to them, and the evidence that all of it rests on."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from recommendations.choices import EntryKind
from recommendations.models import Entry, Evidence, Review, ReviewComment
from recommendations.workflow.audit.difference import UNKNOWN, Difference, differ, keeps_its_words
from recommendations.workflow.audit.journal import redacted
from recommendations.workflow.batches import in_batches, one_by_one
from recommendations.workflow.evidence import facts_of, words_of
from recommendations.workflow.journal import plain


def the_findings() -> Iterator[Difference]:
    in_effect = Entry.objects.filter(kind=EntryKind.IN_EFFECT).values_list("facts", "recorded_at")
    effects = {facts["review"]: recorded_at for facts, recorded_at in one_by_one(in_effect)}
    rows = Review.objects.select_related("assignment__recommendation", "assignment__organization")
    for row, entry in _beside(rows.prefetch_related("evidence"), EntryKind.REVIEWED):
        if row is None:
            yield Difference(str(entry), "its finding is not in the register")
        elif entry is None:
            yield Difference(f"finding {row.public_id}", "is in the register, and not in the journal")
        else:
            yield from _found(row, entry, effects.get(row.public_id))
    yield from _comments()


R = TypeVar("R", Review, ReviewComment)


def _beside(rows: QuerySet[R], kind: EntryKind) -> Iterator[tuple[R | None, Entry | None]]:
    """Each row beside its entry, and then each entry that has no row."""
    entries = Entry.objects.filter(kind=kind)
    seen: set[UUID] = set()
    for some in in_batches(rows):
        made = entries.in_bulk([row.entry for row in some])
        for row in some:
            yield row, None if row.entry in seen else made.get(row.entry)
            seen.add(row.entry)
    for entry in one_by_one(entries.defer("facts", "content")):
        if entry.pk not in seen:
            yield None, entry


def _found(row: Review, entry: Entry, in_effect_at: datetime | None) -> Iterator[Difference]:
    where, facts = f"finding {row.public_id}", entry.facts
    recorded: dict[str, Any] = {name: facts[name] or "" for name in ("basis", "finding", "status", "release")}
    recorded |= {"public_id": facts["review"], "in_effect_at": in_effect_at, "made_by_id": entry.actor_id}
    for name in ("assignment_id", "update_id", "acting_organization_id"):
        recorded[name] = getattr(entry, name)
    held = row.evidence.all()
    found = {name: getattr(row, name) for name in recorded}
    yield from differ(where, {**recorded, "evidence": facts["evidence"]}, {**found, "evidence": plain(facts_of(held))})
    if keeps_its_words(entry):
        said = {"note": entry.content.get("note", ""), "evidence": entry.content.get("evidence", [])}
        yield from differ(where, said, {"note": row.note, "evidence": plain(words_of(held))})


def _comments() -> Iterator[Difference]:
    for row, entry in _beside(ReviewComment.objects.select_related("review"), EntryKind.COMMENTED):
        if row is None:
            yield Difference(str(entry), "its comment is not in the register")
            continue
        if entry is None:
            yield Difference(f"comment {row.pk}", "is in the register, and not in the journal")
            continue
        recorded = {"review": entry.facts["review"], "release": entry.facts["release"], "made_by": entry.actor_id}
        recorded["text"] = entry.content.get("text", UNKNOWN)
        now = {"review": row.review.public_id, "release": row.release, "made_by": row.made_by_id, "text": row.text}
        yield from differ(f"comment {row.pk}", recorded, now)


def the_evidence() -> Iterator[Difference]:
    emptied = {each[0] for entry in Entry.objects.filter(id__in=redacted()) for each in entry.facts.get("evidence", [])}
    for row in one_by_one(Evidence.objects.exclude(file="").exclude(public_id__in=emptied)):
        try:
            with row.file.open("rb") as file:
                held = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            held = "no such file"
        if held != row.sha256:
            yield Difference(f"evidence {row.public_id}", "the file is not the one that was entered", row.sha256, held)
    for row in one_by_one(Evidence.objects.filter(file="").exclude(public_id__in=emptied)):
        held = hashlib.sha256(row.captured_text.encode()).hexdigest() if row.captured_text else ""
        if held != row.sha256:
            yield Difference(f"evidence {row.public_id}", "the words are not those captured", row.sha256, held)
