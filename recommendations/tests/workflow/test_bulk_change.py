import pytest

from recommendations.errors import AlreadyDone, Invalid, NotAll, NotPermitted, ReasonNeeded, Stale
from recommendations.models import Entry, Recommendation
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import bulk_change, catalogue, themes
from recommendations.workflow.audit import differences
from recommendations.workflow.bulk_change import Change, Seen


@staged
def rows(cast):
    return [
        make.recommendation("1"),
        make.recommendation("2", follow_up="for_reference"),
        make.recommendation("3", follow_up="to_be_decided"),
    ]


def seen(rows):
    return [Seen(each, each.version) for each in rows]


def state():
    return list(Recommendation.objects.order_by("pk").values_list("follow_up", "version", "archived_at"))


def test_the_preview_says_what_changes_and_writes_nothing(cast, rows):
    before, entries = state(), Entry.objects.count()
    lines = bulk_change.preview(rows, Change({"follow_up": "for_reference", "kind": "call"}))
    assert [[(each.name, each.before, each.after) for each in line.differences] for line in lines] == [
        [("follow_up", "tracked", "for_reference"), ("kind", "recommendation", "call")],
        [("kind", "recommendation", "call")],
        [("follow_up", "to_be_decided", "for_reference"), ("kind", "recommendation", "call")],
    ]
    assert (state(), Entry.objects.count()) == (before, entries)


def test_each_row_that_changes_has_one_entry_with_the_reason_and_the_others_none(cast, rows):
    count = Entry.objects.count()
    made = bulk_change.apply(
        seen(rows), Change({"follow_up": "for_reference"}), by=by(cast.steward), why="Unofficial paper."
    )
    assert [each.recommendation for each in made] == [rows[0], rows[2]]
    assert {each.content["why"] for each in made} == {"Unofficial paper."}
    assert Entry.objects.count() == count + 2
    assert {each[0] for each in state()} == {"for_reference"}
    assert differences() == []


def test_themes_are_added_and_taken_off_and_the_others_stay(cast, rows):
    kept, off, new = (themes.add(each, each.title(), by=make.REGISTER) for each in ("kept", "off", "new"))
    rows[0].themes.set([kept, off])
    catalogue.change(rows[0], by=by(cast.steward), version=rows[0].version, why="Themes.", themes=[kept, off])
    rows[0].refresh_from_db()
    bulk_change.apply(seen(rows), Change(with_themes=[new], without_themes=[off]), by=by(cast.steward), why="Read.")
    assert [sorted(each.themes.values_list("code", flat=True)) for each in rows] == [["kept", "new"], ["new"], ["new"]]


def test_a_row_that_moved_on_stops_all_and_is_named(cast, rows):
    old = seen(rows)
    catalogue.change(rows[1], by=by(cast.steward), version=rows[1].version, why="Meanwhile.", kind="call")
    before = state()
    with pytest.raises(NotAll) as refusal:
        bulk_change.apply(old, Change({"follow_up": "tracked"}), by=by(cast.steward), why="All.")
    assert [(row, type(why)) for row, why in refusal.value.stopped] == [(rows[1], Stale)]
    assert state() == before
    assert differences() == []


def test_every_row_that_cannot_change_is_named_not_only_the_first(cast, rows):
    before = state()
    with pytest.raises(NotAll) as refusal:
        bulk_change.apply(seen(rows), Change({"standing": "endorsed"}), by=by(cast.steward), why="All.")
    assert [row for row, _why in refusal.value.stopped] == rows
    assert all(isinstance(why, Invalid) for _row, why in refusal.value.stopped)
    assert state() == before


def test_archiving_all_or_none_and_never_with_another_change(cast, rows):
    with pytest.raises(Invalid):
        bulk_change.apply(seen(rows), Change({"kind": "call"}, archive=True), by=by(cast.steward), why="Double.")
    made = bulk_change.apply(seen(rows), Change(archive=True), by=by(cast.steward), why="Double.")
    assert [each.kind for each in made] == ["archived"] * 3
    for each in rows:
        each.refresh_from_db()
    with pytest.raises(NotAll) as refusal:
        bulk_change.apply(seen(rows), Change(archive=True), by=by(cast.steward), why="Again.")
    assert {type(why) for _row, why in refusal.value.stopped} == {AlreadyDone}
    assert differences() == []


def test_no_reason_no_rows_nothing_to_change_or_another_role_is_refused(cast, rows):
    change = Change({"kind": "call"})
    for refused, given, what, who, why in (
        (ReasonNeeded, seen(rows), change, cast.steward, " "),
        (Invalid, [], change, cast.steward, "All."),
        (Invalid, seen(rows), Change(), cast.steward, "All."),
        (Invalid, seen(rows) * 200, change, cast.steward, "All."),
        (NotPermitted, seen(rows), change, cast.manager, "All."),
        (NotPermitted, seen(rows), change, cast.administrator, "All."),
    ):
        with pytest.raises(refused):
            bulk_change.apply(given, what, by=by(who), why=why)


def test_an_aim_loses_its_status_with_the_rest(cast):
    part = make.assignment(make.recommendation("4"), cast.dppa)
    make.cleared(part, cast.desk, cast.clearing)
    row = part.recommendation
    row.refresh_from_db()
    bulk_change.apply(seen([row]), Change({"nature": "aim"}), by=by(cast.steward), why="A direction.")
    row.refresh_from_db()
    assert (row.nature, row.status, row.basis) == ("aim", "", "")
    assert differences() == []
