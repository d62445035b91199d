"""Proposed target dates: each as it was proposed, agreed and declined."""

from collections.abc import Iterator
from typing import Any

from recommendations.choices import EntryKind
from recommendations.models import Entry, TargetDateAgreement, TargetDateProposal
from recommendations.workflow.audit.difference import Difference, differ, keeps_its_words
from recommendations.workflow.journal import plain


def the_target_dates() -> Iterator[Difference]:
    proposed = {each.facts["proposal"]: each for each in Entry.objects.filter(kind=EntryKind.TARGET_DATE_PROPOSED)}
    settled = {each.facts["proposal"] for each in Entry.objects.filter(kind=EntryKind.TARGET_DATE_SET)}
    declined = {each.facts["proposal"] for each in Entry.objects.filter(kind=EntryKind.TARGET_DATE_DECLINED)}
    for row in TargetDateProposal.objects.all():
        entry = proposed.pop(row.public_id, None)
        if entry is None:
            yield Difference(f"target date {row.public_id}", "is in the register, and not in the journal")
            continue
        recorded: dict[str, Any] = {name: entry.facts[name] for name in ("due_on", "due_precision")}
        recorded |= {"proposed_for_id": entry.assignment_id, "proposed_by_id": entry.actor_id}
        recorded |= {"recommendation_id": entry.recommendation_id}
        if keeps_its_words(entry):
            recorded |= {name: entry.content.get(name, "") for name in ("due_event", "why")}
        now = plain({name: getattr(row, name) for name in recorded})
        yield from differ(f"target date {row.public_id}", recorded, now)
        if (row.public_id in settled) != (row.set_at is not None):
            yield Difference(f"target date {row.public_id}", "holds in the register or in the journal, not in both")
        if row.public_id in declined and row.set_at is not None:
            yield Difference(f"target date {row.public_id}", "was declined, and holds")
    for key in proposed:
        yield Difference(f"target date {key}", "is in the journal, and not in the register")
    agreed = Entry.objects.filter(kind=EntryKind.TARGET_DATE_AGREED)
    said = {(each.facts["proposal"], each.assignment_id, each.actor_id) for each in agreed}
    kept = set(TargetDateAgreement.objects.values_list("proposal__public_id", "assignment_id", "agreed_by_id"))
    for public_id, *_who in said ^ kept:
        yield Difference(
            f"target date {public_id}", "an agreement stands in the register or in the journal, not in both"
        )
