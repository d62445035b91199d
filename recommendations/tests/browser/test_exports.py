"""A file of the list holds exactly what the list shows to the same person."""

import csv
import io
import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from recommendations.choices import FollowUp, Status
from recommendations.models import Recommendation
from recommendations.queries import columns
from recommendations.tests import make
from recommendations.tests.batteries.test_pages import EVERYONE, OUR_FAMILY, THEIR_FAMILY
from recommendations.tests.browser.stage import OURS, THEIRS, everything, owned, said, text_of

ALL = "columns=all"


def csv_of(client, query: str = ALL) -> list[dict[str, str]]:
    answer = client.get(f"/recommendations.csv?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def book_of(client, query: str = ALL):
    answer = client.get(f"/recommendations.xlsx?{query}")
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content))


def rows_of(sheet) -> list[dict[str, object]]:
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, line in enumerate(lines) if line[0] in ("Reference", "Phase"))
    return [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]


def shown_in(client, query: str = "") -> list[str]:
    return re.findall(
        r'class="ref" href="/recommendations/(\w+)/"', text_of(client.get(f"/recommendations/?rows=100&{query}"))
    )


@pytest.mark.parametrize(
    "query",
    ["", "status=in_progress", "phase=open&ordering=-status", "follow_up=for_reference", "q=thing&ordering=owner"],
)
def test_both_files_hold_the_rows_of_the_list_in_its_order(query, cast, client_of):
    everything(cast)
    client = client_of(cast.reader)
    shown = shown_in(client, query)
    assert shown
    lines = csv_of(client, query)
    assert [each["Id"] for each in lines] == shown
    assert {each["Of rows"] for each in lines} == {str(len(shown))}
    assert [each["Id"] for each in rows_of(book_of(client, query)["Recommendations"])] == shown


def test_csv_and_workbook_say_the_same_cell_by_cell_for_every_role(cast, client_of):
    everything(cast)
    for who in ("desk", "auditor", "other_clearing", "steward", "reader"):
        client = client_of(getattr(cast, who))
        sheet = rows_of(book_of(client)["Recommendations"])
        for line, row in zip(csv_of(client), sheet, strict=True):
            for name, value in row.items():
                as_text = (
                    value.date().isoformat() if isinstance(value, datetime) else str(value if value is not None else "")
                )
                assert line[name].replace("\r\n", "\n") == as_text, (who, name)


def test_each_cell_says_what_the_list_says(cast, client_of):
    everything(cast)
    client = client_of(cast.reader)
    body = text_of(client.get("/recommendations/?rows=100&columns=all"))
    rows = dict(
        re.findall(
            r'<tr[^>]*>\s*<th scope="row">\s*<a class="ref" href="/recommendations/(\w+)/">(.*?)</tr>', body, re.S
        )
    )
    lines = csv_of(client)
    assert len(rows) == len(lines)
    for line in lines:
        row = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", rows[line["Id"]]))
        for name in ("In its own words", "Kind", "Year asked", "Standing", "Nature", "Status", "Basis"):
            if name == "Basis" or (name == "Status" and not line["Status"]):
                continue
            assert line[name] in row, (line["Reference"], name)
        for name in ("Owner", "Contributing", "Counterpart", "Themes"):
            for each in filter(None, line[name].split("\n")):
                assert each in row, (line["Reference"], name)
        for name in ("Position", "Reported, by organization"):
            for each in filter(None, line[name].split("\n")):
                organization, words = each.split(": ")
                assert f"{organization} {words.split(' (')[0]}" in row, (line["Reference"], name)
        if line["Follow-up"] != "Tracked":
            assert "nobody is asked" in row
            assert not line["Status"] + line["Owner"] + line["Target date"] + line["Since"]


def test_words_that_are_not_released_are_in_nobody_elses_file(cast, client_of):
    everything(cast)
    for who in EVERYONE:
        client = client_of(getattr(cast, who))
        whole = repr(csv_of(client)).encode()
        with ZipFile(BytesIO(client.get(f"/recommendations.xlsx?{ALL}").content)) as file:
            whole += b"".join(file.read(name) for name in file.namelist())
        for marker, family in ((OURS, OUR_FAMILY), (THEIRS, THEIR_FAMILY)):
            assert (marker.encode() in whole) == (who in family), f"{who}: {marker}"


def test_that_something_was_reported_is_in_everybodys_file(cast, client_of):
    held = everything(cast)["held"]
    line = next(
        each for each in csv_of(client_of(cast.reader)) if each["Id"] == held.assignment.recommendation.public_id
    )
    assert line["What was last reported"] == (
        f"Department of Political and Peacebuilding Affairs: an update of {held.effective_on}, not released"
    )
    assert line["Status"] == "Not started"
    assert "In progress" in line["Reported, by organization"]


def test_drafts_are_in_no_file(cast, client_of):
    make.draft(owned("1", cast.dppa), cast.desk, done="Not yet submitted.")
    make.submitted(owned("2", cast.dppa), cast.desk, done="Not yet cleared.")
    for who in (cast.desk, cast.reader):
        assert "Not yet" not in repr(csv_of(client_of(who)))


