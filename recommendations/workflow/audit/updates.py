"""Assignments and updates: every projection worked out again, every update as it was handed in."""

from collections.abc import Iterator
from typing import Any, Final

from recommendations.choices import EntryKind, UpdateState
from recommendations.models import Assignment, Entry, ProgressUpdate, Recommendation
from recommendations.models.updates import FROZEN, WORDS_OF_AN_UPDATE
from recommendations.workflow.audit.difference import UNKNOWN, Difference, differ, keeps_its_words
from recommendations.workflow.batches import in_batches, one_by_one
from recommendations.workflow.journal import plain
from recommendations.workflow.projection import columns_of, counted, headline_columns
from recommendations.workflow.updates import facts_of, words_of


def the_assignments() -> Iterator[Difference]:
    rows = Assignment.objects.select_related("recommendation", "organization").prefetch_related("entries")
    for row in one_by_one(rows):
        entries = sorted(row.entries.all(), key=lambda each: each.seq)
        if entries:
            expected = columns_of(row, entries)
            yield from differ(row, expected, {name: getattr(row, name) for name in expected})
    for some in in_batches(Recommendation.objects.all()):
        counts = counted(some)
        for recommendation in some:
            expected = headline_columns(recommendation, counts[recommendation.pk])
            yield from differ(recommendation, expected, {name: getattr(recommendation, name) for name in expected})


MOVES: Final = {
    EntryKind.SUBMITTED: {UpdateState.SUBMITTED},
    EntryKind.CLEARED: {UpdateState.CLEARED},
    EntryKind.RETURNED: {UpdateState.RETURNED, UpdateState.DISCARDED},
    EntryKind.RECALLED: {UpdateState.RECALLED, UpdateState.DISCARDED},
}
NOT_YET: Final = {UpdateState.DRAFT, UpdateState.DISCARDED}


def the_updates() -> Iterator[Difference]:
    rows = ProgressUpdate.objects.select_related("assignment__recommendation", "assignment__organization", "corrects")
    for row in one_by_one(rows.prefetch_related("entries", "writers", "evidence")):
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
    for facts in one_by_one(Entry.objects.filter(kind=EntryKind.SUBMITTED).values_list("facts", flat=True)):
        if facts["update"] not in known:
            yield Difference(f"update {facts['update']}", "is in the journal, and not in the register")


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
    yield from differ(row, recorded, {name: getattr(row, name) for name in recorded})


def _said(row: ProgressUpdate, last: Entry) -> Iterator[Difference]:
    released = [each for each in row.entries.all() if each.kind == EntryKind.RELEASED]
    recorded = dict(last.facts)
    recorded.pop("update_version")
    if released:
        recorded["release"] = max(released, key=lambda each: each.seq).facts["release"]
    yield from differ(row, recorded, plain(facts_of(row)))
    if keeps_its_words(last):
        now = plain(words_of(row))
        yield from differ(row, {name: last.content.get(name) or NO_WORDS[name] for name in now}, now)


NO_WORDS: Final[dict[str, Any]] = {**dict.fromkeys(WORDS_OF_AN_UPDATE, ""), "evidence": []}
