"""The rule of the headline, case by case, in PRODUCT.md's words."""

from datetime import date, timedelta

import pytest

from recommendations.choices import (
    DERIVED_POSITIONS,
    LEAST_ADVANCED_FIRST,
    PHASE_OF,
    Answer,
    Basis,
    Finding,
    Phase,
    Position,
    Receipt,
    Status,
)
from recommendations.headline import (
    Asked,
    FindingInEffect,
    FindingMade,
    Headline,
    Report,
    current_report,
    least_advanced,
    standing_of,
)

IN_PROGRESS, NOT_STARTED, DEFERRED = Status.IN_PROGRESS, Status.NOT_STARTED, Status.DEFERRED
IMPLEMENTED, SUPERSEDED, IN_PRACTICE = Status.IMPLEMENTED, Status.SUPERSEDED, Status.IN_PRACTICE
OWN, JOINT, INDEPENDENT = Basis.OWN_SIDE, Basis.JOINT, Basis.INDEPENDENT
OPEN_REPORTS = [NOT_STARTED, DEFERRED, IN_PROGRESS]
FIRM = [each for each in Status if PHASE_OF[each] in (Phase.ESTABLISHED, Phase.CLOSED)]


def day(number: int) -> date:
    return date(2026, 5, 1) + timedelta(days=number - 1)


def report(entry, status=IN_PROGRESS, on=1, answer=Answer.NEW_INFORMATION, **more):
    return Report(entry, answer, day(on), status, **more)


def correction(entry, of, status=IN_PROGRESS, on=1, **more):
    return report(entry, status, on, Answer.CORRECTION, corrects=of, **more)


def found(entry, of, status, basis=OWN, finding=Finding.FINDS_OTHERWISE):
    """A finding that takes effect at once."""
    return [FindingMade(entry, of, basis, finding, status), FindingInEffect(f"{entry} in effect", entry)]


def shown(*events):
    standing = standing_of(events)
    return standing.status, standing.basis


# Before anything is reported


def test_not_asked_until_somebody_asks():
    assert shown() == (Status.NOT_ASKED, Basis.NONE)


def test_no_information_once_asked_and_not_answered():
    assert shown(Asked("a")) == (Status.NO_INFORMATION, Basis.NONE)


def test_asking_does_not_hide_what_was_reported():
    assert shown(report("a"), Asked("b")) == (IN_PROGRESS, Basis.REPORTED)


def test_not_ours_says_nothing_about_progress():
    standing = standing_of([Asked("a"), report("b", None, answer=Answer.NOT_OURS)])
    assert (standing.status, standing.basis, standing.reported) == (Status.NO_INFORMATION, Basis.NONE, None)


# The reported status


def test_a_first_report_shows_as_reported():
    assert shown(report("a", IMPLEMENTED)) == (IMPLEMENTED, Basis.REPORTED)


def test_the_latest_effective_date_holds():
    assert shown(report("a", NOT_STARTED, on=1), report("b", IN_PROGRESS, on=2)) == (IN_PROGRESS, Basis.REPORTED)


def test_the_later_cleared_of_equal_dates_holds():
    assert shown(report("a", NOT_STARTED, on=3), report("b", IN_PROGRESS, on=3))[0] == IN_PROGRESS


def test_a_late_answer_with_an_older_date_moves_nothing():
    before = standing_of([report("a", IN_PROGRESS, on=9)])
    assert standing_of([report("a", IN_PROGRESS, on=9), report("b", IMPLEMENTED, on=8)]) == before


def test_before_a_finding_any_status_may_follow_any_other():
    for first in OPEN_REPORTS + FIRM:
        for second in OPEN_REPORTS + FIRM:
            assert shown(report("a", first, on=1), report("b", second, on=2)) == (second, Basis.REPORTED)


def test_a_correction_takes_the_place_of_the_current_report():
    standing = standing_of([report("a", IMPLEMENTED, on=5), correction("b", "a", IN_PROGRESS, on=5)])
    assert (standing.status, standing.reported.entry) == (IN_PROGRESS, "b")


def test_a_correction_may_bring_an_older_date_and_so_give_the_place_to_another_report():
    events = [report("a", NOT_STARTED, on=3), report("b", IMPLEMENTED, on=5), correction("c", "b", IMPLEMENTED, on=1)]
    assert standing_of(events).reported.entry == "a"
    assert shown(*events) == (NOT_STARTED, Basis.REPORTED)


