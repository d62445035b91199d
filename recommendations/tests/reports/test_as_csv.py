import csv
import io
from datetime import date

import pytest

from recommendations.queries.tables import Column, Table
from recommendations.reports import as_csv

COLUMNS = [Column("words", "Words"), Column("day", "Day"), Column("yes", "Yes or no")]


def read(table: Table) -> list[list[str]]:
    text = b"".join(as_csv.lines(table)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_it_begins_with_the_mark_by_which_spreadsheets_know_utf_8():
    assert b"".join(as_csv.lines(Table("T", COLUMNS, []))).startswith(b"\xef\xbb\xbf")


def test_days_are_iso_and_words_with_line_ends_quotes_and_accents_come_back():
    words = 'Côte d’Ivoire, "so called"\nالاتحاد الأفريقي'
    assert read(Table("T", COLUMNS, [[words, date(2026, 5, 3), True]]))[1] == [
        *("1", "1", words, "2026-05-03", "yes"),
    ]


def test_each_row_says_its_number_and_that_of_all_so_that_a_cut_file_shows_it():
    rows = read(Table("T", COLUMNS, [["a", None, False], ["b", None, None]]))
    assert rows[0][:2] == ["Row", "Of rows"]
    assert [row[:2] for row in rows[1:]] == [["1", "2"], ["2", "2"]]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_never_begins_a_formula(begins):
    words = f"{begins}HYPERLINK(1)"
    assert read(Table("T", COLUMNS, [[words, None, None]]))[1][2] == f"'{words}"
    assert read(Table("T", [Column("c", words)], []))[0][2] == f"'{words}"
