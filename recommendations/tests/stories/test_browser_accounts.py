"""Accounts in a real browser: a passkey added, used to sign in, and used as the second step; the policy of the pages
holds all the way."""

import pytest

from recommendations.tests import make
from recommendations.tests.browser.codes import code_of, kinds
from recommendations.tests.browser.people import heading, signed_in
from recommendations.tests.stories import hands
from recommendations.tests.stories.looking import look

pytestmark = pytest.mark.chromium


@pytest.fixture
def at_localhost(browser, server):
    """Passkeys belong to a name: the same server, by its name."""
    address = server.replace("127.0.0.1", "localhost")

    def page(**options):
        made = browser(**options)
        made.goto(f"{address}/sign-in/")
        return made

    page.address = address
    return page


def with_an_authenticator(page) -> None:
    """A device that holds passkeys and always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def by_password(page, name: str) -> None:
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_then_opens_the_account_alone_and_as_the_second_step(at_localhost, committed_db):
    cast = make.cast()
    page = at_localhost()
    with_an_authenticator(page)
    by_password(page, "desk")
    page.locator("summary", has_text="Dora Desk").wait_for()
    page.goto(f"{at_localhost.address}/account/second-factor/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add a passkey").click()
    hands.arrive(page, lambda path: path.endswith("/codes/"))
    assert heading(page) == "Recovery codes"
    assert kinds(cast.desk) == {"webauthn", "recovery_codes"}
    found = look(page, "recovery codes")

    page.locator("summary", has_text="Dora Desk").click()
    page.get_by_role("button", name="Sign out").click()
    hands.arrive(page, "/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.locator("summary", has_text="Dora Desk").wait_for()

    page.locator("summary", has_text="Dora Desk").click()
    page.get_by_role("button", name="Sign out").click()
    hands.arrive(page, "/sign-in/")
    by_password(page, "desk")
    hands.arrive(page, lambda path: path.endswith("/second-step/"))
    found += look(page, "second step")
    page.get_by_role("button", name="Use a passkey").click()
    page.locator("summary", has_text="Dora Desk").wait_for()
    assert not found, "\n".join(found)


def test_codes_from_an_app_by_keyboard_alone(browser, committed_db):
    make.cast()
    page = signed_in(browser, "desk")
    page.goto("/account/second-factor/app/")
    hands.type_in(page.get_by_label("Password"), "pass")
    page.keyboard.press("Enter")
    hands.arrive(page, "/account/second-factor/app/")
    code = code_of(page.locator("[data-secret]").inner_text())
    hands.type_in(hands.go_to(page.get_by_label("The six digits")), code)
    page.keyboard.press("Enter")
    hands.arrive(page, lambda path: path.endswith("/codes/"))
    assert page.locator(".codes li").count() == 10


def test_every_page_of_accounts_is_accessible_and_fits(browser, committed_db):
    cast = make.cast()
    found = []
    stranger = browser()
    stranger.goto("/forgotten-password/")
    found += look(stranger, "forgotten password")
    desk = signed_in(browser, "desk")
    for name in ("", "first-steps/", "password/", "sessions/", "tokens/", "second-factor/", "second-factor/app/"):
        desk.goto(f"/account/{name}")
        found += look(desk, f"account {name}")
    desk.goto("/account/tokens/")
    desk.get_by_role("button", name="Issue the token").click()
    desk.get_by_role("alert").first.wait_for()
    found += look(desk, "tokens, refused")
    administrator = signed_in(browser, "administrator")
    for name in ("", "invite/", f"{cast.desk.pk}/", f"{cast.desk.pk}/deactivate/"):
        administrator.goto(f"/people/{name}")
        found += look(administrator, f"people {name}")
    administrator.goto(f"/people/{cast.desk.pk}/")
    for summary in ("Grant a function", "Change"):
        administrator.locator("main summary", has_text=summary).click()
    found += look(administrator, "person, open")
    dark = signed_in(browser, "reader", color_scheme="dark")
    for address in ("/account/", "/recommendations/"):
        dark.goto(address)
        found += look(dark, f"dark {address}")
    assert not found, "\n".join(found)
