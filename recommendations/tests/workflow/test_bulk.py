"""Many at once: all or none, with what stopped it; a second post does nothing twice."""

import pytest

from recommendations.choices import AssignmentState, EntryKind
from recommendations.errors import Invalid, NotAll, NotCounting, NotPermitted
from recommendations.models import Assignment, Entry
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import assigning, bulk
from recommendations.workflow.audit import differences
from recommendations.workflow.bulk import Chosen


@staged
def rows(cast):
    return [make.assignment(make.recommendation(str(each)), cast.dppa) for each in range(1, 5)]


def as_seen(rows) -> list[Chosen]:
    return [Chosen(each, each.version) for each in Assignment.objects.filter(pk__in=[row.pk for row in rows])]


def states(rows) -> list[str]:
    return list(Assignment.objects.filter(pk__in=[each.pk for each in rows]).values_list("state", flat=True))


def entries(kind) -> int:
    return Entry.objects.filter(kind=kind).count()


def test_they_are_ours(cast, rows):
    seen = as_seen(rows)
    assert bulk.confirm_all(seen, by=by(cast.manager)) == 4
    assert states(rows) == [AssignmentState.CONFIRMED] * 4
    assert bulk.confirm_all(seen, by=by(cast.manager)) == 0
    assert entries(EntryKind.CONFIRMED) == 4
    assert differences() == []


def test_one_that_stops_stops_all_and_says_why(cast, rows):
    seen = as_seen(rows)
    assigning.end(rows[1], by=by(cast.steward), version=rows[1].version, why="Transferred.")
    assigning.ask(rows[2], by=by(cast.manager))
    with pytest.raises(NotAll) as refusal:
        bulk.confirm_all(seen, by=by(cast.manager))
    assert [each for each, _why in refusal.value.stopped] == [rows[1], rows[2]]
    assert all("changed" in str(why) for _each, why in refusal.value.stopped)
    assert entries(EntryKind.CONFIRMED) == 0
    with pytest.raises(NotAll) as refusal:
        bulk.confirm_all(as_seen(rows), by=by(cast.manager))
    assert [(each, type(why)) for each, why in refusal.value.stopped] == [(rows[1], NotCounting)]
    assert states(rows).count(AssignmentState.CONFIRMED) == 0


def test_another_familys_among_them_is_refused_outright(cast, rows):
    theirs = make.assignment(make.recommendation("9"), cast.auc)
    stale = Chosen(theirs, theirs.version - 1)
    for act in (bulk.confirm_all, bulk.ask_all):
        for chosen in (as_seen([*rows, theirs]), [stale]):
            with pytest.raises(NotPermitted):
                act(chosen, by=by(cast.manager))
    with pytest.raises(NotPermitted):
        bulk.name_all(as_seen([*rows, theirs]), by=by(cast.manager), focal_point=cast.desk)
    assert Entry.objects.filter(actor=cast.manager).count() == 0


def test_asked_once_however_often_it_is_posted(cast, rows):
    seen = as_seen(rows)
    assert bulk.ask_all(seen, by=by(cast.manager)) == 4
    assert bulk.ask_all(seen, by=by(cast.manager)) == 0
    assert entries(EntryKind.ASKED) == 4
    assert bulk.ask_all(as_seen(rows), by=by(cast.manager)) == 4


def test_the_same_focal_point_for_many(cast, rows):
    seen = as_seen(rows)
    given = {"focal_point": cast.desk, "alternate": cast.desk_two}
    assert bulk.name_all(seen, by=by(cast.manager), **given) == 4
    assert bulk.name_all(seen, by=by(cast.manager), **given) == 0
    assert set(Assignment.objects.values_list("focal_point", "alternate")) == {(cast.desk.pk, cast.desk_two.pk)}
    with pytest.raises(NotAll) as refusal:
        bulk.name_all(as_seen(rows), by=by(cast.manager), focal_point=cast.other_desk)
    assert [type(why) for _each, why in refusal.value.stopped] == [Invalid] * 4


def test_nothing_chosen(cast):
    with pytest.raises(Invalid):
        bulk.confirm_all([], by=by(cast.manager))
