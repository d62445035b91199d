from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from recommendations.queries.tables import Column, Content, Holds, Table
from recommendations.reports import as_xlsx

COLUMNS = [
    Column("words", "Words", Holds.LONG_WORDS),
    Column("day", "Day", Holds.DAY),
    Column("number", "Number", Holds.NUMBER),
    Column("yes", "Yes or no", Holds.YES_OR_NO),
]
NOW = datetime(2026, 5, 3, 12, 30, tzinfo=UTC)


def file_of(*tables: Table) -> bytes:
    return as_xlsx.workbook(Content("Recommendations", tables, NOW))


def sheet_of(*rows, said=()):
    return load_workbook(BytesIO(file_of(Table("Sheet", COLUMNS, rows, said)))).active


def test_days_and_numbers_are_typed():
    sheet = sheet_of(["a", date(2026, 5, 3), 7, True])
    assert sheet["B2"].value == datetime(2026, 5, 3)
    assert sheet["B2"].is_date
    assert sheet["C2"].value == 7
    assert sheet["D2"].value == "yes"
    assert [each.value for each in sheet[1]] == ["Words", "Day", "Number", "Yes or no"]


@pytest.mark.parametrize("words", ["=1+1", "{=1}", "https://example.org", "mailto:a@b", "internal:A1", "0012", "+1"])
def test_text_stays_text(words):
    cell = sheet_of([words, None, None, None])["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_what_was_said_stands_above_the_columns():
    sheet = sheet_of(["a", None, None, None], said=[("Population", "1 ask"), ("Rows", 1)])
    assert [sheet["A1"].value, sheet["B1"].value, sheet["B2"].value] == ["Population", "1 ask", 1]
    assert sheet["A4"].value == "Words"
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:D5"


def test_words_longer_than_a_cell_say_that_they_are_cut():
    value = sheet_of(["a" * 40_000, None, None, None])["A2"].value
    assert len(value) == as_xlsx.LONGEST
    assert value.endswith("[cut here: this cell holds no more]")


def test_its_properties_name_no_person():
    book = load_workbook(BytesIO(file_of(Table("Sheet", COLUMNS, []))))
    found = book.properties
    assert (found.creator or "", found.lastModifiedBy or "", found.title) == ("", "", "Recommendations")
    assert found.created == datetime(2026, 5, 3, 12, 30)


def test_nothing_in_the_file_is_worked_out_or_followed():
    with ZipFile(BytesIO(file_of(Table("Sheet", COLUMNS, [["=A1", None, None, None]])))) as file:
        whole = b"".join(file.read(name) for name in file.namelist())
    assert b"<f>" not in whole
    assert b"hyperlink" not in whole
