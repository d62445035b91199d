import re

import pytest

from recommendations.models import SavedView
from recommendations.tests import make
from recommendations.tests.browser.stage import owned, said, text_of
from recommendations.workflow import saved_views


@pytest.fixture
def view(cast):
    owned("1", cast.dppa)
    return saved_views.save("Open at <DPPA>", "owner=DPPA&phase=open", by=make.by(cast.desk))


def act(client, view, action: str, **more):
    view.refresh_from_db()
    return client.post(f"/saved-views/{view.public_id}/", {"action": action, "version": view.version, **more})


def test_the_list_is_saved_as_it_is_and_stands_in_the_menu(cast, client_of):
    owned("1", cast.dppa)
    client = client_of(cast.desk)
    body = text_of(client.get("/recommendations/?status=not_asked&ordering=due&page=1"))
    query = re.search(r'<input type="hidden" name="query" value="([^"]*)">', body)[1]
    assert query == "ordering=due&status=not_asked"
    for _twice in range(2):
        answer = client.post("/saved-views/save/", {"name": "Mine", "query": query})
        assert answer["Location"] == f"/recommendations/?{query}"
    assert SavedView.objects.count() == 1
    page = text_of(client.get(answer["Location"]))
    assert "Saved as “Mine”." in page
    assert re.search(rf'href="/recommendations/\?{query}" aria-current="page">Mine', page)


def test_a_name_that_is_taken_comes_back_with_what_was_typed(cast, client_of, view):
    answer = client_of(cast.desk).post("/saved-views/save/", {"name": "Open at <DPPA>", "query": "phase=closed"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "You have another view of this name." in page
    assert 'value="phase=closed"' in page
    assert 'value="Open at &lt;DPPA&gt;"' in page


def test_its_owner_renames_shares_and_deletes_it(cast, client_of, view):
    client = client_of(cast.desk)
    assert act(client, view, "rename", name="Open now").status_code == 302
    assert act(client, view, "share", organization="DPPA").status_code == 302
    page = said(client.get("/saved-views/"))
    assert "Open now shared with Department of Political and Peacebuilding Affairs and all below it" in page
    assert act(client, view, "stop_sharing").status_code == 302
    assert "only you see it" in said(client.get("/saved-views/"))
    assert act(client, view, "delete").status_code == 302
    assert not SavedView.objects.exists()


def test_others_of_the_family_see_the_office_and_no_name(cast, client_of, view):
    act(client_of(cast.desk), view, "share", organization="DPPA")
    for one in (cast.desk_two, cast.clearing_above):
        for address in ("/saved-views/", "/recommendations/"):
            page = said(client_of(one).get(address))
            assert "Open at <DPPA> shared within Department of Political" in page
            assert cast.desk.full_name not in page
    for other in (cast.other_desk, cast.auditor, cast.reader):
        assert "Open at" not in said(client_of(other).get("/saved-views/"))
        assert "Open at" not in said(client_of(other).get("/recommendations/"))


def test_it_is_not_there_for_anybody_who_would_change_it(cast, client_of, view):
    act(client_of(cast.desk), view, "share", organization="DPPA")
    for who in (cast.desk_two, cast.manager, cast.administrator, cast.other_desk):
        for action in ("rename", "share", "stop_sharing", "delete"):
            assert act(client_of(who), view, action, name="x", organization="DPPA").status_code == 404
    assert SavedView.objects.get().name == "Open at <DPPA>"


def test_what_cannot_be_done_is_said_and_changes_nothing(cast, client_of, view):
    client = client_of(cast.desk)
    for action, more, status in (
        ("share", {"organization": "AUC"}, 422),
        ("share", {"organization": "NOBODY"}, 422),
        ("rename", {"name": " "}, 422),
        ("burn", {}, 422),
        ("delete", {"version": "7"}, 409),
        ("delete", {"version": "x"}, 422),
    ):
        answer = client.post(f"/saved-views/{view.public_id}/", {"action": action, "version": view.version, **more})
        assert answer.status_code == status, action
        assert 'role="alert"' in answer.content.decode()
    view.refresh_from_db()
    assert (view.name, view.shared_with, view.version) == ("Open at <DPPA>", None, 1)


def test_each_view_shows_the_list_that_was_saved(cast, client_of, view):
    page = text_of(client_of(cast.desk).get("/saved-views/"))
    address = re.search(r'href="(/recommendations/\?[^"]+)">Open at', page)[1]
    assert client_of(cast.desk).get(address).status_code == 200
    assert address == "/recommendations/?owner=DPPA&phase=open"
