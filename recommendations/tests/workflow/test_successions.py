from datetime import date, timedelta

import pytest

from recommendations.errors import Invalid
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import catalogue, successions
from recommendations.workflow.audit import differences

DAY = date(2019, 1, 1)


@staged
def old(cast):
    return make.organization("DPA", parent=cast.secretariat)


def record(cast, kind, old, *new, **more):
    given = {"on": DAY, "predecessors": [old], "successors": list(new), "note": "Resolution.", "why": "Read.", **more}
    return successions.add(kind, by=by(cast.steward), **given)


@pytest.mark.parametrize("kind", ["renamed", "merged"])
def test_what_was_renamed_or_merged_takes_its_open_work_along_with_its_history(cast, old, kind):
    desk = make.user("old-desk", "desk_officer", old)
    officer = make.user("old-clearing", "clearing_officer", old)
    part = make.assignment(make.recommendation("1"), old)
    make.cleared(part, desk, officer)
    answered = make.assignment(make.recommendation("2"), cast.council, answering=old)
    found = record(cast, kind, old, cast.dppa)
    assert {each.pk for each in found.moved} == {part.pk, answered.pk}
    part.refresh_from_db()
    answered.refresh_from_db()
    assert (part.organization, part.answering_organization, part.headline) == (cast.dppa, cast.dppa, "in_progress")
    assert (answered.organization, answered.answering_organization) == (cast.council, cast.dppa)
    assert Entry.objects.filter(assignment=part, kind="changed").get().facts["after"]["organization"] == "DPPA"
    assert successions.open_work(found.succession) == []
    assert differences() == []


@pytest.mark.parametrize("kind", ["split", "functions_transferred", "transfer_of_authority"])
def test_of_all_others_nothing_moves_and_each_open_assignment_is_listed(cast, old, kind):
    part = make.assignment(make.recommendation("1"), old)
    archived = make.assignment(make.recommendation("2"), old).recommendation
    catalogue.archive(archived, by=by(cast.steward), version=archived.version, why="A double.")
    found = record(cast, kind, old, cast.dppa)
    assert found.moved == []
    assert successions.open_work(found.succession) == [part]


def test_a_body_that_closes_without_successor_leaves_its_work_for_a_decision(cast, old):
    part = make.assignment(make.recommendation("1"), old)
    found = record(cast, "closed_without_successor", old)
    assert (found.moved, successions.open_work(found.succession)) == ([], [part])


def test_work_that_the_successor_shares_already_is_left_for_a_decision(cast, old):
    both = make.recommendation("1")
    part = make.assignment(both, old)
    make.assignment(both, cast.dppa)
    found = record(cast, "merged", old, cast.dppa)
    assert (found.moved, successions.open_work(found.succession)) == ([], [part])
    assert differences() == []


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        ("renamed", {"on": make.today() + timedelta(days=1)}, "on"),
        ("renamed", {"successors": []}, "successors"),
        ("closed_without_successor", {}, "successors"),
        ("nonsense", {}, "kind"),
        ("renamed", {"predecessors": []}, "predecessors"),
    ],
)
def test_what_does_not_hold_is_said_by_its_field(cast, old, kind, more, field):
    with pytest.raises(Invalid) as refusal:
        record(cast, kind, old, cast.dppa, **more)
    assert field in refusal.value.errors


def test_a_body_is_renamed_to_one_and_never_to_itself_and_only_once(cast, old):
    for new in ((cast.dppa, cast.auc), (old,)):
        with pytest.raises(Invalid):
            record(cast, "renamed", old, *new)
    record(cast, "renamed", old, cast.dppa)
    with pytest.raises(Invalid):
        record(cast, "renamed", old, cast.dppa)
