"""Every page from right to left, in pseudo text under Arabic's code: no accessibility violation, nothing too wide."""

import pytest

from recommendations.models import User
from recommendations.tests.browser.people import signed_in
from recommendations.tests.promises.pseudo import speak
from recommendations.tests.stories.looking import WIDTHS, look
from recommendations.tests.stories.test_browser_pages import looked_at, register

pytestmark = pytest.mark.chromium

__all__ = ["register"]


@pytest.fixture
def arabic(monkeypatch, register, settings):
    """Offered for this test alone; everybody's account is set to it."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Pseudo")]
    User.objects.update(language="ar")
    speak(monkeypatch, "ar")
    return register


@pytest.mark.parametrize("who", ["reader", "desk", "manager", "steward", "administrator"])
def test_every_page_from_right_to_left(browser, arabic, who):
    page = signed_in(browser, who)
    assert page.locator("html").get_attribute("dir") == "rtl"
    found = looked_at(page, who, arabic, WIDTHS[1:])
    assert not found, "\n".join(found)


def test_states_from_right_to_left(browser, arabic):
    page = signed_in(browser, "desk")
    page.goto("/recommendations/?status=not_asked&theme=theme")
    found = []
    for menu in ("Status", "More filters", "Columns", "Saved views"):
        page.locator("summary", has_text=menu).first.click()
        # An open menu covers parts of what stands below it: how large that is, is asked with the menu closed.
        found += look(page, f"{menu} open", but=("target-size",))
        found += outside(page, menu)
        page.keyboard.press("Escape")
    page.locator(".account summary").click()
    found += look(page, "account menu")
    found += outside(page, "account menu")

    page.goto(f"/recommendations/{arabic['draft'].assignment.recommendation.public_id}/")
    page.get_by_label("True as at").fill("2999-01-01")
    page.get_by_role("button", name="Submit for clearing").click()
    page.get_by_role("alert").first.wait_for()
    found += look(page, "form with errors")
    assert not found, "\n".join(found)


def outside(page, name: str) -> list[str]:
    """An open menu stands inside the window, at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        at = page.locator("details.menu[open] > .drop").bounding_box()
        if at["x"] < 0 or at["x"] + at["width"] > width:
            found.append(f"{name} at {width}: from {at['x']:.0f} to {at['x'] + at['width']:.0f}")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found
