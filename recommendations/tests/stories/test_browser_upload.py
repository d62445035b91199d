"""A data steward gives reports at a real browser: with and without scripts, chosen or dropped, several at once."""

import pytest
from playwright.sync_api import expect

from recommendations import tasks
from recommendations.choices import UploadState
from recommendations.models import Upload
from recommendations.tests import make
from recommendations.tests.browser.people import signed_in
from recommendations.tests.stories.looking import look
from recommendations.tests.workflow.test_uploads import PDF, TEXT
from recommendations.workflow import reading

pytestmark = pytest.mark.chromium

MEGABYTE = 1024 * 1024


@pytest.fixture
def cast(committed_db):
    return make.cast()


@pytest.fixture
def folder(tmp_path):
    for name, content in {"one.txt": TEXT, "two.pdf": PDF, "old.doc": bytes.fromhex("d0cf11e0a1b11ae1")}.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def files(folder):
    return [str(folder / name) for name in ("one.txt", "old.doc", "two.pdf")]


def drop(page, paths, x, y):
    """As the desktop does it: the browser itself gives the files to the page, or opens them."""
    session = page.context.new_cdp_session(page)
    given = {"items": [], "files": paths, "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, "x": x, "y": y, "data": given})


def the_others_went_on(page):
    expect(page.get_by_text("2 files are being read.")).to_be_visible()
    expect(page.get_by_text("“old.doc” was not taken:")).to_be_visible()
    assert set(Upload.objects.values_list("file_name", flat=True)) == {"one.txt", "two.pdf"}


def test_several_without_scripts_and_one_is_refused(browser, cast, folder, monkeypatch):
    monkeypatch.setattr(tasks, "nudge_reader", lambda: None)
    page = signed_in(browser, "steward", java_script_enabled=False)
    page.goto("/intake/")
    expect(page.get_by_text("Or drop them on this page.")).to_be_hidden()
    page.locator("#files").set_input_files(files(folder))
    page.get_by_role("button", name="Upload").click()
    the_others_went_on(page)
    expect(page.get_by_text("Waiting to be read")).to_have_count(2)
    reading.read_waiting()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("Read, not in the register yet")).to_have_count(2)
    page.get_by_role("link", name="one.txt").click()
    page.get_by_text("Put it away", exact=True).first.click()
    page.locator("#id_away-why").fill("Not this one.")
    page.get_by_role("button", name="Put it away").click()
    expect(page.get_by_text("“one.txt” was put away.")).to_be_visible()
    assert Upload.objects.get(file_name="one.txt").state == UploadState.DISCARDED


@pytest.mark.parametrize("where", ["in the box", "beside it"])
def test_several_dropped_and_one_is_refused(browser, cast, folder, monkeypatch, where):
    monkeypatch.setattr(tasks, "nudge_reader", lambda: None)
    page = signed_in(browser, "steward")
    page.goto("/intake/")
    expect(page.get_by_text("Or drop them on this page.")).to_be_visible()
    box = page.locator("[data-drop]" if where == "in the box" else "h1").bounding_box()
    drop(page, files(folder), box["x"] + 20, box["y"] + 10)
    the_others_went_on(page)
    seen = look(page, "dropped")
    reading.read_waiting()
    expect(page.get_by_text("Read, not in the register yet")).to_have_count(2)
    assert seen == []


def test_words_that_are_dropped_are_no_files(browser, cast):
    page = signed_in(browser, "steward")
    page.goto("/intake/")
    session = page.context.new_cdp_session(page)
    words = {"items": [{"mimeType": "text/plain", "data": "Words."}], "dragOperationsMask": 1}
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, "x": 200, "y": 200, "data": words})
    expect(page.get_by_role("heading", name="Upload reports")).to_be_visible()
    assert not Upload.objects.exists()


def test_one_that_is_too_large_does_not_stop_the_others(browser, cast, folder, settings):
    settings.UPLOAD_MAX_MB = 1
    (folder / "large.txt").write_bytes(TEXT + b" " * MEGABYTE)
    page = signed_in(browser, "steward")
    page.goto("/intake/")
    page.locator("#files").set_input_files([str(folder / "large.txt"), str(folder / "one.txt")])
    expect(page.get_by_text("Larger than 1 MB, and not taken: large.txt.")).to_be_visible()
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("1 file is being read.")).to_be_visible()
    expect(page.get_by_text("“large.txt” was not taken:")).to_be_visible()
    assert Upload.objects.get().file_name == "one.txt"


@pytest.mark.parametrize("scripts", [True, False])
def test_too_much_together_is_said_and_nothing_is_taken(browser, cast, folder, settings, scripts):
    settings.REQUEST_MAX_MB = 2
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_bytes(TEXT + b" " * MEGABYTE)
    page = signed_in(browser, "steward", java_script_enabled=scripts)
    page.goto("/intake/")
    page.locator("#files").set_input_files([str(folder / name) for name in ("a.txt", "b.txt", "c.txt")])
    if scripts:
        expect(page.get_by_text("Together more than 2 MB: choose fewer.")).to_be_visible()
    page.get_by_role("button", name="Upload").click()
    if not scripts:
        expect(page.get_by_text("and 2 MB are the most. Nothing was taken: send fewer files.")).to_be_visible()
    assert not Upload.objects.exists()
