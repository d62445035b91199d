"""Rows in CSV and Excel files. Everything that is read is text; nothing that is written is a formula."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.util import find_spec
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.queries.tables import Column, Content, Holds, Table
from recommendations.reports import as_csv, as_xlsx

LARGEST: Final = 2 * 1024 * 1024
MOST_ROWS: Final = 2000
LONG: Final = ("names", "note")


class UnreadableError(ValueError):
    """The file cannot be read; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    headers: list[str]
    rows: list[list[str]]


def endings() -> list[str]:
    """What can be read here."""
    return ["csv", "xlsx"] if find_spec("openpyxl") else ["csv"]


def read(name: str, content: bytes) -> Sheet:
    """Raises UnreadableError."""
    ending = name.rpartition(".")[2].casefold()
    if ending not in endings():
        raise UnreadableError(_("Give a file that ends in: %(endings)s.") % {"endings": ", ".join(endings())})
    if len(content) > LARGEST:
        raise UnreadableError(_("The file is larger than 2 MB."))
    lines = _from_csv(content) if ending == "csv" else _from_xlsx(content)
    lines = [line for line in lines if any(each.strip() for each in line)]
    if not lines:
        raise UnreadableError(_("The file is empty."))
    if len(lines) > MOST_ROWS + 1:
        raise UnreadableError(_("At most %(most)d rows at once.") % {"most": MOST_ROWS})
    headers = [each.strip() for each in lines[0]]
    while headers and not headers[-1]:
        headers.pop()
    if len(set(headers)) < len(headers) or "" in headers:
        raise UnreadableError(_("Each column has a name of its own in the first row."))
    return Sheet(headers, [(line + [""] * len(headers))[: len(headers)] for line in lines[1:]])


def _from_csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableError(_("The file is not in UTF-8: save it as “CSV UTF-8”.")) from problem
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        return [[unescaped(each) for each in line] for line in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as problem:
        raise UnreadableError(_("The file is not CSV: %(problem)s.") % {"problem": problem}) from problem


def unescaped(text: str) -> str:
    """The apostrophe that our own files put before what a spreadsheet would work out is no part of the text."""
    return text[1:] if text.startswith("'") and text[1:].startswith(as_csv.BEGINS_A_FORMULA) else text


def _from_xlsx(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # only where it is installed: see `endings`

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        found = [[_text(each) for each in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as problem:
        raise UnreadableError(_("The file is no Excel workbook.")) from problem
    return found


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def as_comma_separated(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headers)
    writer.writerows([as_csv.plain(each) for each in row] for row in rows)
    return f"{as_csv.BOM}{file.getvalue()}".encode()


def as_workbook(title: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    columns = [Column(each, each, Holds.LONG_WORDS if each in LONG else Holds.WORDS) for each in headers]
    return as_xlsx.workbook(Content(title, [Table(title[:31], columns, list(rows))], timezone.now()))
