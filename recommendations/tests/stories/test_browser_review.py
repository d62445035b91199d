"""A data steward at a real browser, from a report as it comes to an ask that has an owner: by keyboard alone."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from recommendations.models import Candidate, CandidateDecision, Recommendation
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.stories import hands
from recommendations.tests.stories.looking import look
from recommendations.tests.workflow.candidates_stage import ask, proposed, version
from recommendations.workflow import candidates_deciding, reading
from recommendations.workflow.audit import differences

pytestmark = pytest.mark.chromium

REPORT = Path(settings.BASE_DIR) / "fixtures" / "development" / "develop" / "sg-report.pdf"


@pytest.fixture
def cast(committed_db):
    return make.cast()


def review() -> str:
    found = version()
    return f"/intake/{found.document.public_id}/{found.number}/review/"


def is_open(page, row) -> None:
    """Its card is open, and has the focus, so that single keys act on it."""
    card = page.locator(f"#now[data-open='{row.public_id}']")
    expect(card).to_be_focused()
    expect(page.locator("#review")).not_to_have_attribute("aria-busy", "true")


def said(page, words: str) -> None:
    expect(page.locator("[data-said]")).to_contain_text(words)


def test_from_the_upload_of_a_report_to_an_ask_with_an_owner(browser, cast):
    page = signed_in(browser, "steward")
    page.goto("/intake/")
    page.locator("#files").set_input_files(REPORT)
    hands.press(hands.go_to(page.get_by_role("button", name="Upload")))
    expect(page.get_by_text("1 file is being read.")).to_be_visible()
    reading.read_waiting()
    page.goto("/intake/")
    hands.press(hands.go_to(page.get_by_role("link", name="sg-report.pdf").first))
    hands.arrive(page, lambda path: path.startswith("/intake/") and path != "/intake/")
    hands.press(hands.go_to(page.get_by_role("button", name="Take in").first))
    hands.arrive(page, lambda path: path.endswith("/review/"))
    first, second = Candidate.objects.filter(is_suggested=True)[:2]
    assert first.paragraph.text[first.start : first.end] == first.text
    page.keyboard.press("j")
    is_open(page, second)
    page.keyboard.press("k")
    is_open(page, first)
    page.keyboard.press("e")
    hands.has_focus(page.locator("#id_quote"))
    page.keyboard.press("Escape")
    is_open(page, first)
    hands.type_in(hands.go_to(page.locator("#id_follow_up")), "Tracked")
    page.keyboard.press("Escape")
    is_open(page, first)
    page.keyboard.press("a")
    said(page, "not asked.")
    is_open(page, second)
    made = Recommendation.objects.get()
    assert (made.text, made.follow_up) == (first.text, "tracked")
    assert {each.state for each in made.assignments.all()} == {"proposed"}
    page.keyboard.press("r")
    hands.type_in(go_on(page, "#reason", "#reason-words"), "Announces only.")
    page.keyboard.press("Enter")
    said(page, "Rejected.")
    second.refresh_from_db()
    assert (second.state, second.reason) == ("rejected", "Announces only.")
    page.keyboard.press("u")
    said(page, "Undone: Rejected.")
    is_open(page, second)
    page.get_by_role("button", name="Finish").focus()
    page.keyboard.press("Enter")
    hands.arrive(page, lambda path: path.startswith("/documents/"))
    expect(page.get_by_text("1 accepted, 0 rejected.")).to_be_visible()
    page.goto(f"/recommendations/{made.public_id}/")
    expect(page.get_by_text("Proposed by the register").first).to_be_visible()
    assert differences() == []


def go_on(page, here: str, there: str):
    """With Tab, from one field to the next."""
    hands.press(page.locator(here), "Tab")
    return hands.has_focus(page.locator(there))


def select(page, label: str, words: str) -> None:
    """As a hand with a mouse does, through the numbers of candidates that stand in the text."""
    page.evaluate(
        """([label, words]) => {
          const paragraph = document.querySelector(`.para[data-label="${label}"] p`);
          const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0 || node.parentElement.closest(".tick")) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
          }
        }""",
        [label, words],
    )


def test_words_marked_in_the_report_change_a_candidate_or_make_one(browser, cast):
    _first, _second = proposed(ask("1"), ask("2"))
    page = signed_in(browser, "steward")
    page.goto(review())
    select(page, "1", "do thing 1 well")
    page.get_by_role("button", name="Use these words for the open candidate").click()
    expect(page.locator("#id_quote")).to_have_value("do thing 1 well")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    said(page, "Accepted as S/2000/1 para. 1")
    assert Recommendation.objects.get().text == "do thing 1 well"
    select(page, "1", "support thing 1")
    page.get_by_role("button", name="New candidate with these words").click()
    said(page, "Marked.")
    made = Candidate.objects.get(origin="marked")
    assert made.paragraph.text[made.start : made.end] == made.text == "support thing 1"
    is_open(page, made)


def test_what_is_typed_stays_when_a_colleague_was_faster(browser, cast):
    first, *_rest = proposed(ask("1"), ask("2"))
    other = make.user("steward-two", "steward", full_name="Second Steward")
    page = signed_in(browser, "steward")
    page.goto(review())
    page.keyboard.press("e")
    hands.has_focus(page.locator("#id_quote"))
    page.locator("#id_quote").fill("do thing 1 well")
    page.keyboard.press("Escape")
    candidates_deciding.reject(first, by=make.by(other), version=1, reason="Told, not asked.")
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("rejected by Data steward (Told, not asked.)")
    expect(page.locator("#id_quote")).to_have_value("do thing 1 well")
    assert not Recommendation.objects.exists()
    assert CandidateDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"status": 400, "body": "<main><h1>This request cannot be read</h1></main>"}, "This request cannot be read"),
        ({"status": 413, "body": "too large"}, "The register says: 413"),
        (None, "The register cannot be reached."),
    ],
)
def test_an_answer_that_is_an_error_is_said_and_what_was_typed_stays(browser, cast, answer, words):
    first, second = proposed(ask("1"), ask("2"))
    page = signed_in(browser, "steward")
    page.goto(review())
    page.keyboard.press("r")
    page.locator("#reason-words").fill("Told, not asked.")

    def broken(route):
        if route.request.method != "POST":
            return route.continue_()
        return route.fulfill(content_type="text/html", **answer) if answer else route.abort("connectionrefused")

    page.route("**/review/**", broken)
    page.get_by_role("button", name="Reject it").click()
    said(page, words)
    said(page, "What you typed stands here" if answer is None else "what you typed stands here")
    expect(page.locator("#reason-words")).to_have_value("Told, not asked.")
    first.refresh_from_db()
    assert first.state == "to_decide"
    page.unroute("**/review/**")
    page.get_by_role("button", name="Reject it").click()
    is_open(page, second)
    first.refresh_from_db()
    assert first.reason == "Told, not asked."


def test_the_list_of_keys_opens_and_closes_by_its_key(browser, cast):
    first, _second = proposed(ask("1"), ask("2"))
    page = signed_in(browser, "steward")
    page.goto(review())
    keys = page.locator("[data-keylist]")
    for closes in ("?", "Escape"):
        page.keyboard.press("?")
        hands.has_focus(keys.locator("summary"))
        page.keyboard.press(closes)
        expect(keys).not_to_have_attribute("open", "")
        is_open(page, first)


def test_enter_in_a_field_saves_the_card_and_throws_nothing_away(browser, cast):
    first, _second = proposed(ask("1"), ask("2"))
    page = signed_in(browser, "steward")
    page.goto(review())
    page.get_by_text("Themes, places, date, note").click()
    with page.expect_response(lambda answer: "/kept/" in answer.url):
        page.locator("#id_note").fill("Typed with care.")
    page.reload()
    expect(page.locator("#now [data-kept-note]")).to_be_visible()
    page.locator("#current [name=parts-0-organization]").press("Enter")
    said(page, "Changed; still to be decided.")
    first.refresh_from_db()
    assert first.more["note"] == "Typed with care."
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    hands.has_focus(page.locator("#reason"))
    page.keyboard.press("a")
    assert not Recommendation.objects.exists()


def test_single_keys_can_be_switched_off(browser, cast):
    cast.steward.single_keys = False
    cast.steward.save()
    proposed(ask("1"), ask("2"))
    page = signed_in(browser, "steward")
    page.goto(review())
    page.keyboard.press("r")
    page.keyboard.press("a")
    hands.press(hands.go_to(page.get_by_role("link", name="para. 2")))
    expect(page.locator("#now")).to_contain_text("thing 2")
    assert not CandidateDecision.objects.exists()


def test_every_state_of_the_screen(browser, cast):
    rows = proposed(ask("1"), ask("1", 1, kind="call"), ask("2"), ask("3", suggested=False, score=0.3))
    page = signed_in(browser, "steward")
    page.goto(review())
    found = look(page, "open")
    page.evaluate("for (const one of document.querySelectorAll('main details:not(.menu)')) one.open = true")
    found += look(page, "everything unfolded")
    page.goto(f"{review()}?state=all&below=1")
    page.locator("[data-filters] summary").click()
    found += look(page, "filters")
    page.goto(f"{review()}?above=0.5")
    found += look(page, "preview")
    page.goto(review())
    page.locator("[data-panel=r] summary").click()
    page.get_by_role("button", name="Reject it").click()
    expect(page.locator("#reason-error")).to_be_visible()
    found += look(page, "refused")
    by = make.by(cast.steward)
    candidates_deciding.accept(rows[0], by=by, version=1)
    candidates_deciding.reject(rows[1], by=by, version=1, reason="No.")
    candidates_deciding.accept(rows[2], by=by, version=1)
    page.goto(f"{review()}?state=all")
    found += look(page, "decided")
    assert not found, "\n".join(found)
