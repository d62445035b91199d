"""One table as CSV: RFC 4180 in UTF-8, with the mark by which spreadsheets know it."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Final

from recommendations.queries.tables import Table, Value

CONTENT_TYPE: Final = "text/csv; charset=utf-8"
BOM: Final = "\ufeff"
# A spreadsheet takes what begins like this for a formula.
BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """csv's writer writes into it; what it wrote is taken out again."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def lines(table: Table) -> Iterator[bytes]:
    """Line by line. Each row says its number and that of all rows, so that a file that was cut shows it."""
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(["Row", "Of rows", *(plain(each.label) for each in table.columns)])
    yield f"{BOM}{line.text}".encode()
    for number, row in enumerate(table.rows, start=1):
        writer.writerow([number, len(table.rows), *(_cell(each) for each in row)])
        yield line.text.encode()


def _cell(value: Value) -> str | int:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return value
        case date():
            return value.isoformat()
    return plain(value)


def plain(text: str) -> str:
    """Text stays text: an apostrophe before what a spreadsheet would work out."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
