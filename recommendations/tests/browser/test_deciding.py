"""Clearing, returning, releasing, confirming, asking, finding, commenting: the page calls, the verbs decide."""

import pytest

from recommendations.choices import Basis, Finding, Nature, Release, Status
from recommendations.models import Review
from recommendations.tests import make
from recommendations.tests.browser.stage import owned, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import catalogue


@staged
def assignment(cast):
    return owned("1", cast.dppa)


def page_of(assignment) -> str:
    return f"/recommendations/{assignment.recommendation.public_id}/"


def test_clearing_with_a_release_chosen(cast, client_of, assignment):
    update = make.submitted(assignment, cast.desk, done="Ours alone.")
    client = client_of(cast.clearing)
    assert "Ours alone." in said(client.get(page_of(assignment)))
    given = {"version": update.version, "release": "own_organization"}
    response = client.post(f"/updates/{update.public_id}/clear/", given, follow=True)
    assert "Cleared. It counts from now on" in said(response)
    theirs = said(client_of(cast.other_desk).get(page_of(assignment)))
    assert "In progress" in theirs
    assert "Ours alone." not in theirs
    assert "not released" in theirs
    assert "Clara" not in theirs
    assert "Clearing officer, Department of Political" in theirs


def test_cleared_outside_the_system(cast, client_of, assignment):
    update = make.submitted(assignment, cast.desk)
    given = {"version": update.version, "release": "partners", "memo": "By note of 3 May."}
    response = client_of(cast.clearing).post(f"/updates/{update.public_id}/clear/", given, follow=True)
    assert "By note of 3 May." in said(response)
    assert "outside the system" in said(response)


def test_returning_needs_words_and_keeps_what_was_typed(cast, client_of, assignment):
    update = make.submitted(assignment, cast.desk)
    client = client_of(cast.clearing)
    response = client.post(f"/updates/{update.public_id}/return/", {"version": update.version, "feedback": " "})
    assert response.status_code == 422
    assert 'href="#c-feedback"' in text_of(response)
    stale = {"version": update.version - 1, "feedback": "A long feedback."}
    response = client.post(f"/updates/{update.public_id}/return/", stale)
    assert response.status_code == 409
    assert "A long feedback.</textarea>" in text_of(response)
    given = {"version": update.version, "feedback": "Name the record."}
    response = client.post(f"/updates/{update.public_id}/return/", given, follow=True)
    assert "Returned with your feedback" in said(response)
    assert "“Name the record.”" in said(client_of(cast.desk).get(page_of(assignment)))


def test_own_work_is_cleared_by_somebody_else_and_says_so(cast, client_of, assignment):
    from datetime import date

    from recommendations.choices import Role
    from recommendations.workflow import memberships

    memberships.grant(
        cast.desk, Role.CLEARING_OFFICER, by=make.REGISTER, organization=cast.dppa, since=date(2020, 1, 1)
    )
    update = make.submitted(assignment, cast.desk)
    client = client_of(cast.desk)
    assert "another clearing officer" in said(client.get(page_of(assignment)))
    given = {"version": update.version, "release": "partners"}
    response = client.post(f"/updates/{update.public_id}/clear/", given)
    assert response.status_code == 403
    assert "Nobody clears or reviews" in said(response)


def test_the_release_of_what_is_cleared_can_be_set(cast, client_of, assignment):
    update = make.cleared(
        assignment, cast.desk, cast.clearing, done="Opened later.", cleared_release="own_organization"
    )
    given = {"version": update.version, "release": "partners"}
    client_of(cast.clearing).post(f"/updates/{update.public_id}/release/", given)
    assert "Opened later." in said(client_of(cast.other_desk).get(page_of(assignment)))


def test_confirming_from_the_desk_and_asking(cast, client_of, assignment):
    manager = client_of(cast.manager)
    assert "To confirm" in said(manager.get("/"))
    given = {"version": assignment.version, "back": "/"}
    response = manager.post(f"/assignments/{assignment.public_id}/confirm/", given, follow=True)
    assert "is yours" in said(response)
    assert "Nothing waits for you" in said(response)
    again = manager.post(f"/assignments/{assignment.public_id}/confirm/", given, follow=True)
    assert "changed this" in said(again)
    response = manager.post(f"/assignments/{assignment.public_id}/ask/", follow=True)
    assert "Asked: it waits on the desk of" in said(response)
    assert "To draft" in said(client_of(cast.desk).get("/"))


