"""The whole story, by programs alone."""

from recommendations.choices import Scope
from recommendations.models import OutboxMessage
from recommendations.tests import make
from recommendations.tests.api.callers import ROOT, Caller, assert_problem

WORDS = "Talks about the hidden annex were held."


def test_from_draft_to_finding(cast):
    row = make.recommendation()
    assignment = make.assignment(row, cast.dppa)
    at = f"assignments/{assignment.public_id}"
    desk = Caller(cast.desk, Scope.READ, Scope.WRITE_UPDATES)
    clearing = Caller(cast.clearing, Scope.READ, Scope.WRITE_CLEARANCE)
    reviewer = Caller(cast.reviewer, Scope.READ, Scope.WRITE_REVIEW)
    other = Caller(cast.other_desk, Scope.READ)

    made = desk.post("updates/", {"assignment": assignment.public_id, "status": "implemented", "done": WORDS})
    assert made.status_code == 201
    update = made.json()
    here = f"updates/{update['id']}"
    assert made["Location"] == f"http://testserver{ROOT}/{here}/"
    assert made["ETag"] == '"1"'
    assert (update["state"], update["author"], update["withheld"]) == ("draft", "Dora Desk", [])
    assert other.get(f"{here}/").status_code == 404

    refused = assert_problem(desk.post(f"{here}/submit/", seen=1), 422, "invalid")
    assert list(refused["errors"]) == ["effective_on"]
    saved = desk.patch(f"{here}/", {"effective_on": make.today().isoformat()}, seen=1)
    assert saved["ETag"] == '"2"'
    assert desk.post(f"{here}/submit/", seen=2).json()["state"] == "submitted"

    assert_problem(clearing.post(f"{here}/return/", {"feedback": " "}, seen=3), 422)
    returned = clearing.post(f"{here}/return/", {"feedback": "Name the annex."}, seen=3)
    assert returned.json()["feedback"] == "Name the annex."
    assert desk.patch(f"{here}/", {"next_steps": "None."}, seen=4).status_code == 200
    assert desk.post(f"{here}/submit/", seen=5).status_code == 200
    assert_problem(desk.post(f"{here}/clear/", seen=6), 403, "scope_missing")
    cleared = clearing.post(f"{here}/clear/", {"release": "own_organization"}, seen=6)
    assert cleared.json()["state"] == "cleared"

    headline = other.get(f"recommendations/{row.public_id}/").json()
    assert (headline["status"], headline["basis"], headline["phase"]) == ("implemented", "reported", "closed")
    seen = other.get(f"{here}/").json()
    assert (seen["done"], seen["author"], seen["feedback"], seen["status"]) == (None, None, None, "implemented")
    assert {"done", "author", "feedback"} <= set(seen["withheld"])
    assert seen["author_function"]["role"] == "desk_officer"
    assert seen["author_function"]["organization"]["id"] == "DPPA"

    finding = {"update": update["id"], "basis": "own_side", "finding": "agrees"}
    version = reviewer.get(f"{at}/").json()["version"]
    assert_problem(reviewer.post(f"{at}/review/", finding, seen=version), 422, "evidence_needed")
    record = {"kind": "official_document", "held_as": "symbol", "dated": make.today().isoformat()}
    wrong = assert_problem(reviewer.post(f"{at}/review/", {**finding, "evidence": [record]}, seen=version), 422)
    assert list(wrong["errors"]) == ["evidence.0.symbol"]
    finding["evidence"] = [{**record, "symbol": "S/PRST/2021/21"}]
    found = reviewer.post(f"{at}/review/", finding, seen=version).json()
    assert (found["status"], found["basis"], found["finding"]["finding"]) == ("implemented", "own_side", "agrees")
    assert found["reported"] == {
        "status": "implemented",
        "effective_on": make.today().isoformat(),
        "update": update["id"],
    }

    for each in (desk, clearing, reviewer, other):
        [now] = each.results("recommendations/?basis=own_side&status=implemented")
        assert now["id"] == row.public_id
        assert each.results("recommendations/?basis=reported") == []
    [review] = other.get(f"{here}/").json()["reviews"]
    assert review["id"] == found["finding"]["review"]
    assert review["evidence"][0]["symbol"] == "S/PRST/2021/21"


