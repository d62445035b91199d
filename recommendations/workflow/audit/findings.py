"""Findings, what was said to them, and the evidence that all of it rests on."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from recommendations.choices import EntryKind
from recommendations.models import Entry, Evidence, Review, ReviewComment
from recommendations.workflow.audit.difference import UNKNOWN, Difference, differ, keeps_its_words
from recommendations.workflow.audit.journal import redacted
from recommendations.workflow.evidence import facts_of, words_of
from recommendations.workflow.journal import plain


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
    yield from differ(where, {**recorded, "evidence": facts["evidence"]}, {**found, "evidence": plain(facts_of(held))})
    if keeps_its_words(entry):
        said = {"note": entry.content.get("note", ""), "evidence": entry.content.get("evidence", [])}
        yield from differ(where, said, {"note": row.note, "evidence": plain(words_of(held))})


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
        yield from differ(f"comment {row.pk}", recorded, now)
    for entry in said.values():
        yield Difference(str(entry), "its comment is not in the register")


def the_evidence() -> Iterator[Difference]:
    emptied = {each[0] for entry in Entry.objects.filter(id__in=redacted()) for each in entry.facts.get("evidence", [])}
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
