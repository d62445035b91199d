"""Every page and state in a real browser: no accessibility violation, nothing wider than its window."""

import pytest
from django.contrib.sessions.models import Session

from recommendations.models import ProgressUpdate, User
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.browser.stage import everything
from recommendations.tests.stories.looking import look

pytestmark = pytest.mark.chromium


def page_of(row) -> str:
    return f"/recommendations/{row.assignment.recommendation.public_id}/"


def test_every_page_and_state(browser, committed_db):
    cast = make.cast()
    rows = everything(cast)
    found: list[str] = []

    stranger = browser()
    stranger.goto("/sign-in/")
    found += look(stranger, "sign in")
    stranger.get_by_role("button", name="Sign in", exact=True).click()
    stranger.get_by_role("alert").first.wait_for()
    found += look(stranger, "sign in, refused")

    desk = signed_in(browser, "desk")
    for name, address in {
        "desk": "/",
        "list": "/recommendations/?rows=100",
        "list, nothing found": "/recommendations/?q=nothing-at-all",
        "list, bad filter": "/recommendations/?status=none",
        "list, chips": "/recommendations/?status=not_asked&theme=theme",
        "progress": "/progress/",
        "documents": "/documents/",
        "document": "/documents/S/2000/1/",
        "definitions": "/definitions/",
        "help": "/help/",
        "first hour": "/help/desk_officer/",
        "not found": "/nowhere/",
        "draft": page_of(rows["draft"]),
        "submitted": page_of(rows["submitted"]),
        "held": page_of(rows["held"]),
        "archived": f"/recommendations/{rows['archived'].public_id}/",
    }.items():
        desk.goto(address)
        found += look(desk, name)

    desk.goto("/recommendations/")
    for menu in ("Status", "More filters"):
        desk.locator("summary", has_text=menu).first.click()
        # Its foot stays in sight, over whatever is scrolled below it: how large that is, is asked with the menu closed.
        found += look(desk, f"list, {menu} open", but=("target-size",))
        desk.keyboard.press("Escape")

    desk.goto(page_of(rows["draft"]))
    desk.get_by_text("Add evidence", exact=True).click()
    desk.get_by_label("True as at").fill("2999-01-01")
    desk.get_by_role("button", name="Submit for clearing").click()
    desk.get_by_role("alert").wait_for()
    found += look(desk, "form with errors")

    ProgressUpdate.objects.filter(pk=rows["draft"].pk).update(version=99, done="Another hand.")
    desk.get_by_label("What was done").fill("My words.")
    desk.get_by_role("button", name="Save and close").click()
    desk.locator("table.versus").wait_for()
    found += look(desk, "conflict")

    officer = signed_in(browser, "clearing")
    officer.goto("/desk/to_confirm/")
    found += look(officer, "to confirm, on its own page")
    manager = signed_in(browser, "manager")
    for address in ("/", "/desk/family/", "/desk/family/?person=nobody", "/desk/hand-over/"):
        manager.goto(address)
        found += look(manager, address)
    manager.goto("/desk/family/")
    manager.get_by_role("button", name="Name focal point").click()
    manager.get_by_role("alert").wait_for()
    found += look(manager, "naming nobody, refused")

    for who, name, row in (
        ("clearing", "to clear", "submitted"),
        ("reviewer", "to review", "open"),
        ("auditor", "to find", "held"),
        ("manager", "to comment", "open"),
        ("other-desk", "other family", "held"),
    ):
        page = signed_in(browser, who)
        page.goto(page_of(rows[row]))
        found += look(page, name)
    assert not found, "\n".join(found)


def test_words_that_are_kept_and_a_session_that_ended(browser, committed_db):
    rows = everything(make.cast())
    found: list[str] = []
    officer = signed_in(browser, "clearing")
    officer.goto("/not-sent/")
    found += look(officer, "not sent yet, empty")
    officer.goto(page_of(rows["submitted"]))
    officer.get_by_label("Feedback to its author").fill("Name the record that adopted it.")
    officer.get_by_text("Kept for you at").wait_for()
    officer.reload()
    officer.get_by_text("Kept from").wait_for()
    found += look(officer, "kept words")
    officer.goto("/not-sent/")
    found += look(officer, "not sent yet")

    desk = signed_in(browser, "desk")
    desk.goto(page_of(rows["draft"]))
    Session.objects.all().delete()
    desk.get_by_label("What was done").fill("After the session.")
    dialog = desk.get_by_role("dialog", name="Sign in again")
    dialog.wait_for()
    found += look(desk, "sign in again")
    dialog.get_by_label("Password of").fill("wrong")
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    desk.get_by_text("This password is not right").wait_for()
    found += look(desk, "sign in again, refused")
    assert not found, "\n".join(found)


def test_dark_and_with_an_open_account_menu(browser, committed_db):
    rows = everything(make.cast())
    found: list[str] = []
    page = signed_in(browser, "desk", color_scheme="dark")
    for name, address in {
        "desk": "/",
        "update form": page_of(rows["draft"]),
        "progress": "/progress/",
        "reader": "/documents/S/2000/1/",
    }.items():
        page.goto(address)
        found += look(page, f"dark, {name}")
    page.locator(".account summary").click()
    found += look(page, "dark, account menu", but=("target-size",))
    assert not found, "\n".join(found)


def test_a_long_name_leaves_the_navigation_on_one_line(browser, committed_db):
    make.cast()
    User.objects.filter(username="desk").update(
        full_name="Demonstration desk officer of a very long department, DPPA-DPO"
    )
    page = signed_in(browser, "desk")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    assert page.locator("header.top").bounding_box()["height"] < 56
