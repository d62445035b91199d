"""The reader with the five reports, in a real browser."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from recommendations.models import DocumentVersion, Recommendation
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.stories.looking import look
from recommendations.workflow.loading import load

pytestmark = pytest.mark.chromium

REPORT = "/documents/S/2008/186/"


@pytest.fixture
def register(committed_db):
    load(Path(settings.BASE_DIR) / "fixtures", by=make.REGISTER)
    make.user("reader")


def sees(page, selector: str) -> None:
    """Its beginning stands in the window, not above or below it."""
    page.wait_for_function(
        """selector => {
          const at = document.querySelector(selector)?.getBoundingClientRect();
          return at?.width && at.y >= 0 && at.y < innerHeight;
        }""",
        arg=selector,
    )


def is_at(page, label: str) -> None:
    page.wait_for_function("label => document.querySelector(':target')?.id.startsWith(label)", arg=label)


def test_reading_a_report(browser, register):
    page = signed_in(browser, "reader")

    # From an ask to its words in the text, and back.
    ask = Recommendation.objects.get(reference="S/2008/186 para. 79(d)(iii)")
    page.goto(f"/recommendations/{ask.public_id}/")
    page.get_by_role("link", name="Read on in the document").click()
    page.wait_for_url(f"**{REPORT}?from={ask.public_id}#79(d)(iii)")
    is_at(page, "79(d)(iii)")
    sees(page, "mark.now a")
    assert page.locator(".para mark.now").inner_text() == ask.text
    page.locator(".para mark.now a").click()
    page.wait_for_url(f"**/recommendations/{ask.public_id}/")

    # Contents at the side stay in sight and say where the reader is.
    page.goto(f"{REPORT}#79(d)(iii)")
    sees(page, "nav.toc.sticky")
    expect(page.locator("nav.toc [aria-current]")).to_have_text("Conflict prevention and mediation")
    page.get_by_role("link", name="IX. Cooperation with regional organizations in humanitarian action").click()
    sees(page, "[id='66']")

    # A footnote, there and back.
    page.locator("[id='44'] sup a").click()
    sees(page, ":target")
    expect(page.locator(":target")).to_have_text(re.compile(r"^\s*4"))
    page.locator(":target .no").click()
    sees(page, "[id='44'] sup")

    # Search: counted, marked, from one to the next; asks stay marked and linked.
    page.goto(REPORT)
    page.get_by_label("Search in this document").fill("lessons LEARNED unit")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("status").get_by_text("1 hit for").wait_for()
    page.get_by_role("link", name="First hit").click()
    sees(page, "mark.hit:target")
    assert page.locator("mark > a > mark.hit:target").count() == 1
    page.goto(f"{REPORT}?q=mediation")
    hits = page.locator(".para mark.hit, .sheet > :is(h2,h3,h4) mark.hit").count()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^\s*{hits} hits for"))
    page.get_by_role("link", name="First hit").click()
    page.get_by_role("link", name="Next hit").first.click()
    is_at(page, "hit-")

    # The file as it came.
    page.locator("summary", has_text="The file").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "S-2008-186.txt"
    version = DocumentVersion.objects.get(document__code="S/2008/186")
    assert hashlib.sha256(Path(download.value.path()).read_bytes()).hexdigest() == version.sha256

    # On paper: the text with labels and tags in words, nothing to click.
    page.goto(REPORT)
    page.emulate_media(media="print")
    assert page.locator("[id='79(d)(iii)'] .no").is_visible()
    assert page.locator("[id='79(d)(iii)'] .status").inner_text() == "Not asked"
    assert page.locator("[id='34'] .tag").inner_text() == "For reference"
    assert page.get_by_text(version.sha256).first.is_visible()
    page.set_viewport_size({"width": 690, "height": 1000})
    assert page.locator("[id='34'] > p").bounding_box()["width"] > 350
    assert page.locator("[id='34'] aside").bounding_box()["x"] > 450
    for gone in (".top", "nav.toc", ".finding", ".menu", ".crumbs"):
        assert not page.locator(gone).first.is_visible(), gone

    # To a paragraph, without script.
    plain = signed_in(browser, "reader", java_script_enabled=False)
    for code, typed, label in (
        ("S/2008/186", "79 (d)(iii)", "79(d)(iii)"),
        ("S/2009/398", "app 1(b) 4", "App. 1(b) 4"),
        ("S/2009/398", "5(a) [2]", "5(a) [2]"),
        ("A4P-partnerships-brief", "Improving the UN's Partnerships 3", "Improving the UN’s Partnerships 3"),
    ):
        plain.goto(f"/documents/{code}/")
        plain.get_by_label("Go to paragraph").fill(typed)
        plain.get_by_role("button", name="Go", exact=True).click()
        plain.locator(":target").wait_for()
        assert plain.locator(":target").get_attribute("id") == label
        sees(plain, ":target")


def test_every_report_can_be_read_by_everyone(browser, register):
    page = signed_in(browser, "reader")
    found = []
    for address in (
        "/documents/",
        REPORT,
        f"{REPORT}?q=mediation&to=79(z)",
        "/documents/S/2009/398/",
        "/documents/S/2015/229/",
        "/documents/A4P-partnerships-brief/",
        "/documents/co-chairs-summary-2019/",
    ):
        page.goto(address)
        found += look(page, address)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(REPORT)
    page.locator("details.contents summary").click()
    page.get_by_role("link", name="Human rights", exact=True).click()
    sees(page, "[id='81']")
    assert not found, "\n".join(found)
