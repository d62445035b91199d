"""The review screen: every act works by plain posts, what is refused keeps what was typed, and filters narrow it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.choices import CandidateState
from recommendations.models import Candidate, CandidateDecision, Recommendation
from recommendations.tests import make
from recommendations.tests.admin.stage import client_of
from recommendations.tests.browser.forms import forms_of
from recommendations.tests.browser.stage import said
from recommendations.tests.workflow.candidates_stage import ask, proposed, version
from recommendations.workflow import candidates_deciding, candidates_shaping


@pytest.fixture
def rows(cast):
    return proposed(ask("1"), ask("1", 1, kind="call", score=0.6), ask("2"), ask("3", suggested=False, score=0.3))


def at(query: str = "") -> str:
    found = version()
    return f"/intake/{found.document.public_id}/{found.number}/review/{query}"


@pytest.fixture
def steward(cast):
    return client_of(cast.steward)


def send(client, act: str, query: str = "", **given):
    form = the_form(client.get(at(query)), act)
    return client.post(form["attrs"]["action"], {**form["fields"], "act": act, **given})


def the_form(response, act: str):
    wanted = {"undo": None, "mark": "mark:", "mark-nearest": "mark:", "accept-all": None}.get(act, "candidate:")
    for each in forms_of(response):
        keeps = each["attrs"].get("data-keeps") or ""
        if wanted and keeps.startswith(wanted):
            return each
        if act == "undo" and "decision" in each["fields"]:
            return each
        if act == "accept-all" and "seen" in each["fields"]:
            return each
    raise AssertionError(f"no form for {act}")


def fresh(row) -> Candidate:
    return Candidate.objects.get(pk=row.pk)


def test_the_report_and_its_candidates_stand_side_by_side_with_the_first_open(steward, rows):
    body = said(steward.get(at()))
    assert "0 of 3 decided" in body
    page = steward.get(at()).content.decode()
    assert page.count('class="card') == 3
    assert page.count('class="card now"') == 1
    assert page.count('<mark class="now">') == 2  # its words, and the legend's
    assert "Why: “should” says what is to be done." in body


def test_what_was_found_below_the_mark_stands_behind_a_filter(steward, rows):
    assert "Also found, below the mark: 1" in said(steward.get(at()))
    assert steward.get(at("?below=1")).content.decode().count('class="card') == 4


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("?kind=call", 1),
        ("?score=0.8", 2),
        ("?actor=AU", 1),
        ("?paragraph=2", 1),
        ("?state=accepted", 0),
        ("?state=nonsense&score=x&kind=x", 3),
    ],
)
def test_filters_narrow_the_list(steward, rows, query, cards):
    assert steward.get(at(query)).content.decode().count('class="card') == cards


def test_accepting_leads_to_the_next_with_the_same_filters(steward, rows):
    answer = send(steward, "accept", f"?score=0.5&c={rows[0].public_id}", follow_up="tracked")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?score=0.5&c={rows[1].public_id}#now")
    made = fresh(rows[0]).recommendation
    assert made.follow_up == "tracked"
    body = said(steward.get(answer["Location"]))
    assert "Accepted as S/2000/1 para. 1; not asked." in body
    assert "1 of 3 decided" in body


def test_what_is_typed_goes_with_it(steward, rows):
    answer = send(
        steward,
        "accept",
        **{"quote": "do thing 1 well", "kind": "call", "parts-0-organization": "AU", "parts-0-answering": "AUC"},
        **{"parts-0-named": "judgement", "parts-0-judgement": "It trains."},
    )
    assert answer.status_code == 302
    made = Recommendation.objects.get()
    assert (made.text, made.kind) == ("do thing 1 well", "call")
    assert [each.answering_organization.code for each in made.assignments.all()] == ["AUC"]


def test_words_that_do_not_stand_there_come_back_with_the_nearest(steward, rows):
    answer = send(steward, "accept", quote="The United Nations should do thing 1 quite well.", kind="call")
    assert answer.status_code == 422
    body = said(answer)
    assert "The nearest words of the paragraph:" in body
    assert "quite well" in body
    assert not Recommendation.objects.exists()


def test_a_rejection_needs_a_reason_and_keeps_it(steward, rows):
    assert send(steward, "reject").status_code == 422
    answer = send(steward, "reject", reason_words="Told, not asked.")
    assert answer.status_code == 302
    assert fresh(rows[0]).reason == "Told, not asked."
    assert "Told, not asked." in said(steward.get(at("?state=rejected")))


def test_after_a_rejection_without_a_reason_the_reason_has_the_focus_and_no_key_accepts(steward, rows):
    page = send(steward, "reject").content.decode()
    assert re.search(r'<select id="reason"[^>]* data-focus', page)
    assert " data-focus" not in re.search(r'<select id="reason"[^>]*>', steward.get(at()).content.decode())[0]


def test_a_page_that_is_behind_shows_what_the_other_decided_and_keeps_what_was_typed(cast, steward, rows):
    other = make.user("steward-two", "steward", full_name="Second Steward")
    form = the_form(steward.get(at()), "accept")
    candidates_deciding.reject(rows[0], by=make.by(other), version=1, reason="Told, not asked.")
    typed = {**form["fields"], "act": "accept", "note": "A note of mine."}
    answer = steward.post(form["attrs"]["action"], typed)
    assert answer.status_code == 409
    body = said(answer)
    assert "rejected by Data steward (Told, not asked.)" in body
    assert "A note of mine." in body
    assert not Recommendation.objects.exists()


def test_other_words_saved_by_another_stand_beside_what_was_typed(cast, steward, rows):
    form = the_form(steward.get(at()), "accept")
    other = make.by(make.user("steward-two", "steward"))
    candidates_shaping.change(rows[0], by=other, version=1, given={"kind": "call"})
    answer = steward.post(form["attrs"]["action"], {**form["fields"], "act": "accept", "nature": "aim"})
    assert answer.status_code == 409
    assert "Since you opened this, somebody saved: Call" in said(answer)
    again = the_form(answer, "accept")
    assert again["fields"]["nature"] == ["aim"]
    assert steward.post(again["attrs"]["action"], {**again["fields"], "act": "accept"}).status_code == 302


def test_organizations_saved_by_another_are_said_before_they_are_taken_the_place_of(cast, steward, rows):
    form = the_form(steward.get(at()), "accept")
    part = {
        "organization": "AU",
        "role": "owner",
        "answering": "AUC",
        "named": "judgement",
        "judgement": "By practice.",
    }
    other = make.by(make.user("steward-two", "steward"))
    candidates_shaping.change(rows[0], by=other, version=1, given={"parts": [part], "addressees": []})
    answer = steward.post(form["attrs"]["action"], {**form["fields"], "act": "accept"})
    assert answer.status_code == 409
    body = said(answer)
    assert "somebody saved these organizations: AU (owner, AUC, By practice.)" in body
    assert "somebody saved these addressees: –" in body
    assert "this lead-in" not in body
    assert not Recommendation.objects.exists()


def test_a_card_that_is_sent_as_it_came_changes_nothing(steward, rows):
    before = dict(fresh(rows[0]).more)
    answer = send(steward, "save")
    assert "Nothing was changed." in said(steward.get(answer["Location"]))
    send(steward, "accept")
    assert fresh(rows[0]).more == before
    assert [each.act for each in CandidateDecision.objects.all()] == ["accepted"]


def test_saving_without_deciding_keeps_it_open(steward, rows):
    assert send(steward, "save", kind="call").status_code == 302
    assert (fresh(rows[0]).kind, fresh(rows[0]).state) == ("call", CandidateState.TO_DECIDE)


def test_splitting_and_merging(steward, rows):
    answer = send(steward, "split", split_first="The United Nations", split_second="do thing 1 well.")
    assert answer.status_code == 302
    texts = [each.text for each in Candidate.objects.filter(origin="split")]
    assert texts == ["The United Nations", "do thing 1 well."]
    with_ = Candidate.objects.get(text="do thing 1 well.")
    first = Candidate.objects.get(text="The United Nations")
    query = f"?c={first.public_id}"
    assert send(steward, "merge", query, merge_with=f"{with_.public_id}:{with_.version}").status_code == 422
    other = fresh(rows[2])
    assert send(steward, "merge", query, merge_with=f"{other.public_id}:{other.version}").status_code == 302
    assert "Also at para. 2" in said(steward.get(at(query)))


def test_words_that_stand_twice_are_never_guessed_in_splitting(steward, rows):
    answer = send(steward, "split", split_first="The United Nations", split_second="o")
    assert answer.status_code == 422
    assert "“o” stands there more than once: give more of it." in said(answer)
    assert not Candidate.objects.filter(origin="split").exists()


def test_marking_by_hand_also_in_a_document_without_candidates(cast, steward):
    make.document()
    assert "Nothing was suggested here." in said(steward.get(at()))
    assert send(steward, "mark", paragraph="99", quote="x").status_code == 422
    wrong = send(steward, "mark", paragraph="7", quote="Words of my own.")
    assert wrong.status_code == 422
    assert "Words of my own." in said(wrong)
    assert "do not stand in paragraph 7, letter for letter." in said(wrong)
    near = send(steward, "mark", paragraph="7", quote="do thing 7 wel and")
    assert "The nearest words of the paragraph:" in said(near)
    assert "do thing 7 well" in the_form(near, "mark")["fields"]["nearest"][0]
    taken = send(steward, "mark-nearest", paragraph="7", nearest="do thing 7 well")
    assert the_form(taken, "mark")["fields"]["quote"] == ["do thing 7 well"]
    assert "Give the exact words of paragraph 7." in said(send(steward, "mark", paragraph="7", quote=" "))
    assert "stand more than once in paragraph 7" in said(send(steward, "mark", paragraph="7", quote="thing 7"))
    answer = send(steward, "mark", paragraph="7", quote="do thing 7 well")
    assert answer.status_code == 302
    assert "Marked. Say what it is, then accept it." in said(steward.get(answer["Location"]))
    assert send(steward, "accept").status_code == 302
    assert Recommendation.objects.get().text == "do thing 7 well"


def test_all_above_a_score_are_shown_first_and_accepted_together_or_not_at_all(steward, rows):
    page = steward.get(at("?above=0.8"))
    assert "2 candidates with a score from 0.8" in said(page)
    form = the_form(page, "accept-all")
    make.recommendation("2")
    refused = steward.post(form["attrs"]["action"], {**form["fields"], "act": "accept-all"})
    assert refused.status_code == 409
    assert "in the register already" in said(refused)
    assert Recommendation.objects.count() == 1
    only = [f"{rows[0].public_id}:1"]
    assert steward.post(at(), {"act": "accept-all", "seen": only}).status_code == 302
    assert Recommendation.objects.count() == 2


def test_accepting_many_keeps_to_the_filters_and_says_what_is_no_score(steward, rows):
    page = said(steward.get(at("?above=0.5&kind=call")))
    assert "1 candidate with a score from 0.5 Of those that the filters leave." in page
    assert "Of those that the filters leave." not in said(steward.get(at("?above=0.5")))
    for typed in ("many", "7", "-1"):
        assert f"“{typed}” is no score. Give a number from 0 to 1" in said(steward.get(at(f"?above={typed}")))
    assert "is no score" not in said(steward.get(at("?above=")))


def test_the_last_act_is_undone_and_its_card_opens_again(steward, rows):
    send(steward, "accept")
    answer = send(steward, "undo")
    assert answer.status_code == 302
    assert f"c={rows[0].public_id}" in answer["Location"]
    assert fresh(rows[0]).state == CandidateState.TO_DECIDE
    assert Recommendation.objects.get().archived_at


def test_finishing_leads_back_to_the_document_with_a_summary(steward, rows):
    send(steward, "accept")
    answer = steward.post(at(), {"act": "finish"})
    assert answer["Location"] == "/documents/S/2000/1/"
    body = said(steward.get(answer["Location"]))
    assert "1 accepted, 0 rejected. 2 candidates are still to be decided." in body


def test_whoever_else_is_here_is_said(cast, steward, rows):
    here = at().replace("/review/", "/here/")
    other = make.user("steward-two", "steward", full_name="Second Steward")
    assert client_of(other).post(here).json()["words"] == ""
    assert steward.post(here).json()["words"] == "Also here: Data steward"
    assert "Also here: Data steward" in said(steward.get(at()))
    client_of(other).post(here, {"gone": "1"})
    assert steward.post(here).json()["words"] == ""


def test_only_stewards_come_in(cast, rows):
    for who in (cast.desk, cast.manager, cast.administrator, cast.reader):
        assert client_of(who).get(at()).status_code == 403
        assert client_of(who).post(at(), {"act": "accept"}).status_code == 403


def test_what_is_not_there_is_not_found(steward, rows):
    assert steward.get(at().replace("/1/review", "/9/review")).status_code == 404
    assert steward.post(at(), {"act": "nonsense"}).status_code == 404
    assert steward.post(at(), {"act": "accept", "c": "nothing"}).status_code == 404


def test_queries_do_not_grow_with_candidates(steward, cast):
    def asked(labels):
        Candidate.objects.all().delete()
        proposed(*(ask(str(n)) for n in labels))
        steward.get(at())
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert steward.get(at()).status_code == 200
        return len(found)

    few = asked(range(1, 4))
    assert asked(range(1, 19)) == few


def test_words_are_escaped(steward, cast):
    make.document(
        content=b"I. Asks \n\n1. The United Nations should a<b do & finish. More. \n\n2. The end is here. \n\n"
    )
    proposed(ask("1"))
    page = steward.get(at()).content.decode()
    assert "a<b do" not in page
    assert re.search(r"a&lt;b do &amp; finish", page)
