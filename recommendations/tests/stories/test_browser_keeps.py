"""Nothing typed is lost: to a register that does not answer, a closed tab, a killed browser, a server that starts
again, an ended session, a line that breaks, a page without script."""

import time

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from recommendations.models import KeptText, ProgressUpdate
from recommendations.tests import make
from recommendations.tests.browser.codes import has_an_app, has_recovery_codes
from recommendations.tests.browser.people import signed_in
from recommendations.tests.stories.browsers import enter
from recommendations.tests.stories.hands import arrive
from recommendations.tests.stories.hands import signed_in as not_at_the_sign_in
from recommendations.tests.stories.looking import look

pytestmark = pytest.mark.chromium

WORDS = "An hour of careful words about the desks."
NOTED = "Name the record of the meeting in March."


@pytest.fixture
def cast(committed_db):
    return make.cast()


@pytest.fixture
def address(cast) -> str:
    """Where the desk officer writes an update."""
    assignment = make.assignment(make.recommendation("1"), cast.dppa)
    return f"/recommendations/{assignment.recommendation.public_id}/"


@pytest.fixture
def submitted(cast) -> str:
    """Where the clearing officer writes feedback."""
    update = make.submitted(make.assignment(make.recommendation("2"), cast.dppa), cast.desk)
    return f"/recommendations/{update.assignment.recommendation.public_id}/"


