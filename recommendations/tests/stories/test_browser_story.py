"""The story of the spine, in a real browser: from a draft to a figure that holds."""

import re

import pytest
from playwright.sync_api import expect

from recommendations.choices import Status
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.stories import hands

pytestmark = pytest.mark.chromium

WORDS = "The two desks exchanged notes in March."


def figure(page, words: str) -> int:
    page.goto("/progress/")
    return int(page.locator(".figures > *", has_text=words).locator("b").inner_text())


def of_the_api(page, query: str) -> int:
    answer = page.request.get(f"/api/v1/recommendations/?{query}")
    assert answer.ok, answer.text()
    return len(answer.json()["results"])


def choose(page, group: str, words: str) -> None:
    page.get_by_role("group", name=group).get_by_role("radio", name=words, exact=True).check()


def test_from_a_draft_to_a_reviewed_closure(browser, committed_db):
    cast = make.cast()
    assignment = make.assignment(make.recommendation("1"), cast.dppa)
    make.assignment(make.recommendation("2"), cast.auc)
    address = f"/recommendations/{assignment.recommendation.public_id}/"

    desk = signed_in(browser, "desk")
    assert figure(desk, "closed, reported") == 0
    desk.goto(address)
    desk.get_by_label("What was done").fill(WORDS)
    desk.get_by_text("Draft saved at").wait_for()
    desk.goto("/")
    desk.get_by_role("link", name="Continue").click()
    expect(desk.get_by_label("What was done")).to_have_value(WORDS)
    choose(desk, "Status", "Implemented")
    desk.get_by_role("button", name="Submit for clearing").click()
    desk.get_by_text("until then you can recall it").wait_for()
    desk.wait_for_function("Object.keys(localStorage).length === 0")

    clearing = signed_in(browser, "clearing")
    clearing.get_by_role("link", name="Read and clear").click()
    clearing.get_by_text(WORDS).first.wait_for()
    clearing.get_by_label("Feedback to its author").fill("Name the record.")
    clearing.get_by_role("button", name="Return with feedback").click()
    clearing.get_by_text("Returned with your feedback").wait_for()

    desk.goto("/")
    desk.get_by_text("“Name the record.”").wait_for()
    desk.get_by_role("link", name="Correct").click()
    desk.get_by_label("What was done").fill(f"{WORDS} The record is in the registry.")
    desk.get_by_role("button", name="Submit for clearing").click()
    desk.get_by_text("Submitted for clearing. The clearing officers").wait_for()

    clearing.goto("/")
    clearing.get_by_role("link", name="Read and clear").click()
    choose(clearing, "Who may read these words, once cleared", "Own organization")
    clearing.get_by_role("button", name="Clear", exact=True).click()
    clearing.get_by_text("It counts from now on").wait_for()
    assert figure(clearing, "closed, reported") == of_the_api(clearing, "phase=closed&basis=reported") == 1

    reviewer = signed_in(browser, "reviewer")
    reviewer.get_by_role("link", name=re.compile("^Review ")).click()
    choose(reviewer, "Finding", "Agrees: implemented")
    reviewer.get_by_label("Reason").fill("The record was read.")
    reviewer.get_by_role("button", name="Make the finding").click()
    reviewer.get_by_role("alert").get_by_text("only with evidence").first.wait_for()
    hands.has_focus(reviewer.get_by_role("alert").first)
    expect(reviewer.get_by_label("Reason")).to_have_value("The record was read.")
    reviewer.get_by_text("Add evidence").click()
    reviewer.get_by_label("Symbol, with the paragraph").first.fill("A/75/1 para. 3")
    reviewer.get_by_label("Its date").first.fill("2024-05-03")
    reviewer.get_by_role("button", name="Make the finding").click()
    reviewer.get_by_text("The finding is made and in effect.").wait_for()
    assert figure(reviewer, "closed, reported") == 0
    assert figure(reviewer, "closed, reviewed") == of_the_api(reviewer, "phase=closed&basis=own_side") == 1
    reviewer.locator(".figures > a", has_text="closed, reviewed").click()
    reviewer.get_by_text("1 to 1 of 1").wait_for()

    theirs = signed_in(browser, "other-desk")
    theirs.goto(address)
    theirs.get_by_text("not released").first.wait_for()
    assert "Implemented" in theirs.locator("main").inner_text()
    assert WORDS not in theirs.content()
    assert "Dora" not in theirs.content()

    manager = signed_in(browser, "other-manager")
    manager.goto(address)
    assert manager.get_by_role("button", name="Make the finding").count() == 0
    posted = manager.request.post(f"/updates/{assignment.updates.get().public_id}/review/")
    assert posted.status == 403


def test_a_conflict_keeps_both_texts(browser, committed_db):
    cast = make.cast()
    assignment = make.assignment(make.recommendation("1"), cast.dppa)
    make.draft(assignment, cast.desk, Status.IN_PROGRESS, done="As it was.")
    address = f"/recommendations/{assignment.recommendation.public_id}/"
    mine, theirs = signed_in(browser, "desk"), signed_in(browser, "desk-two")
    for page in (mine, theirs):
        page.goto(address)
    theirs.get_by_label("What was done").fill("Words of Dan.")
    theirs.get_by_text("Draft saved at").wait_for()
    mine.get_by_label("What was done").fill("Words of Dora.")
    mine.get_by_text("Dan Desk changed this while you were writing").wait_for()
    mine.get_by_role("button", name="See both versions").click()
    mine.get_by_role("heading", name="Dan Desk changed this while you were writing").wait_for()
    shown = mine.locator("table.versus").inner_text()
    assert "Words of Dan." in shown
    assert "Words of Dora." in shown
    mine.get_by_label("Your text to save").fill("Words of both.")
    mine.get_by_role("button", name="Save as a new version").click()
    mine.get_by_text("Saved as a new version").wait_for()
    expect(mine.get_by_label("What was done")).to_have_value("Words of both.")
    mine.wait_for_function("Object.keys(localStorage).length === 0")


def test_signing_in_and_finding_the_work_by_keyboard_alone(page, committed_db):
    cast = make.cast()
    make.draft(make.assignment(make.recommendation("1"), cast.dppa), cast.desk)
    page.goto("/recommendations/")
    hands.type_in(page.get_by_label("User name"), "desk")
    page.keyboard.press("Tab")
    hands.type_in(page.get_by_label("Password"), "pass")
    page.keyboard.press("Enter")
    hands.arrive(page, "/recommendations/")
    page.keyboard.press("Tab")
    hands.press(page.get_by_role("link", name="Skip to content"))
    hands.press(page.get_by_role("main"), "Tab")
    hands.has_focus(page.locator("main :focus"))
    menu = page.locator("summary", has_text="Status")
    hands.press(hands.go_to(menu))
    page.locator("details.menu[open]").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("details.menu[open]")).to_have_count(0)
    hands.has_focus(menu)
