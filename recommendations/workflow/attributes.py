"""What the journal keeps of a row that stewards and administrators look after: its facts and its free words.

One table serves the entries that are written and the audit that rebuilds the rows from them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django.db.models import BinaryField, Model, Prefetch, QuerySet, prefetch_related_objects
from django.db.models.functions import Substr

from recommendations.access import Acting, By
from recommendations.choices import EntryKind
from recommendations.models import (
    Assignment,
    Entry,
    Organization,
    Recommendation,
    SourceDocument,
    Succession,
    Theme,
)
from recommendations.parsing.read import HEAD, Form, form_of
from recommendations.workflow.journal import Subject, plain, record, record_all

Values: TypeAlias = dict[str, Any]
CONTENT: Final = "paragraph__document_version__content"  # the whole file


@dataclass(frozen=True, slots=True)
class Attributes:
    facts: Callable[[Any], Values]
    words: Callable[[Any], Values]


def _of_organization(row: Organization) -> Values:
    return {
        "kind": row.kind,
        "parent": row.parent.code if row.parent else None,
        "reports_for_itself": row.reports_for_itself,
        "ends_on": row.ends_on,
    }


def _words_of_organization(row: Organization) -> Values:
    return {
        "note": row.note,
        "names": [
            [each.language, each.name, each.acronym, each.valid_from, each.valid_to] for each in _around(row, "names")
        ],
    }


def _of_document(row: SourceDocument) -> Values:
    versions = list(_around(row, "versions"))
    return {
        "code": row.code,
        "symbol": row.symbol,
        "kind": row.kind,
        "dated": row.dated,
        "date_precision": row.date_precision,
        "mandate": row.mandate,
        "issuers": sorted(each.code for each in _around(row, "issuers")),
        "versions": [[each.number, each.language, each.sha256, each.is_quoted] for each in versions],
        "streams": _streams(versions),
        "courtesy": [each.number for each in versions if not each.is_official],
    }


def _streams(versions: Iterable[Any]) -> list[list[Any]]:
    """Of each version that is no text, the SHA-256 of what its reader made of the file when it was accepted: a later
    reader may make another, and the file alone would not prove it."""
    return [
        [
            each.number,
            hashlib.sha256("".join(each.pieces.order_by("ord").values_list("raw", flat=True)).encode()).hexdigest(),
        ]
        for each in versions
        if form_of(bytes(each.head)) is not Form.TEXT
    ]


def _of_recommendation(row: Recommendation) -> Values:
    version = row.paragraph.document_version
    return {
        "reference": row.reference,
        "source": [version.document.code, version.sha256, row.paragraph.label],
        "span": [row.start, row.end],
        "text_sha256": hashlib.sha256(row.text.encode()).hexdigest(),
        "kind": row.kind,
        "follow_up": row.follow_up,
        "standing": row.standing,
        "standing_symbol": row.standing_symbol,
        "nature": row.nature,
        "due_on": row.due_on,
        "due_precision": row.due_precision,
        "is_whole": row.is_whole,
        "whole": row.whole.public_id if row.whole else None,
        "themes": sorted(each.code for each in _around(row, "themes")),
        "lead_in": [[each.paragraph.label, each.start, each.end] for each in _around(row, "lead_in_spans")],
        "addressees": [each.organization.code if each.organization else None for each in _around(row, "addressees")],
        "stays_despite": row.stays_despite.sha256 if row.stays_despite else None,
        "renderings": sorted(
            [each.paragraph.document_version.sha256, each.paragraph.label, each.start, each.end]
            for each in _around(row, "renderings")
        ),
    }


def _with_heads(rows: QuerySet[Any]) -> QuerySet[Any]:
    head = Substr("content", 1, HEAD, output_field=BinaryField())
    heads: QuerySet[Any] = rows.defer("content").annotate(head=head)
    return heads.order_by("number")


# What stands around a row, each with what is read of it; never the files of documents.
AROUND: Final[dict[type[Model], dict[str, Callable[[QuerySet[Any]], QuerySet[Any]]]]] = {
    Organization: {"names": lambda rows: rows.order_by("language", "valid_from", "id")},
    SourceDocument: {"issuers": lambda rows: rows, "versions": _with_heads},
    Succession: {"predecessors": lambda rows: rows, "successors": lambda rows: rows},
    Recommendation: {
        "themes": lambda rows: rows,
        "lead_in_spans": lambda rows: rows.select_related("paragraph"),
        "addressees": lambda rows: rows.select_related("organization"),
        "places": lambda rows: rows,
        "renderings": lambda rows: rows.select_related("paragraph__document_version").defer(CONTENT),
    },
}


def _around(row: Model, name: str) -> Iterable[Any]:
    """As it was read along with it, or asked for now."""
    read: Iterable[Any] | None = row.__dict__.get(f"{name}_read")
    return AROUND[type(row)][name](getattr(row, name).all()) if read is None else read


@contextmanager
def around_read(rows: Sequence[Model]) -> Iterator[None]:
    """What stands around many of one table is asked for once, and forgotten at the end, because it may change."""
    around = AROUND.get(type(rows[0]), {}) if rows else {}
    for name, with_ in around.items():
        table = type(rows[0])._meta.get_field(name).related_model
        assert table is not None
        prefetch_related_objects(rows, Prefetch(name, with_(table._default_manager.all()), to_attr=f"{name}_read"))
    yield
    for row in rows:
        for name in around:
            del row.__dict__[f"{name}_read"]


def _words_of_recommendation(row: Recommendation) -> Values:
    return {
        "due_event": row.due_event,
        "note": row.note,
        "addressee_words": [each.words for each in _around(row, "addressees")],
        "places": sorted(each.name for each in _around(row, "places")),
    }


def _of_assignment(row: Assignment) -> Values:
    answering = row.answering_organization
    return {
        "recommendation": row.recommendation.public_id,
        "organization": row.organization.code,
        "role": row.role,
        "answering": answering.code if answering else None,
        "named_in_text": row.named_in_text,
        "focal_point": row.focal_point_id,
        "alternate": row.alternate_id,
    }


def _of_succession(row: Succession) -> Values:
    return {
        "kind": row.kind,
        "on": row.on,
        "predecessors": sorted(each.code for each in _around(row, "predecessors")),
        "successors": sorted(each.code for each in _around(row, "successors")),
    }


ATTRIBUTES: Final[dict[type[Model], Attributes]] = {
    Organization: Attributes(_of_organization, _words_of_organization),
    SourceDocument: Attributes(_of_document, lambda row: {"title": row.title, "note": row.note}),
    Succession: Attributes(_of_succession, lambda row: {"note": row.note}),
    Theme: Attributes(lambda row: {}, lambda row: {"name": row.name}),
    Recommendation: Attributes(_of_recommendation, _words_of_recommendation),
    Assignment: Attributes(_of_assignment, lambda row: {"judgement": row.judgement}),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """The attributes of a row at a moment, as JSON values."""

    facts: Values
    words: Values


def take(row: Subject) -> Taken:
    attributes = ATTRIBUTES[type(row)]
    return Taken(plain(attributes.facts(row)), plain(attributes.words(row)))


def record_added(row: Subject, kind: EntryKind, *, by: By, acting: Acting, why: str = "") -> Entry:
    now = take(row)
    return record(kind, row, by=by, acting=acting, facts={"after": now.facts}, content={"after": now.words, "why": why})


def record_added_all(rows: Iterable[Subject], kind: EntryKind, *, by: By, acting: Acting, why: str = "") -> list[Entry]:
    """The same of many rows that are new in this transaction."""
    taken = ((row, take(row)) for row in rows)
    given = ((row, {"after": now.facts}, {"after": now.words, "why": why}) for row, now in taken)
    return record_all(kind, given, by=by, acting=acting)


def record_changed(
    row: Subject, before: Taken, *, by: By, acting: Acting, why: str, kind: EntryKind = EntryKind.CHANGED
) -> Entry | None:
    """An entry with what is different, before and after; None, and no entry, when nothing is."""
    now = take(row)
    facts = {name: value for name, value in now.facts.items() if before.facts[name] != value}
    words = {name: value for name, value in now.words.items() if before.words[name] != value}
    if not facts and not words:
        return None
    return record(
        kind,
        row,
        by=by,
        acting=acting,
        facts={"before": {name: before.facts[name] for name in facts}, "after": facts},
        content={"before": {name: before.words[name] for name in words}, "after": words, "why": why},
    )
