"""A data steward at a real browser: an earlier register comes in, and the words of a corrected file are chosen."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from recommendations import tasks
from recommendations.models import Recommendation, RegisterFile
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.parsing.test_spreadsheet import book
from recommendations.tests.stories import hands
from recommendations.tests.stories.looking import look
from recommendations.tests.workflow.test_registers import HEADINGS, TWO, given
from recommendations.tests.workflow.test_versions import ASK, another
from recommendations.workflow import registers_bringing
from recommendations.workflow.audit import differences

pytestmark = pytest.mark.chromium

NEW = "The United Nations will have done thing 1."


@pytest.fixture
def cast(committed_db):
    return make.cast()


def test_from_a_spreadsheet_to_the_statement_on_the_page(browser, cast):
    make.document()
    row = ["S/2000/1", 2, TWO, "The Commission", "2016", "Largely done", "Q2 2015", "Talks."]
    file = {"name": "matrix.xlsx", "mimeType": "application/octet-stream", "buffer": book(HEADINGS, row)}
    page = signed_in(browser, "steward")
    page.goto("/intake/registers/")
    page.get_by_label("Name of the register").fill("The old matrix")
    page.get_by_label("Excel (.xlsx)").set_input_files(files=[file])
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("2 decisions are left to you").wait_for()
    seen = look(page, "register")
    page.get_by_label("“The Commission”").select_option(label="African Union Commission")
    page.get_by_label("“Largely done”").select_option(label="In progress")
    page.get_by_role("button", name="Keep these decisions").click()
    page.get_by_role("button", name="Bring all of it in").click()
    page.get_by_role("heading", name="Brought in on").wait_for()
    page.get_by_text("1 new recommendation, 1 statement.").wait_for()
    hands.go_to(page.get_by_role("link", name="S/2000/1 para. 2")).press("Enter")
    said = page.get_by_role("region", name="Said by earlier registers")
    expect(said).to_contain_text("said by The old matrix, of African Union Commission, stated in 2nd quarter 2015")
    assert seen + look(page, "statement") == []
    assert differences() == []


def test_whoever_waits_sees_how_far_the_worker_is_without_asking_again(browser, cast, monkeypatch):
    monkeypatch.setattr(tasks, "nudge_bringer", lambda: None)
    make.document()
    register = given(make.by(cast.steward), ["S/2000/1", 2, TWO, "AUC", None, "Implemented", "2015", "Talks."])
    page = signed_in(browser, "steward")
    page.goto(f"/intake/registers/{register.public_id}/")
    seen = look(page, "preview")
    page.get_by_role("button", name="Bring all of it in").click()
    page.get_by_text("Waits for its turn.").wait_for()
    seen += look(page, "waiting")
    RegisterFile.objects.update(taken_at=timezone.now(), rows=900, rows_done=30)
    page.get_by_text("Checking 30 of 900 rows").wait_for()
    seen += look(page, "on the way")
    RegisterFile.objects.update(taken_at=None)
    registers_bringing.bring_in_waiting()
    page.get_by_role("heading", name="Brought in on").wait_for()
    assert seen + look(page, "brought in") == []


def test_a_register_comes_in_without_scripts(browser, cast):
    make.document()
    row = ["S/2000/1", 2, TWO, "AUC", None, "Implemented", "2015", "Talks."]
    file = {"name": "matrix.xlsx", "mimeType": "application/octet-stream", "buffer": book(HEADINGS, row)}
    page = signed_in(browser, "steward", java_script_enabled=False)
    page.goto("/intake/registers/")
    page.get_by_label("Excel (.xlsx)").set_input_files(files=[file])
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("African Union Commission").select_option(label="Nobody")
    page.get_by_role("button", name="Keep these decisions").click()
    page.get_by_text("nobody answers for it").wait_for()
    page.get_by_role("button", name="Bring all of it in").click()
    page.get_by_role("heading", name="Brought in on").wait_for()
    assert Recommendation.objects.get().assignments.get().answering_organization is None


def test_words_are_chosen_in_the_corrected_file(browser, cast):
    ask = make.recommendation("1")
    made = another(make.TEXT.replace(ASK, NEW))
    page = signed_in(browser, "steward")
    page.goto(f"/intake/versions/{made.sha256}/")
    page.get_by_text("1 recommendation waits for a decision").wait_for()
    seen = look(page, "version")
    page.get_by_role("link", name="S/2000/1 para. 1", exact=True).click()
    page.get_by_label("The exact words").fill(NEW)
    seen += look(page, "words")
    form = page.get_by_role("form", name="In version 2, paragraph 1")
    form.get_by_label("Why").fill("As the corrected file says it.")
    form.get_by_role("button", name="These are its words now").last.click()
    page.get_by_text("Its words stand in the quoted version 2").wait_for()
    assert Recommendation.objects.get(pk=ask.pk).text == NEW
    assert seen == []
    assert differences() == []
