"""What is proposed of a document says where it stands, who is asked and what it repeats; and is nothing yet."""

import pytest

from recommendations.choices import DocumentKind, FollowUp, Standing
from recommendations.errors import AlreadyDone, NotPermitted, NotVerbatim
from recommendations.models import Candidate, Recommendation
from recommendations.tests import make
from recommendations.tests.workflow.candidates_stage import ask, proposed, version
from recommendations.workflow import candidates


def test_what_is_proposed_is_verbatim_and_no_recommendation_yet(cast):
    (found, *_rest) = proposed()
    assert found.text == "The United Nations should do thing 1 well."
    assert found.paragraph.text[found.start : found.end] == found.text
    assert found.follow_up == FollowUp.TO_BE_DECIDED
    assert not Recommendation.objects.exists()


def test_an_actor_whose_words_stand_in_the_sentence_is_named_and_another_is_a_judgement(cast):
    named, read = proposed(ask("1"), ask("2", addressee="the two organizations"))
    assert [each["named"] for each in named.more["parts"]] == ["text"]
    assert [each["named"] for each in read.more["parts"]] == ["judgement"]
    assert "the two organizations" in read.more["parts"][0]["judgement"]


def test_nobody_is_asked_by_an_observation_or_a_view(cast):
    found = proposed(ask("1", kind="observation"), ask("2", kind="view_expressed"))
    assert [each.more["parts"] for each in found] == [[], []]
    assert {each.follow_up for each in found} == {FollowUp.FOR_REFERENCE}


def test_an_organ_is_answered_for_as_elsewhere_in_the_register_and_else_by_nobody(cast):
    assert candidates.answered_by([cast.council]) == {"UN-SC": "-"}
    make.assignment(make.recommendation("9"), cast.council, answering=cast.dppa)
    assert candidates.answered_by([cast.council, cast.au]) == {"UN-SC": "DPPA", "AU": ""}


def test_which_of_several_offices_answers_is_not_guessed_however_often_one_did(cast):
    for label in ("7", "8"):
        make.assignment(make.recommendation(label), cast.un, answering=cast.dppa)
    assert candidates.answered_by([cast.un]) == {"UN": "DPPA"}
    make.assignment(make.recommendation("9"), cast.un, answering=cast.secretariat)
    assert candidates.answered_by([cast.un]) == {"UN": "-"}
    (row,) = proposed(ask("1"))
    assert [(each["organization"], each["answering"]) for each in row.more["parts"]] == [("UN", "-")]


def test_what_repeats_an_ask_of_the_register_says_which(cast):
    there = make.recommendation("5")
    (found,) = proposed(ask("6"))
    assert found.like[0]["recommendation"] == there.public_id
    assert found.like[0]["likeness"] > 90


def test_words_in_the_register_already_are_not_offered_again(cast):
    make.recommendation("1")
    assert [each.paragraph.label for each in proposed(ask("1"), ask("2"))] == ["2"]


def test_words_that_do_not_stand_there_are_refused_whole(cast):
    with pytest.raises(NotVerbatim):
        proposed(ask("1"), ask("2", quote="The United Nations should do nothing."))
    with pytest.raises(NotVerbatim):
        proposed(ask("1", paragraph="1") | {"paragraph": "99"})
    assert not Candidate.objects.exists()


def test_a_version_is_proposed_once_and_by_stewards_only(cast):
    proposed()
    with pytest.raises(AlreadyDone):
        proposed()
    with pytest.raises(NotPermitted):
        candidates.propose(version(), [], by=make.by(cast.desk))


@pytest.mark.parametrize(
    ("kind", "issuers", "standing"),
    [
        (DocumentKind.RESOLUTION, 1, Standing.DECIDED),
        (DocumentKind.COMMUNIQUE, 1, Standing.DECIDED),
        (DocumentKind.COMMUNIQUE, 2, Standing.AGREED),
        (DocumentKind.REPORT_OF_THE_SECRETARY_GENERAL, 1, Standing.RECOMMENDED),
        (DocumentKind.OVERSIGHT_REPORT, 1, Standing.RECOMMENDED),
        (DocumentKind.MEETING_SUMMARY, 2, Standing.RECOMMENDED),
    ],
)
def test_the_standing_begins_by_the_kind_of_the_document(cast, kind, issuers, standing):
    document = make.document()
    document.kind = kind
    document.issuers.set([cast.un, cast.au][:issuers])
    assert candidates.standing_by_rule(document) == standing
