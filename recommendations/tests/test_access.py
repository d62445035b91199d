"""Who reads what: words by family and release; status, position, dates and counts alike for all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recommendations import access
from recommendations.choices import AssignmentState, Release, Role
from recommendations.models import Assignment, ProgressUpdate, Recommendation
from recommendations.tests import make
from recommendations.tests.staged import staged
from recommendations.workflow import assigning, clearing

FAMILY = ("desk", "desk_two", "clearing", "clearing_above", "reviewer", "manager", "auditor")
STRANGERS = (
    "other_desk",
    "other_clearing",
    "other_reviewer",
    "other_manager",
    "steward",
    "administrator",
    "reader",
)


def reads(person) -> set[str]:
    condition = access.readable_updates(access.reader(person))
    return set(ProgressUpdate.objects.filter(condition).values_list("done", flat=True))


@staged
def said(cast):
    """One update in every state and release, each named by its words."""

    def part(paragraph):
        return make.assignment(make.recommendation(paragraph), cast.dppa)

    make.draft(part("1"), cast.desk, done="drafted")
    make.submitted(part("2"), cast.desk, done="submitted")
    returned = make.submitted(part("3"), cast.desk, done="returned", release=Release.PARTNERS)
    clearing.give_back(returned, by=make.by(cast.clearing), version=returned.version, feedback="No.")
    for paragraph, release in (("4", "own_organization"), ("5", "partners"), ("6", "public")):
        make.cleared(part(paragraph), cast.desk, cast.clearing, done=release, cleared_release=Release(release))


@pytest.mark.parametrize("who", FAMILY)
def test_the_own_family_and_its_auditor_read_everything(cast, said, who):
    everything = {"drafted", "submitted", "returned", "own_organization", "partners", "public"}
    assert reads(getattr(cast, who)) == everything


@pytest.mark.parametrize("who", STRANGERS)
def test_everybody_else_reads_what_is_cleared_and_released(cast, said, who):
    assert reads(getattr(cast, who)) == {"partners", "public"}


def test_an_office_below_does_not_read_what_its_parent_has_not_released(cast, said):
    child = make.organization("CHILD", parent=cast.dppa)
    assert reads(make.user("child", Role.DESK_OFFICER, child)) == {"partners", "public"}


@pytest.mark.parametrize("change", [{"until": 0}, {"since": 1}])
def test_a_membership_that_ended_or_has_not_begun_reads_as_everybody(cast, said, change):
    today = timezone.localdate()
    cast.desk.memberships.update(**{name: today + timedelta(days=days) for name, days in change.items()})
    assert reads(cast.desk) == {"partners", "public"}


def test_an_inactive_person_knows_nobodys_words(cast, said):
    cast.desk.is_active = False
    assert access.reader(cast.desk).own == frozenset()


@pytest.mark.parametrize("who", [*FAMILY, *STRANGERS])
@pytest.mark.parametrize("release", Release)
@pytest.mark.parametrize("cleared", [True, False])
def test_one_text_is_read_as_the_list_of_texts_is(cast, who, release, cleared):
    part = make.assignment(make.recommendation(), cast.dppa)
    may = access.reader(getattr(cast, who)).may_read(part, release, cleared=cleared)
    assert may == (who in FAMILY or (cleared and release != Release.OWN_ORGANIZATION))


@pytest.mark.parametrize("who", [*FAMILY, *STRANGERS])
def test_persons_are_named_inside_their_family_only(cast, who):
    assert access.reader(getattr(cast, who)).knows(cast.dppa.pk) == (who in FAMILY)


@pytest.mark.parametrize("who", [*FAMILY, *STRANGERS])
def test_the_family_of_those_above_takes_in_the_offices_below(cast, who):
    assert access.reader(getattr(cast, who)).knows(cast.secretariat.pk) == (who in FAMILY)


def test_offices_side_by_side_and_the_body_of_an_auditor_are_no_family(cast):
    beside = make.organization("BESIDE", parent=cast.secretariat)
    neighbour = make.user("neighbour", Role.DESK_OFFICER, beside)
    assert not access.reader(neighbour).knows(cast.dppa.pk)
    assert not access.reader(cast.desk).knows(beside.pk)
    assert not access.reader(cast.desk).knows(cast.oversight.pk)
    assert not access.reader(cast.auditor).knows(cast.un.pk), "above the mandate"


def test_what_nobody_answers_for_is_nobodys_own(cast):
    states = make.organization("STATES", reports_for_itself=False)
    part = make.assignment(make.recommendation(), states, nobody_answers=True)
    for who in (*FAMILY, *STRANGERS):
        assert not access.reader(getattr(cast, who)).reads_words_of(part)


def test_status_position_and_dates_are_columns_that_ask_nobody_who_they_are(cast, said):
    """Release hides words: what lists and counts read stands on rows that carry no release at all."""
    for model in (Recommendation, Assignment):
        assert not {each.name for each in model._meta.get_fields()} & {"release", "visible_to"}
    row = Recommendation.objects.get(reference="S/2000/1 para. 4")
    assert row.status == "in_progress"


def test_a_readers_rights_cost_two_queries_whatever_they_are(cast, django_assert_max_num_queries):
    for who in (*FAMILY, *STRANGERS):
        with django_assert_max_num_queries(2):
            access.reader(getattr(cast, who))


def test_families_are_an_organization_and_all_below_it(cast):
    assert access.family([cast.secretariat.pk]) == {cast.secretariat.pk, cast.dppa.pk}
    assert access.family([cast.un.pk]) == {cast.un.pk, cast.secretariat.pk, cast.dppa.pk, cast.council.pk}
    assert access.family([]) == frozenset()


def test_the_answering_office_may_differ_from_the_organization_and_decides(cast):
    part = make.assignment(make.recommendation(), cast.council, answering=cast.dppa)
    assert access.reader(cast.desk).reads_words_of(part)
    assigning.change_answering(part, by=make.by(cast.steward), version=part.version, answering=cast.auc, why="Moved.")
    part.refresh_from_db()
    assert not access.reader(cast.desk).reads_words_of(part)
    assert part.state == AssignmentState.PROPOSED
