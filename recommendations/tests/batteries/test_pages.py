"""Questions that every page answers, for everyone who may come."""

import re

from django.test import Client
from django.urls import get_resolver

from recommendations.browser import urls
from recommendations.browser.intake import urls as intake
from recommendations.browser.people import urls as people
from recommendations.browser.stewarding import urls as stewarding
from recommendations.choices import Release, Role
from recommendations.delivery import digest
from recommendations.models import (
    Assignment,
    Comment,
    DocumentVersion,
    Organization,
    ProgressUpdate,
    Recommendation,
    RegisterFile,
    Review,
    Succession,
    Theme,
    Upload,
    User,
)
from recommendations.queries.desk import IN_ORDER
from recommendations.tests import make
from recommendations.tests.browser.stage import OURS, THEIRS, everything
from recommendations.tests.parsing.test_spreadsheet import book
from recommendations.tests.staged import staged
from recommendations.tests.workflow.test_registers import HEADINGS
from recommendations.tests.workflow.test_versions import another
from recommendations.workflow import registers, successions

OUR_FAMILY = ("desk", "desk_two", "clearing", "clearing_above", "reviewer", "manager", "auditor")
THEIR_FAMILY = ("other_desk", "other_clearing", "other_reviewer", "other_manager")
OTHERS = ("steward", "administrator", "reader")
EVERYONE = (*OUR_FAMILY, *THEIR_FAMILY, *OTHERS)

OPEN = {"sign-in", "sign-out", "form-key", "unsubscribe", "forgotten-password", "invitation", "new-password"}
# Steps of the sign-in and of second factors, which lead on: browser/test_second_factors.py.
STEPS = ("account_", "mfa_")
# What everybody posts for themselves alone.
OF_ONES_OWN = {"save-view", "change-view", "keep", "throw-away"}
# Files say on their first line, or in their name, what pages say on top.
FILES = {"source-file", "evidence", "recommendations-csv", "recommendations-xlsx", "people-file", "upload-file"}
# What is posted to, with the roles of our family that may.
WRITES = {
    "update": {"desk", "desk_two"},
    "confirm": {"clearing", "clearing_above", "manager"},
    "ask": {"manager"},
    "clear": {"clearing", "clearing_above"},
    "return": {"clearing", "clearing_above"},
    "release": {"clearing", "clearing_above"},
    "review": {"reviewer"},
    "comment": {"clearing", "clearing_above", "manager"},
    "editing": {"desk", "desk_two"},
    "discuss": {"desk", "desk_two", "clearing", "clearing_above", "reviewer", "manager"},
    "take-back": {"desk"},
    "propose-date": {"desk", "desk_two"},
    "decide-date": {"clearing", "clearing_above"},
    "confirm-many": {"clearing", "clearing_above", "manager"},
    "ask-many": {"manager"},
    "name-many": {"manager"},
    "review-here": {"steward"},
}
ACTION = {"decide-date": {"action": "decline"}}
# What is not there outside its family.
HIDDEN = {"take-back"}
# Pages that open for some only; the others are told for whom.
ONLY_FOR = {
    "family": {"manager", "other_manager"},
    "hand-over": {"manager", "other_manager"},
    **{each.name: {"steward"} for each in (*stewarding.urlpatterns, *intake.urlpatterns)},
    **{each.name: {"administrator"} for each in people.urlpatterns},
    "digest": {"administrator"},
    "digest-letter": {"administrator"},
}
# What strangers read where the installation lets everybody.
FOR_EVERYBODY = {
    *("recommendations", "recommendations-csv", "recommendations-xlsx", "recommendation", "documents", "document"),
    *("organizations", "organization", "themes", "theme", "progress", "definitions", "source-file"),
}
# What a page has to be told.
TOLD = {"new-recommendation": "?document=S/2000/1&paragraph=20", "change-all": "?document=S/2000/1"}


