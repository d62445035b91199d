"""Who has the work: named by managers of the answering family, handed over at once, known in the family only."""

import pytest

from recommendations import access
from recommendations.choices import EntryKind, Role
from recommendations.errors import Archived, Invalid, NotAsPreviewed, NotCounting, NotPermitted, Stale
from recommendations.models import Assignment, Entry
from recommendations.queries.timeline import timeline
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import assigning, catalogue, focal_points, handing_over, memberships
from recommendations.workflow.audit import differences


@staged
def ours(cast):
    return make.assignment(make.recommendation(), cast.dppa)


def name(assignment, manager, focal_point, alternate=None, **more):
    assignment.refresh_from_db()
    version = more.pop("version", assignment.version)
    found = focal_points.name(
        assignment, by=by(manager), version=version, focal_point=focal_point, alternate=alternate, **more
    )
    assignment.refresh_from_db()
    return found


def kinds_of(assignment) -> list[str]:
    return list(assignment.entries.order_by("seq").values_list("kind", flat=True))


def test_a_manager_names_focal_point_and_alternate(cast, ours):
    entry = name(ours, cast.manager, cast.desk, cast.desk_two, why="Dora knows the file.")
    assert (ours.focal_point, ours.alternate) == (cast.desk, cast.desk_two)
    assert entry.kind == EntryKind.FOCAL_POINT_NAMED
    assert entry.facts["after"] == {"focal_point": cast.desk.pk, "alternate": cast.desk_two.pk}
    assert entry.content["focal_point"] == "Dora Desk"
    assert entry.content["why"] == "Dora knows the file."
    assert differences() == []


def test_naming_the_same_again_is_no_fact(cast, ours):
    name(ours, cast.manager, cast.desk)
    version = ours.version
    assert name(ours, cast.manager, cast.desk) is None
    assert ours.version == version


def test_a_name_is_taken_off_again_and_the_judgement_is_still_proved(cast):
    row = make.recommendation()
    judged = assigning.assign(
        row, by=make.REGISTER, organization=cast.dppa, role="owner", answering=cast.dppa, judgement="By its mandate."
    )
    name(judged, cast.manager, cast.desk)
    name(judged, cast.manager, None)
    assert judged.focal_point is None
    assert differences() == []
    Assignment.objects.filter(pk=judged.pk).update(judgement="Another one.")
    assert [each.what for each in differences()] == ["judgement"]


@pytest.mark.parametrize("who", ["clearing", "manager", "other_desk", "reader"])
def test_only_a_desk_officer_of_the_office_can_have_the_work(cast, ours, who):
    person = getattr(cast, who)
    for names in ((person, None), (cast.desk, person)):
        with pytest.raises(Invalid) as refusal:
            name(ours, cast.manager, *names)
        field = "focal_point" if names[0] == person else "alternate"
        assert "is not a desk officer of Department of Political" in str(refusal.value.errors[field])
    assert kinds_of(ours) == ["assigned"]


def test_a_desk_officer_of_the_office_above_can_and_one_who_left_cannot(cast, ours):
    above = make.user("above", Role.DESK_OFFICER, cast.secretariat)
    name(ours, cast.manager, above)
    membership = cast.desk.memberships.get()
    memberships.withdraw(membership, by=by(cast.administrator), version=membership.version, why="Left.")
    with pytest.raises(Invalid):
        name(ours, cast.manager, cast.desk)
    cast.desk_two.is_active = False
    cast.desk_two.save()
    with pytest.raises(Invalid):
        name(ours, cast.manager, cast.desk_two)


def test_an_alternate_is_somebody_else_and_stands_beside_a_focal_point(cast, ours):
    for names, field in (((cast.desk, cast.desk), "alternate"), ((None, cast.desk), "focal_point")):
        with pytest.raises(Invalid) as refusal:
            name(ours, cast.manager, *names)
        assert list(refusal.value.errors) == [field]


def test_not_on_what_moved_on_ended_or_was_archived(cast, ours):
    with pytest.raises(Stale):
        name(ours, cast.manager, cast.desk, version=ours.version - 1)
    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Transferred.")
    with pytest.raises(NotCounting):
        name(ours, cast.manager, cast.desk)
    row = ours.recommendation
    row.refresh_from_db()
    catalogue.archive(row, by=by(cast.steward), version=row.version, why="A double.")
    with pytest.raises(Archived):
        name(ours, cast.manager, cast.desk)


def test_a_manager_of_another_family_names_nobody(cast, ours):
    with pytest.raises(NotPermitted):
        name(ours, cast.other_manager, cast.desk)


def test_the_line_and_its_names_are_read_in_the_family_only(cast, ours):
    name(ours, cast.manager, cast.desk)
    for person in vars(cast).values():
        if not hasattr(person, "username"):
            continue
        reader = access.reader(person)
        shown = [each for each in timeline(ours.recommendation, reader) if each.kind == EntryKind.FOCAL_POINT_NAMED]
        assert bool(shown) == (cast.dppa.pk in reader.own), person


def test_a_new_office_takes_over_the_work_and_does_not_learn_who_had_it(cast, ours):
    name(ours, cast.manager, cast.desk, cast.desk_two)
    assigning.change_answering(ours, by=by(cast.steward), version=ours.version, answering=cast.auc, why="Moved.")
    ours.refresh_from_db()
    assert (ours.focal_point, ours.alternate) == (None, None)
    shown = [each.kind for each in timeline(ours.recommendation, access.reader(cast.other_desk))]
    assert EntryKind.FOCAL_POINT_NAMED not in shown
    assert differences() == []