def test_each_organization_has_a_line_of_its_own_in_a_table_apart(cast, client_of):
    everything(cast)
    parts = rows_of(book_of(client_of(cast.desk))["Organizations"])
    joint = [each for each in parts if each["Reference"] == "S/2000/1 para. 8"]
    assert {(each["Organization"], each["Answered by"]) for each in joint} == {
        ("African Union Commission", "African Union Commission"),
        ("United Nations", "Department of Political and Peacebuilding Affairs"),
    }
    reported = next(each for each in parts if each["Reference"] == "S/2000/1 para. 4")
    assert (reported["Reported"], reported["Found"], reported["Headline"]) == (
        "In progress",
        "Not started",
        "Not started",
    )
    assert (reported["Basis of the finding"], reported["Position"]) == ("Reviewed, own side", "Accepted in part")
    assert reported["True as at"].date() == make.today()
    assert not [each for each in parts if each["Reference"] == "S/2000/1 para. 11"], "nobody is asked about it"


def test_the_sheet_says_what_its_rows_are(cast, client_of):
    everything(cast)
    book = book_of(client_of(cast.reader), "follow_up=tracked&ordering=due")
    lines = {row[0].value: row[1].value for row in book["Recommendations"].iter_rows(max_row=6)}
    page = said(client_of(cast.reader).get("/recommendations/?follow_up=tracked"))
    asks = re.search(r"(\d+) asks: (\d+) tracked, (\w+) for reference", page)
    assert lines["Population"].startswith(f"{asks[1]} asks: {asks[2]} tracked, 0 for reference, 0 to be decided")
    assert lines["Filters"] == "Follow-up: Tracked"
    assert lines["Order"] == "target date, earliest first"
    assert lines["Rows"] == len(rows_of(book["Recommendations"])) == 14
    assert re.match(r"\d+ \w+ \d{4}, \d\d:\d\d \(UTC\)", lines["As at"])
    assert {each["Status"] for each in rows_of(book["Definitions"])} >= {each.label for each in Status}


def test_the_chosen_columns_and_no_others(cast, client_of):
    owned("1", cast.dppa)
    client = client_of(cast.reader)
    always = ["Reference", "In its own words", "Lead-in", "Follow-up", "Nature", "Whole with parts"]
    assert list(csv_of(client, "columns=last_report")[0]) == [
        *("Row", "Of rows", *always, "Last report", "Id", "Address in the register"),
    ]
    assert "Status" in csv_of(client, "")[0]
    assert "Kind" not in csv_of(client, "")[0]


def test_words_that_begin_like_a_formula_stay_words(cast, client_of):
    update = make.cleared(
        owned("1", cast.dppa), cast.desk, cast.clearing, done='=HYPERLINK("https://example.org")', reason=""
    )
    client = client_of(cast.reader)
    parts = book_of(client)["Organizations"]
    cell = next(cell for row in parts.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK"))
    assert (cell.data_type, cell.hyperlink, cell.value) == ("s", None, update.done)
    assert all(not value.startswith(("=", "+", "-", "@")) for line in csv_of(client) for value in line.values())


def test_the_name_of_the_file_says_the_day_the_rows_and_the_demonstration(cast, client_of, settings):
    owned("1", cast.dppa)
    client = client_of(cast.reader)
    name = f"recommendations-{make.today()}-1-rows.csv"
    assert client.get("/recommendations.csv")["Content-Disposition"] == f'attachment; filename="{name}"'
    settings.DEMO = True
    answer = client.get("/recommendations.xlsx")
    assert 'filename="demonstration-recommendations-' in answer["Content-Disposition"]
    assert load_workbook(BytesIO(answer.content))["Recommendations"]["A1"].value == "Demonstration data"


def test_a_wrong_address_gives_no_file_and_says_why(cast, client_of):
    owned("1", cast.dppa)
    for ending in ("csv", "xlsx"):
        response = client_of(cast.reader).get(f"/recommendations.{ending}?status=finished", follow=True)
        assert response.status_code == 400
        assert "finished" in said(response)


def test_the_workbook_names_no_person(cast, client_of):
    everything(cast)
    found = book_of(client_of(cast.desk)).properties
    assert not found.creator
    assert not found.lastModifiedBy
    people = [getattr(cast, who).full_name for who in EVERYONE]
    assert not [name for name in people if name in repr(csv_of(client_of(cast.desk)))]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_more_rows_cost_no_more_queries(ending, cast, client_of):
    client = client_of(cast.desk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(f"/recommendations.{ending}?{ALL}")
            assert b"".join(answer) if answer.streaming else answer.content
        return len(captured)

    def grow(numbers) -> None:
        for number in numbers:
            update = make.cleared(owned(str(number), cast.dppa), cast.desk, cast.clearing)
            make.reviewed(update, cast.reviewer)

    grow(range(1, 3))
    queries()
    few = queries()
    grow(range(3, 9))
    make.recommendation("20", follow_up=FollowUp.FOR_REFERENCE, places=["Somalia"])
    assert queries() == few
    assert Recommendation.objects.count() == 9


def test_every_column_has_a_cell_on_the_page_and_in_the_file(cast, client_of):
    everything(cast)
    for name in columns.COLUMNS:
        assert client_of(cast.desk).get(f"/recommendations/?columns={name}").status_code == 200
        assert csv_of(client_of(cast.desk), f"columns={name}")
