"""A day's work of each role, from signing in to seeing what came of it, with no hand on a mouse: only keys are pressed,
and the focus goes where Tab takes it."""

import pytest
from playwright.sync_api import expect

from recommendations.choices import FollowUp, Role
from recommendations.models import Membership, ProgressUpdate, Recommendation, Review, SavedView
from recommendations.tests import make
from recommendations.tests.stories import hands
from recommendations.workflow import assigning

pytestmark = pytest.mark.chromium

FARTHEST = 150  # stops of Tab


@pytest.fixture
def cast(committed_db):
    return make.cast()


def enters(browser, username: str):
    page = browser()
    page.goto("/sign-in/")
    hands.type_in(page.get_by_label("User name"), username)
    page.keyboard.press("Tab")
    hands.type_in(page.get_by_label("Password"), "pass")
    page.keyboard.press("Enter")
    hands.arrive(page, hands.signed_in)
    return page


def tab_to(where, key: str = "Tab"):
    """Tab until it has the focus, as somebody does who sees where it stands."""
    where.wait_for()
    page = where.page
    page.wait_for_load_state()
    one = where.element_handle()
    for _step in range(FARTHEST):
        page.keyboard.press(key)
        if page.evaluate("one => one === document.activeElement", one):
            return where
    raise AssertionError(f"{where} is not reached by {key}")


def follow(where, key: str = "Enter") -> None:
    hands.press(tab_to(where), key)


def write(where, words: str) -> None:
    hands.type_in(tab_to(where), words)


def choose(select, words: str) -> None:
    """In a list that is closed: from its first line down until the words stand there."""
    hands.press(tab_to(select), "Home")
    for _step in range(FARTHEST):
        if select.evaluate("one => one.selectedOptions[0].label.trim()") == words:
            return
        hands.press(select, "ArrowDown")
    raise AssertionError(f"{words} is not offered")


def pick(group, words: str) -> None:
    """Of radio buttons, which are one stop: down until these are chosen."""
    tab_to(group.get_by_role("radio").first)
    wanted = group.get_by_role("radio", name=words, exact=True)
    group.page.keyboard.press("Space")
    for _step in range(20):
        if wanted.is_checked():
            return
        group.page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def on_one(path: str) -> bool:
    return path.startswith("/recommendations/") and path != "/recommendations/"


def opens_the_first_item(page) -> None:
    """From the top of My desk: j, and Enter."""
    first = page.locator("[data-item]").first
    first.wait_for()
    page.keyboard.press("j")
    hands.press(first)
    hands.arrive(page, on_one)


def test_a_desk_officer_reports(browser, cast):
    ours = make.assignment(make.recommendation("1"), cast.dppa)
    assigning.ask(ours, by=make.by(cast.manager))
    page = enters(browser, "desk")
    opens_the_first_item(page)
    pick(page.get_by_role("group", name="Status"), "In progress")
    write(page.get_by_label("What was done"), "The two desks exchanged notes in March.")
    follow(page.get_by_role("button", name="Submit for clearing"))
    hands.arrive(page, "/")
    hands.has_focus(page.locator("[data-focus]", has_text="Submitted for clearing."))
    assert ours.updates.get().state == "submitted"


def test_a_clearing_officer_returns_one_and_clears_another(browser, cast):
    for number in ("1", "2"):
        make.submitted(make.assignment(make.recommendation(number), cast.dppa), cast.desk)
    page = enters(browser, "clearing")
    opens_the_first_item(page)
    write(page.get_by_label("Feedback to its author"), "Name the record.")
    follow(page.get_by_role("button", name="Return with feedback"))
    hands.arrive(page, "/")
    hands.has_focus(page.locator("[data-focus]", has_text="Returned with your feedback"))
    opens_the_first_item(page)
    follow(page.get_by_role("button", name="Clear", exact=True))
    hands.arrive(page, "/")
    hands.has_focus(page.locator("[data-focus]", has_text="It counts from now on"))
    assert set(ProgressUpdate.objects.values_list("state", flat=True)) == {"returned", "cleared"}


def test_a_reviewer_finds_otherwise(browser, cast):
    ours = make.assignment(make.recommendation("1"), cast.dppa)
    make.cleared(ours, cast.desk, cast.clearing)
    page = enters(browser, "reviewer")
    opens_the_first_item(page)
    pick(page.get_by_role("group", name="Finding"), "Finds otherwise")
    pick(page.get_by_role("group", name="Status found"), "Not started")
    write(page.get_by_label("Reason"), "No record shows it.")
    follow(page.get_by_role("button", name="Make the finding"))
    hands.arrive(page, "/")
    page.locator("[data-focus]").wait_for()
    made = Review.objects.get()
    assert (made.finding, made.note) == ("finds_otherwise", "No record shows it.")


