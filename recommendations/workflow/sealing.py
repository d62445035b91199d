"""The daily seal: a hash over the heads of all chains at the end of a day, chained to the day before."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from recommendations.models import Chain, Entry, Seal
from recommendations.workflow.journal import digest, in_utc

# Under which the head of the seals' own chain stands among the heads: a seal cut off at the end is missed at once.
SEALS: Final = "seal"


def end_of(day: date) -> datetime:
    """The first moment after the day, in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min), timezone.get_default_timezone())


def heads_at(day: date) -> tuple[int, str]:
    """How many entries were recorded by the end of the day, and the hash over every chain's head then."""
    recorded = Entry.objects.filter(recorded_at__lt=end_of(day))
    lengths = recorded.values("chain_kind", "chain_id").annotate(last=Max("seq"), entries=Count("id"))
    lasts = {(each["chain_kind"], each["chain_id"]): each["last"] for each in lengths}
    heads = [
        [kind, subject, seq, hash_]
        for kind, subject, seq, hash_ in recorded.values_list("chain_kind", "chain_id", "seq", "hash")
        if lasts[kind, subject] == seq
    ]
    return sum(each["entries"] for each in lengths), digest(sorted(heads))


def hash_of(seal: Seal) -> str:
    return digest(
        {
            "day": seal.day.isoformat(),
            "entries": seal.entries,
            "heads": seal.heads_hash,
            "previous": seal.previous_hash,
            "sealed_at": in_utc(seal.sealed_at),
        }
    )


@transaction.atomic
def seal_until_yesterday() -> list[Seal]:
    """Seal every day that has ended and is not sealed yet, from the first entry on. Safe to run twice."""
    first = Entry.objects.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    if first is None:
        return []
    last = Seal.objects.select_for_update().order_by("-day").first()
    whole = _is_whole(last)
    day = last.day + timedelta(days=1) if last else timezone.localdate(first)
    made: list[Seal] = []
    while day < timezone.localdate():
        entries, heads = heads_at(day)
        last = Seal(
            day=day,
            entries=entries,
            heads_hash=heads,
            previous_hash=last.hash if last else "",
            sealed_at=timezone.now(),
        )
        last.hash = hash_of(last)
        last.save(force_insert=True)
        made.append(last)
        day += timedelta(days=1)
    if last and whole:
        head = {"length": Seal.objects.count(), "head": last.hash}
        Chain.objects.update_or_create(kind=SEALS, subject="", defaults=head)
    return made


def _is_whole(last: Seal | None) -> bool:
    """Whether the last seal is the one that was made last. One that was taken away is not covered up by another."""
    head = Chain.objects.filter(kind=SEALS).first()
    return head is None or (head.length, head.head) == (Seal.objects.count(), last.hash if last else "")
