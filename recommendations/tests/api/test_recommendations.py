"""The shape that is promised for years, field by field."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from recommendations.choices import AssignmentRole, FollowUp, Nature, Receipt, Status
from recommendations.models import Recommendation
from recommendations.tests import make
from recommendations.tests.api.callers import Caller, assert_problem
from recommendations.workflow import assigning, catalogue, organizations, themes, updates

FIELDS = [
    "id",
    "reference",
    "text",
    "lead_in",
    "kind",
    "nature",
    "standing",
    "standing_symbol",
    "follow_up",
    "status",
    "phase",
    "basis",
    "owners",
    "contributing",
    "counterparts",
    "addressee",
    "source",
    "themes",
    "places",
    "due",
    "whole",
    "parts",
    "assignments",
    "overdue",
    "version",
    "updated_at",
    "url",
]
ASSIGNMENT_FIELDS = [
    "id",
    "organization",
    "role",
    "answering",
    "state",
    "named_in_text",
    "position",
    "receipt",
    "status",
    "phase",
    "basis",
    "newer_report",
    "reported",
    "finding",
    "version",
]


def one(caller: Caller, row: Recommendation) -> dict:
    answer = caller.get(f"recommendations/{row.public_id}/")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_every_field_has_its_promised_name(cast):
    row = make.recommendation()
    make.assignment(row, cast.dppa)
    caller = Caller(cast.reader)
    [listed] = caller.results("recommendations/")
    assert list(listed) == FIELDS
    assert list(listed["assignments"][0]) == ASSIGNMENT_FIELDS
    alone = one(caller, row)
    beside = {"language": "en", "translations": [], "imported_statements": []}
    assert alone == {**listed, **beside, "archived_at": None}


def test_what_stands_in_the_fields(cast):
    theme = themes.add("planning", "Planning", by=make.REGISTER)
    paragraph = make.document().versions.get().paragraphs.get(label="1")
    row = make.recommendation(
        "2",
        themes=[theme],
        places=["Mali", "AMISOM"],
        addressees=[("The United Nations", cast.un), ("others", None)],
        lead_in=[(paragraph, "The United Nations"), (paragraph, "The African Union should")],
        due_event="when the force is operational",
    )
    make.assignment(row, cast.dppa, answering=cast.secretariat)
    make.assignment(row, cast.auc, role=AssignmentRole.CONTRIBUTING)
    make.assignment(row, cast.au, role=AssignmentRole.COUNTERPART)
    ended = make.assignment(row, cast.un)
    assigning.end(ended, by=make.by(cast.steward), version=ended.version, why="Entered by mistake.")
    found = one(Caller(cast.reader), row)
    assert found["lead_in"] == "The United Nations The African Union should"
    assert found["owners"] == [{"id": "DPPA", "name": "Department of Political and Peacebuilding Affairs"}]
    assert [each["id"] for each in found["contributing"] + found["counterparts"]] == ["AUC", "AU"]
    assert found["addressee"] == [
        {"words": "The United Nations", "organization": {"id": "UN", "name": "United Nations"}},
        {"words": "others", "organization": None},
    ]
    assert found["source"] == {
        "document": make.document().public_id,
        "symbol": "S/2000/1",
        "paragraph": "2",
        "url": "http://testserver/documents/S/2000/1/#2",
    }
    assert found["themes"] == [{"id": "planning", "name": "Planning"}]
    assert found["places"] == ["AMISOM", "Mali"]
    assert found["due"] == {"date": None, "precision": None, "event": "when the force is operational"}
    assert found["url"] == f"http://testserver/recommendations/{row.public_id}/"
    assert [(each["organization"]["id"], each["state"]) for each in found["assignments"]] == [
        ("DPPA", "proposed"),
        ("AUC", "proposed"),
        ("AU", "proposed"),
        ("UN", "ended"),
    ]
    assert found["assignments"][0]["answering"] == {"id": "UN-SECRETARIAT", "name": "United Nations Secretariat"}


def test_aims_and_what_is_not_tracked_have_no_status(cast):
    aim = make.recommendation("1", nature=Nature.AIM)
    kept = make.recommendation("2", follow_up=FollowUp.FOR_REFERENCE)
    assignment = make.assignment(aim, cast.dppa)
    make.cleared(assignment, cast.desk, cast.clearing, "")
    caller = Caller(cast.reader)
    for row in (aim, kept):
        found = one(caller, row)
        assert (found["status"], found["phase"], found["basis"]) == (None, None, None)
    [shown] = one(caller, aim)["assignments"]
    assert (shown["status"], shown["phase"], shown["basis"], shown["reported"]["status"]) == (None, None, None, None)


def test_a_counterpart_says_what_arrived(cast):
    row = make.recommendation()
    assignment = make.assignment(row, cast.auc, role=AssignmentRole.COUNTERPART)
    make.cleared(assignment, cast.other_desk, cast.other_clearing, "", receipt=Receipt.ARRIVED_IN_PART)
    [shown] = one(Caller(cast.reader), row)["assignments"]
    assert (shown["receipt"], shown["status"], shown["basis"]) == ("arrived_in_part", None, None)


def test_the_position_before_and_after_the_question(cast):
    row = make.recommendation()
    assignment = make.assignment(row, cast.dppa)
    caller = Caller(cast.reader)
    assert one(caller, row)["assignments"][0]["position"] == "not_asked"
    assigning.ask(assignment, by=make.by(cast.manager))
    assert one(caller, row)["assignments"][0]["position"] == "no_response"
    make.cleared(assignment, cast.desk, cast.clearing, position="noted")
    assert one(caller, row)["assignments"][0]["position"] == "noted"


def test_a_newer_report_and_the_finding_stand_side_by_side(cast):
    row = make.recommendation()
    assignment = make.assignment(row, cast.dppa)
    first = make.cleared(assignment, cast.desk, cast.clearing)
    review = make.reviewed(first, cast.reviewer)
    second = make.cleared(assignment, cast.desk, cast.clearing, Status.IMPLEMENTED)
    found = one(Caller(cast.reader), row)
    [shown] = found["assignments"]
    assert (found["status"], found["basis"]) == ("in_progress", "own_side")
    assert shown["newer_report"] is True
    assert (shown["reported"]["status"], shown["reported"]["update"]) == ("implemented", second.public_id)
    assert shown["finding"] == {
        "finding": "agrees",
        "status": "in_progress",
        "basis": "own_side",
        "review": review.public_id,
    }


def test_an_archived_one_is_at_its_address_only(cast):
    row = make.recommendation()
    catalogue.archive(row, by=make.by(cast.steward), version=row.version, why="Entered twice.")
    caller = Caller(cast.reader)
    assert caller.results("recommendations/") == []
    assert one(caller, row)["archived_at"].endswith("Z")


def test_a_whole_and_its_parts_name_each_other(cast):
    whole = make.recommendation("1", is_whole=True)
    part = make.recommendation("2", whole=whole)
    caller = Caller(cast.reader)
    assert one(caller, part)["whole"] == whole.public_id
    assert one(caller, whole)["parts"] == [part.public_id]


def test_overdue(cast):
    row = make.recommendation()
    make.assignment(row, cast.dppa)
    assigning.ask(row.assignments.get(), by=make.by(cast.manager))
    Recommendation.objects.filter(pk=row.pk).update(due_on=date(2020, 1, 1), due_precision="day")
    found = one(Caller(cast.reader), row)
    assert (found["overdue"], found["due"]) == (True, {"date": "2020-01-01", "precision": "day", "event": None})
    assert [each["id"] for each in Caller(cast.reader).results("recommendations/?overdue=true")] == [row.public_id]


# Tags


def tag(caller: Caller, row: Recommendation) -> str:
    return caller.get(f"recommendations/{row.public_id}/")["ETag"]


def test_the_tag_changes_with_whatever_the_answer_shows(cast):
    theme = themes.add("planning", "Planning", by=make.REGISTER)
    row = make.recommendation(themes=[theme], addressees=[("The Union", cast.au)])
    assignment = make.assignment(row, cast.dppa)
    caller = Caller(cast.reader)
    steward = make.by(cast.steward)

    def name(organization, text):
        organization.refresh_from_db()
        names = [organizations.Name(text)]
        organizations.change(organization, by=steward, version=organization.version, why="x", names=names)

    update = make.submitted(assignment, cast.desk)
    steps = [
        lambda: make.clearing.clear(update, by=make.by(cast.clearing), version=update.version),
        lambda: make.reviewed(make.ProgressUpdate.objects.get(), cast.reviewer),
        lambda: name(cast.dppa, "Another name"),
        lambda: name(cast.au, "The Union"),
        lambda: themes.rename(theme, by=steward, version=theme.version, name="Plans", why="x"),
        lambda: catalogue.change(row, by=steward, version=row.version, why="x", kind="call"),
        lambda: Recommendation.objects.filter(pk=row.pk).update(due_on=date(2020, 1, 1), due_precision="day"),
    ]
    seen = [(tag(caller, row), one(caller, row))]
    for step in steps:
        step()
        now = (tag(caller, row), one(caller, row))
        assert now[1] != seen[-1][1]
        assert now[0] not in [each for each, _body in seen]
        seen.append(now)


def test_who_holds_the_answer_gets_304(cast):
    row = make.recommendation()
    caller = Caller(cast.reader)
    for path in ("recommendations/", f"recommendations/{row.public_id}/", "organizations/DPPA/"):
        known = caller.get(path)["ETag"]
        for header in (known, f"W/{known}", f'"x", {known}', "*"):
            answer = caller.get(path, If_None_Match=header)
            assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", known)
        assert caller.get(path, If_None_Match='"x"').status_code == 200
        assert_problem(caller.get(path, If_None_Match="x"), 400, "invalid_parameter")
    known = caller.get("recommendations/")["ETag"]
    make.recommendation("2")
    assert caller.get("recommendations/", If_None_Match=known).status_code == 200


# Lists


def test_pages_hold_each_row_once_however_many_are_added_meanwhile(cast):
    for number in (4, 2, 8, 6):
        make.recommendation(str(number))
    make.document("S/1999/9")
    caller = Caller(cast.reader)
    first = caller.get("recommendations/?page_size=2").json()
    assert [row["source"]["paragraph"] for row in first["results"]] == ["2", "4"]
    assert first["previous"] is None
    make.recommendation("1")
    make.recommendation("7")
    second = caller.get(first["next"].removeprefix("http://testserver")).json()
    assert [row["source"]["paragraph"] for row in second["results"]] == ["6", "7"]
    back = caller.get(second["previous"].removeprefix("http://testserver")).json()
    assert [row["source"]["paragraph"] for row in back["results"]] == ["2", "4"]
    before = caller.get(back["previous"].removeprefix("http://testserver")).json()
    assert [row["source"]["paragraph"] for row in before["results"]] == ["1"]
    assert before["previous"] is None
    assert caller.get(before["next"].removeprefix("http://testserver")).json()["results"] == back["results"]
    assert [row["source"]["paragraph"] for row in caller.results("recommendations/?page_size=1")] == list("124678")


def test_the_newest_update_comes_first(cast):
    made = [
        make.cleared(make.assignment(make.recommendation(str(number)), cast.dppa), cast.desk, cast.clearing)
        for number in range(1, 6)
    ]
    newest_first = [each.public_id for each in reversed(made)]
    assert [row["id"] for row in Caller(cast.reader).results("updates/?page_size=2")] == newest_first


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("statuss=deferred", "statuss"),
        ("status=late", "status"),
        ("owner=NOBODY", "owner"),
        ("overdue=maybe", "overdue"),
        ("updated_since=yesterday", "updated_since"),
        ("page_size=0", "page_size"),
        ("page_size=501", "page_size"),
        ("page_size=x", "page_size"),
        ("cursor=abc", "cursor"),
        ("format=json", "format"),
        ("q=a&q=b", "q"),
        ("q=%00", "q"),
        ("status=%00", "status"),
    ],
)
def test_nothing_in_the_address_is_ignored_silently(cast, query, field):
    errors = assert_problem(Caller(cast.reader).get(f"recommendations/?{query}"), 400, "invalid_parameter")["errors"]
    assert list(errors) == [field]


def test_a_cursor_belongs_to_its_list(cast):
    make.recommendation("1")
    make.recommendation("2")
    caller = Caller(cast.reader)
    cursor = caller.get("recommendations/?page_size=1").json()["next"].partition("cursor=")[2].partition("&")[0]
    assert_problem(caller.get(f"documents/?cursor={cursor}"), 400, "invalid_parameter")


def test_what_is_new_since_a_moment(cast):
    row, other = make.recommendation("1"), make.recommendation("2")
    Recommendation.objects.update(updated_at=timezone.now() - timedelta(days=2))
    caller, since = Caller(cast.reader), (timezone.now() - timedelta(hours=1)).astimezone(UTC)
    asked = f"recommendations/?updated_since={since:%Y-%m-%dT%H:%M:%SZ}"
    assert caller.results(asked) == []
    make.assignment(row, cast.dppa)
    assert [each["id"] for each in caller.results(asked)] == [row.public_id]
    assert one(caller, other)["updated_at"] < f"{datetime.now(UTC):%Y-%m-%d}T24"


def test_updates_are_filtered(cast):
    row = make.recommendation("1")
    update = make.cleared(make.assignment(row, cast.dppa), cast.desk, cast.clearing)
    draft = make.draft(make.assignment(make.recommendation("2"), cast.dppa), cast.desk)
    caller = Caller(cast.desk)
    assert [each["id"] for each in caller.results(f"updates/?recommendation={row.public_id}")] == [update.public_id]
    assert [each["id"] for each in caller.results("updates/?state=draft")] == [draft.public_id]
    assert caller.results("updates/?organization=AUC") == []
    assert_problem(caller.get("updates/?recommendation=unknown"), 400, "invalid_parameter")
    assert Caller(cast.reader).results("updates/?state=draft") == []
    updates.discard(draft, by=make.by(cast.desk), version=draft.version)
