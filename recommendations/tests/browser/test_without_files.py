"""Pages and verbs on candidates never take the file itself from the database: of a large report it would be held once
for each candidate."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.tests.admin.stage import client_of
from recommendations.tests.browser.test_reviewing_candidates import at, send, the_form
from recommendations.tests.workflow.candidates_stage import ask, proposed

FILE = '"recommendations_documentversion"."content"'


@pytest.fixture
def rows(cast):
    return proposed(ask("1"), ask("1", 1, kind="call", score=0.6), ask("2"), ask("3"))


@pytest.fixture
def steward(cast):
    return client_of(cast.steward)


def files_taken(act) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert act().status_code in (200, 302)
    return [each["sql"] for each in queries if FILE in each["sql"]]


def accept_all(client):
    form = the_form(client.get(at("?above=0.8")), "accept-all")
    return client.post(at(), {**form["fields"], "act": "accept-all"})


@pytest.mark.parametrize(
    "act",
    [
        lambda c, rows: c.get(at("?state=all")),
        lambda c, rows: send(c, "accept"),
        lambda c, rows: send(c, "reject", reason_words="No."),
        lambda c, rows: send(c, "save", kind="call"),
        lambda c, rows: send(c, "split", split_first="The United Nations", split_second="do thing 1 well."),
        lambda c, rows: send(c, "merge", merge_with=f"{rows[2].public_id}:1"),
        lambda c, rows: send(c, "mark", paragraph="7", quote="do thing 7 well"),
        lambda c, rows: accept_all(c),
    ],
    ids=["page", "accept", "reject", "save", "split", "merge", "mark", "accept-all"],
)
def test_no_file_is_taken(steward, rows, act):
    assert files_taken(lambda: act(steward, rows)) == []


def test_nor_in_undoing(steward, rows):
    send(steward, "accept")
    assert files_taken(lambda: send(steward, "undo")) == []
