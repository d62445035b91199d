"""A spreadsheet as plain values: the sheets of an Excel file, or a file of separated values. Formulas give what they
came to when the file was saved."""

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from .docx.archive import Archive
from .encodings import decode
from .errors import EncodingUnsure, Unreadable

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
MOST_SHEETS: Final = 40
MOST_UNPACKED: Final = 60 * 1024 * 1024
LONGEST_CELL: Final = 32_767
ZIP: Final = b"PK\x03\x04"
OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
SEPARATORS: Final = ",;\t"
PARTS: Final = ("[Content_Types].xml", "xl/workbook.xml")

Value: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """`address` is as spreadsheets say it: C14. `is_lost` where a formula's value was never saved."""

    address: str
    value: Value
    is_lost: bool = False

    @property
    def text(self) -> str:
        """With its white space folded; whole numbers without a decimal point."""
        match self.value:
            case None:
                return ""
            case date():
                return self.value.isoformat()
            case float() if self.value.is_integer():
                return str(int(self.value))
        return " ".join(str(self.value).split())


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are those below the headings that hold anything, each with its number in the file; a row has a cell for
    every heading. `more` says that the file has more rows than are read."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    more: bool = False


def read_sheets(data: bytes) -> list[Sheet]:
    """Those with headings. What the file is goes by its bytes. Raises Unreadable: empty, old_excel, encrypted, damaged,
    archive_bomb, not_a_spreadsheet, encoding_unsure, too_many_sheets, no_headings."""
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(OLD_OFFICE):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_excel")
    tables = _of_excel(data) if data.startswith(ZIP) else _of_text(data)
    found = [each for each in (_sheet(*table) for table in tables) if each]
    if not found:
        raise Unreadable("no_headings")
    return found


def sheets_to_plain(sheets: list[Sheet]) -> list[dict[str, Any]]:
    """As JSON can say it; `sheets_from_plain` gives the same sheets back."""
    return [
        {
            "name": each.name,
            "headings": list(each.headings),
            "rows": [[number, [_cell_to_plain(cell) for cell in cells]] for number, cells in each.rows],
            "more": each.more,
        }
        for each in sheets
    ]


def sheets_from_plain(plain: list[dict[str, Any]]) -> list[Sheet]:
    return [
        Sheet(
            each["name"],
            tuple(each["headings"]),
            tuple((number, tuple(map(_cell_from_plain, cells))) for number, cells in each["rows"]),
            each["more"],
        )
        for each in plain
    ]


def _cell_to_plain(cell: Cell) -> list[Any]:
    is_date = isinstance(cell.value, date)
    return [cell.address, cell.value.isoformat() if isinstance(cell.value, date) else cell.value, cell.is_lost, is_date]


def _cell_from_plain(plain: list[Any]) -> Cell:
    address, value, is_lost, is_date = plain
    return Cell(address, date.fromisoformat(value) if is_date else value, is_lost)


Table: TypeAlias = tuple[str, list[list[Value]], list[list[bool]], bool]


def _of_excel(data: bytes) -> list[Table]:
    if not Archive(data, MOST_UNPACKED).names.issuperset(PARTS):
        raise Unreadable("not_a_spreadsheet")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which nobody reads here
            values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            if len(values.worksheets) > MOST_SHEETS:
                raise Unreadable("too_many_sheets")
            if not _has_formulas(data):
                return [_table(each, None) for each in values.worksheets]
            formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            return [_table(one, other) for one, other in zip(values.worksheets, formulas.worksheets, strict=True)]
    except Unreadable:
        raise
    except Exception as problem:
        # A hostile or damaged file can make the library stumble anywhere; nothing of it is kept.
        raise Unreadable("damaged") from problem


def _has_formulas(data: bytes) -> bool:
    """Most files have none, and are read once then instead of twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/") and each.endswith(".xml")]
        return any(re.search(rb"<(?:\w+:)?f[\s/>]", archive.read(each)) for each in sheets)


def _table(values: Any, formulas: Any) -> Table:
    read = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS, "values_only": True}
    if formulas is None:
        plain = [[_value(each) for each in row] for row in values.iter_rows(**read)]
        return values.title, plain[: MOST_ROWS + 1], [], len(plain) > MOST_ROWS + 1
    rows, lost = [], []
    for row, meant in zip(values.iter_rows(**read), formulas.iter_rows(**read), strict=False):
        rows.append([_value(each) for each in row])
        lost.append([value is None and said is not None for value, said in zip(row, meant, strict=False)])
    return values.title, rows[: MOST_ROWS + 1], lost, len(rows) > MOST_ROWS + 1


def _value(given: Any) -> Value:
    match given:
        case None | int() | float():
            return given
        case datetime():
            return given.date()
        case date():
            return given
    return str(given)[:LONGEST_CELL] or None


def _of_text(data: bytes) -> list[Table]:
    try:
        _encoding, text = decode(data)
    except EncodingUnsure:
        raise Unreadable("encoding_unsure") from None
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    rows: list[list[Value]] = []
    try:
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator):
            if len(rows) > MOST_ROWS:
                return [("", rows, [], True)]
            rows.append([each[:LONGEST_CELL].strip() or None for each in row[:MOST_COLUMNS]])
    except csv.Error as problem:
        raise Unreadable("damaged") from problem
    return [("", rows, [], False)]


def _sheet(name: str, rows: list[list[Value]], lost: list[list[bool]], more: bool) -> Sheet | None:
    start = next((place for place, row in enumerate(rows) if sum(each is not None for each in row) > 1), None)
    if start is None:
        return None
    headings = _headings([Cell("", each).text for each in rows[start]])
    found = []
    for place, row in enumerate(rows[start + 1 :], start=start + 1):
        gone = lost[place] if place < len(lost) else []
        cells = tuple(
            Cell(
                f"{get_column_letter(column + 1)}{place + 1}",
                row[column] if column < len(row) else None,
                column < len(gone) and gone[column],
            )
            for column in range(len(headings))
        )
        if any(each.value is not None or each.is_lost for each in cells):
            found.append((place + 1, cells))
    return Sheet(name, headings, tuple(found), more)


def _headings(given: list[str]) -> tuple[str, ...]:
    """Each is another: what is empty or stands twice has the letter of its column."""
    while given and not given[-1]:
        given.pop()
    letters = [get_column_letter(place + 1) for place in range(len(given))]
    return tuple(
        (f"{each} ({letter})" if given.count(each) > 1 else each) if each else letter
        for each, letter in zip(given, letters, strict=True)
    )