def test_a_correction_of_a_report_that_is_not_current_moves_nothing():
    events = [report("a", NOT_STARTED, on=1), report("b", IN_PROGRESS, on=5)]
    assert standing_of([*events, correction("c", "a", IMPLEMENTED, on=1)]) == standing_of(events)


def test_a_correction_of_an_older_report_to_a_newer_date_becomes_the_current_one():
    events = [report("a", NOT_STARTED, on=1), report("b", IN_PROGRESS, on=5), correction("c", "a", IMPLEMENTED, on=6)]
    assert shown(*events) == (IMPLEMENTED, Basis.REPORTED)


def test_a_correction_of_a_correction_takes_its_place_in_turn():
    events = [report("a", IMPLEMENTED, on=5), correction("b", "a", IN_PROGRESS, on=6)]
    assert shown(*events, correction("c", "b", NOT_STARTED, on=4)) == (NOT_STARTED, Basis.REPORTED)


def test_a_correction_leaves_what_it_corrects_out_of_the_running_only():
    first, second = report("a", on=9), report("b", on=1)
    assert current_report([first, second]) is first
    assert current_report([first, second, fix := correction("c", "a", on=2)]) is fix
    assert current_report([]) is None


def test_no_change_repeats_the_status_with_a_newer_date():
    standing = standing_of([report("a", IN_PROGRESS), report("b", IN_PROGRESS, on=9, answer=Answer.NO_CHANGE)])
    assert (standing.status, standing.reported.effective_on) == (IN_PROGRESS, day(9))


def test_a_deferral_keeps_its_date_only_while_it_is_the_headline():
    deferred = report("a", DEFERRED, deferred_until=day(90))
    assert standing_of([deferred]).deferred_until == day(90)
    assert standing_of([deferred, report("b", IN_PROGRESS, on=2)]).deferred_until is None


def test_the_position_is_that_of_the_latest_report_that_gives_one():
    events = [
        report("a", on=3, position=Position.ACCEPTED),
        report("b", on=5),
        report("c", on=2, position=Position.NOT_ACCEPTED),
    ]
    assert standing_of(events).position == Position.ACCEPTED
    assert standing_of([report("a")]).position == ""
    assert not {Position.ACCEPTED, Position.NOT_ACCEPTED} & set(DERIVED_POSITIONS)


def test_a_corrected_position_is_gone():
    events = [report("a", position=Position.ACCEPTED), correction("b", "a", position=Position.NOTED)]
    assert standing_of(events).position == Position.NOTED
    assert standing_of([report("a", position=Position.ACCEPTED), correction("b", "a")]).position == ""


def test_a_counterpart_says_what_arrived_and_gets_no_status_from_it():
    events = [report("a", None, receipt=Receipt.NOT_RECEIVED), report("b", None, on=2, receipt=Receipt.ARRIVED)]
    standing = standing_of(events)
    assert (standing.receipt, standing.status, standing.basis) == (Receipt.ARRIVED, Status.NOT_ASKED, Basis.NONE)


# A finding


def test_a_finding_is_the_headline_from_the_moment_it_takes_effect():
    made, effect = found("f", "a", NOT_STARTED, INDEPENDENT)
    assert shown(report("a"), made) == (IN_PROGRESS, Basis.REPORTED)
    assert shown(report("a"), made, effect) == (NOT_STARTED, INDEPENDENT)


def test_a_finding_that_agrees_changes_the_basis_only():
    standing = standing_of([report("a", IMPLEMENTED), *found("f", "a", IMPLEMENTED, OWN, Finding.AGREES)])
    assert (standing.status, standing.basis, standing.differ) == (IMPLEMENTED, OWN, False)


def test_who_reported_otherwise_is_said_to_differ():
    assert standing_of([report("a", IMPLEMENTED), *found("f", "a", IN_PROGRESS)]).differ


def test_no_finding_yet_agreed_moves_nothing():
    events = [report("a", IMPLEMENTED)]
    assert standing_of([*events, *found("f", "a", None, JOINT, Finding.NO_FINDING_YET_AGREED)]) == standing_of(events)
    events += found("f", "a", IN_PROGRESS, JOINT)
    assert standing_of([*events, *found("g", "a", None, JOINT, Finding.NO_FINDING_YET_AGREED)]) == standing_of(events)


def test_what_could_not_be_verified_shows_as_not_verified():
    events = [report("a", IMPLEMENTED), *found("f", "a", Status.NOT_VERIFIED, INDEPENDENT)]
    assert shown(*events) == (Status.NOT_VERIFIED, INDEPENDENT)
    assert PHASE_OF[Status.NOT_VERIFIED] == Phase.OPEN


