"""Proposed target dates: each as it was proposed, agreed and declined."""

from collections.abc import Iterator
from typing import Any

from recommendations.choices import EntryKind
from recommendations.models import Entry, TargetDateAgreement, TargetDateProposal
from recommendations.workflow.audit.difference import Difference, differ, keeps_its_words
from recommendations.workflow.batches import in_batches, one_by_one
from recommendations.workflow.journal import plain


def the_target_dates() -> Iterator[Difference]:
    proposals = Entry.objects.filter(kind=EntryKind.TARGET_DATE_PROPOSED)
    proposed = {facts["proposal"]: pk for pk, facts in one_by_one(proposals.values_list("pk", "facts"))}
    settled, declined = _named_in(EntryKind.TARGET_DATE_SET), _named_in(EntryKind.TARGET_DATE_DECLINED)
    for some in in_batches(TargetDateProposal.objects.all()):
        places = [proposed.pop(row.public_id, None) for row in some]
        entries = proposals.in_bulk([each for each in places if each])
        for row, place in zip(some, places, strict=True):
            if place is None:
                yield Difference(f"target date {row.public_id}", "is in the register, and not in the journal")
                continue
            yield from _as_proposed(row, entries[place])
            if (row.public_id in settled) != (row.set_at is not None):
                yield Difference(f"target date {row.public_id}", "holds in the register or in the journal, not in both")
            if row.public_id in declined and row.set_at is not None:
                yield Difference(f"target date {row.public_id}", "was declined, and holds")
    for key in proposed:
        yield Difference(f"target date {key}", "is in the journal, and not in the register")
    agreed = Entry.objects.filter(kind=EntryKind.TARGET_DATE_AGREED).values_list("facts", "assignment_id", "actor_id")
    said = {(facts["proposal"], assignment, actor) for facts, assignment, actor in one_by_one(agreed)}
    kept = set(TargetDateAgreement.objects.values_list("proposal__public_id", "assignment_id", "agreed_by_id"))
    for public_id, *_who in said ^ kept:
        yield Difference(
            f"target date {public_id}", "an agreement stands in the register or in the journal, not in both"
        )


def _named_in(kind: EntryKind) -> set[str]:
    return {facts["proposal"] for facts in one_by_one(Entry.objects.filter(kind=kind).values_list("facts", flat=True))}


def _as_proposed(row: TargetDateProposal, entry: Entry) -> Iterator[Difference]:
    recorded: dict[str, Any] = {name: entry.facts[name] for name in ("due_on", "due_precision")}
    recorded |= {"proposed_for_id": entry.assignment_id, "proposed_by_id": entry.actor_id}
    recorded |= {"recommendation_id": entry.recommendation_id}
    if keeps_its_words(entry):
        recorded |= {name: entry.content.get(name, "") for name in ("due_event", "why")}
    now = plain({name: getattr(row, name) for name in recorded})
    yield from differ(f"target date {row.public_id}", recorded, now)