def addresses() -> dict[str, list[str]]:
    """Each name of our patterns with the addresses of all the rows it shows."""
    updates = list(ProgressUpdate.objects.values_list("public_id", flat=True))
    assignments = list(Assignment.objects.values_list("public_id", flat=True))
    uploads = list(Upload.objects.values_list("public_id", flat=True))
    rows = {
        "public_id": {
            "recommendation": list(Recommendation.objects.values_list("public_id", flat=True)),
            "update": list(Assignment.objects.values_list("public_id", flat=True)),
            "confirm": list(Assignment.objects.values_list("public_id", flat=True)),
            "ask": list(Assignment.objects.values_list("public_id", flat=True)),
            "comment": list(Review.objects.values_list("public_id", flat=True)),
            **dict.fromkeys(("editing", "discuss", "propose-date", "decide-date"), assignments),
            **dict.fromkeys(("upload", "upload-file"), uploads),
            "place-words": list(Recommendation.objects.values_list("public_id", flat=True)[:3]),
            "register-file": list(RegisterFile.objects.values_list("public_id", flat=True)),
            "take-back": list(Comment.objects.values_list("public_id", flat=True)),
            "evidence": [],
            "change-recommendation": list(Recommendation.objects.values_list("public_id", flat=True)),
            "succession": list(Succession.objects.values_list("public_id", flat=True)),
        },
        "kind": list(IN_ORDER),
        "role": list(Role.values),
        "sha256": list(DocumentVersion.objects.values_list("sha256", flat=True)),
        "code": {
            "document": ["S/2000/1"],
            "organization": list(Organization.objects.values_list("code", flat=True)[:3]),
            "theme": list(Theme.objects.values_list("code", flat=True)),
            "change-document": ["S/2000/1"],
            "change-organization": list(Organization.objects.values_list("code", flat=True)[:3]),
            "change-theme": list(Theme.objects.values_list("code", flat=True)),
        },
        "pk": list(User.objects.values_list("pk", flat=True)[:2]),
        "token": [digest.token_of(User.objects.earliest("pk")), "nonsense"],
    }
    found = {}
    for pattern in urls.urlpatterns:
        if pattern.name.startswith(STEPS):
            continue
        names = list(pattern.pattern.converters)
        if not names:
            values = [{}]
        elif names == ["document", "number"]:
            versions = DocumentVersion.objects.values_list("document__public_id", "number")
            values = [{"document": document, "number": number} for document, number in versions]
        elif names == ["public_id"]:
            values = [{"public_id": each} for each in rows["public_id"].get(pattern.name, updates)]
        else:
            of = rows[names[0]]
            values = [{names[0]: each} for each in (of[pattern.name] if isinstance(of, dict) else of)]
        told = TOLD.get(pattern.name, "")
        found[pattern.name] = ["/" + get_resolver().reverse(pattern.name, **each).lstrip("/") + told for each in values]
    return found


@staged
def register(cast):
    given = {"on": make.today(), "predecessors": [cast.dppa], "successors": [cast.auc]}
    found = everything(cast)
    successions.add("split", by=make.REGISTER, **given)
    another("I. Demandes \n\n1. L’Organisation devrait le faire. \n\n", language="fr")
    another(make.TEXT.replace("thing 1 well", "thing 1 better"))
    row = ["S/2000/1", 1, "The United Nations should do thing 1 better.", None, None, "Done", "2015", None]
    registers.give("matrix.xlsx", book(HEADINGS, row), by=make.by(cast.steward))
    return found


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def let_go(response) -> None:
    """Close the file; closing the response would close the test's database too."""
    for close in response._resource_closers:
        close()


def check_page(body: str, address: str) -> None:
    assert len(re.findall(r"<h1[ >]", body)) == 1, address
    assert re.search(r'<html lang="en"\s+dir="ltr"', body), address
    assert "<title>" in body, address
    assert body.count("<main") == 1, address
    assert "{%" not in body, address
    assert "{{" not in body, address
    assert not re.search(r'\sstyle="|\son\w+="|<script(?![^>]+src=)|<style', body), f"{address}: inline"


def test_each_page_opens_for_each_role_and_keeps_the_words_that_are_not_theirs(cast, register):
    for who in EVERYONE:
        client = client_of(getattr(cast, who))
        hidden = [each for each, family in ((OURS, OUR_FAMILY), (THEIRS, THEIR_FAMILY)) if who not in family]
        for name, found in addresses().items():
            if name in WRITES or name in OPEN or name in OF_ONES_OWN:
                continue
            for address in found:
                response = client.get(address)
                expected = 200 if who in ONLY_FOR.get(name, EVERYONE) else 403
                assert response.status_code == expected, f"{who} {address}: {response.status_code}"
                body = b"".join(response) if response.streaming else response.content
                for marker in hidden:
                    assert marker.encode() not in body, f"{who} reads {marker} at {address}"
                if response["Content-Type"].startswith("text/html"):
                    check_page(body.decode(), address)


