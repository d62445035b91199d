"""Every menu, open: what stands in it is large enough to be hit, at each width."""

import pytest

from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.browser.stage import everything
from recommendations.tests.stories.looking import targets

pytestmark = pytest.mark.chromium

OPEN = "details.menu[open] > .drop"
OF_THE_LIST = ("Follow-up", "Status", "Owner", "Document", "Theme", "More filters", "Sorted by", "Columns")


def test_what_stands_in_an_open_menu_is_large_enough(browser, committed_db):
    everything(make.cast())
    page = signed_in(browser, "desk")
    page.goto("/recommendations/?status=not_asked&status=in_progress")
    found = []
    for name in (*OF_THE_LIST, "Saved views", "Take away"):
        menu = page.locator("main details.menu", has=page.locator("summary", has_text=name)).first
        menu.locator("summary").first.click()
        # Menus within the menu too.
        menu.evaluate("one => one.querySelectorAll('details').forEach(each => { each.open = true })")
        page.locator(OPEN).wait_for()
        found += targets(page, name, OPEN)
        page.keyboard.press("Escape")
    page.locator(".account summary").click()
    found += targets(page, "account", OPEN)
    page.goto("/progress/")
    page.locator("main summary", has_text="Status").first.click()
    found += targets(page, "progress, status", OPEN)
    assert not found, "\n".join(found)
