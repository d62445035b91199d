"""Files that stewards gave: where each stands, and what was found in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from recommendations.choices import DatePrecision, DocumentKind, UploadState
from recommendations.models import DocumentVersion, Organization, SourceDocument, Upload
from recommendations.queries import removed

# What nobody has to look at any more.
SETTLED: Final = (UploadState.TAKEN_IN, UploadState.DISCARDED)
ON_THE_WAY: Final = (UploadState.WAITING, UploadState.READING)
RECENT: Final = 20
WORDS: Final = 8
PRECISIONS: Final = {10: DatePrecision.DAY, 7: DatePrecision.MONTH, 4: DatePrecision.YEAR}


def listed() -> QuerySet[Upload]:
    """Without the files themselves and all that was found in them."""
    rows = Upload.objects.defer("content", "found").select_related("given_by", "document")
    return rows.select_related("document_version__document").defer("document_version__content", "content", "found")


def open_uploads() -> list[Upload]:
    """The latest first."""
    return list(listed().exclude(state__in=SETTLED))


def open_count() -> int:
    return Upload.objects.exclude(state__in=SETTLED).count()


def settled_uploads() -> list[Upload]:
    return list(listed().filter(state__in=SETTLED)[:RECENT])


def open_upload(sha256: str) -> Upload | None:
    closed = (UploadState.REFUSED, UploadState.DISCARDED, UploadState.TAKEN_IN)
    return listed().filter(sha256=sha256).exclude(state__in=closed).first()


def held_version(sha256: str) -> DocumentVersion | None:
    return DocumentVersion.objects.select_related("document").defer("content").filter(sha256=sha256).first()


@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph as a preview shows it: `first` and `last` words, `last` empty where the first are all."""

    label: str
    first: str
    last: str
    text: str
    page: int | None
    heading: str


@dataclass(frozen=True, slots=True)
class Preview:
    openings: list[Opening]
    footnotes: int
    candidates: int
    suggested: int
    doubts: list[tuple[str, str, str]]
    removed: list[tuple[removed.Page, list[removed.Removed]]]


def preview(found: Mapping[str, Any]) -> Preview:
    document = found["document"]
    headings = [each["heading"] for each in document["sections"]]
    openings, last_section = [], None
    for each in document["paragraphs"]:
        heading = headings[each["section"]] if each["section"] not in (None, last_section) else ""
        last_section = each["section"]
        openings.append(Opening(each["label"], *_ends(each["text"]), each["text"], each["page"], heading))
    return Preview(
        openings=openings,
        footnotes=len(document["footnotes"]),
        candidates=len(found["candidates"]),
        suggested=sum(each["suggested"] for each in found["candidates"]),
        doubts=[(code, where, detail) for code, where, detail in document["warnings"]],
        removed=removed.by_page(document),
    )


def _ends(text: str) -> tuple[str, str]:
    words = text.split()
    if len(words) <= 2 * WORDS:
        return text, ""
    return " ".join(words[:WORDS]), " ".join(words[-WORDS:])


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the masthead says of the document, as far as the register knows what it means."""

    symbol: str
    title: str
    kind: str
    dated: str
    date_precision: str
    issuers: list[str]
    language: str


def proposed(found: Mapping[str, Any]) -> Proposed:
    facts = found["document"]["facts"]
    printed = facts["date"]
    precision = PRECISIONS.get(len(printed), "") if printed else ""
    return Proposed(
        symbol=facts["symbol"],
        title=facts["title"],
        kind=facts["kind"] if facts["kind"] in DocumentKind.values else "",
        # As the register keeps dates: the first day of a month or year.
        dated=f"{printed}-01-01"[:10] if precision == DatePrecision.YEAR else f"{printed}-01"[:10] if printed else "",
        date_precision=str(precision),
        issuers=_issuers(facts["issuing_body"]),
        language=facts["language"],
    )


def _issuers(body: str) -> list[str]:
    """Organizations of that very name; none where several could be meant."""
    wanted = body.casefold().strip()
    if not wanted:
        return []
    rows = Organization.objects.filter(archived_at__isnull=True).prefetch_related("names")
    named = [each.code for each in rows if wanted in _names(each)]
    return named if len(named) == 1 else []


def _names(row: Organization) -> Sequence[str]:
    return [word.casefold() for each in row.names.all() for word in (each.name, each.acronym) if word]


def document_of(symbol: str) -> SourceDocument | None:
    """The document that goes by this symbol already."""
    bare = " ".join(symbol.split())
    rows = SourceDocument.objects.filter(archived_at__isnull=True)
    return (rows.filter(symbol__iexact=bare).first() or rows.filter(code__iexact=bare).first()) if bare else None
