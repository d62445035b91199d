"""The history of a row is its journal, as far as the reader may read it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from recommendations.access import Reader, Verb
from recommendations.admin.codes import changes, label, words_of
from recommendations.admin.who import holds, reader_of
from recommendations.choices import ChainKind
from recommendations.models import (
    Assignment,
    DigestRun,
    DocumentVersion,
    Entry,
    Letter,
    Membership,
    Paragraph,
    ProgressUpdate,
    Recommendation,
    RedactionRequest,
    User,
)
from recommendations.queries.timeline import EMPTY, timeline
from recommendations.workflow.journal import SALT, chain_of

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


HIDDEN: Final = ("before", "after", "update_version", "writers", "evidence")


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry on the page: pairs of a label and a value, and triples with what was before."""

    entry: Entry
    at: datetime
    who: str
    held: bool = False
    redacted: bool = False
    why: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)


def history_page(door: "ModelAdmin[Any]", request: HttpRequest, row: Model) -> HttpResponse:
    context = {
        **door.admin_site.each_context(request),
        "title": str(row),
        "opts": door.opts,
        "object": row,
        "happened": happened(row, request),
        "may_redact": holds(request, Verb.CATALOGUE, Verb.ADMINISTER),
    }
    return TemplateResponse(request, "admin/journal.html", context)


def happened(row: Model, request: HttpRequest) -> list[Happened]:
    """Newest first."""
    reader = reader_of(request)
    match row:
        case Recommendation():
            return _of_lines(row, reader, lambda entry: True)
        case Assignment():
            return _of_lines(row.recommendation, reader, lambda entry: entry.assignment_id == row.pk)
        case ProgressUpdate():
            return _of_lines(row.assignment.recommendation, reader, lambda entry: entry.update_id == row.pk)
    names = isinstance(row, User | Membership) and holds(request, Verb.ADMINISTER)
    return [_line(each, each.content, reader, names=names) for each in _entries(row)]


def _of_lines(recommendation: Recommendation, reader: Reader, wanted: Any) -> list[Happened]:
    found = []
    for line in timeline(recommendation, reader):
        if wanted(line.entry):
            words = {**line.words, "evidence": [_evidence(each) for each in line.evidence]}
            found.append(_line(line.entry, words, reader, held=line.held, redacted=line.redacted))
    return found


def _evidence(fact: dict[str, Any]) -> str:
    if not fact["readable"]:
        return gettext("of %(date)s, not released") % {"date": fact["dated"]}
    return ", ".join(str(fact[name]) for name in ("symbol", "title", "url", "dated") if fact.get(name))


def _entries(row: Any) -> Iterable[Entry]:
    """Of rows whose words are released to all who see the row."""
    match row:
        case Membership():
            mine = Q(chain_kind=ChainKind.USER, chain_id=str(row.user_id), facts__membership=row.public_id)
        case Letter() | DigestRun():
            return []  # mail is no fact of the register
        case RedactionRequest():
            if row.comment:
                mine = Q(facts__comment=row.comment.public_id)
            elif row.candidate:
                mine = Q(facts__candidate=row.candidate.public_id)
            else:
                mine = Q(facts__entry=str(row.entry_id))
        case Paragraph():
            mine = Q(chain_kind=ChainKind.DOCUMENT, chain_id=row.document_version.document.public_id)
        case DocumentVersion():
            mine = Q(chain_kind=ChainKind.DOCUMENT, chain_id=row.document.public_id)
        case _:
            kind, subject = chain_of(row)
            mine = Q(chain_kind=kind, chain_id=subject)
    rows = Entry.objects.filter(mine).select_related("actor", "acting_organization")
    return rows.prefetch_related("acting_organization__names").order_by("-recorded_at", "-seq")


def _line(
    entry: Entry,
    words: dict[str, Any],
    reader: Reader,
    *,
    held: bool = False,
    redacted: bool = False,
    names: bool = False,
) -> Happened:
    said = {name: value for name, value in words.items() if name not in (SALT, "why", "before", "after")}
    facts = {name: value for name, value in entry.facts.items() if name not in HIDDEN and value}
    return Happened(
        entry=entry,
        at=entry.recorded_at,
        who=_who(entry, reader, names=names),
        held=held,
        redacted=redacted or (not entry.content and entry.content_digest != EMPTY),
        why=str(words.get("why", "")),
        changes=[*changes(entry.facts), *changes(words)],
        said=[(label(name), words_of(name, value)) for name, value in {**facts, **said}.items() if value],
    )


def _who(entry: Entry, reader: Reader, *, names: bool) -> str:
    """Persons by name inside their family only; others see function and organization."""
    known = names or reader.knows(entry.acting_organization_id) or entry.actor_id == reader.user_id
    organization = entry.acting_organization.name() if entry.acting_organization else ""
    parts = [str(entry.actor) if entry.actor and known else "", entry.get_role_display() if entry.role else ""]
    return ", ".join(each for each in [*parts, organization] if each)