def test_only_those_who_may_write_are_let_in_and_the_others_are_told_who_can(cast, register):
    for who in EVERYONE:
        client = client_of(getattr(cast, who))
        held = register["held"]
        address = {
            "update": f"/assignments/{held.assignment.public_id}/update/",
            "confirm": f"/assignments/{held.assignment.public_id}/confirm/",
            "ask": f"/assignments/{held.assignment.public_id}/ask/",
            "comment": f"/reviews/{register['waiting'].public_id}/comment/",
            "editing": f"/assignments/{held.assignment.public_id}/editing/",
            "discuss": f"/assignments/{held.assignment.public_id}/comments/",
            "take-back": f"/comments/{register['comment'].public_id}/take-back/",
            "propose-date": f"/assignments/{held.assignment.public_id}/target-date/",
            "decide-date": f"/assignments/{held.assignment.public_id}/target-date/decide/",
            "confirm-many": "/desk/confirm/",
            "ask-many": "/desk/ask/",
            "name-many": "/desk/name/",
            "review-here": next(each for each in addresses()["review-here"]),
        }
        for name, allowed in WRITES.items():
            at = address.get(name, f"/updates/{held.public_id}/{name}/")
            form = {"version": "0", "chosen": f"{held.assignment.public_id}.0", **ACTION.get(name, {})}
            response = client.post(at, {**form, "proposal": register["proposal"].public_id})
            if who in allowed:
                assert response.status_code in (200, 302, 409, 422), f"{who} {at}: {response.status_code}"
            elif name in HIDDEN and who not in OUR_FAMILY:
                assert response.status_code == 404, f"{who} {at}: {response.status_code}"
            else:
                assert response.status_code == 403, f"{who} {at}: {response.status_code}"
                body = response.content.decode()
                check_page(body, at)
                assert "Only " in body
            assert (OURS.encode() not in response.content) or who in OUR_FAMILY


def test_strangers_are_asked_to_sign_in_and_read_nothing(register):
    client = Client()
    for name, found in addresses().items():
        for address in found:
            answer = client.post(address) if name in WRITES or name in OF_ONES_OWN else client.get(address)
            if name in OPEN:
                assert answer.status_code in (200, 404, 405, 410), address
            else:
                assert answer.status_code in (302, 403), address
                assert OURS.encode() not in answer.content
                if answer.status_code == 302:
                    assert answer["Location"].startswith("/sign-in/?next=")


def test_where_everybody_may_read_strangers_read_what_is_public_and_no_name(cast, register, settings):
    settings.ANONYMOUS_READING = True
    client = Client()
    row = Recommendation.objects.get(paragraph__label="7")
    given = {"done": "Said to everybody.", "cleared_release": Release.PUBLIC}
    make.cleared(make.assignment(row, cast.dppa), cast.desk, cast.clearing, **given)
    hidden = [OURS, THEIRS, "Open to partners.", "Not shown to us.", *User.objects.values_list("full_name", flat=True)]
    for name, found in addresses().items():
        for address in found:
            answer = client.post(address) if name in WRITES or name in OF_ONES_OWN else client.get(address)
            if name in OPEN:
                continue
            if name not in FOR_EVERYBODY:
                assert answer.status_code in (302, 403), address
                continue
            assert answer.status_code == 200, address
            body = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
            for words in hidden:
                assert words not in body, f"{words} at {address}"
            if answer["Content-Type"].startswith("text/html"):
                check_page(body, address)
                assert 'href="/sign-in/' in body
    page = client.get(f"/recommendations/{row.public_id}/")
    assert "Said to everybody." in page.content.decode()
    assert client.get(f"/evidence/{register['file'].public_id}/").status_code == 404


def test_what_does_not_exist_is_not_found_for_anybody(cast, register):
    for who in EVERYONE:
        client = client_of(getattr(cast, who))
        for address in (
            "/recommendations/nothing/",
            "/documents/S/0000/0/",
            "/evidence/nothing/",
            "/files/abc/",
            "/nowhere/",
            "/recommendations/?page=999",
            "/recommendations/?rows=7",
        ):
            response = client.get(address)
            assert response.status_code == 404, address
            check_page(response.content.decode(), address)
        for address in ("/assignments/nothing/update/", "/updates/nothing/clear/", "/reviews/nothing/comment/"):
            assert client.post(address).status_code == 404


def test_evidence_that_is_not_released_is_not_there_for_others(cast, register):
    address = f"/evidence/{register['file'].public_id}/"
    for who in EVERYONE:
        response = client_of(getattr(cast, who)).get(address)
        assert response.status_code == (200 if who in OUR_FAMILY else 404), who
        let_go(response)
    response = client_of(cast.desk).get(address)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    let_go(response)


def test_the_demonstration_says_so_on_every_page(cast, register, settings):
    settings.DEMO = True
    client = client_of(cast.desk)
    for name, found in addresses().items():
        if name in WRITES or name in OF_ONES_OWN | FILES or name in ("form-key", "sign-out", "sign-in"):
            continue
        assert b"Demonstration data." in client.get(found[0]).content, name
    assert b"Demonstration data." in Client().get("/sign-in/").content
    assert b"Demonstration data." in client.get("/nowhere/").content


def test_make_has_everyone():
    assert set(EVERYONE) <= set(make.Cast.__dataclass_fields__)
