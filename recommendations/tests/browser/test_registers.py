"""A steward brings an earlier register in: matched, checked, decided, previewed, all or nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import Recommendation, RegisterFile
from recommendations.tests import make
from recommendations.tests.browser.stage import said
from recommendations.tests.parsing.test_spreadsheet import book
from recommendations.tests.workflow.test_registers import HEADINGS, ONE, TWO


@pytest.fixture
def steward(cast, client_of):
    make.document()
    return client_of(cast.steward)


def give(client, *rows, headings=HEADINGS, name="The old matrix"):
    file = SimpleUploadedFile("matrix.xlsx", book(headings, *rows))
    return client.post("/intake/registers/", {"file": file, "name": name}, follow=True)


def of(response, name):
    return re.search(f'name="{name}" value="([^"]*)"', response.content.decode())[1]


def act(client, action, **given):
    register = RegisterFile.objects.get()
    given = {"version": register.version, **given}
    return client.post(f"/intake/registers/{register.public_id}/", {"action": action, **given}, follow=True)


def test_from_the_file_to_the_statement_on_the_page(cast, steward):
    page = give(
        steward,
        ["S/2000/1", 1, ONE, "The Commission", "2016", "Largely done", "Q2 2015", "Talks."],
        ["S/2000/1", 2, TWO, "AUC", None, "Not started", "2014", None],
    )
    assert "2 decisions are left to you" in said(page)
    assert "Bring all of it in" not in said(page)
    answers = {
        "owner-words-1": "The Commission",
        "owner-answer-1": "AUC",
        "status-words-2": "Largely done",
        "status-answer-2": "in_progress",
    }
    page = act(steward, "answer", **answers)
    assert "2 new recommendations" in said(page)
    page = act(steward, "bring-in", previewed=of(page, "previewed"))
    assert "Brought in: 2 new recommendations, 2 statements." in said(page)
    made = Recommendation.objects.get(paragraph__label="1")
    shown = said(steward.get(f"/recommendations/{made.public_id}/"))
    assert "Largely done" in shown
    assert "said by The old matrix" in shown
    assert "stated in 2nd quarter 2015" in shown
    assert "It moves no status here." in shown
    assert "Statement of an earlier register brought in" in shown
    found = steward.get(f"/api/v1/recommendations/{made.public_id}/").json()
    assert [(each["register"], each["said"], each["status"]) for each in found["imported_statements"]] == [
        ("The old matrix", "Largely done", "in_progress")
    ]
    assert found["status"] is None


def test_all_mistakes_stand_there_at_once(steward):
    page = said(give(steward, ["S/2099/1", 1, ONE, *[None] * 5], ["S/2000/1", 1, "thing one", *[None] * 5]))
    assert "2 cells have to be mended" in page
    assert "A2" in page
    assert "C3" in page
    assert "Upload the document" in page


def test_columns_are_matched_by_hand_where_the_headings_say_nothing(steward):
    page = give(steward, ["S/2000/1", 1, ONE], headings=["x", "y", "z"])
    assert "Choose the columns of symbol, paragraph and words" in said(page)
    wrong = act(steward, "match", sheet="Matrix", **{"column-symbol": "x", "column-paragraph": "x"})
    assert wrong.status_code == 422
    assert "One column is one thing." in said(wrong)
    columns = {"column-symbol": "x", "column-paragraph": "y", "column-words": "z"}
    assert "1 new recommendation" in said(act(steward, "match", sheet="Matrix", name="Theirs", **columns))


def test_what_changed_since_the_preview_stops_it_with_words(steward):
    page = give(steward, ["S/2000/1", 1, ONE, *[None] * 5])
    make.recommendation("1")
    stopped = act(steward, "bring-in", previewed=of(page, "previewed"))
    assert stopped.status_code == 409
    assert "Look at it again." in said(stopped)
    assert act(steward, "bring-in", version=99, previewed="x").status_code == 409


def test_refusals_are_plain_and_the_same_file_leads_to_where_it_is(cast, client_of, steward):
    file = SimpleUploadedFile("old.xls", bytes.fromhex("d0cf11e0a1b11ae1"))
    refused = steward.post("/intake/registers/", {"file": file, "name": "Kept"})
    assert refused.status_code == 422
    assert "save it as .xlsx" in said(refused)
    assert 'value="Kept"' in refused.content.decode()
    assert steward.post("/intake/registers/", {}).status_code == 422
    content = book(HEADINGS, ["S/2000/1", 1, ONE, *[None] * 5])
    for said_then in ("What its columns are", "This very file is here already"):
        file = SimpleUploadedFile("matrix.xlsx", content)
        assert said_then in said(steward.post("/intake/registers/", {"file": file}, follow=True))
    assert RegisterFile.objects.count() == 1
    assert client_of(cast.manager).get("/intake/registers/").status_code == 403


def test_a_file_is_put_away(steward):
    give(steward, ["S/2000/1", 1, ONE, *[None] * 5])
    assert "Put away. Nothing of it came in." in said(act(steward, "discard"))


def test_many_decisions_are_asked_in_turns_that_a_form_has_room_for(steward):
    rows = [["S/2000/1", 1, ONE, "AUC", None, f"Word {n}", "2014", None] for n in range(600)]
    page = give(steward, *rows)
    assert "600 decisions are left to you" in said(page)
    assert "And 400 more: they are asked once these are decided." in said(page)
    numbers = re.findall(r'name="status-words-(\d+)" value="([^"]+)"', page.content.decode())
    assert len(numbers) == 200
    answers = {f"status-words-{n}": words for n, words in numbers} | {f"status-answer-{n}": "-" for n, _ in numbers}
    page = act(steward, "answer", **answers)
    assert "400 decisions are left to you" in said(page)
