"""Tables as an Excel workbook: a sheet each, typed cells, and nothing in it that is worked out or followed."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recommendations.queries.tables import Column, Content, Holds, Table, Value

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# More does not fit into a cell.
LONGEST: Final = 32_767
CUT: Final = " … [cut here: this cell holds no more]"
WIDTHS: Final = {Holds.WORDS: 24, Holds.LONG_WORDS: 60, Holds.NUMBER: 9, Holds.DAY: 13, Holds.YES_OR_NO: 11}
TEXT_ONLY: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(content: Content) -> bytes:
    """The whole file, or an error: never half of one."""
    file = BytesIO()
    with Workbook(file, {**TEXT_ONLY, "in_memory": True, "remove_timezone": True}) as book:
        # No author, no company: a file's properties name no person.
        made_at = content.made_at.replace(tzinfo=None, microsecond=0)
        book.set_properties({"title": content.title, "author": "", "created": made_at})
        looks = _looks(book)
        for table in content.tables:
            _write(book.add_worksheet(table.title), table, looks)
    return file.getvalue()


def _looks(book: Workbook) -> dict[str, Format]:
    top: dict[str, Any] = {"valign": "top"}
    return {
        "said": book.add_format({"bold": True, **top}),
        "head": book.add_format({"bold": True, "bg_color": "#DFE9F6", "bottom": 1, "text_wrap": True, **top}),
        Holds.WORDS: book.add_format({"text_wrap": True, "num_format": "@", **top}),
        Holds.LONG_WORDS: book.add_format({"text_wrap": True, "num_format": "@", **top}),
        Holds.NUMBER: book.add_format({"num_format": "0", **top}),
        Holds.DAY: book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        Holds.YES_OR_NO: book.add_format(top),
    }


def _write(sheet: Worksheet, table: Table, looks: dict[str, Format]) -> None:
    for place, (label, value) in enumerate(table.said):
        sheet.write_string(place, 0, label, looks["said"])
        _put(sheet, place, 1, value, looks[Holds.NUMBER] if isinstance(value, int) else None)
    head = len(table.said) + 1 if table.said else 0
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, WIDTHS[column.holds])
        sheet.write_string(head, at, column.label, looks["head"])
    for number, row in enumerate(table.rows, start=head + 1):
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _put(sheet, number, at, value, _look(looks, column, value))
    sheet.freeze_panes(head + 1, 1)
    if table.rows:
        sheet.autofilter(head, 0, head + len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)


def _look(looks: dict[str, Format], column: Column, value: Value) -> Format:
    """A day's own words, where there is no day, are words."""
    return looks[Holds.WORDS] if isinstance(value, str) else looks[column.holds]


def _put(sheet: Worksheet, row: int, at: int, value: Value, look: Format | None) -> None:
    match value:
        case None | "":
            sheet.write_blank(row, at, None, look)
        case bool():
            sheet.write_string(row, at, "yes" if value else "no", look)
        case int():
            sheet.write_number(row, at, value, look)
        case datetime() | date():
            sheet.write_datetime(row, at, datetime.combine(value, time()), look)
        case _:
            sheet.write_string(row, at, fitting(value), look)


def fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
