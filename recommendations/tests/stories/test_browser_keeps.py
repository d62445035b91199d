"""Nothing typed is lost: to a register that does not answer, a closed tab, an ended session, a page without script."""

import time

import pytest
from django.http import HttpResponse

from recommendations.browser import writing
from recommendations.models import ProgressUpdate
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in

pytestmark = pytest.mark.chromium

WORDS = "An hour of careful words about the desks."


@pytest.fixture
def address(committed_db) -> str:
    cast = make.cast()
    assignment = make.assignment(make.recommendation("1"), cast.dppa)
    return f"/recommendations/{assignment.recommendation.public_id}/"


def until(holds, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def kept_here(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def test_a_closed_tab_while_the_register_does_not_answer(browser, address, monkeypatch):
    page = signed_in(browser, "desk")
    page.goto(address)
    context = page.context
    asked = []

    def no_answer(*_: object) -> HttpResponse:
        asked.append(1)
        return HttpResponse("{}", status=429)

    monkeypatch.setitem(writing.ACTIONS, "autosave", no_answer)
    page.get_by_label("What was done").fill(WORDS)
    page.get_by_text("The register cannot be reached").wait_for()
    page.close()
    until(lambda: len(asked) == 2)  # a tab that closes tries once more
    assert not ProgressUpdate.objects.exists()

    monkeypatch.undo()
    again = context.new_page()
    again.goto(address)
    again.get_by_text("This browser kept words that were not saved.").wait_for()
    assert again.get_by_label("What was done").input_value() == ""
    again.get_by_role("button", name="Put them back").click()
    again.get_by_text("Draft saved at").wait_for()
    assert ProgressUpdate.objects.get().done == WORDS
    assert kept_here(again) == []


def test_a_session_that_ended_while_typing(browser, address):
    page = signed_in(browser, "desk")
    page.goto(address)
    page.context.clear_cookies()
    page.get_by_label("What was done").fill(WORDS)
    page.get_by_text("Your session has ended").wait_for()
    other = page.context.new_page()
    other.goto("/sign-in/")
    other.get_by_label("User name").fill("desk")
    other.get_by_label("Password").fill("pass")
    other.get_by_role("button", name="Sign in").click()
    other.wait_for_url("**/")
    other.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.get_by_text("Draft saved at").wait_for()
    assert ProgressUpdate.objects.get().done == WORDS


def test_without_script_an_ended_session_carries_the_words_through_the_sign_in(browser, address):
    page = signed_in(browser, "desk", java_script_enabled=False)
    page.goto(address)
    page.get_by_label("What was done").fill(WORDS)
    session = [each for each in page.context.cookies() if each["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(session)
    page.get_by_role("button", name="Submit for clearing").click()
    page.get_by_text("Your session had ended").wait_for()
    page.get_by_label("User name").fill("desk")
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_label("What was done").input_value() == WORDS
    page.get_by_role("button", name="Save and close").click()
    page.get_by_text("Draft saved. Nobody outside").wait_for()
    assert ProgressUpdate.objects.get().done == WORDS