def until(holds, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def kept_here(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def done(page):
    return page.get_by_label("What was done")


def feedback(page):
    return page.get_by_label("Feedback to its author")


def kept_words() -> str:
    found = KeptText.objects.first()
    return found.typed.get("feedback", [""])[0] if found else ""


def drafted() -> str:
    found = ProgressUpdate.objects.filter(state="draft").first()
    return found.done if found else ""


# What is saved while one types


def test_without_a_pause_it_is_saved_every_few_seconds(browser, address):
    page = signed_in(browser, "desk")
    page.goto(address)
    done(page).focus()

    def saved_after_the_next_word() -> bool:
        page.keyboard.type("a ")
        return len(drafted()) > 4

    until(saved_after_the_next_word)
    page.get_by_text("Draft saved at").wait_for()


def test_words_of_any_form_stand_in_it_again_and_can_be_thrown_away(browser, submitted):
    page = signed_in(browser, "clearing")
    page.goto(submitted)
    feedback(page).fill(NOTED)
    page.get_by_text("Kept for you at").wait_for()
    until(lambda: kept_here(page) == [])
    page.reload()
    expect(feedback(page)).to_have_value(NOTED)
    page.get_by_text("Kept from").wait_for()
    page.get_by_role("button", name="Throw away").click()
    page.get_by_text("Thrown away.").wait_for()
    expect(feedback(page)).to_have_value("")
    assert not KeptText.objects.exists()


def test_words_typed_before_the_page_has_its_scripts_are_kept_too(browser, submitted):
    page = signed_in(browser, "clearing")
    on_its_way = []
    page.route("**/keep.js", lambda route: on_its_way.append(route))
    page.goto(submitted, wait_until="commit")
    feedback(page).fill(NOTED)
    page.wait_for_function("document.readyState === 'interactive'")
    on_its_way[0].continue_()
    page.get_by_text("Kept for you at").wait_for()
    assert kept_words() == NOTED


def test_a_form_that_came_back_with_a_mistake_is_kept_from_there_on(browser, submitted):
    """What was sent a moment ago is no other window's, and puts nothing back over what is typed before the script."""
    page = signed_in(browser, "clearing")
    page.goto(submitted)
    page.wait_for_load_state()
    feedback(page).fill("   ")
    on_its_way = []
    page.route("**/keep.js", lambda route: on_its_way.append(route))
    page.get_by_role("button", name="Return with feedback").click(no_wait_after=True)
    page.get_by_text("so that the history can be understood").first.wait_for()
    feedback(page).fill(NOTED)
    until(lambda: on_its_way)
    on_its_way[0].continue_()
    page.get_by_text("Kept for you at").wait_for()
    expect(feedback(page)).to_have_value(NOTED)
    assert kept_words() == NOTED
    assert KeptText.objects.count() == 1


def test_what_is_said_while_a_button_is_pressed_waits_until_it_is_released(browser, submitted):
    """Or the button would move away under the pointer, and the click be lost."""
    page = signed_in(browser, "clearing")
    page.goto(submitted)
    page.wait_for_load_state("networkidle")
    feedback(page).fill(NOTED)
    button = page.get_by_role("button", name="Return with feedback")
    button.hover()
    with page.expect_response("**/kept/**"):
        page.mouse.down()
    page.wait_for_timeout(200)
    page.mouse.up()
    until(lambda: ProgressUpdate.objects.filter(state="returned").exists())


# What may break


def test_a_closed_tab(browser, submitted):
    page = signed_in(browser, "clearing")
    context = page.context
    page.goto(submitted)
    feedback(page).fill(NOTED)
    page.close(run_before_unload=True)
    again = context.new_page()
    again.goto(submitted)
    expect(feedback(again)).to_have_value(NOTED)
    until(lambda: kept_words() == NOTED)


def test_a_killed_browser(browser_in, cast, address, server, tmp_path):
    """Its process group dies with -9 five seconds after the words were typed."""
    context, kill = browser_in(tmp_path, server)
    page = context.pages[0]
    enter(page, "desk")
    page.goto(address)
    done(page).fill(WORDS)
    page.get_by_text("Draft saved at").wait_for()
    kill()
    context, kill = browser_in(tmp_path, server)
    again = context.pages[0]
    enter(again, "desk")
    again.goto(address)
    expect(done(again)).to_have_value(WORDS)
    kill()


@pytest.mark.parametrize("how", ["stopped", "killed"])
def test_a_server_that_goes_away_and_comes_back(browser, web, address, submitted, how):
    desk = signed_in(browser, "desk", base_url=web.address)
    clearing = signed_in(browser, "clearing", base_url=web.address)
    desk.goto(address)
    clearing.goto(submitted)
    web.stop(kill=how == "killed")
    done(desk).fill(WORDS)
    feedback(clearing).fill(NOTED)
    for page in (desk, clearing):
        page.get_by_text("The register cannot be reached").wait_for()
        assert kept_here(page)
    web.start()
    until(lambda: drafted() == WORDS)
    until(lambda: kept_words() == NOTED)
    for page in (desk, clearing):
        until(lambda page=page: kept_here(page) == [])


def test_a_line_that_breaks(browser, address, submitted):
    page = signed_in(browser, "clearing")
    page.goto(submitted)
    page.context.set_offline(True)
    feedback(page).fill(NOTED)
    page.get_by_text("The register cannot be reached").wait_for()
    page.context.set_offline(False)
    until(lambda: kept_words() == NOTED)
    until(lambda: kept_here(page) == [])


def test_words_left_in_the_browser_reach_the_register_from_any_page(browser, submitted):
    page = signed_in(browser, "clearing")
    context = page.context
    page.goto(submitted)
    context.set_offline(True)
    feedback(page).fill(NOTED)
    page.get_by_text("The register cannot be reached").wait_for()
    page.close()
    context.set_offline(False)
    assert not KeptText.objects.exists()
    other = context.new_page()
    other.goto("/help/")
    until(lambda: kept_words() == NOTED)
    until(lambda: kept_here(other) == [])
    other.goto("/not-sent/")
    other.get_by_text(NOTED).wait_for()


# The session


def sign_in_again(page, password: str = "pass") -> None:
    dialog = page.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Password of").fill(password)
    dialog.get_by_role("button", name="Sign in", exact=True).click()


def test_a_session_that_ended_while_typing_goes_on_after_a_dialog(browser, address):
    page = signed_in(browser, "desk")
    page.goto(address)
    done(page).fill("First words.")
    page.get_by_text("Draft saved at").wait_for()
    Session.objects.all().delete()
    done(page).fill(WORDS)
    page.get_by_role("dialog", name="Sign in again").wait_for()
    sign_in_again(page, "wrong")
    page.get_by_text("This password is not right").wait_for()
    sign_in_again(page)
    until(lambda: drafted() == WORDS)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(done(page)).to_have_value(WORDS)
    page.get_by_role("radio", name="In progress", exact=True).check()
    page.get_by_role("button", name="Submit for clearing").click()
    page.get_by_text("until then you can recall it").wait_for()
    until(lambda: kept_here(page) == [])


def test_one_may_sign_in_again_in_another_tab(browser, submitted):
    page = signed_in(browser, "clearing")
    page.goto(submitted)
    page.context.clear_cookies()
    feedback(page).fill(NOTED)
    page.get_by_role("dialog", name="Sign in again").wait_for()
    other = page.context.new_page()
    other.goto("/sign-in/")
    enter(other, "clearing")
    other.close()
    page.bring_to_front()
    until(lambda: kept_words() == NOTED)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_nothing_is_sent_when_somebody_else_signs_in(browser, cast, submitted):
    page = signed_in(browser, "clearing")
    page.goto(submitted)
    page.context.clear_cookies()
    feedback(page).fill(NOTED)
    page.get_by_role("dialog", name="Sign in again").wait_for()
    other = page.context.new_page()
    other.goto("/sign-in/")
    enter(other, "desk")
    page.bring_to_front()
    page.get_by_text("Somebody else has signed in in this browser").first.wait_for()
    page.get_by_role("button", name="Later").first.click()
    feedback(page).fill(f"{NOTED} And more.")
    time.sleep(3)
    assert not KeptText.objects.exists()
    other.goto(submitted)
    assert NOTED not in other.content()
    other.goto("/help/")
    time.sleep(1)
    assert not KeptText.objects.exists()
    assert kept_here(other) == [each for each in kept_here(other) if f":{cast.clearing.pk}:" in each]


def test_a_form_that_is_sent_after_the_session_ended_is_sent_after_the_dialog_with_its_file(browser, address):
    page = signed_in(browser, "desk")
    page.goto(address)
    done(page).fill(WORDS)
    page.get_by_text("Draft saved at").wait_for()
    page.get_by_text("Add evidence", exact=True).click()
    page.get_by_label("File", exact=True).check()
    page.get_by_label("File, at most 20 MB").set_input_files(
        {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    page.locator("#e-dated").fill(make.today().isoformat())
    page.get_by_label("It bears no marking").check()
    Session.objects.all().delete()
    page.get_by_role("button", name="Save and close").last.click()
    sign_in_again(page)
    page.get_by_text("Draft saved. Nobody outside").wait_for()
    assert ProgressUpdate.objects.get().evidence.get().file_name == "paper.pdf"


def test_without_script_an_ended_session_carries_the_words_through_the_sign_in(browser, address):
    page = signed_in(browser, "desk", java_script_enabled=False)
    page.goto(address)
    done(page).fill(WORDS)
    others = [each for each in page.context.cookies() if each["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(others)
    page.get_by_role("button", name="Submit for clearing").click()
    page.get_by_text("Your session had ended").wait_for()
    enter(page, "desk")
    page.get_by_text("Kept from").wait_for()
    expect(done(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Save and close").last.click()
    page.get_by_text("Draft saved. Nobody outside").wait_for()
    assert ProgressUpdate.objects.get().done == WORDS
    assert not KeptText.objects.exists()


def test_with_a_second_factor_one_signs_in_in_another_tab_and_goes_on(browser, cast, submitted):
    has_an_app(cast.clearing)
    codes = has_recovery_codes(cast.clearing)
    page = browser()
    enter_with(page, "clearing", codes[0])
    page.goto(submitted)
    Session.objects.all().delete()
    feedback(page).fill(NOTED)
    sign_in_again(page)
    page.get_by_text("asks for a second step").wait_for()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    enter_with(opened.value, "clearing", codes[1])
    opened.value.close()
    until(lambda: kept_words() == NOTED)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(feedback(page)).to_have_value(NOTED)


def enter_with(page, username: str, code: str) -> None:
    """By password, then by a recovery code."""
    enter_password(page, username)
    page.locator("input[name=code]").first.wait_for()
    page.locator("input[name=code]").first.fill(code)
    page.locator("form:has(input[name=code])").first.get_by_role("button").first.click()
    arrive(page, not_at_the_sign_in)


def enter_password(page, username: str) -> None:
    if "/sign-in/second-step" in page.url:
        return
    page.goto("/sign-in/")
    if page.get_by_label("Password").is_visible():
        page.get_by_label("User name").fill(username)
        page.get_by_label("Password").fill("pass")
        page.get_by_role("button", name="Sign in", exact=True).click()


def test_each_of_its_states_is_accessible(browser, cast, submitted):
    page = signed_in(browser, "clearing")
    page.goto(submitted)
    feedback(page).fill(NOTED)
    page.get_by_text("Kept for you at").wait_for()
    found = look(page, "kept")
    page.reload()
    page.get_by_text("Kept from").wait_for()
    found += look(page, "kept again")
    page.goto("/not-sent/")
    found += look(page, "not sent")
    page.goto(submitted)
    update = ProgressUpdate.objects.get(state="submitted")
    ProgressUpdate.objects.filter(pk=update.pk).update(version=update.version + 1, done="Dan was faster.")
    page.get_by_role("button", name="Return with feedback").click()
    page.locator("table.versus").wait_for()
    found += look(page, "between")
    page.goto(submitted)
    memberships = list(cast.clearing.memberships.values_list("pk", flat=True))
    cast.clearing.memberships.filter(pk__in=memberships).update(since="2000-01-01", until="2000-01-02")
    page.get_by_role("button", name="Return with feedback").click()
    page.get_by_text("What you had written").wait_for()
    found += look(page, "refused")
    cast.clearing.memberships.filter(pk__in=memberships).update(until=None)
    page.goto(submitted)
    Session.objects.all().delete()
    feedback(page).fill(f"{NOTED} And more.")
    page.get_by_role("dialog", name="Sign in again").wait_for()
    found += look(page, "sign in again")
    sign_in_again(page, "wrong")
    page.get_by_text("This password is not right").wait_for()
    found += look(page, "sign in again, refused")
    assert not found, "\n".join(found)


# Two at once


def test_a_colleague_who_was_faster_and_a_killed_tab_lose_nothing(browser, cast, address):
    page = signed_in(browser, "desk")
    page.goto(address)
    done(page).fill("First words.")
    page.get_by_text("Draft saved at").wait_for()
    update = ProgressUpdate.objects.get()
    ProgressUpdate.objects.filter(pk=update.pk).update(version=update.version + 1, done="Dan was faster.")
    done(page).fill(WORDS)
    page.get_by_role("button", name="See both versions").wait_for()
    until(lambda: KeptText.objects.exists())
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address)
    expect(done(again)).to_have_value(WORDS)
    again.get_by_role("button", name="See both versions").click()
    again.locator("table.versus").wait_for()
    again.get_by_text("Dan was faster.").wait_for()
    again.get_by_role("button", name="Save as a new version").click()
    again.get_by_text("Saved as a new version").wait_for()
    assert drafted() == WORDS