@pytest.mark.parametrize("who", ["clearing", "manager"])
def test_whoever_confirms_is_told_how_it_is_declined(cast, client_of, assignment, who):
    """Declining takes a cleared answer: there is no button for it, and the pages say what there is."""
    client = client_of(getattr(cast, who))
    assert "answers “not ours”, and a clearing officer clears that: then it is declined." in said(client.get("/"))
    office = "Department of Political and Peacebuilding Affairs"
    assert f"If it is not: a desk officer of {office} answers “not ours”" in said(client.get(page_of(assignment)))
    assert "If it is not:" not in said(client_of(cast.other_manager).get(page_of(assignment)))


def finding(assignment, **more):
    assignment.refresh_from_db()
    return {"version": assignment.version, "basis": "own_side", "release": "partners", **more}


def test_implemented_without_evidence_is_refused_and_found_with_it(cast, client_of, assignment):
    update = make.cleared(assignment, cast.desk, cast.clearing, Status.IMPLEMENTED)
    client = client_of(cast.reviewer)
    at = f"/updates/{update.public_id}/review/"
    response = client.post(at, finding(assignment, finding="agrees", note="I was there."))
    assert response.status_code == 422
    assert "only with evidence" in said(response)
    assert "I was there.</textarea>" in text_of(response)
    more = {"e0-held_as": "symbol", "e0-kind": "official_document", "e0-symbol": "A/75/1"}
    response = client.post(at, finding(assignment, finding="agrees", **more))
    assert response.status_code == 422
    assert "Give its date." in said(response)
    assert 'href="#e0-dated"' in text_of(response)
    assert 'value="A/75/1"' in text_of(response)
    more["e0-dated"] = make.today().isoformat()
    response = client.post(at, finding(assignment, finding="agrees", **more), follow=True)
    assert "The finding is made and in effect." in said(response)
    assert Review.objects.get().evidence.get().symbol == "A/75/1"


def test_finding_otherwise_needs_status_and_reason(cast, client_of, assignment):
    update = make.cleared(assignment, cast.desk, cast.clearing)
    at = f"/updates/{update.public_id}/review/"
    response = client_of(cast.reviewer).post(at, finding(assignment, finding="finds_otherwise"))
    assert response.status_code == 422
    assert "Choose the status that you find." in said(response)
    assert "Say why you find otherwise." in said(response)
    response = client_of(cast.reviewer).post(at, finding(assignment))
    assert "Say what you find." in said(response)


def test_an_independent_finding_is_commented_by_its_subject(cast, client_of, assignment):
    update = make.cleared(assignment, cast.desk, cast.clearing)
    at = f"/updates/{update.public_id}/review/"
    given = finding(assignment, basis="independent", finding="could_not_be_verified", note="No record was shown.")
    response = client_of(cast.auditor).post(at, given, follow=True)
    assert "takes effect with the subject’s comment" in said(response)
    made = Review.objects.get()
    assert made.basis == Basis.INDEPENDENT
    assert made.finding == Finding.COULD_NOT_BE_VERIFIED
    manager = client_of(cast.manager)
    assert "No record was shown." in said(manager.get(page_of(assignment)))
    response = manager.post(f"/reviews/{made.public_id}/comment/", {"text": " ", "release": "partners"})
    assert response.status_code == 422
    assert 'href="#k-text"' in text_of(response)
    given = {"text": "It is in the annex.", "release": "partners"}
    response = manager.post(f"/reviews/{made.public_id}/comment/", given, follow=True)
    assert "stands beside the finding" in said(response)
    assert "It is in the annex." in said(response)
    assert "Not verified" in said(client_of(cast.reader).get(page_of(assignment)))


