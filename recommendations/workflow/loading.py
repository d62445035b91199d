"""Loading the reviewable files of `fixtures/`: all of it or nothing, and twice changes nothing."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext_noop

from recommendations.access import By
from recommendations.choices import (
    AssignmentRole,
    DocumentKind,
    FollowUp,
    Kind,
    Nature,
    OrganizationKind,
    Standing,
    SuccessionKind,
)
from recommendations.errors import CatalogueRefused, Refused
from recommendations.models import Organization, Paragraph, Recommendation, SourceDocument, Theme
from recommendations.workflow import assigning, catalogue, documents, organizations, references, successions, themes

Row: TypeAlias = dict[str, Any]

# Stands in the journal of whatever is loaded; the history says it in the reader's language.
WHY: Final = gettext_noop("Loaded with the register’s first documents.")


@dataclass(slots=True)
class Loaded:
    """How many rows were added; all zero when everything was there."""

    organizations: int = 0
    successions: int = 0
    themes: int = 0
    documents: int = 0
    recommendations: int = 0
    assignments: int = 0


@transaction.atomic
def load(folder: Path, *, by: By) -> Loaded:
    """Organizations, themes, then each document with its catalogue. What is in the register stays as it is: people
    have worked on it since. Raises CatalogueRefused, naming file and row; then nothing was kept."""
    loaded = Loaded()
    _each(folder / "organizations.toml", "organization", "code", lambda row: _organization(row, loaded, by))
    _each(folder / "organizations.toml", "succession", "on", lambda row: _succession(row, loaded, by))
    _each(folder / "themes.toml", "theme", "code", lambda row: _theme(row, loaded, by))
    for path in sorted(folder.glob("*.toml")):
        content = _read(path)
        if "document" in content:
            _catalogue(path, content, loaded, by)
    return loaded


def _read(path: Path) -> Row:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise CatalogueRefused(f"{path.name}: {problem}") from problem


def _each(path: Path, table: str, name: str, take: Any) -> None:
    for number, row in enumerate(_read(path).get(table, []), start=1):
        _named(path, f"{table} {number} ({row.get(name, '?')})", lambda row=row: take(row))


def _named(path: Path, where: str, do: Any) -> Any:
    """Whatever goes wrong in a row is said with the file and the row."""
    try:
        return do()
    except KeyError as problem:
        raise CatalogueRefused(f"{path.name}, {where}: {problem} is missing or not known", row=where) from problem
    except (ValueError, TypeError, AttributeError, OSError, ObjectDoesNotExist) as problem:
        raise CatalogueRefused(f"{path.name}, {where}: {problem}", row=where) from problem
    except Refused as problem:
        facts = "; ".join(f"{name}: {value}" for name, value in problem.facts.items())
        raise CatalogueRefused(f"{path.name}, {where}: {problem} {facts}".strip(), row=where) from problem


def _organization(row: Row, loaded: Loaded, by: By) -> None:
    if Organization.objects.filter(code=row["code"]).exists():
        return
    organizations.add(
        row["code"],
        by=by,
        kind=OrganizationKind(row["kind"]),
        names=[_name(each) for each in row["names"]],
        parent=_held(row.get("parent")),
        reports_for_itself=row["reports_for_itself"],
        note=row.get("note", ""),
        ends_on=row.get("ends_on"),
        why=WHY,
    )
    loaded.organizations += 1


def _name(row: Row) -> organizations.Name:
    return organizations.Name(
        name=row["name"],
        acronym=row.get("acronym", ""),
        language=row.get("language", "en"),
        valid_from=row.get("from"),
        valid_to=row.get("to"),
    )


def _succession(row: Row, loaded: Loaded, by: By) -> None:
    kind, on = SuccessionKind(row["kind"]), _day(row["on"])
    predecessors = [_must(each) for each in row["predecessors"]]
    if on is None or successions.find(kind, on, predecessors):
        return
    successions.add(
        kind,
        by=by,
        on=on,
        predecessors=predecessors,
        successors=[_must(each) for each in row.get("successors", [])],
        note=row.get("note", ""),
        why=WHY,
    )
    loaded.successions += 1


def _theme(row: Row, loaded: Loaded, by: By) -> None:
    if not Theme.objects.filter(code=row["code"]).exists():
        themes.add(row["code"], row["name"], by=by)
        loaded.themes += 1


def _held(code: str | None) -> Organization | None:
    if not code:
        return None
    try:
        return Organization.objects.get(code=code)
    except Organization.DoesNotExist as problem:
        raise KeyError(code) from problem


def _must(code: str) -> Organization:
    found = _held(code)
    if found is None:
        raise KeyError("organization")
    return found


def _catalogue(path: Path, content: Row, loaded: Loaded, by: By) -> None:
    document = _named(path, "document", lambda: _document(path, content["document"], loaded, by))
    # The one that the catalogue was made of; another may be quoted by now.
    version = document.versions.get(sha256=content["document"]["sha256"])
    paragraphs = {each.label: each for each in version.paragraphs.select_related("document_version__document")}
    for number, row in enumerate(content.get("recommendation", []), start=1):
        where = f"recommendation {number} (para. {row.get('paragraph', '?')})"
        _named(path, where, lambda row=row: _recommendation(row, paragraphs, loaded, by))


def _document(path: Path, row: Row, loaded: Loaded, by: By) -> SourceDocument:
    content = (path.parent / row["file"]).read_bytes()
    there = SourceDocument.objects.filter(code=row["code"]).first()
    if there:
        if not there.versions.filter(sha256=row["sha256"]).exists():
            raise ValueError("the register holds another file of this document")
        return there
    made = documents.add(
        documents.Facts(
            code=row["code"],
            symbol=row.get("symbol"),
            title=row["title"],
            kind=DocumentKind(row["kind"]),
            dated=_day(row.get("dated")),
            date_precision=row.get("date_precision", ""),
            mandate=row.get("mandate", ""),
            note=row.get("note", ""),
            issuers=[_must(each) for each in row.get("issuers", [])],
        ),
        file_name=Path(row["file"]).name,
        content=content,
        language=row["language"],
        by=by,
        why=WHY,
    )
    if made.versions.get().sha256 != row["sha256"]:
        raise ValueError(f"{row['file']} does not have the SHA-256 that is written here")
    loaded.documents += 1
    return made


def _day(value: Any) -> date | None:
    if value is None or type(value) is date:
        return value
    raise ValueError(f"{value!r} is not a day")


def _recommendation(row: Row, paragraphs: dict[str, Paragraph], loaded: Loaded, by: By) -> None:
    paragraph = paragraphs[row["paragraph"]]
    number = row.get("ask", 1)
    if number < 1:
        raise ValueError("asks are counted from 1")
    # The words are checked even when the row is in the register already: the file may have changed since.
    catalogue.span_of(paragraph, row["quote"], row.get("occurrence"))
    there = Recommendation.objects.filter(reference=references.reference_of(paragraph, number)).first()
    if there:
        stayed = there.paragraph.document_version_id == paragraph.document_version_id
        if stayed and there.text != row["quote"]:
            raise ValueError("the register holds other words of this ask")
        return
    made = catalogue.add(paragraph, _ask(row, number, paragraphs, paragraph), by=by, why=WHY)
    loaded.recommendations += 1
    for each in row["assignments"]:
        answering = _held(each.get("answering"))
        assigning.assign(
            made,
            by=by,
            organization=_must(each["organization"]),
            role=AssignmentRole(each["role"]),
            answering=answering,
            named_in_text=each["named_in_text"],
            judgement=each.get("judgement", ""),
            stated=True,
            why=WHY,
        )
        loaded.assignments += 1


def _ask(row: Row, number: int, paragraphs: dict[str, Paragraph], paragraph: Paragraph) -> catalogue.Ask:
    whole = None
    if row.get("whole"):
        reference = references.reference_of(paragraphs[row["whole"]], 1)
        whole = Recommendation.objects.get(reference=reference)
    return catalogue.Ask(
        quote=row["quote"],
        number=number,
        occurrence=row.get("occurrence"),
        kind=Kind(row["kind"]),
        nature=Nature(row["nature"]),
        standing=Standing(row["standing"]),
        standing_symbol=row.get("standing_symbol", ""),
        follow_up=FollowUp(row["follow_up"]),
        lead_in=[(paragraphs[each["paragraph"]], each["quote"]) for each in row["lead_in"]],
        addressees=[(each["words"], _held(each.get("organization"))) for each in row["addressee"]],
        themes=[Theme.objects.get(code=each) for each in row["themes"]],
        places=row["places"],
        due_on=_day(row.get("due_on")),
        due_precision=row.get("due_precision", ""),
        due_event=row.get("due_event", ""),
        is_whole=row.get("is_whole", False),
        whole=whole,
        note=row.get("note", ""),
    )