@pytest.mark.parametrize("first", [OWN, JOINT, INDEPENDENT])
@pytest.mark.parametrize("second", [OWN, JOINT, INDEPENDENT])
def test_the_latest_finding_holds_but_own_side_never_replaces_joint_or_independent(first, second):
    standing = standing_of([report("a"), *found("f", "a", NOT_STARTED, first), *found("g", "a", IMPLEMENTED, second)])
    if second == OWN and first != OWN:
        assert (standing.status, standing.basis) == (NOT_STARTED, first)
        assert standing.beside.entry == "g"
    else:
        assert (standing.status, standing.basis) == (IMPLEMENTED, second)
        assert standing.beside is None


def test_a_finding_made_earlier_never_replaces_one_made_later():
    """Two oversight bodies: the second gets its comment at once, the first waits its 14 days."""
    first, first_effect = found("f", "a", NOT_STARTED, INDEPENDENT)
    second = found("g", "b", IMPLEMENTED, INDEPENDENT)
    events = [report("a"), first, report("b", IMPLEMENTED, on=2), *second, first_effect]
    assert shown(*events) == (IMPLEMENTED, INDEPENDENT)


def test_an_own_side_finding_made_later_stands_beside_the_independent_one_that_takes_effect_after_it():
    waiting, effect = found("f", "a", NOT_STARTED, INDEPENDENT)
    standing = standing_of([report("a"), waiting, *found("g", "a", IMPLEMENTED, OWN), effect])
    assert (standing.status, standing.basis, standing.beside.entry) == (NOT_STARTED, INDEPENDENT, "g")


# After a finding


@pytest.mark.parametrize("basis", [OWN, JOINT, INDEPENDENT])
@pytest.mark.parametrize("status", OPEN_REPORTS)
def test_a_later_report_takes_over_with_an_open_status(basis, status):
    events = [report("a", IMPLEMENTED), *found("f", "a", IMPLEMENTED, basis, Finding.AGREES), report("b", status, on=2)]
    standing = standing_of(events)
    assert (standing.status, standing.basis, standing.newer_report) == (status, Basis.REPORTED, False)
    assert standing.differ


@pytest.mark.parametrize("basis", [OWN, JOINT, INDEPENDENT])
@pytest.mark.parametrize("status", FIRM)
def test_a_later_report_that_establishes_or_closes_awaits_review_and_moves_no_figure(basis, status):
    events = [report("a"), *found("f", "a", NOT_STARTED, basis), report("b", status, on=2)]
    standing = standing_of(events)
    assert (standing.status, standing.basis) == (NOT_STARTED, basis)
    assert standing.newer_report


def test_a_later_report_that_closes_as_the_headline_does_has_nothing_to_await():
    events = [report("a"), *found("f", "a", IMPLEMENTED), report("b", IMPLEMENTED, on=2)]
    standing = standing_of(events)
    assert (standing.status, standing.basis, standing.newer_report) == (IMPLEMENTED, OWN, False)


def test_the_report_that_was_reviewed_is_not_a_newer_one():
    assert not standing_of([report("a", IMPLEMENTED), *found("f", "a", NOT_STARTED)]).newer_report


def test_reporting_open_and_then_closed_again_does_not_close_what_a_finding_did_not():
    events = [
        report("a"),
        *found("f", "a", NOT_STARTED),
        report("b", IN_PROGRESS, on=2),
        report("c", IMPLEMENTED, on=3),
    ]
    standing = standing_of(events)
    assert (standing.status, standing.basis, standing.newer_report) == (IN_PROGRESS, Basis.REPORTED, True)


def test_a_review_of_the_newer_report_settles_it():
    events = [report("a"), *found("f", "a", NOT_STARTED), report("b", IMPLEMENTED, on=2)]
    standing = standing_of([*events, *found("g", "b", IMPLEMENTED, OWN, Finding.AGREES)])
    assert (standing.status, standing.basis, standing.newer_report) == (IMPLEMENTED, OWN, False)


def test_no_change_never_takes_over():
    events = [report("a", IN_PROGRESS), *found("f", "a", IMPLEMENTED)]
    assert shown(*events, report("b", IN_PROGRESS, on=2, answer=Answer.NO_CHANGE)) == (IMPLEMENTED, OWN)


def test_a_correction_that_keeps_the_status_never_takes_over():
    events = [report("a", IN_PROGRESS), *found("f", "a", IMPLEMENTED)]
    assert shown(*events, correction("b", "a", IN_PROGRESS, on=2)) == (IMPLEMENTED, OWN)