def test_managers_and_other_families_have_no_way_to_review(cast, client_of, assignment):
    make.cleared(assignment, cast.desk, cast.clearing)
    for who in (cast.manager, cast.other_manager, cast.other_reviewer, cast.clearing, cast.reader):
        assert "/review/" not in text_of(client_of(who).get(page_of(assignment)))


def test_what_people_wait_for_stands_before_what_is_to_be_confirmed(cast, client_of, assignment):
    make.submitted(assignment, cast.desk)
    owned("2", cast.dppa)
    body = said(client_of(cast.clearing).get("/"))
    assert body.index("To clear: 1") < body.index("To confirm: 1")


def test_the_reason_of_a_finding_goes_no_further_than_the_report_unless_it_is_said(cast, client_of, assignment):
    update = make.cleared(assignment, cast.desk, cast.clearing, cleared_release=Release.OWN_ORGANIZATION)
    client = client_of(cast.reviewer)
    assert "quote nothing of it" in said(client.get(page_of(assignment)))
    assert 'value="own_organization" checked' in text_of(client.get(page_of(assignment)))
    refused = client.post(f"/updates/{update.public_id}/review/", finding(assignment, release="partners"))
    assert 'value="own_organization" checked' not in text_of(refused)


def test_clearing_says_what_it_moves(cast, client_of):
    aim = owned("2", cast.dppa, nature=Nature.AIM)
    update = make.submitted(aim, cast.desk, "")
    given = {"version": update.version, "release": "partners"}
    response = client_of(cast.clearing).post(f"/updates/{update.public_id}/clear/", given, follow=True)
    assert "it moves no status" in said(response)


def test_one_mistake_is_said_once_on_top(cast, client_of, assignment):
    update = make.cleared(assignment, cast.desk, cast.clearing, Status.IMPLEMENTED)
    response = client_of(cast.reviewer).post(
        f"/updates/{update.public_id}/review/", finding(assignment, finding="agrees")
    )
    top = text_of(response).split('role="alert"')[1].split("</section>")[0].split("<details")[0]
    assert top.count("can be found only with evidence.") == 1


def test_who_has_answered_without_a_position_is_not_said_to_be_silent(cast, client_of, assignment):
    client_of(cast.manager).post(f"/assignments/{assignment.public_id}/ask/")
    assert "No response" in said(client_of(cast.reader).get(page_of(assignment)))
    make.cleared(assignment, cast.desk, cast.clearing)
    ledger = said(client_of(cast.reader).get(page_of(assignment)))
    assert "None given" in ledger
    assert "No response" not in ledger


def test_what_nobody_is_left_to_report_on_says_so(cast, client_of, assignment):
    assert "Without owner" not in said(client_of(cast.reader).get(page_of(assignment)))
    update = make.submitted(assignment, cast.desk, "", answer="not_ours", done="")
    given = {"version": update.version, "release": "partners"}
    client_of(cast.clearing).post(f"/updates/{update.public_id}/clear/", given)
    assert "Without owner: nobody is left" in said(client_of(cast.reader).get(page_of(assignment)))


def test_the_history_says_what_was_submitted_and_what_a_change_was_from_and_to(cast, client_of, assignment):
    make.submitted(assignment, cast.desk, Status.IMPLEMENTED)
    row = assignment.recommendation
    row.refresh_from_db()
    catalogue.change(row, by=make.by(cast.steward), version=row.version, why="It recurs.", follow_up="for_reference")
    body = said(client_of(cast.desk).get(page_of(assignment)))
    assert "Submitted for clearing Implemented" in body
    assert "Follow-up Tracked → to For reference" in body


def test_an_independent_finding_is_shown_to_its_subject_before_it_takes_effect(cast, client_of):
    assignment = owned("1", cast.dppa)
    update = make.cleared(assignment, cast.desk, cast.clearing)
    make.reviewed(
        update, cast.auditor, Finding.COULD_NOT_BE_VERIFIED, basis=Basis.INDEPENDENT, note="No record was shown."
    )
    page = f"/recommendations/{assignment.recommendation.public_id}/"
    assert "not in effect yet" in said(client_of(cast.desk).get(page))
    for outsider in (cast.other_desk, cast.reader, cast.steward):
        assert "not in effect yet" not in said(client_of(outsider).get(page))
