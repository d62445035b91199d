"""On the review screen a list of asks says how it is counted: on its cards, before many are accepted, as a choice."""

import re

import pytest

from recommendations.models import Candidate
from recommendations.tests import make
from recommendations.tests.admin.stage import client_of
from recommendations.tests.browser.stage import said
from recommendations.tests.browser.test_reviewing_candidates import at, fresh, send, the_form
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.tests.workflow.test_candidates_lists import under, whole_of
from recommendations.workflow import candidates_deciding


@pytest.fixture
def steward(cast):
    return client_of(cast.steward)


@pytest.fixture
def listed(cast):
    return proposed(ask("1"), under("1", "2"), under("1", "3", score=0.6), ask("4"))


def whole_chosen(page: str) -> str:
    select = re.search(r'<select name="whole".*?</select>', page, re.DOTALL)[0]
    return re.search(r'<option value="(\w*)" selected>', select)[1]


def test_the_cards_say_what_is_a_whole_and_what_a_part(steward, listed):
    body = said(steward.get(at()))
    assert "A whole, counted through its parts: candidates 2 and 3." in body
    assert body.count("Part of candidate 1 once both are accepted.") == 2
    assert "A whole, counted through its part: candidate 2." not in body


def test_in_french_too(cast, steward, listed):
    cast.steward.language = "fr"
    cast.steward.save()
    assert "Un ensemble, compté par ses parties : les candidates 2 et 3." in said(steward.get(at()))


def test_accepted_one_after_the_other_they_are_whole_and_parts(steward, listed):
    whole, one, two, _beside = listed
    send(steward, "accept")
    assert "Part of candidate 1." in said(steward.get(at()))
    page = steward.get(at(f"?c={one.public_id}")).content.decode()
    assert whole_chosen(page) == whole.public_id
    assert "S/2000/1 para. 1" in page
    send(steward, "accept")
    assert whole_of(one) == fresh(whole).recommendation
    send(steward, "accept", f"?c={two.public_id}", whole="")
    assert whole_of(two) is None


def test_a_card_that_is_sent_as_it_came_stays_as_it_was_proposed(cast, steward, listed):
    send(steward, "save", f"?c={listed[1].public_id}")
    assert fresh(listed[1]).version == listed[1].version


def test_a_part_of_a_rejected_whole_says_that_it_is_an_ask_of_its_own(steward, listed):
    send(steward, "reject", reason_words="It only opens the list.")
    words = "An ask of its own: candidate 1, whose part it would be, was rejected."
    assert words in said(steward.get(at()))
    send(steward, "accept")
    assert whole_of(listed[1]) is None


def test_before_many_are_accepted_each_says_how_it_will_be_counted(steward, listed):
    body = said(steward.get(at("?above=0.5")))
    assert body.count("Part of candidate 1.") == 2
    Candidate.objects.filter(pk=listed[0].pk).update(score=0.4)
    body = said(steward.get(at("?above=0.5")))
    assert "Part of candidate 1 once that is accepted; it is not among these, so it is counted itself." in body


def test_many_are_accepted_as_whole_and_parts(steward, listed):
    form = the_form(steward.get(at("?above=0.5")), "accept-all")
    answer = steward.post(form["attrs"]["action"], {**form["fields"], "act": "accept-all"}, follow=True)
    assert "4 accepted, as one decision; not asked." in said(answer)
    assert whole_of(listed[1]) == whole_of(listed[2]) == fresh(listed[0]).recommendation
    assert "A whole is counted through its parts" not in said(steward.get(at()))


def test_a_candidate_that_is_a_whole_can_be_chosen_before_it_is_accepted(cast, steward, listed):
    whole, _one, _two, beside = listed
    send(steward, "save", f"?c={beside.public_id}", whole=whole.public_id)
    assert fresh(beside).more["whole"] == whole.public_id
    candidates_deciding.accept(whole, by=make.by(cast.steward), version=1)
    send(steward, "accept", f"?c={beside.public_id}")
    assert whole_of(beside) == fresh(whole).recommendation
