"""What stands on whose desk, and that what is counted is what is listed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from recommendations import access
from recommendations.choices import Basis, Finding, Nature, Role, Status
from recommendations.models import Assignment, Comment
from recommendations.queries import desk
from recommendations.queries import target_dates as proposed
from recommendations.queries.desk import Whose
from recommendations.tests import make
from recommendations.tests.browser.stage import everything, owned
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.workflow import assigning, catalogue, focal_points, memberships, target_dates


def on(person, whose=Whose.MINE) -> dict[str, list[Assignment]]:
    found = desk.waiting(access.reader(person), whose)
    return {kind: [each.assignment for each in items] for kind, items in found.items()}


def due(assignment, days: int) -> None:
    row = assignment.recommendation
    row.refresh_from_db()
    given = {"due_on": make.today() + timedelta(days=days), "due_precision": "day", "why": "The source says so."}
    catalogue.set_due(row, by=make.REGISTER, version=row.version, **given)


def named(assignment, cast, focal_point, alternate=None):
    assignment.refresh_from_db()
    focal_points.name(
        assignment, by=by(cast.manager), version=assignment.version, focal_point=focal_point, alternate=alternate
    )
    assignment.refresh_from_db()


@staged
def ours(cast):
    return owned("1", cast.dppa)


def test_work_moves_from_desk_to_desk(cast, ours):
    assert on(cast.clearing) == {"to_confirm": [ours]}
    assert on(cast.desk) == {}
    assigning.ask(ours, by=by(cast.manager))
    assert on(cast.desk) == {"to_draft": [ours]}
    make.draft(ours, cast.desk)
    assert on(cast.desk) == {"drafts": [ours]}
    assert on(cast.clearing) == {}


def test_what_was_answered_waits_again_when_it_is_asked_again(cast, ours):
    assigning.ask(ours, by=by(cast.manager))
    make.cleared(ours, cast.desk, cast.clearing)
    assert on(cast.desk) == {}
    assigning.ask(ours, by=by(cast.manager))
    assert on(cast.desk) == {"to_draft": [ours]}


def test_own_work_stands_under_neither_clear_nor_review(cast, ours):
    update = make.submitted(ours, cast.desk)
    update.writers.add(cast.clearing)
    assert on(cast.clearing) == {}
    assert on(cast.clearing_above) == {"to_clear": [ours]}
    done = owned("2", cast.dppa)
    report = make.cleared(done, cast.desk, cast.clearing)
    assert on(cast.reviewer) == {"to_review": [done]}
    report.writers.add(cast.reviewer)
    assert on(cast.reviewer) == {}


def test_a_finding_waits_for_the_comment_of_its_subject(cast, ours):
    update = make.cleared(ours, cast.desk, cast.clearing)
    assert on(cast.auditor) == {"to_find": [ours]}
    make.reviewed(update, cast.auditor, Finding.COULD_NOT_BE_VERIFIED, basis=Basis.INDEPENDENT, note="No record.")
    assert on(cast.auditor) == {}
    assert on(cast.clearing) == {"to_comment": [ours]}
    assert on(cast.manager) == {"to_comment": [ours]}


@staged
def joint(cast, ours):
    theirs = make.assignment(ours.recommendation, cast.auc)
    for each, officer in ((ours, cast.clearing), (theirs, cast.other_clearing)):
        assigning.confirm(each, by=by(officer), version=each.version)
    return ours, theirs


def propose(assignment, desk, **more):
    given = {"due_on": make.today() + timedelta(days=200), "due_precision": "day", **more}
    return target_dates.propose(assignment, by=by(desk), **given)


def awaited(recommendation) -> set[int]:
    """Whom `queries.target_dates` awaits: the same, said of one recommendation."""
    found = [each for each in proposed.proposals(recommendation) if each.is_open]
    return {
        part.pk for each in found for part in each.awaited if each.shared or part.pk == each.proposal.proposed_for_id
    }


def test_a_proposed_date_waits_for_each_owners_clearing_officer_until_it_is_agreed(cast, joint):
    ours, theirs = joint

    def check(*expected):
        assert on(cast.clearing) == ({"to_agree": [ours]} if ours in expected else {})
        assert on(cast.other_clearing) == ({"to_agree": [theirs]} if theirs in expected else {})
        assert awaited(ours.recommendation) == {each.pk for each in expected}

    first = propose(ours, cast.desk)
    check(ours)
    target_dates.agree(first, ours, by=by(cast.clearing))
    check(theirs)
    target_dates.decline(first, theirs, by=by(cast.other_clearing), why="Too soon.")
    check()
    second = propose(theirs, cast.other_desk, due_precision="month")
    check(theirs)
    target_dates.agree(second, theirs, by=by(cast.other_clearing))
    check(ours)
    with time_machine.travel(timezone.now() + timedelta(days=300)):
        check()
    target_dates.agree(second, ours, by=by(cast.clearing))
    check()


def test_nobody_is_awaited_on_the_date_that_they_proposed(cast, ours):
    assigning.confirm(ours, by=by(cast.manager), version=ours.version)
    memberships.grant(cast.clearing, Role.DESK_OFFICER, by=make.REGISTER, organization=cast.dppa)
    propose(ours, cast.clearing)
    assert on(cast.clearing) == {}
    assert on(cast.clearing_above) == {"to_agree": [ours]}


def test_dates_come_near_and_pass(cast, ours):
    due(ours, 31)
    make.cleared(ours, cast.desk, cast.clearing, Status.IN_PROGRESS)
    assert on(cast.desk) == {}
    due(ours, 30)
    assert on(cast.desk) == {"due_soon": [ours]}
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert on(cast.desk) == {"overdue": [ours]}
        assigning.ask(ours, by=by(cast.manager))
        assert on(cast.desk) == {"to_draft": [ours]}


def test_a_deferral_that_ends_and_a_practice_whose_day_has_come_are_looked_at_again(cast, ours):
    until = make.today() + timedelta(days=40)
    make.cleared(ours, cast.desk, cast.clearing, Status.DEFERRED, deferred_until=until)
    practice = owned("2", cast.dppa, nature=Nature.CONTINUING_PRACTICE)
    make.cleared(practice, cast.desk, cast.clearing, Status.IN_PRACTICE, review_on=until + timedelta(days=1))
    assert on(cast.desk) == {}
    for days, expected in (
        (10, {"due_soon": [ours]}),
        (40, {"reviews_due": [ours]}),
        (41, {"reviews_due": [ours, practice]}),
    ):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert on(cast.desk) == expected, days


def test_a_mention_waits_until_it_is_answered_or_for_fourteen_days(cast, ours):
    def comment(author, *mentioned):
        made = Comment.objects.create(
            assignment=ours, author=author, text="See this.", once=str(Comment.objects.count())
        )
        made.mentions.set(mentioned)
        return made

    assigning.confirm(ours, by=by(cast.manager), version=ours.version)
    said = comment(cast.manager, cast.desk, cast.manager, cast.other_desk)
    assert on(cast.desk) == {"mentions": [ours]}
    assert on(cast.manager) == on(cast.other_desk) == {}
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert on(cast.desk) == {}
    said.taken_back_at = timezone.now()
    said.save()
    assert on(cast.desk) == {}
    comment(cast.manager, cast.desk)
    comment(cast.desk)
    assert on(cast.desk) == {}


def test_mine_is_what_i_have_and_what_nobody_has_and_mine_comes_first(cast):
    rows = [owned(str(number), cast.dppa) for number in range(1, 5)]
    nobodys, mine, deputys, colleagues = rows
    for each in rows:
        assigning.ask(each, by=by(cast.manager))
    named(mine, cast, cast.desk)
    named(deputys, cast, cast.desk_two, cast.desk)
    named(colleagues, cast, cast.desk_two)
    assert on(cast.desk) == {"to_draft": [mine, deputys, nobodys]}
    assert on(cast.desk, Whose.OFFICE) == {"to_draft": [mine, deputys, nobodys, colleagues]}
    assert on(cast.desk_two) == {"to_draft": [deputys, colleagues, nobodys]}
    make.draft(colleagues, cast.desk)
    assert on(cast.desk)["drafts"] == [colleagues]


def test_what_no_longer_counts_waits_for_nobody(cast, ours):
    assigning.ask(ours, by=by(cast.manager))
    ours.refresh_from_db()
    assigning.end(ours, by=by(cast.steward), version=ours.version, why="Functions transferred.")
    assert on(cast.desk) == on(cast.clearing) == {}


@pytest.mark.parametrize("whose", Whose)
def test_what_is_counted_is_what_is_listed_for_everyone(cast, whose):
    everything(cast)
    people = [each for each in vars(cast).values() if hasattr(each, "username")]
    for person in people:
        reader = access.reader(person)
        listed = {kind: len(desk.rows(kind, reader, whose)) for kind in desk.IN_ORDER}
        assert desk.counts(reader, whose) == {kind: number for kind, number in listed.items() if number}, person
    assert desk.how_many_wait(access.reader(cast.desk)) == sum(len(each) for each in on(cast.desk).values())


def test_counting_is_one_query_however_much_waits(cast, django_assert_num_queries):
    everything(cast)
    for person in (cast.desk, cast.clearing, cast.manager, cast.auditor):
        reader = access.reader(person)
        with django_assert_num_queries(1):
            desk.how_many_wait(reader)
    with django_assert_num_queries(0):
        assert desk.how_many_wait(access.NOBODY) == 0
