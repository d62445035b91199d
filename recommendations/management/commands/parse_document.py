import json
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from recommendations.parsing.errors import EncodingUnsure, Unreadable
from recommendations.parsing.found import FoundDocument
from recommendations.parsing.read import read
from recommendations.parsing.suggesting.as_json import document_as_json
from recommendations.parsing.suggesting.reading import source_of
from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Candidate, Organization, Theme
from recommendations.queries.known import known_organizations, known_themes


class Command(BaseCommand):
    help = (
        "Read a report (PDF, DOCX or text) and print what it holds and asks. Nothing is kept. "
        "Organizations and themes are the register's; of an empty register, those of fixtures/."
    )
    requires_system_checks = []  # it reads one file: pages and their addresses have no part in it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=["json", "text"], default="text")
        parser.add_argument("--encoding", help="the encoding of a text file, where it cannot be told from its bytes")

    def handle(self, *args: Any, **options: Any) -> None:
        found = _found(options["file"], options["encoding"])
        candidates = suggest(source_of(found), *_known())
        if options["format"] == "json":
            self.stdout.write(json.dumps(document_as_json(found, candidates), ensure_ascii=False, indent=1))
        else:
            self._print(found, candidates)

    def _print(self, found: FoundDocument, candidates: tuple[Candidate, ...]) -> None:
        facts = found.facts
        self.stdout.write(f"{facts.symbol or '(no symbol)'}  {facts.title or '(no title)'}  {facts.date}")
        self.stdout.write(f"{len(found.paragraphs)} paragraphs, {len(found.footnotes)} footnotes")
        for each in candidates:
            sign = "*" if each.suggested else " "
            self.stdout.write(f"{sign} {each.paragraph:<12} {each.score:.2f} {each.kind}: {each.quote}")
            who = f"{each.addressee} ({', '.join(each.actors)})" if each.addressee else "nobody named"
            why = "; ".join(f"{reason.code} “{reason.words}”" for reason in each.why)
            self.stdout.write(f"    to {who} | {why}")


def _found(path: Path, encoding: str | None) -> FoundDocument:
    try:
        return read(path.read_bytes(), path.name, encoding=encoding)
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.") from error
    except EncodingUnsure as error:
        names = ", ".join(name for name, _ in error.candidates)
        raise CommandError(f"{path}: its encoding is unsure ({names}). Say which with --encoding.") from error
    except Unreadable as error:
        raise CommandError(f"{path} cannot be read: {error.code}.") from error


def _known() -> tuple[list[Organization], list[Theme]]:
    """The register's; before it is loaded, or made at all, those it begins with."""
    try:
        organizations, themes = known_organizations(), known_themes()
    except DatabaseError:
        organizations, themes = [], []
    return organizations or _first_organizations(), themes or _first_themes()


def _first_organizations() -> list[Organization]:
    rows = tomllib.loads((settings.BASE_DIR / "fixtures" / "organizations.toml").read_text())["organization"]
    return [
        Organization(
            row["code"], tuple(word for name in row["names"] for word in (name["name"], name["acronym"]) if word)
        )
        for row in rows
    ]


def _first_themes() -> list[Theme]:
    rows = tomllib.loads((settings.BASE_DIR / "fixtures" / "themes.toml").read_text())["theme"]
    return [Theme(row["code"], row["name"]) for row in rows]
