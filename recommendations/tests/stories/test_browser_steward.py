"""A data steward at a real browser: words marked in the reader become an ask, and a list is changed by keyboard."""

import pytest
from playwright.sync_api import expect

from recommendations.models import Entry, Recommendation
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.stories import hands
from recommendations.tests.stories.looking import look
from recommendations.workflow import organizations, successions, themes
from recommendations.workflow.audit import differences

pytestmark = pytest.mark.chromium

READER = "/documents/S/2000/1/"
SECOND = "The African Union should support thing 8."

# As a hand with a mouse does: from one place in the text to another.
MARK = """([label, words]) => {
  const paragraph = document.getElementById(label).querySelector("p");
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }
}"""


@pytest.fixture
def cast(committed_db):
    found = make.cast()
    themes.add("training", "Training", by=make.REGISTER)
    # Beside it, so that the words to be marked do not stand at the beginning of their node.
    make.assignment(make.recommendation("8"), found.dppa)
    for place in ("9", "10", "11"):
        make.recommendation(place, follow_up="to_be_decided")
    return found


def press(page, name: str) -> None:
    """By keyboard: Tab until the control with this name has the focus, then Enter."""
    page.wait_for_load_state()
    for _step in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.innerText || '').trim()")
        if focused == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_marked_words_become_an_ask_of_the_register(browser, cast):
    page = signed_in(browser, "steward")
    page.goto(READER)
    page.evaluate(MARK, ["8", SECOND])
    bar = page.get_by_role("region", name="Marked words")
    bar.get_by_text(SECOND).wait_for()
    bar.get_by_role("link", name="New recommendation with these words").click()

    # The form has the very words, and says which reference they get.
    expect(page.get_by_label("The exact words")).to_have_value(SECOND)
    page.get_by_text("S/2000/1 para. 8, ask 2").first.wait_for()
    page.get_by_label("Kind").select_option(label="Call")
    page.get_by_label("Nature").select_option(label="Single action")
    page.get_by_label("Standing").first.select_option(label="Recommended")
    page.get_by_label("Follow-up").select_option(label="Tracked")
    page.get_by_label("Training").check()
    page.get_by_label("Words that say who is asked").fill("The African Union")
    part = page.get_by_role("group", name="Organization 1")
    part.get_by_label("Organization").select_option(label="African Union")
    part.get_by_label("Answered by").select_option(label="African Union Commission")
    page.get_by_role("button", name="Add the recommendation").last.click()
    page.get_by_text("Added as S/2000/1 para. 8, ask 2.").wait_for()

    row = Recommendation.objects.get(reference="S/2000/1 para. 8, ask 2")
    assert row.text == SECOND == row.paragraph.text[row.start : row.end]
    assert row.assignments.get().answering_organization == cast.auc
    page.goto("/recommendations/?document=S/2000/1&theme=training")
    page.get_by_text(SECOND).first.wait_for()
    page.goto(f"{READER}?from={row.public_id}#8")
    expect(page.locator("mark.now a")).to_have_text(SECOND)
    assert differences() == []


def test_what_spans_two_paragraphs_or_holds_a_footnote_mark(browser, cast):
    page = signed_in(browser, "steward")
    page.goto(READER)
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.getElementById("20").querySelector("p").firstChild, 4);
          range.setEnd(document.getElementById("21").querySelector("p").firstChild, 4);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.get_by_text("Mark words of one paragraph").wait_for()
    assert not page.get_by_role("link", name="New recommendation with these words").is_visible()


def test_without_script_words_are_pasted(browser, cast):
    page = signed_in(browser, "steward", java_script_enabled=False)
    page.goto(READER)
    page.locator("[id='12']").get_by_role("link", name="New ask").click()
    page.get_by_label("The exact words").fill("The African Union should suport thing 12")
    page.get_by_role("button", name="Add the recommendation").last.click()
    page.get_by_role("button", name="Take these words").click()
    expect(page.get_by_label("The exact words")).to_have_value("The African Union should support thing 12.")


def test_a_list_is_changed_by_keyboard(browser, cast):
    page = signed_in(browser, "steward")
    page.goto("/recommendations/change/?follow_up=to_be_decided")
    hands.press(hands.go_to(page.get_by_label("Follow-up")), "F")  # For reference
    hands.type_in(hands.go_to(page.get_by_label("Why")), "A record of views.")
    press(page, "Preview")
    page.get_by_role("heading", name="3 recommendations change").wait_for()
    hands.has_focus(page.locator("#preview-heading"))
    assert Recommendation.objects.filter(follow_up="to_be_decided").count() == 3
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first stays
    press(page, "Change the ticked ones, all or none")
    page.get_by_text("2 recommendations were changed.").wait_for()
    assert Recommendation.objects.filter(follow_up="for_reference").count() == 2
    assert Recommendation.objects.get(follow_up="to_be_decided").reference == "S/2000/1 para. 9"
    assert Entry.objects.filter(kind="changed").count() == 2


def test_every_page_and_state_of_a_steward(browser, cast):
    row = Recommendation.objects.get(reference="S/2000/1 para. 8")
    body = organizations.add("OLD", by=make.REGISTER, kind="other", names=[organizations.Name("Old body")])
    made = successions.add("split", by=make.REGISTER, on=make.today(), predecessors=[cast.dppa], successors=[body])
    page = signed_in(browser, "steward")
    found = []
    for address in (
        "/steward/",
        READER,
        "/recommendations/new/?document=S/2000/1&paragraph=8",
        f"/recommendations/{row.public_id}/change/",
        "/recommendations/change/?document=S/2000/1",
        "/recommendations/change/?nothing=1",
        "/steward/organizations/new/",
        "/organizations/DPPA/change/",
        "/steward/successions/",
        "/steward/successions/new/",
        f"/steward/successions/{made.succession.public_id}/",
        "/steward/themes/new/",
        "/themes/training/change/",
        "/steward/documents/S/2000/1/",
    ):
        page.goto(address)
        for each in page.locator("main details").all():
            each.evaluate("one => { one.open = true }")
        found += look(page, address)

    page.goto("/recommendations/new/?document=S/2000/1&paragraph=8")
    page.get_by_label("The exact words").fill("The African Union shuld")
    page.get_by_role("button", name="Add the recommendation").last.click()
    page.get_by_role("alert").first.wait_for()
    found += look(page, "new, refused")
    page.goto(READER)
    page.evaluate(MARK, ["8", SECOND])
    page.get_by_role("region", name="Marked words").wait_for()
    found += look(page, "words marked")
    page.goto("/recommendations/change/?document=S/2000/1")
    page.get_by_label("Kind").select_option(label="Call")
    page.get_by_label("Why").fill("Read again.")
    page.get_by_role("button", name="Preview").last.click()
    page.get_by_role("heading", name="recommendations change").wait_for()
    found += look(page, "preview")

    page.goto(f"/recommendations/{row.public_id}/change/")
    Recommendation.objects.filter(pk=row.pk).update(version=99, kind="request")
    page.locator("#what").get_by_label("Why").fill("Mine.")
    page.locator("#what").get_by_label("Kind").select_option(label="Call")
    page.get_by_role("button", name="Save the change").last.click()
    page.get_by_text("Since you opened this, somebody saved:").wait_for()
    found += look(page, "somebody saved meanwhile")
    assert not found, "\n".join(found)
