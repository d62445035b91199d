"""One recommendation, in a real browser: a date is proposed and agreed, a colleague is told, nobody is in the way."""

import pytest
from playwright.sync_api import expect

from recommendations.models import OutboxMessage, Recommendation, User
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.stories import hands

pytestmark = pytest.mark.chromium


@pytest.fixture
def assignment(committed_db):
    cast = make.cast()
    return make.assignment(make.recommendation("1"), cast.dppa)


def page_of(assignment) -> str:
    return f"/recommendations/{assignment.recommendation.public_id}/"


def test_a_date_is_proposed_agreed_and_talked_about(browser, assignment):
    address = page_of(assignment)
    desk = signed_in(browser, "desk")
    desk.goto(address)
    desk.get_by_role("link", name="Propose a date").click()
    desk.get_by_label("By this day").fill("2031-02-10")
    desk.get_by_label("As exact as").select_option("quarter")
    desk.get_by_label("Why this date").fill("The budget is ready then.")
    desk.get_by_role("button", name="Propose", exact=True).click()
    desk.get_by_text("speak to it first").wait_for()

    clearing = signed_in(browser, "clearing")
    clearing.goto(address)
    clearing.get_by_text("Proposed: 1st quarter 2031").wait_for()
    clearing.get_by_role("button", name="Agree for").click()
    clearing.get_by_text("this is the target date from now on").wait_for()
    row = Recommendation.objects.get(pk=assignment.recommendation_id)
    assert (row.due_on.isoformat(), row.due_precision) == ("2031-03-31", "quarter")

    comment = clearing.get_by_label("Your comment")
    hands.type_in(hands.go_to(comment), "Well done. @do")
    clearing.get_by_role("button", name="@Dora Desk").click()
    expect(comment).to_have_value("Well done. @Dora Desk ")
    clearing.get_by_role("button", name="Comment", exact=True).click()
    clearing.get_by_text("Told by mail, as far as they want it: Dora Desk.").wait_for()
    message = OutboxMessage.objects.get()
    assert (message.kind, message.to.username) == ("mentioned", "desk")
    desk.goto(address)
    desk.get_by_text("Well done.").wait_for()

    reader = signed_in(browser, "reader")
    reader.goto(address)
    reader.get_by_text("1st quarter 2031").first.wait_for()
    assert reader.get_by_text("Well done.").count() == 0


def test_the_form_says_what_the_chosen_status_needs_counts_words_and_says_who_else_is_there(browser, assignment):
    desk = signed_in(browser, "desk")
    desk.goto(page_of(assignment))
    choose = desk.get_by_role("group", name="Status", exact=True)
    choose.get_by_role("radio", name="Deferred").check()
    desk.get_by_text("A date or an event, and the reason.").first.wait_for()
    until = desk.get_by_label("Deferred until this day")
    expect(until).to_have_attribute("aria-required", "true")
    desk.get_by_label("or until this event").fill("The next summit.")
    expect(until).not_to_have_attribute("aria-required", "true")
    choose.get_by_role("radio", name="In progress").check()
    done = desk.get_by_label("What was done")
    expect(done).to_have_attribute("aria-required", "true")
    done.fill("Three words here.")
    desk.get_by_text("words: 3").wait_for()

    colleague = signed_in(browser, "desk-two")
    colleague.goto(page_of(assignment))
    colleague.get_by_text("Dora Desk has this form open.").wait_for()
    colleague.get_by_role("button", name="Submit for clearing").wait_for()
    desk.goto("/recommendations/")
    colleague.reload()
    colleague.get_by_label("What was done").wait_for()
    assert colleague.get_by_text("has this form open").is_hidden()


A4 = {"width": 688, "height": 1000}  # what 14 mm of margin leave of the sheet


def tops(page, *selectors: str) -> list[float]:
    return [page.locator(each).first.bounding_box()["y"] for each in selectors]


def test_paper_says_first_how_it_stands_and_whose_it_is_then_the_words_then_the_history(browser, assignment):
    make.cleared(assignment, User.objects.get(username="desk"), User.objects.get(username="clearing"))
    page = signed_in(browser, "reader")
    page.goto(page_of(assignment))
    assert not page.get_by_text("As the register showed it on").is_visible()
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    found = tops(page, "#headline", "#authentic", "#stands", "#history")
    assert found == sorted(found)
    facts = page.locator("section", has=page.locator("#facts")).inner_text()
    order = [facts.index(each) for each in ("Owner", "Target date", "Document", "Paragraph", "Kind")]
    assert order == sorted(order)
    assert "Confirmed" in facts
    # The tables of a wide screen, not the blocks of a telephone: nothing lies over anything else.
    assert page.locator(".ledger thead").bounding_box()["height"] > 10
    when, what = (page.locator(f".journal > li:first-child {each}").bounding_box() for each in ("time", "div.what"))
    assert when["x"] + when["width"] <= what["x"]
    assert page.get_by_text("As the register showed it on").is_visible()


def test_a_list_on_paper_is_a_table_that_says_which_rows_it_holds(browser, assignment):
    page = signed_in(browser, "reader")
    page.goto("/recommendations/?follow_up=tracked")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    assert page.locator(".asks thead").bounding_box()["height"] > 10
    assert page.get_by_text("1 to 1 of 1").is_visible()
    for gone in (".filters", ".shown", ".pager form", ".top"):
        assert not page.locator(gone).first.is_visible(), gone
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= A4["width"]


def test_a_finding_offers_another_piece_of_evidence_once_there_is_a_first(browser, assignment):
    make.cleared(assignment, User.objects.get(username="desk"), User.objects.get(username="clearing"))
    page = signed_in(browser, "reviewer")
    page.goto(page_of(assignment))
    first, another = page.get_by_text("Add evidence", exact=True), page.get_by_text("Add another piece")
    expect(another).to_be_hidden()
    first.click()
    expect(another).to_be_hidden()
    page.get_by_label("Symbol, with the paragraph").first.fill("S/PRST/2021/21")
    expect(another).to_be_visible()
    page.get_by_label("Symbol, with the paragraph").first.fill("")
    expect(another).to_be_hidden()
    page.get_by_label("File", exact=True).first.check()
    another.click()
    page.get_by_label("Symbol, with the paragraph").nth(1).fill("S/PRST/2021/22")
    page.get_by_label("Symbol", exact=True).first.check()
    expect(page.get_by_label("Symbol, with the paragraph").nth(1)).to_be_visible()