def test_who_covers_the_new_office_too_keeps_the_work(cast, ours):
    above = make.user("above", Role.DESK_OFFICER, cast.secretariat)
    child = make.organization("DPPA-CHILD", parent=cast.secretariat)
    name(ours, cast.manager, cast.desk, above)
    assigning.change_answering(ours, by=by(cast.steward), version=ours.version, answering=child, why="Moved.")
    ours.refresh_from_db()
    assert (ours.focal_point, ours.alternate) == (above, None)


def test_the_audit_knows_who_was_named_and_that_nobody_was_before(cast, ours):
    entry = ours.entries.get()
    assert entry.facts["after"].pop("focal_point") is None  # an entry from before there were focal points
    assert differences() == []
    Assignment.objects.filter(pk=ours.pk).update(focal_point=cast.desk)
    assert [(each.what, each.found) for each in differences()] == [("focal_point", cast.desk.pk)]


# Handing over


@pytest.fixture
def work(cast):
    """Of Dora: one alone, one with an alternate, one as alternate; one where the two change places with Dan."""
    rows = [make.assignment(make.recommendation(str(each)), cast.dppa) for each in range(1, 5)]
    third = make.user("third", Role.DESK_OFFICER, cast.dppa, full_name="Thea Third")
    name(rows[0], cast.manager, cast.desk)
    name(rows[1], cast.manager, cast.desk, third)
    name(rows[2], cast.manager, third, cast.desk)
    name(rows[3], cast.manager, cast.desk, cast.desk_two)
    return rows


def who(rows) -> list[tuple[str, str]]:
    found = [Assignment.objects.select_related("focal_point", "alternate").get(pk=each.pk) for each in rows]
    return [(str(each.focal_point or ""), str(each.alternate or "")) for each in found]


def test_all_of_it_moves_as_previewed(cast, work):
    draft = make.draft(work[0], cast.desk)
    unnamed = make.draft(make.assignment(make.recommendation("9"), cast.dppa), cast.desk)
    found = handing_over.preview(cast.desk, cast.desk_two, by=by(cast.manager))
    assert [each.assignment for each in found.moves] == work
    assert found.drafts == [draft, unnamed]
    assert [each.alternate_falls_away for each in found.moves] == [False, False, False, True]
    moved = handing_over.hand_over(
        cast.desk, cast.desk_two, by=by(cast.manager), seal=found.seal, why="Leaves the office."
    )
    assert moved == 4
    assert who(work) == [
        ("Dan Desk", ""),
        ("Dan Desk", "Thea Third"),
        ("Thea Third", "Dan Desk"),
        ("Dan Desk", ""),
    ]
    entries = Entry.objects.filter(kind=EntryKind.FOCAL_POINT_NAMED).order_by("-recorded_at")[:4]
    assert all(each.facts["handed_over"] and each.content["why"] == "Leaves the office." for each in entries)
    draft.refresh_from_db()
    assert (draft.state, draft.author) == ("draft", cast.desk)
    assert differences() == []


def test_nothing_moves_when_it_is_no_longer_what_was_looked_at(cast, work):
    seal = handing_over.preview(cast.desk, cast.desk_two, by=by(cast.manager)).seal
    before = who(work)
    assigning.ask(work[0], by=by(cast.manager))
    with pytest.raises(NotAsPreviewed):
        handing_over.hand_over(cast.desk, cast.desk_two, by=by(cast.manager), seal=seal)
    assert who(work) == before


def test_nothing_moves_to_somebody_who_is_no_desk_officer_of_each_office(cast, work):
    child = make.organization("DPPA-CHILD", parent=cast.dppa)
    in_child = make.user("in-child", Role.DESK_OFFICER, child, full_name="Chi Child")
    before = who(work)
    found = handing_over.preview(cast.desk, in_child, by=by(cast.manager))
    assert found.missing == [cast.dppa]
    with pytest.raises(Invalid) as refusal:
        handing_over.hand_over(cast.desk, in_child, by=by(cast.manager), seal=found.seal)
    assert "Chi Child is not a desk officer of Department" in str(refusal.value.errors["to"])
    assert who(work) == before


def test_a_manager_hands_over_inside_the_own_family_only(cast, work):
    memberships.grant(cast.desk, Role.DESK_OFFICER, by=by(cast.administrator), organization=cast.auc)
    theirs = make.assignment(make.recommendation("20"), cast.auc)
    name(theirs, cast.other_manager, cast.desk)
    found = handing_over.preview(cast.desk, cast.desk_two, by=by(cast.manager))
    assert theirs not in [each.assignment for each in found.moves]
    handing_over.hand_over(cast.desk, cast.desk_two, by=by(cast.manager), seal=found.seal)
    assert who([theirs]) == [("Dora Desk", "")]


def test_somebody_without_work_here_and_one_and_the_same_person(cast, work):
    for manager, from_ in ((cast.manager, cast.other_desk), (cast.other_manager, cast.desk)):
        with pytest.raises(NotPermitted):
            handing_over.preview(from_, cast.desk_two, by=by(manager))
    with pytest.raises(Invalid):
        handing_over.preview(cast.desk, cast.desk, by=by(cast.manager))


def test_what_ended_is_nobodys_work_and_stays_as_it_was(cast, work):
    assigning.end(work[0], by=by(cast.steward), version=work[0].version, why="Transferred.")
    found = handing_over.preview(cast.desk, cast.desk_two, by=by(cast.manager))
    assert work[0] not in [each.assignment for each in found.moves]
