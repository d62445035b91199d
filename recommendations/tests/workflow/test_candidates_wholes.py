"""An ask that is a part of another, and one that is counted through its parts: chosen while candidates are reviewed."""

import pytest

from recommendations.errors import Invalid
from recommendations.models import Candidate, CandidateDecision, Recommendation
from recommendations.tests import make
from recommendations.tests.admin.stage import client_of
from recommendations.tests.browser.stage import said
from recommendations.tests.browser.test_reviewing_candidates import at, send
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.workflow import candidates_deciding, candidates_shaping, candidates_undoing
from recommendations.workflow.audit import differences


@pytest.fixture
def steward(cast):
    return make.by(cast.steward)


def again(row) -> Candidate:
    return Candidate.objects.get(pk=row.pk)


def accept(row, by, **given) -> CandidateDecision:
    return candidates_deciding.accept(row, by=by, version=again(row).version, given=given)


def test_a_part_is_accepted_under_a_whole_of_its_document(cast, steward):
    first, second, third = proposed()
    accept(first, steward, is_whole=True, parts=[])
    whole = again(first).recommendation
    accept(second, steward, whole=whole.public_id, follow_up="tracked")
    candidates_shaping.change(third, by=steward, version=1, given={"whole": whole.public_id})
    third.refresh_from_db()
    candidates_deciding.accept_all([(third, third.version)], by=steward)
    assert [each.pk for each in whole.parts.order_by("pk")] == [
        again(each).recommendation_id for each in (second, third)
    ]
    whole.refresh_from_db()
    assert (whole.is_whole, whole.status) == (True, "not_asked")
    assert differences() == []


def test_a_part_has_a_whole_of_its_own_document_only_and_a_whole_is_no_part(cast, steward):
    make.document("S/2000/2")
    elsewhere = make.recommendation("1", code="S/2000/2", is_whole=True)
    none = make.recommendation("5")
    whole = make.recommendation("6", is_whole=True)
    (row,) = proposed(ask("1"))
    for given in ({"whole": elsewhere.public_id}, {"whole": none.public_id}, {"whole": "nothing"}):
        with pytest.raises(Invalid) as refused:
            accept(row, steward, **given)
        assert list(refused.value.errors) == ["whole"]
    with pytest.raises(Invalid):
        accept(row, steward, whole=whole.public_id, is_whole=True)
    assert Recommendation.objects.count() == 3


def test_an_ask_that_is_accepted_again_as_a_whole_is_another_one(cast, steward):
    (row,) = proposed(ask("1"))
    candidates_undoing.undo(accept(row, steward), by=steward)
    earlier = again(row).recommendation
    accept(again(row), steward, is_whole=True, parts=[])
    assert again(row).recommendation != earlier
    assert again(row).recommendation.is_whole
    assert differences() == []


def test_on_the_screen_a_whole_is_ticked_and_then_chosen_for_its_parts(cast):
    client = client_of(cast.steward)
    first, second = proposed(ask("1"), ask("2"))
    assert "No ask of this document is a whole yet." in said(client.get(at()))
    assert send(client, "accept", is_whole="on").status_code == 302
    whole = again(first).recommendation
    assert "S/2000/1 para. 1" in said(client.get(at()))
    assert send(client, "save", whole=whole.public_id).status_code == 302
    assert f'<option value="{whole.public_id}" selected>' in client.get(at()).content.decode()
    assert send(client, "accept").status_code == 302
    assert (whole.is_whole, again(second).recommendation.whole) == (True, whole)


def test_a_whole_that_was_archived_meanwhile_is_said_beside_its_field(cast, steward):
    client = client_of(cast.steward)
    whole = make.recommendation("6", is_whole=True)
    (row,) = proposed(ask("1"))
    answer = send(client, "accept", whole="nothing")
    assert answer.status_code == 422
    candidates_shaping.change(row, by=steward, version=1, given={"whole": whole.public_id})
    Recommendation.objects.update(archived_at=again(row).updated_at)
    with pytest.raises(Invalid) as refused:
        accept(row, steward)
    assert list(refused.value.errors) == ["whole"]
