"""A double click, or a browser that sends again: whatever is sent twice from one page is done once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.db.models import Sum
from django.test import Client

from recommendations.browser import urls
from recommendations.models import Comment, KeptText, TargetDateProposal
from recommendations.models.fields import Versioned
from recommendations.tests import make
from recommendations.tests.admin.stage import client_of, staff
from recommendations.tests.browser.forms import forms_of
from recommendations.tests.browser.stage import everything, said
from recommendations.tests.parsing.test_spreadsheet import book
from recommendations.tests.staged import staged
from recommendations.tests.workflow import candidates_stage as stage
from recommendations.tests.workflow.test_registers import HEADINGS
from recommendations.tests.workflow.test_versions import another
from recommendations.workflow import audit, comments, registers, target_dates

LATER = make.today() + timedelta(days=90)
WHY = "Because it was asked for."


@dataclass(frozen=True)
class Sent:
    """Who sends which form of which page, with what in it. `form` is the end of its address or its `data-keeps`;
    `facts` says how many entries it makes in the journal."""

    who: str
    page: Callable[[Any], str]
    form: str
    given: dict[str, Any] = field(default_factory=dict)
    facts: int | None = 1
    counts: bool = True


def page_of(name: str) -> Callable[[Any], str]:
    return lambda w: f"/recommendations/{getattr(w, name).assignment.recommendation.public_id}/"


def of(name: str, what: str = "") -> Callable[[Any], str]:
    return lambda w: f"/recommendations/{getattr(w, name).public_id}/{what}"


def candidates(_world: Any) -> str:
    found = stage.version()
    return f"/intake/{found.document.public_id}/{found.number}/review/"


CHANGE = of("free_ask", "change/")
EVIDENCE = {"e-held_as": "symbol", "e-kind": "official_document", "e-symbol": "A/1", "e-dated": str(make.today())}
GONE = {"action": "discard", "away-why": WHY}
WORDS = lambda w: f"/intake/words/{w.older.public_id}/"  # noqa: E731 - one line of the table
FILE = lambda w: f"/intake/registers/{w.register.public_id}/"  # noqa: E731
SENT = {
    "update: save": Sent("desk", page_of("draft"), "update-", {"action": "save", "done": "Other words."}, 0),
    "update: begin": Sent("desk", page_of("free"), "update-", {"action": "save", "done": "First words."}, 0),
    "update: submit": Sent("desk", page_of("draft"), "update-", {"action": "submit"}),
    "update: evidence": Sent("desk", page_of("draft"), "update-", {"action": "add-evidence", **EVIDENCE}, 0),
    "update: discard": Sent("desk", page_of("draft"), "update-", {"action": "discard"}, 0),
    "update: recall": Sent("desk", page_of("submitted"), "/update/", {"action": "recall"}),
    "clear": Sent("clearing", page_of("submitted"), "clear-", {"release": "partners"}, 2),
    "return": Sent("clearing", page_of("submitted"), "return-", {"feedback": WHY}),
    "release": Sent("clearing", page_of("cleared"), "/release/", {"release": "public"}),
    "confirm": Sent("manager", page_of("free"), "/confirm/"),
    "ask": Sent("manager", page_of("free"), "/ask/"),
    "review": Sent("reviewer", page_of("cleared"), "review-", {"finding": "agrees"}, 2),
    "comment": Sent("manager", page_of("waiting"), "comment-", {"text": WHY, "release": "partners"}, 2),
    "discuss": Sent("desk", page_of("draft"), "discuss-", {"text": "A word."}, 0),
    "take-back": Sent("desk", page_of("draft"), "/take-back/", {}, 0, counts=False),
    "propose-date": Sent("desk", page_of("free"), "date-", {"due_on": str(LATER), "due_precision": "day"}),
    "decide-date: agree": Sent("clearing", page_of("proposal"), "decide-", {"action": "agree"}, 2),
    "decide-date: decline": Sent("clearing", page_of("proposal"), "decide-", {"action": "decline", "why_not": WHY}),
    "new-recommendation": Sent(
        "steward",
        lambda w: "/recommendations/new/?document=S/2000/1&paragraph=20",
        "new-recommendation",
        {
            **{"action": "add", "quote": "The United Nations should do thing 20 well."},
            **{"kind": "call", "nature": "single_action", "standing": "recommended", "follow_up": "tracked"},
        },
    ),
    "change-recommendation: what": Sent(
        "steward", CHANGE, ":what", {"action": "change", "what-kind": "call", "what-why": WHY}
    ),
    "change-recommendation: archive": Sent("steward", CHANGE, ":archive", {"action": "archive", "archive-why": WHY}),
    "new-organization": Sent(
        "steward",
        lambda w: "/steward/organizations/new/",
        "organization:",
        {"code": "NEW", "kind": "other", "names-0-name": "New", "names-0-language": "en", "why": WHY},
    ),
    "change-organization": Sent(
        "steward", lambda w: "/organizations/DPPA/change/", "organization:DPPA", {"note": "N.", "why": WHY}
    ),
    "new-theme": Sent(
        "steward", lambda w: "/steward/themes/new/", "theme:", {"code": "new", "name": "New", "why": WHY}
    ),
    "change-theme": Sent("steward", lambda w: "/themes/theme/change/", "theme:theme", {"name": "Renamed", "why": WHY}),
    "change-document": Sent(
        "steward", lambda w: "/steward/documents/S/2000/1/", "document:S/2000/1", {"title": "T.", "why": WHY}
    ),
    "review-candidates: accept": Sent("steward", candidates, "candidate:", {"act": "accept"}, 2),
    "review-candidates: reject": Sent("steward", candidates, "candidate:", {"act": "reject", "reason_words": WHY}, 0),
    "review-candidates: mark": Sent(
        "steward", candidates, "mark:", {"act": "mark", "paragraph": "15", "quote": "do thing 15 well"}, 0
    ),
    "place-words: move": Sent("steward", WORDS, ":move:1", {"action": "move", "move-why": WHY}),
    "place-words: keep": Sent("steward", WORDS, ":keep", {"action": "keep", "keep-why": WHY}),
    "place-words: archive": Sent("steward", WORDS, ":archive", {"action": "archive", "archive-why": WHY}),
    "register-file: match": Sent("steward", FILE, ":columns", {"action": "match", "name": "Theirs"}, 0),
    "register-file: decide": Sent("steward", FILE, ":decide", {"action": "answer", "status-answer-1": "-"}, 0),
    "register-file: bring in": Sent("steward", FILE, ":bring-in", {"action": "bring-in"}, 0),
    "register-file: offices": Sent("steward", FILE, ":decide", {"action": "answer", "answering-answer-1": "-"}, 0),
    "register-file: put away": Sent("steward", FILE, ":away", {"action": "discard", "why": WHY}),
    "upload: put away": Sent("steward", lambda w: f"/intake/{w.upload.public_id}/", ":away", GONE),
    "save-view": Sent("desk", lambda w: "/recommendations/?q=desk", "/saved-views/save/", {"name": "Mine"}, 0),
    "account": Sent(
        "desk", lambda w: "/account/", "/account/", {"time_zone": "Africa/Addis_Ababa"}, None, counts=False
    ),
    "invite": Sent(
        "administrator",
        lambda w: "/people/invite/",
        "/people/invite/",
        {"full_name": "Nora New", "username": "nora", "email": "nora@example.org", "why": WHY},
        None,
    ),
    "deactivate": Sent(
        "administrator", lambda w: f"/people/{w.cast.reader.pk}/deactivate/", "/deactivate/", {"why": WHY}, None
    ),
}
# Addresses that are only read, or that the sign-in guards by itself; and those whose tests beside them send twice.
READ = {
    *("desk", "family", "desk-kind", "keep", "throw-away", "not-sent", "form-key", "people", "people-file", "steward"),
    *("recommendations", "recommendations-csv", "recommendations-xlsx", "recommendation", "saved-views", "evidence"),
    *("source-file", "documents", "document", "progress", "organizations", "organization", "themes", "theme"),
    *("digest", "definitions", "help", "first-hour", "successions", "editing", "review-here"),
    *("digest-letter", "my-digest", "upload-file", "version", "words-to-place"),
}
OF_THE_SIGN_IN = {
    *("sign-in", "sign-out", "account_login", "invitation", "forgotten-password", "new-password", "first-steps"),
    *("account-password", "account-sessions", "account_reauthenticate", "unsubscribe"),
}
# A token is shown in the answer to the form, and nowhere again: there the page itself stops a second click.
SHOWN_ONCE = {"account-tokens"}
SEVERAL_AT_ONCE = {
    *("hand-over", "confirm-many", "ask-many", "name-many", "change-all", "change-view", "person"),
    *("new-succession", "succession", "intake", "registers"),
}


@staged
def world():
    cast = staff()
    found = everything(cast)
    free = make.assignment(make.recommendation("18"), cast.dppa)
    proposed = make.assignment(make.recommendation("19"), cast.dppa)
    target_dates.propose(proposed, by=make.by(cast.desk), due_on=LATER, due_precision="day")
    comments.write(found["draft"].assignment, by=make.by(cast.desk), text="First.", once="first", tell=[])
    stage.proposed(stage.ask("17", 1))
    older = make.recommendation("1", code="S/2000/2")
    another(make.TEXT.replace("thing 1 well", "it"), document=older.paragraph.document_version.document)
    row = ["S/2000/1", 50, "The United Nations should do thing 50 well.", "AUC", None, "Done", None, None]
    by = make.by(cast.steward)
    register = registers.give("matrix.xlsx", book(HEADINGS, row), by=by)
    registers.answer(register, by=by, version=1, answers={"status": {"Done": "in_progress"}})
    return SimpleNamespace(
        cast=cast,
        draft=found["draft"],
        submitted=found["submitted"],
        cleared=found["open"],
        waiting=found["waiting"],
        free=SimpleNamespace(assignment=free),
        free_ask=free.recommendation,
        upload=found["upload"],
        older=older,
        register=register,
        proposal=SimpleNamespace(assignment=proposed),
    )


def counted() -> dict[str, Any]:
    """How many rows of each kind there are, and how often rows with a version were written."""
    models = [each for each in apps.get_app_config("recommendations").get_models() if each is not KeptText]
    found: dict[str, Any] = {each.__name__: each.objects.count() for each in models}
    versioned = [each for each in models if issubclass(each, Versioned)]
    return found | {f"{each.__name__} versions": each.objects.aggregate(n=Sum("version"))["n"] for each in versioned}


def the_form(response, wanted: str) -> dict[str, Any]:
    assert response.status_code == 200, response.status_code
    found = [
        each
        for each in forms_of(response)
        if (each["attrs"].get("action") or "").split("?")[0].endswith(wanted)
        or (each["attrs"].get("data-keeps") or "").startswith(wanted)
        or (each["attrs"].get("data-keeps") or "").endswith(wanted)
    ]
    assert found, f"no form {wanted}: {[each['attrs'] for each in forms_of(response)]}"
    return found[0]


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent_twice_is_done_once(world, name):
    sent = SENT[name]
    client = client_of(getattr(world.cast, sent.who))
    page = sent.page(world)
    form = the_form(client.get(page), sent.form)
    to = form["attrs"].get("action") or page
    data = {**form["fields"], **sent.given}
    before, ours = counted(), len(audit.differences())
    first = client.post(to, data)
    assert first.status_code == 302, f"{first.status_code}: {said(first)[:1500]}"
    once = counted()
    assert (once != before) == sent.counts
    if sent.facts is not None:
        assert once["Entry"] - before["Entry"] == sent.facts
    second = client.post(to, data)
    assert counted() == once
    assert second.status_code == 302, second.status_code
    assert second["Location"] == first["Location"]
    assert len(audit.differences()) <= ours


def test_every_address_is_tried_or_says_why_not():
    tried = {each.split(":")[0] for each in SENT}
    named = {each.name for each in urls.urlpatterns if not each.name.startswith("mfa_")}
    assert named - tried - READ - OF_THE_SIGN_IN - SHOWN_ONCE - SEVERAL_AT_ONCE == set()


def test_other_words_from_the_same_page_are_another_form(world):
    client = client_of(world.cast.desk)
    page = page_of("draft")(world)
    form = the_form(client.get(page), "discuss-")
    to = form["attrs"]["action"]
    for words in ("One.", "Two."):
        client.post(to, {**form["fields"], "once": words, "text": words})
    assert Comment.objects.filter(text__in=("One.", "Two.")).count() == 2


def test_what_was_refused_may_be_tried_again(world):
    client = client_of(world.cast.clearing)
    form = the_form(client.get(page_of("submitted")(world)), "return-")
    empty = {**form["fields"], "feedback": ""}
    assert [client.post(form["attrs"]["action"], empty).status_code for _ in range(2)] == [422, 422]
    assert client.post(form["attrs"]["action"], {**form["fields"], "feedback": WHY}).status_code == 302


def test_two_that_arrive_at_the_same_moment(committed_db):
    """Both are on their way before either is done."""
    cast = make.cast()
    assignment = make.assignment(make.recommendation("1"), cast.dppa)
    client = client_of(cast.desk)
    form = the_form(client.get(f"/recommendations/{assignment.recommendation.public_id}/"), "date-")
    data = {**form["fields"], "due_on": str(LATER), "due_precision": "day"}
    ready = threading.Barrier(2)
    answers: list[tuple[int, str]] = []

    def send() -> None:
        try:
            mine = Client()
            mine.cookies = client.cookies
            ready.wait()
            answer = mine.post(form["attrs"]["action"], data)
            answers.append((answer.status_code, answer["Location"]))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers[0] == answers[1]
    assert answers[0][0] == 302
    assert TargetDateProposal.objects.count() == 1
