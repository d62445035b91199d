"""Questions that every address of the API answers, for every role: who is let in, in which shape, and that no word
leaves a family unreleased. A new address is asked as soon as the router knows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.access import By
from recommendations.api.urls import urlpatterns
from recommendations.choices import (
    AssignmentRole,
    Basis,
    Channel,
    EvidenceKind,
    Finding,
    FollowUp,
    HeldAs,
    Nature,
    Scope,
    Status,
)
from recommendations.models import User
from recommendations.tests import make
from recommendations.tests.api.callers import ROOT, Caller, assert_problem
from recommendations.tests.staged import staged
from recommendations.workflow import clearing, evidence, reviews, target_dates, themes, updates

pytestmark = pytest.mark.django_db

MARK = "Unreleasedwords"
PEOPLE = [each.name for each in fields(make.Cast) if each.type is User or each.type == "User"]
# Whose memberships cover the office that everything here was written in.
INSIDE = {"desk", "desk_two", "clearing", "clearing_above", "reviewer", "manager", "auditor"}
OPEN = {"api-schema", "api-missing"}


def addresses() -> Iterator[tuple[str, str, str]]:
    """Each address by name, its form, and each method that it takes."""
    for pattern in urlpatterns:
        actions = getattr(pattern.callback, "actions", None) or {"get": ""}
        for method in actions:
            if method != "head":
                yield pattern.name, method, str(pattern.pattern)


ADDRESSES = list(addresses())
GETS = [(name, form) for name, method, form in ADDRESSES if method == "get" and name not in OPEN]
WRITES = [(name, method, form) for name, method, form in ADDRESSES if method != "get"]


@dataclass
class Scene:
    cast: make.Cast
    ids: dict[str, str]
    inside: dict[str, str]

    def path(self, form: str, *, inside: bool = False) -> str:
        """The address of a row that all may see, or (`inside`) of the draft that stays in its family."""
        ids = self.inside if inside else self.ids
        kind = form.lstrip("^").partition("/")[0]
        named = {"evidence_id": ids["evidence"], "id": ids.get(kind, "")}
        return f"{ROOT}/{re.sub(r'[(][?]P<([a-z_]+)>[^)]+[)]', lambda group: named[group[1]], form).strip('^$')}"


def words(**more: Any) -> dict[str, Any]:
    said = ("done", "changed", "next_steps", "reason", "successor", "position_words", "deferred_event", "whose")
    return {**dict.fromkeys(said, MARK), **more}


@staged
def scene() -> Scene:
    """A cleared update released to nobody, one returned, with evidence, a finding and a comment, all marked."""
    cast = make.cast()
    desk, officer = make.by(cast.desk), make.by(cast.clearing)
    theme = themes.add("planning", "Planning", by=make.REGISTER)
    first = make.recommendation("1", themes=[theme], addressees=[("The United Nations", cast.un)], places=["Mali"])
    make.recommendation("2", follow_up=FollowUp.FOR_REFERENCE)
    aim = make.recommendation("3", nature=Nature.AIM)
    make.assignment(aim, cast.dppa)
    assignment = make.assignment(first, cast.dppa)
    make.assignment(first, cast.auc, role=AssignmentRole.COUNTERPART)
    update = make.draft(assignment, cast.desk, Status.IMPLEMENTED, **words())
    held = {"kind": EvidenceKind.MEETING_RECORD, "held_as": HeldAs.SIGHTED, "dated": make.today()}
    held |= {"title": MARK, "sighted_by": MARK, "filed_at": MARK}
    evidence.add(update, by=desk, version=1, **held)
    updates.submit(update, by=desk, version=2)
    clearing.give_back(update, by=officer, version=3, feedback=MARK)
    updates.submit(update, by=desk, version=4)
    clearing.clear(update, by=officer, version=5, release="own_organization", memo=MARK)
    assignment.refresh_from_db()
    update.refresh_from_db()
    found = reviews.review(
        update,
        by=make.by(cast.reviewer),
        version=assignment.version,
        basis=Basis.OWN_SIDE,
        finding=Finding.FINDS_OTHERWISE,
        status=Status.IN_PROGRESS,
        note=MARK,
        evidence=[evidence.build(by=make.by(cast.reviewer), **held)],
        release="own_organization",
    )
    reviews.comment(found, by=make.by(cast.manager), text=MARK, release="own_organization")
    assignment.refresh_from_db()
    pending = make.cleared(make.assignment(make.recommendation("4"), cast.dppa), cast.desk, cast.clearing)
    make.reviewed(pending, cast.auditor, Finding.COULD_NOT_BE_VERIFIED, basis=Basis.INDEPENDENT, note=MARK)
    draft = make.draft(make.assignment(make.recommendation("5"), cast.dppa), cast.desk, **words())
    evidence.add(draft, by=desk, version=1, **held)
    target_dates.propose(assignment, by=desk, due_on=None, due_event=MARK, why=MARK)
    make.assignment(pending.assignment.recommendation, cast.oversight)
    proposal = target_dates.propose(pending.assignment, by=desk, due_on=None, due_event=MARK, why=MARK)
    target_dates.agree(proposal, pending.assignment, by=officer)
    row = first.paragraph.document_version.document
    ids = {
        "recommendations": first.public_id,
        "assignments": assignment.public_id,
        "updates": update.public_id,
        "documents": row.public_id,
        "organizations": "DPPA",
        "themes": "planning",
        "evidence": update.evidence.get().public_id,
        "proposal": proposal.public_id,
    }
    return Scene(cast, ids, {**ids, "updates": draft.public_id, "evidence": draft.evidence.get().public_id})


def test_the_battery_knows_every_kind_of_address():
    assert {name for name, _method, _form in ADDRESSES} >= {
        *("api-recommendation-list", "api-recommendation-detail", "api-document-list", "api-document-detail"),
        *("api-organization-list", "api-theme-list", "api-update-list", "api-update-detail", "api-definitions"),
        *("api-assignment-detail", "api-assignment-review", "api-assignment-confirm", "api-schema"),
        *(f"api-update-{verb}" for verb in ("submit", "recall", "clear", "give-back", "release", "discard")),
    }
    assert len(PEOPLE) == 14


def test_strangers_are_asked_who_they_are(scene):
    stranger = Caller()
    for name, method, form in ADDRESSES:
        if name in OPEN:
            continue
        answer = stranger.call(method, scene.path(form))
        assert_problem(answer, 401, "not_authenticated")
        assert answer["WWW-Authenticate"] == "Bearer"


def test_everybody_reads_and_no_unreleased_word_leaves_its_family(scene):
    for person in PEOPLE:
        caller = Caller(getattr(scene.cast, person))
        everything = ""
        for name, form in GETS:
            answer = caller.get(scene.path(form))
            assert answer.status_code == 200, (person, name, answer.content)
            assert answer["Cache-Control"] == "private, no-cache"
            assert answer.get("ETag") or not name.endswith("-detail"), (person, name)
            everything += answer.content.decode()
        answer = caller.get(f"{ROOT}/updates/{scene.inside['updates']}/")
        if person in INSIDE:
            assert answer.status_code == 200, person
            assert everything.count(MARK) > 20, person
            assert "could_not_be_verified" in everything, person
        else:
            assert_problem(answer, 404, "not_found")
            everything += answer.content.decode()
            for inside in (MARK, "Dora Desk", "Clara Clearing", '"finding":"could_not_be_verified"'):
                assert inside not in everything, (person, inside)


def test_writing_asks_for_the_version_and_then_for_the_role(scene):
    """Outside the family a draft is not there; what all may see is there, and refused with a name."""
    for person in PEOPLE:
        caller = Caller(getattr(scene.cast, person))
        everything = ""
        for name, method, form in WRITES:
            if name == "api-update-list":
                continue
            for inside in (False, True):
                path = scene.path(form, inside=inside)
                hidden = inside and "/updates/" in path and person not in INSIDE
                for seen, expected in ((None, {428}), (99, {403, 409, 412})):
                    answer = caller.call(method, path, body_of(name, scene), seen=seen)
                    everything += answer.content.decode()
                    problem = assert_problem(answer, answer.status_code)
                    assert problem["status"] in ({404} if hidden else expected), (person, name, problem)
        assert person in INSIDE or MARK not in everything, person


def body_of(name: str, scene: Scene) -> dict[str, Any]:
    symbol = {"kind": "agreement", "held_as": "symbol", "symbol": "A/1", "dated": make.today().isoformat()}
    return {
        "api-update-give-back": {"feedback": "x"},
        "api-update-release": {"release": "partners"},
        "api-update-add-evidence": symbol,
        "api-assignment-agree-target-date": {"proposal": scene.ids["proposal"]},
        "api-assignment-decline-target-date": {"proposal": scene.ids["proposal"], "why": "x"},
        "api-assignment-review": {"update": scene.ids["updates"], "basis": "own_side", "finding": "agrees"},
    }.get(name, {})


def test_who_may_draft_and_confirm(scene):
    for number, person in enumerate(PEOPLE, 20):
        caller = Caller(getattr(scene.cast, person))
        fresh = make.assignment(make.recommendation(str(number)), scene.cast.dppa)
        confirmed = caller.post(f"assignments/{fresh.public_id}/confirm/", seen=fresh.version)
        if person in {"clearing", "clearing_above", "manager"}:
            assert confirmed.status_code == 200, person
        else:
            assert_problem(confirmed, 403, "not_permitted")
        drafted = caller.post("updates/", {"assignment": fresh.public_id})
        if person in {"desk", "desk_two"}:
            assert drafted.status_code == 201, person
        else:
            assert_problem(drafted, 403, "not_permitted")


def test_statuses_and_counts_are_the_same_for_everybody(scene):
    """Only `withheld` words differ, and what is still inside a family."""
    answers = {}
    for person in PEOPLE:
        caller = Caller(getattr(scene.cast, person))
        rows = caller.results("recommendations/")
        cleared = [
            (row["id"], row["status"], row["position"], row["effective_on"], row["release"], row["version"])
            for row in caller.results("updates/?state=cleared")
        ]
        answers[person] = (rows, cleared, caller.results("recommendations/?status=in_progress"))
    assert all(each == answers["reader"] for each in answers.values())
    assert len(answers["reader"][0]) == 5
    assert len(answers["reader"][1]) == 2


@pytest.mark.parametrize("path", ["recommendations/", "updates/", "documents/", "organizations/", "themes/"])
def test_a_longer_list_costs_no_more(scene, path):
    def fill(numbers: range) -> None:
        for number in numbers:
            row = make.recommendation(str(number), addressees=[("The Union", scene.cast.au)], places=["Mali"])
            assignment = make.assignment(row, scene.cast.dppa)
            make.assignment(row, scene.cast.auc, role=AssignmentRole.CONTRIBUTING)
            update = make.draft(assignment, scene.cast.desk)
            make.symbol(update, scene.cast.desk)
            updates.submit(update, by=make.by(scene.cast.desk), version=update.version)
            clearing.clear(update, by=make.by(scene.cast.clearing), version=update.version + 1)
            update.refresh_from_db()
            make.reviewed(update, scene.cast.reviewer)
            make.document(f"S/2001/{number}", content=f"I. Asks \n\n1. Do {number}. \n\n".encode())
            make.organization(f"ORG-{number}", parent=scene.cast.un)
            themes.add(f"theme-{number}", f"Theme {number}", by=make.REGISTER)

    caller = Caller(scene.cast.desk)
    fill(range(10, 13))
    few = queries(caller, path)
    fill(range(20, 28))
    assert queries(caller, path) == few


def queries(caller: Caller, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert caller.get(path).status_code == 200
    return len(counted)


@pytest.mark.parametrize("scope", list(Scope))
def test_a_scope_narrows_its_token(scene, scope):
    assignment = make.assignment(make.recommendation("7"), scene.cast.dppa)
    desk, officer, reviewer = (
        Caller(each, scope) for each in (scene.cast.desk, scene.cast.clearing, scene.cast.reviewer)
    )
    draft = {"assignment": assignment.public_id, "done": "Words."}
    submitted = make.submitted(make.assignment(make.recommendation("8"), scene.cast.dppa), scene.cast.desk)
    cleared = make.cleared(
        make.assignment(make.recommendation("9"), scene.cast.dppa), scene.cast.desk, scene.cast.clearing
    )
    review = {"update": cleared.public_id, "basis": "own_side", "finding": "agrees"}
    wants = [
        (Scope.READ, desk.get("recommendations/")),
        (Scope.WRITE_UPDATES, desk.post("updates/", draft)),
        (Scope.WRITE_CLEARANCE, officer.post(f"updates/{submitted.public_id}/clear/", seen=submitted.version)),
        (
            Scope.WRITE_REVIEW,
            reviewer.post(
                f"assignments/{cleared.assignment.public_id}/review/", review, seen=cleared.assignment.version
            ),
        ),
    ]
    for wanted, answer in wants:
        if wanted == scope:
            assert answer.status_code < 300, answer.content
        else:
            assert_problem(answer, 403, "scope_missing")


def test_what_is_done_through_the_api_says_so_in_the_journal(scene):
    assignment = make.assignment(make.recommendation("7"), scene.cast.dppa)
    answer = Caller(scene.cast.manager).post(f"assignments/{assignment.public_id}/confirm/", seen=assignment.version)
    entry = assignment.entries.get(kind="confirmed")
    assert (entry.channel, entry.request_id) == (Channel.API, answer["X-Request-ID"])
    assert By(scene.cast.manager, Channel.API).person == entry.actor
