"""Whose part an ask would be stands on its page before it is decided whether it is tracked, for every reader."""

import pytest

from recommendations.choices import AssignmentRole, FollowUp
from recommendations.tests import make
from recommendations.tests.api.callers import Caller
from recommendations.tests.browser.stage import said
from recommendations.workflow import assigning


@pytest.fixture
def row(cast):
    found = make.recommendation("1", follow_up=FollowUp.TO_BE_DECIDED)
    make.assignment(found, cast.un, answering=cast.dppa)
    assigning.assign(
        found,
        by=make.REGISTER,
        organization=cast.au,
        role=AssignmentRole.CONTRIBUTING,
        answering=cast.auc,
        judgement="Nothing moves without it.",
    )
    return found


def test_who_is_proposed_is_shown_as_what_it_is(cast, client_of, row):
    for who in (cast.steward, cast.reader, cast.desk):
        body = said(client_of(who).get(f"/recommendations/{row.public_id}/"))
        assert "Whether it is tracked is still to be decided: nobody is asked until then. Who has a part" in body
        words = "United Nations Owner Proposed by the register Named in the text answered by Department of Political"
        assert words in body
        words = "African Union Contributing Proposed by the register Editorial judgement Nothing moves without it."
        assert words in body
        assert "It is ours" not in body


def test_the_api_says_the_same_to_every_reader(cast, row):
    found = Caller(cast.reader).get(f"recommendations/{row.public_id}/").json()
    assert [(each["organization"]["id"], each["role"], each["state"]) for each in found["assignments"]] == [
        ("UN", "owner", "proposed"),
        ("AU", "contributing", "proposed"),
    ]
    assert (found["follow_up"], found["status"]) == ("to_be_decided", None)


def test_where_nobody_is_proposed_that_is_said_and_for_reference_nothing_is(cast, client_of):
    for label, follow_up, there in (("2", FollowUp.TO_BE_DECIDED, True), ("3", FollowUp.FOR_REFERENCE, False)):
        bare = make.recommendation(label, follow_up=follow_up)
        body = said(client_of(cast.reader).get(f"/recommendations/{bare.public_id}/"))
        assert ("No organization is proposed." in body) == there


def test_a_whole_names_its_parts_before_it_is_decided_whether_it_is_tracked(cast, client_of):
    whole = make.recommendation("4", follow_up=FollowUp.TO_BE_DECIDED, is_whole=True)
    part = make.recommendation("5", follow_up=FollowUp.TO_BE_DECIDED, whole=whole)
    body = client_of(cast.reader).get(f"/recommendations/{whole.public_id}/").content.decode()
    assert "Its parts" in body
    assert f'<li><a href="/recommendations/{part.public_id}/"><bdi>para. 5</bdi></a>' in body
