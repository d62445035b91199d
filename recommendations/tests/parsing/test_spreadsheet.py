"""A spreadsheet is values with addresses, or a plain refusal: never a crash, a hang or a made-up date."""

import io
import random
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from recommendations.parsing.apart import Bounds, sheets_apart
from recommendations.parsing.errors import Unreadable
from recommendations.parsing.spreadsheet import MOST_ROWS, read_sheets
from recommendations.parsing.stated import stated


def book(*rows, title="Matrix"):
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def refused(data):
    with pytest.raises(Unreadable) as refusal:
        read_sheets(data)
    return refusal.value.code


def test_cells_have_their_addresses_and_values():
    [sheet] = read_sheets(book(["A register"], [], ["Symbol", "Para.", "Said on"], ["S/1", 71, datetime(2015, 4, 1)]))
    assert (sheet.name, sheet.headings) == ("Matrix", ("Symbol", "Para.", "Said on"))
    [(number, cells)] = sheet.rows
    assert number == 4
    assert [(each.address, each.text) for each in cells] == [("A4", "S/1"), ("B4", "71"), ("C4", "2015-04-01")]


def test_a_formula_gives_its_saved_value_or_says_that_it_has_none():
    [sheet] = read_sheets(book(["a", "b"], ["x", "=1+1"]))
    [(_number, cells)] = sheet.rows
    assert (cells[1].value, cells[1].is_lost) == (None, True)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separated_values_are_read_in_their_usual_forms(separator, encoding):
    text = separator.join(["Cote", "État"]) + "\r\n" + separator.join(["S/1", '"En\r\ncours, été"']) + "\r\n"
    [sheet] = read_sheets(text.encode(encoding))
    assert sheet.headings == ("Cote", "État")
    assert [each.text for each in sheet.rows[0][1]] == ["S/1", "En cours, été"]


def test_headings_that_stand_twice_or_are_empty_are_told_apart():
    [sheet] = read_sheets(b"Status,Status,,Owner\n1,2,3,4\n")
    assert sheet.headings == ("Status (A)", "Status (B)", "C", "Owner")


def test_no_more_rows_than_the_limit():
    [sheet] = read_sheets(b"a,b\n" + b"1,2\n" * (MOST_ROWS + 5))
    assert (len(sheet.rows), sheet.more) == (MOST_ROWS, True)
    far = Workbook()
    far.active["A1"], far.active["B1"] = "a", "b"
    far.active["A1048576"] = "far away"
    file = io.BytesIO()
    far.save(file)
    assert len(read_sheets(file.getvalue())[0].rows) <= MOST_ROWS


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", b" " * 70_000_000)
    return file.getvalue()


def of_zip(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def laughing():
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    good, file = zipfile.ZipFile(io.BytesIO(book(["a", "b"], ["x", "y"]))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in good.namelist():
            sheet = name == "xl/worksheets/sheet1.xml"
            archive.writestr(name, f"{lol}]><worksheet>&j;</worksheet>" if sheet else good.read(name))
    return file.getvalue()


def test_hostile_files_are_refused_by_name():
    assert refused(b"  \n") == "empty"
    assert refused(bytes.fromhex("d0cf11e0a1b11ae1") + b"x") == "old_excel"
    assert refused(bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert refused(b"PK\x03\x04 no archive") == "damaged"
    assert refused(of_zip(word__document_xml="x")) == "not_a_spreadsheet"
    assert refused(bomb()) == "archive_bomb"
    assert refused(book(["only a title"])) == "no_headings"
    assert refused(b"\x00\x01\x02" * 99) == "binary"
    assert refused(laughing()) in ("damaged", "no_headings")


def test_damage_anywhere_is_a_refusal_and_never_a_crash():
    whole, dice = book(["Symbol", "Words"], ["S/1", "One"], ["S/2", "Two"]), random.Random(5)
    refusals, readings = set(), []
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            readings += read_sheets(bytes(data[: dice.randint(10, len(data))] if dice.random() < 0.3 else data))
        except Unreadable as refusal:
            refusals.add(refusal.code)
    assert "damaged" in refusals
    assert refusals <= {"damaged", "archive_bomb", "not_a_spreadsheet", "no_headings", "binary", "encoding_unsure"}
    assert all(len(cells) == len(sheet.headings) for sheet in readings for _number, cells in sheet.rows)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (date(2015, 4, 30), (date(2015, 4, 30), "day")),
        ("2015-04-30", (date(2015, 4, 30), "day")),
        (2015, (date(2015, 1, 1), "year")),
        (2015.0, (date(2015, 1, 1), "year")),
        ("2015-04", (date(2015, 4, 1), "month")),
        ("04/2015", (date(2015, 4, 1), "month")),
        ("Q2 2015", (date(2015, 4, 1), "quarter")),
        ("T3 2015", (date(2015, 7, 1), "quarter")),
        ("2015-Q4", (date(2015, 10, 1), "quarter")),
        ("June 2017", (date(2017, 6, 1), "month")),
        ("Sept. 2017", (date(2017, 9, 1), "month")),
        ("févr. 2017", (date(2017, 2, 1), "month")),
        ("Aout 2017", (date(2017, 8, 1), "month")),
        ("31 December 2016", (date(2016, 12, 31), "day")),
        ("1er août 2016", (date(2016, 8, 1), "day")),
        ("December 31st, 2016", (date(2016, 12, 31), "day")),
        ("31-Dec-2016", (date(2016, 12, 31), "day")),
        ("31/12/2016", (date(2016, 12, 31), "day")),
        ("31.12.2016", (date(2016, 12, 31), "day")),
        ("12/31/2016", (date(2016, 12, 31), "day")),
        ("05/05/2016", (date(2016, 5, 5), "day")),
        ("31/11/2016", None),
        ("13/13/2016", None),
        ("mid 2017", None),
        ("jui 2017", None),
        ("03/04/2015", None),
        ("2015-13", None),
        ("soon", None),
        (42, None),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(value, found):
    assert stated(value) == found


def test_read_in_a_process_of_its_own_it_is_the_same():
    data = book(["Symbol", "Said on", "Number", "Sum"], ["S/1", datetime(2015, 4, 1), 7.5, "=1+1"], [None, "x", 3, ""])
    assert sheets_apart(data) == read_sheets(data)


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"PK\x03\x04 broken", "damaged")])
def test_what_cannot_be_read_there_is_refused_by_the_same_name(data, code):
    with pytest.raises(Unreadable) as refusal:
        sheets_apart(data)
    assert refusal.value.code == code


def test_one_that_takes_too_long_is_stopped():
    with pytest.raises(Unreadable) as refusal:
        sheets_apart(b"a,b\n" * 10, bounds=Bounds(seconds=0))
    assert refusal.value.code == "too_slow"
