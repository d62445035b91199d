"""Every page and state in a real browser: no accessibility violation, nothing wider than its window."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from recommendations.models import ProgressUpdate
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.browser.stage import everything

pytestmark = pytest.mark.chromium

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (1280, 360)


def look(page, name: str) -> list[str]:
    """What axe and the ruler say of the page as it stands."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for each in Axe().run(page, options=RULES).response["violations"]:
            nodes = "; ".join(node["html"][:120] for node in each["nodes"][:3])
            found.append(f"{name} at {width}: {each['id']}: {nodes}")
    page.set_viewport_size({"width": 320, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > 320:
        found.append(f"{name}: {wide} px wide in a window of 320")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def page_of(row) -> str:
    return f"/recommendations/{row.assignment.recommendation.public_id}/"


def test_every_page_and_state(browser, committed_db):
    cast = make.cast()
    rows = everything(cast)
    found: list[str] = []

    stranger = browser()
    stranger.goto("/sign-in/")
    found += look(stranger, "sign in")
    stranger.get_by_role("button", name="Sign in").click()
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
        found += look(desk, f"list, {menu} open")
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