def test_a_correction_to_another_open_status_takes_over():
    events = [report("a", IN_PROGRESS), *found("f", "a", IMPLEMENTED)]
    assert shown(*events, correction("b", "a", NOT_STARTED, on=2)) == (NOT_STARTED, Basis.REPORTED)


def test_a_correction_to_a_closed_status_awaits_review():
    standing = standing_of([report("a"), *found("f", "a", NOT_STARTED), correction("b", "a", SUPERSEDED, on=2)])
    assert (standing.status, standing.newer_report) == (NOT_STARTED, True)


def test_after_a_finding_a_late_answer_with_an_older_date_moves_nothing():
    events = [report("a", IMPLEMENTED, on=5), *found("f", "a", IMPLEMENTED, OWN, Finding.AGREES)]
    assert standing_of([*events, report("b", NOT_STARTED, on=4)]) == standing_of(events)


# A report that came in while a finding waited to take effect


def test_an_open_report_cleared_while_the_finding_waited_takes_over_when_it_takes_effect():
    made, effect = found("f", "a", IMPLEMENTED, INDEPENDENT)
    events = [report("a", IMPLEMENTED), made, report("b", IN_PROGRESS, on=2)]
    assert shown(*events) == (IN_PROGRESS, Basis.REPORTED)
    assert shown(*events, effect) == (IN_PROGRESS, Basis.REPORTED)


def test_a_closing_report_cleared_while_the_finding_waited_awaits_review_when_it_takes_effect():
    made, effect = found("f", "a", NOT_STARTED, INDEPENDENT)
    events = [report("a"), made, report("b", IMPLEMENTED, on=2)]
    assert shown(*events) == (IMPLEMENTED, Basis.REPORTED)
    standing = standing_of([*events, effect])
    assert (standing.status, standing.basis, standing.newer_report) == (NOT_STARTED, INDEPENDENT, True)


def test_no_change_cleared_while_the_finding_waited_does_not_take_over():
    made, effect = found("f", "a", IMPLEMENTED, JOINT)
    events = [report("a"), made, report("b", on=2, answer=Answer.NO_CHANGE), effect]
    assert shown(*events) == (IMPLEMENTED, JOINT)


# Of a recommendation


def test_the_order_is_the_table_down_to_in_practice_and_then_the_closed_ones_from_worst_to_best():
    assert LEAST_ADVANCED_FIRST == (
        Status.NOT_ASKED,
        Status.NO_INFORMATION,
        Status.NO_RECORD_FOUND,
        Status.NOT_STARTED,
        Status.DEFERRED,
        Status.IN_PROGRESS,
        Status.NOT_VERIFIED,
        Status.IN_PRACTICE,
        Status.CLOSED_NOT_IMPLEMENTED,
        Status.OVERTAKEN_BY_EVENTS,
        Status.SUPERSEDED,
        Status.CLOSED_PARTLY_IMPLEMENTED,
        Status.IMPLEMENTED_BY_OTHER_MEANS,
        Status.IMPLEMENTED,
    )
    assert set(LEAST_ADVANCED_FIRST) == set(Status)


@pytest.mark.parametrize("place", range(len(Status) - 1))
def test_the_least_advanced_of_two_owners_holds_whatever_their_order(place):
    less, more = (Headline(each, Basis.REPORTED) for each in LEAST_ADVANCED_FIRST[place : place + 2])
    assert least_advanced([less, more]) == least_advanced([more, less]) == less


@pytest.mark.parametrize("stronger", [OWN, JOINT, INDEPENDENT])
def test_of_equal_statuses_the_weakest_basis_is_shown(stronger):
    weak, strong = Headline(IMPLEMENTED, Basis.REPORTED), Headline(IMPLEMENTED, stronger)
    assert least_advanced([strong, weak]) == weak


def test_the_status_decides_before_the_basis():
    assert least_advanced([Headline(IMPLEMENTED, Basis.REPORTED), open_ := Headline(IN_PROGRESS, INDEPENDENT)]) == open_


def test_of_equal_deferrals_the_earlier_date_is_due_first_and_an_event_last():
    early, late, event = (Headline(DEFERRED, Basis.REPORTED, until) for until in (day(5), day(9), None))
    assert least_advanced([event, late, early]) == early
    assert least_advanced([event, late]) == late


def test_without_an_owner_there_is_no_headline():
    assert least_advanced([]) is None
