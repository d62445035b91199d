"""People at a real browser."""

from typing import Any

from recommendations.tests.stories import hands


def signed_in(browser: Any, username: str, **options: Any) -> Any:
    page = browser(**options)
    page.goto("/sign-in/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Sign in", exact=True).click()
    hands.arrive(page, hands.signed_in)
    return page


def heading(page: Any) -> str:
    return page.locator("h1").inner_text()