def test_the_worker_is_nudged_when_a_letter_waits(cast, monkeypatch):
    nudged = []
    monkeypatch.setattr("recommendations.tasks.nudge", lambda: nudged.append(OutboxMessage.objects.count()))
    update = make.submitted(make.assignment(make.recommendation(), cast.dppa), cast.desk)
    Caller(cast.clearing).post(f"updates/{update.public_id}/return/", {"feedback": "x"}, seen=update.version)
    assert nudged == [1]


def test_a_wrong_kind_of_evidence_and_its_removal(cast):
    assignment = make.assignment(make.recommendation(), cast.dppa)
    update = make.draft(assignment, cast.desk)
    desk, here = Caller(cast.desk), f"updates/{update.public_id}"
    record = {"kind": "agreement", "held_as": "sighted", "dated": make.today().isoformat()}
    errors = assert_problem(desk.post(f"{here}/evidence/", record, seen=1), 422)["errors"]
    assert set(errors) == {"sighted_by", "filed_at"}
    held = desk.post(f"{here}/evidence/", {**record, "sighted_by": "Dora", "filed_at": "Registry"}, seen=1)
    assert held.status_code == 201
    [evidence] = held.json()["evidence"]
    assert_problem(desk.delete(f"{here}/evidence/{evidence['id']}/", seen=1), 412, "stale")
    gone = desk.delete(f"{here}/evidence/{evidence['id']}/", seen=2)
    assert gone.json()["evidence"] == []
    assert gone["ETag"] == '"3"'


def test_a_file_is_sent_as_a_form(cast, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    update = make.draft(make.assignment(make.recommendation(), cast.dppa), cast.desk)
    desk, at = Caller(cast.desk), f"{ROOT}/updates/{update.public_id}/evidence/"
    form = {"kind": "assessment", "held_as": "file", "dated": make.today().isoformat()}

    def send(**more):
        file = SimpleUploadedFile("note.pdf", b"%PDF-1.7 words")
        return desk.client.post(at, {**form, "file": file, **more}, headers={"If-Match": '"1"'})

    assert_problem(send(), 422, "classified_material")
    held = send(unclassified="true")
    assert held.status_code == 201
    assert held.json()["evidence"][0]["file_name"] == "note.pdf"
    assert_problem(desk.client.post(at, {**form, "x": "1"}, headers={"If-Match": '"2"'}), 422)


def test_answers_that_take_an_update_out_of_the_way(cast):
    assignment = make.assignment(make.recommendation(), cast.dppa)
    update = make.submitted(assignment, cast.desk)
    desk, here = Caller(cast.desk), f"updates/{update.public_id}"
    assert desk.post(f"{here}/recall/", seen=update.version).json()["state"] == "recalled"
    discarded = desk.post(f"{here}/discard/", seen=update.version + 1)
    assert discarded.json()["state"] == "discarded"
    assert_problem(desk.post(f"{here}/submit/", seen=update.version + 2), 409, "wrong_state")


def test_release_changes_words_and_no_figure(cast):
    assignment = make.assignment(make.recommendation(), cast.dppa)
    update = make.cleared(assignment, cast.desk, cast.clearing, cleared_release="own_organization")
    clearing, other, here = Caller(cast.clearing), Caller(cast.other_desk), f"updates/{update.public_id}"
    before = other.get("recommendations/").json()["results"][0]
    assert other.get(f"{here}/").json()["done"] is None
    assert clearing.post(f"{here}/release/", {"release": "partners"}, seen=update.version).status_code == 200
    assert other.get(f"{here}/").json()["done"] == "Talks were held."
    assert other.get("recommendations/").json()["results"][0] == before


def test_an_assignment_is_confirmed_without_an_update(cast):
    assignment = make.assignment(make.recommendation(), cast.dppa)
    at = f"assignments/{assignment.public_id}/confirm/"
    assert_problem(Caller(cast.other_manager).post(at, seen=assignment.version), 403, "not_permitted")
    confirmed = Caller(cast.manager).post(at, seen=assignment.version)
    assert confirmed.json()["state"] == "confirmed"
    assert confirmed["ETag"] == f'"{confirmed.json()["version"]}"'
    assert_problem(Caller(cast.manager).post(at, seen=confirmed.json()["version"]), 409, "already_done")
