"""The journal itself: the database's guards, the chains of entries, the seals of the days."""

from collections.abc import Iterator
from typing import Final

from recommendations.choices import EntryKind
from recommendations.models import Chain, Entry, Seal, triggers
from recommendations.workflow import sealing
from recommendations.workflow.audit.difference import Difference
from recommendations.workflow.batches import one_by_one
from recommendations.workflow.journal import digest, hash_of

Place = tuple[int, str]  # in a chain: the entry's number and its hash
BEFORE_THE_FIRST: Final[Place] = (0, "")


def the_guards() -> Iterator[Difference]:
    for name in triggers.missing():
        yield Difference("database", f"the append-only trigger {name} is missing")


def the_chains() -> Iterator[Difference]:
    heads = {
        (kind, subject): (length, head)
        for kind, subject, length, head in one_by_one(
            Chain.objects.exclude(kind=sealing.SEALS).values_list("kind", "subject", "length", "head")
        )
    }
    emptied = redacted()
    lasts: dict[tuple[str, str], Place] = {}
    for entry in one_by_one(Entry.objects.order_by("chain_kind", "chain_id", "seq")):
        key = (entry.chain_kind, entry.chain_id)
        yield from _link(entry, lasts.get(key, BEFORE_THE_FIRST), emptied)
        lasts[key] = (entry.seq, entry.hash)
    for key, last in lasts.items():
        if heads.pop(key, None) != last:
            yield Difference(f"{key[0]} {key[1]}", "the chain was cut, or entries were added past its head")
    for key in heads:
        yield Difference(f"{key[0]} {key[1]}", "the whole chain is gone")


def redacted() -> set[str]:
    facts = Entry.objects.filter(kind=EntryKind.REDACTED).values_list("facts", flat=True)
    return {each["entry"] for each in facts if "entry" in each}


def _link(entry: Entry, previous: Place, redacted: set[str]) -> Iterator[Difference]:
    seq, hash_ = previous
    if (entry.seq, entry.previous_hash) != (seq + 1, hash_):
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
    head = Chain.objects.filter(kind=sealing.SEALS).first()
    kept = (head.length, head.head) if head else (0, "")
    if kept != (Seal.objects.count(), previous.hash if previous else ""):
        yield Difference("seals", "the newest is gone, or is not the one that was made last")
