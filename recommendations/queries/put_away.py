"""Files that were put away: what the journal keeps of it."""

from dataclasses import dataclass
from datetime import datetime

from recommendations.choices import ChainKind, EntryKind
from recommendations.models import Entry, User


@dataclass(frozen=True, slots=True)
class PutAway:
    """`why` is empty once it was redacted."""

    by: User | None
    at: datetime
    why: str


def put_away(kind: ChainKind, public_id: str) -> PutAway | None:
    rows = Entry.objects.filter(chain_kind=kind, chain_id=public_id, kind=EntryKind.PUT_AWAY)
    entry = rows.select_related("actor").order_by("seq").last()
    return PutAway(entry.actor, entry.recorded_at, entry.content.get("why", "")) if entry else None
