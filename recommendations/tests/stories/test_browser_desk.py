"""A clearing officer and a manager at their desks, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from recommendations.models import Assignment
from recommendations.tests import make
from recommendations.tests.browser.people import heading, signed_in
from recommendations.tests.stories import hands

pytestmark = pytest.mark.chromium


def item(page, name: str):
    return page.locator(f"[data-item='{name}']")


def on_one(path: str) -> bool:
    return path.startswith("/recommendations/")


def test_from_item_to_item(browser, committed_db):
    cast = make.cast()
    rows = [make.assignment(make.recommendation(str(each)), cast.dppa) for each in (1, 2, 3, 4)]
    first, second = (make.submitted(each, cast.desk) for each in rows[:2])
    clearing = signed_in(browser, "clearing")
    clearing.keyboard.press("j")
    hands.press(item(clearing, f"to_clear-{first.assignment.public_id}"), "j")
    hands.press(item(clearing, f"to_clear-{second.assignment.public_id}"), "k")
    hands.press(item(clearing, f"to_clear-{first.assignment.public_id}"))
    hands.arrive(clearing, on_one)
    hands.press(hands.go_to(clearing.get_by_role("button", name="Clear", exact=True)))
    hands.arrive(clearing, "/")
    clearing.get_by_text("It counts from now on").wait_for()
    assert heading(clearing) == "My desk"
    hands.press(clearing.locator("[data-focus]", has_text="Cleared."), "j")
    hands.press(item(clearing, f"to_clear-{second.assignment.public_id}"))
    hands.arrive(clearing, on_one)
    hands.press(hands.go_to(clearing.get_by_role("button", name="Clear", exact=True)))
    hands.arrive(clearing, "/")
    clearing.get_by_text("Next to confirm:").wait_for()
    hands.has_focus(clearing.locator("[data-focus]", has_text="Cleared."))
    for each in rows[2:]:
        clearing.keyboard.press("j")
        hands.press(item(clearing, f"to_confirm-{each.public_id}"), "x")
    hands.press(hands.go_to(clearing.get_by_role("button", name="They are ours")))
    clearing.get_by_text("2 confirmed: they are yours.").wait_for()
    clearing.get_by_text("Nothing waits for you.").wait_for()


def test_single_keys_can_be_switched_off_and_never_take_what_is_typed(browser, committed_db):
    cast = make.cast()
    row = make.assignment(make.recommendation("1"), cast.dppa)
    page = signed_in(browser, "clearing")
    search = page.get_by_label("Search recommendations")
    hands.type_in(hands.go_to(search), "jx")
    expect(search).to_have_value("jx")
    cast.clearing.single_keys = False
    cast.clearing.save()
    page.goto("/")
    page.get_by_text("Single keys are switched off").wait_for()
    page.keyboard.press("j")
    assert not page.locator(f"[data-item='to_confirm-{row.public_id}']:focus").count()


def test_a_manager_gives_out_the_work_and_hands_it_over(browser, committed_db):
    cast = make.cast()
    for each in (1, 2, 3):
        make.assignment(make.recommendation(str(each)), cast.dppa)
    page = signed_in(browser, "manager")
    hands.press(hands.go_to(page.get_by_role("link", name="Work of my organization")))
    hands.arrive(page, "/desk/family/")
    hands.press(hands.go_to(page.get_by_role("button", name="Tick all here")))
    bar = page.get_by_role("group", name="For all that are ticked")
    hands.type_in(hands.go_to(bar.get_by_label("Focal point")), "Dora")
    hands.press(hands.go_to(page.get_by_role("button", name="Name focal point")))
    page.get_by_text("3 pieces of work are Dora Desk’s now.").wait_for()
    hands.press(hands.go_to(page.get_by_role("link", name="Hand over a person’s work")))
    hands.arrive(page, "/desk/hand-over/")
    hands.type_in(hands.go_to(page.get_by_label("From")), "Dora")
    hands.type_in(hands.go_to(page.get_by_label("To", exact=True)), "Dan")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("3 pieces of work move").wait_for()
    hands.press(hands.go_to(page.get_by_role("button", name="Hand it over")))
    page.get_by_text("3 pieces of work of Dora Desk are Dan Desk’s now.").wait_for()
    assert set(Assignment.objects.values_list("focal_point__username", flat=True)) == {"desk-two"}
