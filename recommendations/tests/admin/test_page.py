import pytest

from recommendations.tests.admin import stage

pytestmark = pytest.mark.chromium


def test_list_form_and_reason_page_in_a_browser(page, server):
    """The fixture fails on every complaint of the page, and a violated Content-Security-Policy is one."""
    cast = stage.staff()
    register = stage.something_of_everything(cast)
    for person, model, row in (
        (cast.steward, "recommendation", register.recommendation),
        (cast.administrator, "user", cast.desk),
        (cast.desk, "progressupdate", register.draft),
    ):
        session = stage.client_of(person).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
        for path in (stage.address(model), stage.address(model, "add"), stage.address(model, "change", row.pk)):
            assert page.goto(path).status == 200
        page.goto(stage.address(model, "history", row.pk))
    submit(page, register)
    page.context.clear_cookies()
    session = stage.client_of(cast.steward).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    archive(page, register)


def archive(page, register):
    page.goto(stage.address("recommendation"))
    page.check(f"input[name=_selected_action][value='{register.recommendation.pk}']")
    page.select_option("select[name=action]", "archive")
    page.click("button[name=index]")
    page.fill("textarea[name=why]", "Entered twice.")
    page.click("input[type=submit]")
    page.wait_for_selector("text=Done, and kept in the journal.")


def submit(page, register):
    """As the desk: first without a word that the status needs, then with it. What came back with the mistake is no
    other window's: nothing typed into it is held against its writer."""
    kept = []
    page.on("response", lambda answer: kept.append(answer.status) if "/kept/?" in answer.url else None)
    page.goto(stage.address("progressupdate", "change", register.draft.pk))
    page.fill("textarea[name=done]", "")
    page.click("button[value=submit]")
    page.wait_for_selector("text=Say what was done.")
    page.fill("textarea[name=done]", "Talks were held.")
    page.click("button[value=submit]")
    page.wait_for_selector("text=was changed successfully")
    assert set(kept) == {200}
    register.draft.refresh_from_db()
    assert register.draft.state == "submitted"
