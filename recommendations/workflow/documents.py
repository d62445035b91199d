"""Documents enter the register as files, and stay as they came."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import DatePrecision, DocumentKind, EntryKind
from recommendations.errors import AlreadyDone, Invalid, ReasonNeeded
from recommendations.models import (
    DocumentVersion,
    Entry,
    Footnote,
    Organization,
    Paragraph,
    Section,
    SourceDocument,
    SourcePiece,
)
from recommendations.parsing.found import FoundDocument
from recommendations.parsing.read_text import read_text
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.locks import locked_at
from recommendations.workflow.values import outside_their_lists

CHANGEABLE: Final = ("title", "symbol", "kind", "dated", "date_precision", "mandate", "note")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document beside its file; what the text does not print comes from outside it."""

    code: str
    title: str
    kind: DocumentKind
    symbol: str | None = None
    dated: date | None = None
    date_precision: DatePrecision | str = ""
    mandate: str = ""
    note: str = ""
    issuers: Sequence[Organization] = ()


@transaction.atomic
def add(
    facts: Facts,
    *,
    file_name: str,
    content: bytes,
    language: str,
    by: By,
    why: str = "",
    found: FoundDocument | None = None,
    is_official: bool = True,
) -> SourceDocument:
    """A document with its first version; `found`, what was read in its file. Without it the file is a text in UTF-8,
    and is read here. Raises AlreadyDone when the file is held, Invalid."""
    as_ = access.acting(by, Verb.CATALOGUE)
    _require_free(facts.code)
    _require_a_precision(facts.dated, facts.date_precision)
    sha256 = hashlib.sha256(content).hexdigest()
    if DocumentVersion.objects.filter(sha256=sha256).exists():
        raise AlreadyDone(sha256=sha256)
    found = found or read_text(content)
    document = _document(facts)
    version = DocumentVersion.objects.create(
        document=document,
        number=1,
        language=language,
        file_name=file_name,
        content=content,
        sha256=sha256,
        encoding=found.encoding,
        is_official=is_official,
        added_at=timezone.now(),
    )
    keep(found, version)
    record_added(document, EntryKind.ADDED, by=by, acting=as_, why=why)
    return document


def _document(facts: Facts) -> SourceDocument:
    document = SourceDocument(
        code=facts.code,
        symbol=facts.symbol or None,
        title=facts.title,
        kind=facts.kind,
        dated=facts.dated,
        date_precision=facts.date_precision,
        mandate=facts.mandate,
        note=facts.note,
    )
    _require_sound(document)
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:  # somebody took the same in at the same moment
        _require_free(facts.code)
        _require_sound(document)
        raise
    document.issuers.set(facts.issuers)
    return document


def _require_free(code: str) -> None:
    if SourceDocument.objects.filter(code=code).exists():
        raise Invalid({"code": _("%(code)s is in the register already.") % {"code": code}})


def _require_a_precision(dated: date | None, precision: str) -> None:
    if bool(dated) != bool(precision) or (precision and precision not in DatePrecision.values):
        raise Invalid({"date_precision": _("A date has a precision: day, month, quarter or year.")})


def _require_sound(document: SourceDocument) -> None:
    errors = outside_their_lists(document, ("code", "kind", "symbol", "mandate"))
    if any(part in ("", ".", "..") for part in document.code.split("/")):
        errors["code"] = _("It stands in addresses: write at least one sign on each side of a slash.")
    if not document.title.strip():
        errors["title"] = _("Give the document a title.")
    others = SourceDocument.objects.exclude(pk=document.pk)
    if document.symbol and others.filter(symbol=document.symbol).exists():
        errors["symbol"] = _("%(code)s is in the register already.") % {"code": document.symbol}
    if errors:
        raise Invalid(errors)


def keep(found: FoundDocument, version: DocumentVersion) -> None:
    """Write what the reader found as rows: sections, paragraphs, footnotes, and every piece of the file."""
    sections = [
        Section(document_version=version, ord=each.ord, heading=each.heading, level=each.level)
        for each in found.sections
    ]
    for row, section in zip(sections, found.sections, strict=True):
        row.parent = sections[section.parent] if section.parent is not None else None
        row.save()
    paragraphs: list[Paragraph] = []
    for each in found.paragraphs:
        row_of = Paragraph(
            document_version=version,
            ord=each.ord,
            label=each.label,
            text=each.text,
            page=each.page,
            section=sections[each.section] if each.section is not None else None,
            parent=paragraphs[each.parent] if each.parent is not None else None,
        )
        row_of.save()
        paragraphs.append(row_of)
    footnotes = [
        Footnote.objects.create(
            document_version=version,
            ord=each.ord,
            mark=each.mark,
            at_offset=each.at_offset,
            text=each.text,
            paragraph=paragraphs[each.paragraph] if each.paragraph is not None else None,
        )
        for each in found.footnotes
    ]
    SourcePiece.objects.bulk_create(
        SourcePiece(
            document_version=version,
            ord=place,
            kind=piece.kind,
            raw=piece.raw,
            section=sections[piece.section] if piece.section is not None else None,
            paragraph=paragraphs[piece.paragraph] if piece.paragraph is not None else None,
            footnote=footnotes[piece.footnote] if piece.footnote is not None else None,
        )
        for place, piece in enumerate(found.pieces)
    )


@transaction.atomic
def change(
    document: SourceDocument,
    *,
    by: By,
    version: int,
    why: str,
    issuers: Sequence[Organization] | None = None,
    **given: Any,
) -> Entry | None:
    """Change what is known of the document; its files never change. Raises ReasonNeeded, Invalid, Stale."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    found = locked_at(document, version)
    unknown = set(given) - set(CHANGEABLE)
    if unknown:
        raise Invalid({each: _("This cannot be changed.") for each in sorted(unknown)})
    before = take(found)
    for name, value in given.items():
        setattr(found, name, value)
    found.symbol = found.symbol or None
    _require_a_precision(found.dated, found.date_precision)
    _require_sound(found)
    if issuers is not None:
        found.issuers.set(issuers)
    found.version += 1
    found.save()
    return record_changed(found, before, by=by, acting=as_, why=why)
