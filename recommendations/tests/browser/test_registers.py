"""A steward brings an earlier register in: matched, checked, decided, previewed, all or nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from recommendations.models import Recommendation, RegisterFile
from recommendations.tests import make
from recommendations.tests.browser.forms import forms_of
from recommendations.tests.browser.stage import said
from recommendations.tests.parsing.test_spreadsheet import book
from recommendations.tests.workflow.test_registers import HEADINGS, ONE, TWO
from recommendations.workflow import registers_bringing


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
    register = RegisterFile.objects.first()
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
    assert "It is being brought in. You may leave this page and come back." in said(page)
    assert "Waits for its turn." in said(page)
    assert not Recommendation.objects.exists()
    registers_bringing.bring_in_waiting()
    assert "2 new recommendations, 2 statements." in said(steward.get(page.request["PATH_INFO"]))
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


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"taken_at": None}, "Waits for its turn."),
        ({"rows": None}, "Every cell is being looked at again."),
        ({"rows": 900, "rows_done": 30}, "Checking 30 of 900 rows"),
        ({"rows": 900, "rows_done": 900}, "Writing 900 rows, all or nothing."),
    ],
)
def test_how_far_the_worker_is_stands_there_for_whoever_comes_back(steward, now, words):
    page = give(steward, ["S/2000/1", 1, ONE, *[None] * 5])
    act(steward, "bring-in", previewed=of(page, "previewed"))
    RegisterFile.objects.update(**{"taken_at": timezone.now(), **now})
    shown = steward.get(page.request["PATH_INFO"])
    assert words in said(shown)
    assert 'data-refresh="state"' in shown.content.decode()
    assert "Being brought in" in said(steward.get("/intake/registers/"))


@pytest.mark.parametrize(
    ("problem", "words"),
    [("not_as_previewed", "Look at it again."), ("crashed", "several times"), ("too_slow", "several times")],
)
def test_what_stopped_the_worker_is_said_and_gone_with_the_next_act(steward, problem, words):
    page = give(steward, ["S/2000/1", 1, ONE, *[None] * 5])
    RegisterFile.objects.update(problem=problem)
    shown = said(steward.get(page.request["PATH_INFO"]))
    assert "It was not brought in: nothing of it is in the register." in shown
    assert words in shown
    assert "It was not brought in" not in said(act(steward, "answer"))


def test_an_edited_copy_shows_what_is_there_already(steward):
    row = ["S/2000/1", 1, ONE, "AUC", None, "Implemented", "2015", "Talks."]
    page = give(steward, row)
    act(steward, "bring-in", previewed=of(page, "previewed"))
    registers_bringing.bring_in_waiting()
    page = said(give(steward, row, ["S/2000/1", 2, TWO, *[None] * 5], name="Edited"))
    assert "1 statement is already there and is not brought in again" in page
    assert "already there said by The old matrix; not brought in again" in page
    page = said(give(steward, row, headings=[*HEADINGS[:-1], "Remarks here"], name="Again"))
    assert "All of it is here already: nothing would come in." in page
    assert "Bring all of it in" not in page


def test_who_answers_stands_in_every_row_and_can_be_chosen(cast, steward):
    make.assignment(make.recommendation("9"), cast.un, answering=cast.dppa)
    page = give(steward, ["S/2000/1", 1, ONE, "United Nations; Security Council; AUC", *[None] * 4])
    assert "United Nations answers for itself" in said(page)
    assert "Security Council nobody answers for it" in said(page)
    assert "Most often in the register: Department of Political and Peacebuilding Affairs" in said(page)
    page = act(steward, "answer", **{"answering-words-1": "UN", "answering-answer-1": "DPPA"})
    assert "United Nations answered by Department of Political and Peacebuilding Affairs" in said(page)
    page = act(steward, "answer", **{"answering-words-1": "UN", "answering-answer-1": ""})
    assert "United Nations answers for itself" in said(page)


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


def test_putting_away_takes_a_reason_that_stays_with_what_it_was(steward):
    page = give(steward, ["S/2000/1", 1, ONE, *[None] * 5])
    refused = act(steward, "discard", why=" ")
    assert refused.status_code == 422
    assert "Put away. Nothing of it came in." in said(act(steward, "discard", why="The wrong sheet."))
    kept = said(steward.get(page.request["PATH_INFO"]))
    assert "The wrong sheet." in kept
    assert "Put away by" in kept
    assert RegisterFile.objects.get().sha256[:12] in kept
    assert "Put away" in said(steward.get("/intake/registers/"))


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


def test_words_and_offices_are_decided_in_one_form_and_an_owner_is_told_once(steward):
    row = ["S/2000/1", 1, ONE, "AUC", "June 2017", "Largely done", "31/12/2016", "Talks."]
    page = give(steward, row, [*row[:5], "Not started", *row[6:]])
    (form,) = [each for each in forms_of(page) if "status-words-1" in each["fields"]]
    assert "answering-words-1" in form["fields"]
    answers = {name: values[0] for name, values in form["fields"].items()}
    page = act(steward, "answer", **{**answers, "status-answer-1": "in_progress", "answering-answer-1": "AU"})
    assert RegisterFile.objects.get().answers == {
        "owner": {},
        "status": {"Largely done": "in_progress"},
        "answering": {"AUC": "AU"},
    }
    assert said(page).count("answered by African Union") == 1
