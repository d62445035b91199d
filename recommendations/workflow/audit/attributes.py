"""The rows that stewards look after: each is what its entries add up to."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from recommendations.choices import ChainKind, EntryKind
from recommendations.models import (
    Assignment,
    Entry,
    Organization,
    Recommendation,
    SourceDocument,
    Succession,
    Theme,
)
from recommendations.models.fields import Archivable
from recommendations.workflow.attributes import take
from recommendations.workflow.audit.difference import UNKNOWN, Difference, differ, keeps_its_words
from recommendations.workflow.journal import Subject, chain_of


def the_attributes() -> Iterator[Difference]:
    for chain_kind, rows in JOURNALED.items():
        recorded = folded(chain_kind)
        for row in rows():
            key = chain_of(row)[1]
            if key not in recorded:
                yield Difference(str(row), "is in the register, and not in the journal")
                continue
            facts, words = recorded.pop(key)
            now = take(row)
            yield from differ(row, facts, now.facts)
            yield from differ(row, words, now.words)
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


# Attributes that came when there were entries already: what a row is until an entry says otherwise.
ADDED_LATER: Final[dict[ChainKind, dict[str, Any]]] = {
    ChainKind.ASSIGNMENT: {"focal_point": None, "alternate": None},
    ChainKind.DOCUMENT: {"courtesy": []},
    ChainKind.RECOMMENDATION: {"stays_despite": None, "renderings": []},
}


def folded(chain_kind: ChainKind) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Per subject, what its entries add up to; words that were redacted are unknown."""
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for entry in Entry.objects.filter(chain_kind=chain_kind).order_by("chain_id", "seq"):
        facts, words = found.setdefault(entry.chain_id, (dict(ADDED_LATER.get(chain_kind, {})), {}))
        facts.update(entry.facts.get("after", {}))
        if keeps_its_words(entry) or "after" not in entry.facts:
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
                yield from differ(row, recorded, {name: getattr(row, name) for name in recorded})


def _archived(latest: Entry | None) -> dict[str, Any]:
    if latest is None or latest.kind == EntryKind.RESTORED:
        return {"archived_at": None, "archived_why": ""}
    return {"archived_at": latest.recorded_at, "archived_why": latest.content.get("why", UNKNOWN)}
