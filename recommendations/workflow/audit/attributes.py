"""The rows that stewards look after: each is what its entries add up to."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from recommendations.choices import ChainKind, EntryKind
from recommendations.models import (
    Assignment,
    DocumentVersion,
    Entry,
    Organization,
    Recommendation,
    SourceDocument,
    Succession,
    Theme,
)
from recommendations.models.fields import Archivable
from recommendations.workflow.attributes import around_read, take
from recommendations.workflow.audit.difference import UNKNOWN, Difference, differ, keeps_its_words
from recommendations.workflow.batches import in_batches, one_by_one
from recommendations.workflow.journal import Subject, chain_of

# Each row with those that it names, and never the files of documents.
JOURNALED: Final[dict[ChainKind, QuerySet[Any]]] = {
    ChainKind.ORGANIZATION: Organization.objects.prefetch_related("parent"),
    ChainKind.DOCUMENT: SourceDocument.objects.all(),
    ChainKind.THEME: Theme.objects.all(),
    ChainKind.SUCCESSION: Succession.objects.all(),
    ChainKind.RECOMMENDATION: Recommendation.objects.prefetch_related(
        "paragraph",
        Prefetch("paragraph__document_version", DocumentVersion.objects.defer("content")),
        "paragraph__document_version__document",
        "whole",
        Prefetch("stays_despite", DocumentVersion.objects.defer("content")),
    ),
    ChainKind.ASSIGNMENT: Assignment.objects.prefetch_related(
        "recommendation", "organization", "answering_organization"
    ),
}


def the_attributes() -> Iterator[Difference]:
    for chain_kind, rows in JOURNALED.items():
        seen: set[str] = set()
        for some in in_batches(rows.all()):
            recorded = folded(chain_kind, some)
            seen |= recorded.keys()
            with around_read(some):
                for row in some:
                    yield from _differ(row, recorded.get(chain_of(row)[1]))
        yield from without_rows(chain_kind, seen)


def _differ(row: Subject, recorded: "Recorded | None") -> Iterator[Difference]:
    if recorded is None:
        yield Difference(str(row), "is in the register, and not in the journal")
        return
    facts, words = recorded
    now = take(row)
    yield from differ(row, facts, now.facts)
    yield from differ(row, words, now.words)


# Attributes that came when there were entries already: what a row is until an entry says otherwise.
ADDED_LATER: Final[dict[ChainKind, dict[str, Any]]] = {
    ChainKind.ASSIGNMENT: {"focal_point": None, "alternate": None},
    ChainKind.DOCUMENT: {"courtesy": []},
    ChainKind.RECOMMENDATION: {"stays_despite": None, "renderings": []},
}


Recorded = tuple[dict[str, Any], dict[str, Any]]  # facts and words


def folded(chain_kind: ChainKind, rows: Iterable[Subject]) -> dict[str, Recorded]:
    """Per subject, what its entries add up to; words that were redacted are unknown."""
    found: dict[str, Recorded] = {}
    for entry in _entries_of(chain_kind, rows).order_by("chain_id", "seq"):
        facts, words = found.setdefault(entry.chain_id, (dict(ADDED_LATER.get(chain_kind, {})), {}))
        facts.update(entry.facts.get("after", {}))
        if keeps_its_words(entry) or "after" not in entry.facts:
            words.update(entry.content.get("after", {}))
        else:
            words.update(dict.fromkeys(words, UNKNOWN))
    return found


def _entries_of(chain_kind: ChainKind, rows: Iterable[Subject]) -> QuerySet[Entry]:
    return Entry.objects.filter(chain_kind=chain_kind, chain_id__in=[chain_of(row)[1] for row in rows])


def without_rows(chain_kind: ChainKind, seen: set[str]) -> Iterator[Difference]:
    entries = Entry.objects.filter(chain_kind=chain_kind).order_by("chain_id")
    for key in one_by_one(entries.values_list("chain_id", flat=True).distinct()):
        if key not in seen:
            yield Difference(f"{chain_kind} {key}", "is in the journal, and not in the register")


def the_archive() -> Iterator[Difference]:
    for chain_kind, rows in JOURNALED.items():
        if not issubclass(rows.model, Archivable):
            continue
        for some in in_batches(rows.prefetch_related(None)):
            put_away = _entries_of(chain_kind, some).filter(kind__in=(EntryKind.ARCHIVED, EntryKind.RESTORED))
            last = {each.chain_id: each for each in put_away.order_by("seq")}
            for row in some:
                recorded = _archived(last.get(chain_of(row)[1]))
                yield from differ(row, recorded, {name: getattr(row, name) for name in recorded})


def _archived(latest: Entry | None) -> dict[str, Any]:
    if latest is None or latest.kind == EntryKind.RESTORED:
        return {"archived_at": None, "archived_why": ""}
    return {"archived_at": latest.recorded_at, "archived_why": latest.content.get("why", UNKNOWN)}
