"""Target dates on the page: proposed, agreed, declined; what is not agreed stays where it belongs."""

from datetime import timedelta

import pytest

from recommendations.models import TargetDateProposal
from recommendations.tests import make
from recommendations.tests.browser.stage import owned, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import target_dates

WHY = "MARKER-OF-A-REASON"


@staged
def ours(cast):
    return owned("1", cast.dppa)


@staged
def theirs(cast, ours):
    return make.assignment(ours.recommendation, cast.auc)


def page_of(assignment) -> str:
    return f"/recommendations/{assignment.recommendation.public_id}/"


def later() -> str:
    return (make.today() + timedelta(days=90)).isoformat()


def propose(client, assignment, **given):
    form = {"due_on": later(), "due_precision": "day", "due_event": "", "why": WHY, **given}
    return client.post(f"/assignments/{assignment.public_id}/target-date/", form, follow=True)


def decide(client, assignment, action, **more):
    form = {"proposal": TargetDateProposal.objects.latest("pk").public_id, "action": action, **more}
    return client.post(f"/assignments/{assignment.public_id}/target-date/decide/", form, follow=True)


def test_what_was_said_of_it_stands_where_the_answer_leads(cast, client_of, ours):
    response = propose(client_of(cast.desk), ours)
    assert response.redirect_chain == [(page_of(ours), 302)]
    assert decide(client_of(cast.clearing), ours, "agree").redirect_chain == [(page_of(ours), 302)]


def test_from_a_proposal_to_a_date_agreed_by_both(cast, client_of, ours, theirs):
    response = propose(client_of(cast.desk), ours)
    assert "The clearing officers of Department of Political and Peacebuilding Affairs speak to it first" in said(
        response
    )
    for outside in (cast.other_clearing, cast.reader):
        assert "Proposed" not in said(client_of(outside).get(page_of(ours))).replace("Proposed by the register", "")
    response = decide(client_of(cast.clearing), ours, "agree")
    assert "It holds when the other owners have agreed." in said(response)
    shown = said(client_of(cast.other_clearing).get(page_of(ours)))
    assert WHY in shown
    assert "awaited: African Union Commission" in shown
    reader = said(client_of(cast.reader).get(page_of(ours)))
    assert "awaited: African Union Commission" in reader
    assert WHY not in reader
    response = decide(client_of(cast.other_clearing), theirs, "agree")
    assert "Agreed: this is the target date from now on." in said(response)
    assert "agreed by the owners" in said(client_of(cast.reader).get(page_of(ours)))
    assert "This has been said already." in said(decide(client_of(cast.other_clearing), theirs, "agree"))


def test_one_owner_declines_with_words(cast, client_of, ours, theirs):
    proposal = target_dates.propose(
        ours, by=make.by(cast.desk), due_on=make.today() + timedelta(days=9), due_precision="day"
    )
    target_dates.agree(proposal, ours, by=make.by(cast.clearing))
    client = client_of(cast.other_clearing)
    response = decide(client, theirs, "decline", why_not="")
    assert response.status_code == 422
    assert "Say why" in said(response)
    decide(client, theirs, "decline", why_not="Our budget is later.")
    assert "Our budget is later." in said(client_of(cast.desk).get(page_of(ours)))
    outside = said(client_of(cast.reader).get(page_of(ours)))
    assert "Our budget is later." not in outside
    assert "declined, African Union Commission" in outside


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due_on": "31 December"}, "Write the date as year-month-day"),
        ({"due_on": "2001-01-01"}, "Choose a day to come."),
        ({"due_on": ""}, "Give a date or an event."),
        ({"due_event": "the next summit"}, "Give a date or an event, not both."),
        ({"due_on": "", "due_event": "x" * 301}, "At most 300 characters."),
    ],
)
def test_what_does_not_hold_is_said_beside_its_field_and_the_words_stay(cast, client_of, ours, given, words):
    response = propose(client_of(cast.desk), ours, **given)
    assert response.status_code == 422
    assert words in said(response)
    assert WHY in text_of(response)
    assert not TargetDateProposal.objects.exists()


def test_a_proposal_that_is_not_shown_is_not_there(cast, client_of, ours, theirs):
    propose(client_of(cast.desk), ours)
    assert decide(client_of(cast.other_clearing), theirs, "agree").status_code == 404


def test_an_event_is_words_until_it_holds(cast, client_of, ours, theirs):
    propose(client_of(cast.desk), ours, due_on="", due_event="MARKER-OF-AN-EVENT", why="")
    decide(client_of(cast.clearing), ours, "agree")
    page = said(client_of(cast.reader).get(page_of(ours)))
    assert "MARKER-OF-AN-EVENT" not in page
    assert "Proposed: an event, not released yet" in page
    decide(client_of(cast.other_clearing), theirs, "agree")
    assert "event: MARKER-OF-AN-EVENT" in said(client_of(cast.reader).get(page_of(ours)))