def test_a_manager_names_who_has_the_work_and_asks_for_information(browser, cast):
    ours = make.assignment(make.recommendation("1"), cast.dppa)
    page = enters(browser, "manager")
    follow(page.get_by_role("link", name="Work of my organization"))
    hands.arrive(page, "/desk/family/")
    follow(page.get_by_role("checkbox").first, "Space")
    choose(page.get_by_role("group", name="For all that are ticked").get_by_label("Focal point"), "Dora Desk")
    follow(page.get_by_role("button", name="Name focal point"))
    hands.has_focus(page.locator("[data-focus]", has_text="Dora Desk’s now"))
    follow(page.get_by_role("checkbox").first, "Space")
    follow(page.get_by_role("button", name="Ask for information"))
    hands.has_focus(page.locator("[data-focus]", has_text="asked"))
    ours.refresh_from_db()
    assert ours.focal_point == cast.desk
    assert ours.asked_at


def test_a_steward_decides_that_an_ask_is_followed_up(browser, cast):
    row = make.recommendation("1", follow_up=FollowUp.TO_BE_DECIDED)
    page = enters(browser, "steward")
    follow(page.get_by_role("navigation", name="Main").get_by_role("link", name="Recommendations"))
    hands.arrive(page, "/recommendations/")
    follow(page.locator("table.asks tbody a").first)
    hands.arrive(page, on_one)
    follow(page.get_by_role("link", name="Change", exact=True))
    hands.arrive(page, f"/recommendations/{row.public_id}/change/")
    form = page.locator("form#what")
    choose(form.get_by_label("Follow-up"), "Tracked")
    write(form.get_by_label("Why"), "It asks a named body.")
    follow(form.get_by_role("button", name="Save the change"))
    page.get_by_text("Changed, with your reason in the history.").wait_for()
    assert Recommendation.objects.get().follow_up == FollowUp.TRACKED


def test_an_administrator_invites_a_person(browser, cast):
    page = enters(browser, "administrator")
    follow(page.locator(".account summary"))
    follow(page.locator(".account").get_by_role("link", name="People"))
    hands.arrive(page, "/people/")
    follow(page.get_by_role("link", name="Invite a person"))
    hands.arrive(page, "/people/invite/")
    write(page.get_by_label("Name, as others see it"), "Nora New")
    write(page.get_by_label("User name, to sign in with"), "nora")
    write(page.get_by_label("E-mail"), "nora@example.org")
    first = page.get_by_role("group", name="Function 1")
    choose(first.get_by_label("Role"), "Desk officer")
    choose(first.get_by_label("Organization"), "African Union Commission")
    write(page.get_by_label("Why"), "Takes over the desk.")
    follow(page.get_by_role("button", name="Invite", exact=True))
    page.get_by_text("Invited: a letter to nora@example.org is on its way.").wait_for()
    page.get_by_role("heading", name="Nora New").wait_for()
    granted = Membership.objects.get(user__username="nora")
    assert (granted.role, granted.organization) == (Role.DESK_OFFICER, cast.auc)


def test_an_auditor_could_not_verify_what_was_reported(browser, cast):
    make.cleared(make.assignment(make.recommendation("1"), cast.dppa), cast.desk, cast.clearing)
    page = enters(browser, "auditor")
    opens_the_first_item(page)
    pick(page.get_by_role("group", name="Finding"), "Could not be verified")
    write(page.get_by_label("Reason"), "No record was shown to us.")
    follow(page.get_by_role("button", name="Make the finding"))
    hands.arrive(page, "/")
    page.locator("[data-focus]").wait_for()
    assert Review.objects.get().in_effect_at is None


def test_a_reader_searches_narrows_reads_and_keeps_the_view(browser, cast):
    make.assignment(make.recommendation("1"), cast.dppa)
    make.assignment(make.recommendation("12"), cast.auc)
    page = enters(browser, "reader")
    write(page.get_by_label("Search recommendations"), "thing 12")
    page.keyboard.press("Enter")
    hands.arrive(page, "/recommendations/")
    rows = page.locator("table.asks tbody tr")
    expect(rows).to_have_count(1)
    follow(page.locator("summary", has_text="Saved views"))
    write(page.get_by_label("Save this view as"), "Thing twelve")
    page.keyboard.press("Enter")
    page.get_by_text("Saved as “Thing twelve”").wait_for()
    assert SavedView.objects.get().owner == cast.reader
    follow(rows.locator("a").first)
    hands.arrive(page, on_one)
    page.get_by_text("The United Nations should do thing 12 well.").first.wait_for()
