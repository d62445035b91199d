"""The page of one recommendation: where it stands, what happened and changed, who else writes."""

from datetime import timedelta

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.choices import Basis, EvidenceKind, Finding, FollowUp, HeldAs, Release, Status
from recommendations.models import Editing, ProgressUpdate
from recommendations.queries.editing import GONE_AFTER
from recommendations.tests import make
from recommendations.tests.browser.stage import form_of, owned, said, text_of
from recommendations.tests.staged import staged
from recommendations.workflow import assigning, catalogue, clearing, evidence, reviews, updates


@staged
def assignment(cast):
    return owned("1", cast.dppa)


def page_of(assignment, query="") -> str:
    return f"/recommendations/{assignment.recommendation.public_id}/{query}"


def form_at(assignment) -> str:
    return f"/assignments/{assignment.public_id}/update/"


# Where it stands


def test_the_subjects_comment_stands_beside_the_finding(cast, client_of, assignment):
    update = make.cleared(assignment, cast.desk, cast.clearing)
    made = make.reviewed(
        update,
        cast.auditor,
        Finding.FINDS_OTHERWISE,
        basis=Basis.INDEPENDENT,
        status=Status.NOT_STARTED,
        note="Nothing was seen.",
    )
    reviews.comment(made, by=make.by(cast.clearing), text="It has begun since.")
    page = said(client_of(cast.reader).get(page_of(assignment)))
    ledger = page[page.index("Where it stands") : page.index("History")]
    assert "It has begun since." in ledger
    assert "Nothing was seen." in ledger


def test_evidence_stands_with_each_report_and_a_file_without_title_is_called_by_kind_and_date(
    cast, client_of, assignment
):
    update = make.draft(assignment, cast.desk)
    held = {"kind": EvidenceKind.ASSESSMENT, "held_as": HeldAs.FILE, "dated": make.today(), "unclassified": True}
    evidence.add(update, by=make.by(cast.desk), version=1, file=("scan-0001.pdf", b"x"), **held)
    update.refresh_from_db()
    updates.submit(update, by=make.by(cast.desk), version=update.version)
    update.refresh_from_db()
    clearing.clear(update, by=make.by(cast.clearing), version=update.version)
    page = said(client_of(cast.reader).get(page_of(assignment)))
    assert "1 piece of evidence" in page
    assert page.count(f"Assessment of {make.today():%-d %B %Y}") == 2, "in the ledger and in the history"
    assert "scan-0001" not in page


def test_evidence_that_is_not_released_shows_kind_and_date_only(cast, client_of, assignment):
    update = make.draft(assignment, cast.desk)
    make.symbol(update, cast.desk, "MARKER-SYMBOL")
    updates.submit(update, by=make.by(cast.desk), version=update.version)
    update.refresh_from_db()
    clearing.clear(update, by=make.by(cast.clearing), version=update.version, release=Release.OWN_ORGANIZATION)
    page = said(client_of(cast.reader).get(page_of(assignment)))
    assert "MARKER-SYMBOL" not in page
    assert "Evidence, not released" in page
    assert "MARKER-SYMBOL" in said(client_of(cast.desk_two).get(page_of(assignment)))


def test_when_it_was_asked_is_said(cast, client_of, assignment):
    assigning.ask(assignment, by=make.by(cast.manager))
    today = f"{make.today():%-d %B %Y}"
    assert f"asked on {today}" in said(client_of(cast.reader).get(page_of(assignment)))
    make.cleared(assignment, cast.desk, cast.clearing)
    assert f"asked on {today}" in said(client_of(cast.reader).get(page_of(assignment)))


# What happened


def test_a_change_says_from_what_to_what_and_words_as_differences(cast, client_of, assignment):
    row = assignment.recommendation
    row.refresh_from_db()
    change = {"by": make.by(cast.steward), "why": "Read again."}
    catalogue.change(row, version=row.version, note="The old note stays.", **change)
    row.refresh_from_db()
    catalogue.change(row, version=row.version, note="The new note stays.", follow_up=FollowUp.FOR_REFERENCE, **change)
    page = text_of(client_of(cast.reader).get(page_of(assignment)))
    assert "The <del>old</del> <ins>new</ins> note stays." in page
    assert "Follow-up Tracked → to For reference" in said(client_of(cast.reader).get(page_of(assignment)))


def test_a_report_shows_what_is_different_from_the_one_before_to_whom_reads_both(cast, client_of, assignment):
    make.cleared(assignment, cast.desk, cast.clearing, done="Two meetings.", cleared_release=Release.OWN_ORGANIZATION)
    make.cleared(assignment, cast.desk, cast.clearing, done="Three meetings.")
    assert "<del>Two</del> <ins>Three</ins> meetings." in text_of(client_of(cast.desk).get(page_of(assignment)))
    outside = text_of(client_of(cast.reader).get(page_of(assignment)))
    assert "Three meetings." in outside
    assert "Two" not in outside


def test_the_history_of_one_organization(cast, client_of, assignment):
    theirs = make.assignment(assignment.recommendation, cast.auc)
    assigning.ask(assignment, by=make.by(cast.manager))
    assigning.confirm(theirs, by=make.by(cast.other_manager), version=theirs.version)
    client = client_of(cast.reader)
    whole = said(client.get(page_of(assignment)))
    assert "Asked for information" in whole
    assert "Confirmed Proposed by the register → Confirmed" in whole
    one = said(client.get(page_of(assignment, f"?of={theirs.public_id}")))
    history = one[one.index("History") :]
    assert "Asked for information" not in history
    assert "Proposed by the register → Confirmed" in history
    assert client.get(page_of(assignment, "?of=nobody")).status_code == 200


def test_a_long_history_is_paged_and_can_be_read_on_one_page(cast, client_of, assignment):
    for _ in range(25):
        assigning.ask(assignment, by=make.by(cast.manager))
    client = client_of(cast.reader)
    first = client.get(page_of(assignment))
    assert text_of(first).count("Asked for information</b>") == 20
    assert "1 to 20 of 27 entries" in said(first)
    assert text_of(client.get(page_of(assignment, "?entries=2"))).count("Asked for information</b>") == 5
    assert text_of(client.get(page_of(assignment, "?entries=all"))).count("Asked for information</b>") == 25


def test_a_longer_history_costs_no_more_queries(cast, client_of, assignment):
    client = client_of(cast.desk)

    def queries() -> int:
        """The fewer of two: now and then the cache tidies itself."""
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as counted:
                client.get(page_of(assignment))
            counts.append(len(counted))
        return min(counts)

    make.cleared(assignment, cast.desk, cast.clearing)
    few = queries()
    for number in range(3):
        make.cleared(assignment, cast.desk, cast.clearing, done=f"Words {number}.")
    assert queries() <= few


# The form


def test_no_change_in_one_click_repeats_the_last_report(cast, client_of, assignment):
    make.cleared(assignment, cast.desk, cast.clearing, Status.DEFERRED, done="It waits.")
    client = client_of(cast.desk)
    page = said(client.get(page_of(assignment)))
    assert "The last report, true as at" in page
    assert "No change: submit for clearing" in page
    form = form_of(assignment, action="no-change", status="deferred", done="It waits.", effective_on="")
    for _ in range(2):
        assert "Submitted for clearing" in said(client.post(form_at(assignment), form, follow=True))
    update = ProgressUpdate.objects.latest("pk")
    assert (update.answer, update.status, update.effective_on) == ("no_change", "deferred", make.today())
    assert assignment.entries.filter(kind="submitted").count() == 2


def test_no_change_needs_an_earlier_report(cast, client_of, assignment):
    client = client_of(cast.desk)
    assert "No change: submit" not in said(client.get(page_of(assignment)))
    response = client.post(form_at(assignment), form_of(assignment, action="no-change"))
    assert response.status_code == 422
    assert "needs an earlier cleared update" in said(response)


def test_all_mistakes_are_said_in_one_round(cast, client_of):
    council = owned("2", cast.council, answering=cast.dppa)
    typed = {"effective_on": "yesterday", "position": "not_accepted", "done": "", "e-held_as": "link"}
    form = form_of(council, **typed, **{"e-title": "Record", "e-url": "not an address"})
    page = said(client_of(cast.desk).post(form_at(council), form))
    for words in (
        "Write the date as year-month-day",
        "Say what was done.",
        "Say which part is accepted, or why it is not.",
        "add evidence with a symbol",
    ):
        assert words in page, words


def test_not_ours_offers_the_organizations(cast, client_of, assignment):
    page = text_of(client_of(cast.desk).get(page_of(assignment)))
    assert 'list="u-organizations"' in page
    assert '<option value="African Union Commission">' in page


# Who else writes


def test_a_colleague_who_has_the_form_open_is_named_for_a_minute(cast, client_of, assignment):
    at = f"/assignments/{assignment.public_id}/editing/"
    assert client_of(cast.desk_two).post(at).json() == {"words": ""}
    page = said(client_of(cast.desk).get(page_of(assignment)))
    assert "Dan Desk has this form open." in page
    assert client_of(cast.desk).post(at).json() == {"words": "Dan Desk has this form open."}
    for other in (cast.other_desk, cast.reader, cast.clearing):
        assert "has this form open" not in said(client_of(other).get(page_of(assignment)))
    with time_machine.travel(timezone.now() + GONE_AFTER + timedelta(seconds=1)):
        assert client_of(cast.desk).post(at).json() == {"words": ""}


def test_whoever_leaves_the_form_is_gone_at_once(cast, client_of, assignment):
    at = f"/assignments/{assignment.public_id}/editing/"
    client_of(cast.desk_two).post(at)
    client_of(cast.desk_two).post(at, {"gone": "1"})
    assert client_of(cast.desk).post(at).json() == {"words": ""}


def test_nobody_is_kept_out_and_nobody_outside_asks(cast, client_of, assignment):
    at = f"/assignments/{assignment.public_id}/editing/"
    client_of(cast.desk_two).post(at)
    response = client_of(cast.desk).post(form_at(assignment), form_of(assignment, action="save"), follow=True)
    assert "Draft saved." in said(response)
    for other in (cast.other_desk, cast.reader, cast.clearing, cast.steward):
        assert client_of(other).post(at).status_code == 403
    assert set(Editing.objects.values_list("user__username", flat=True)) == {"desk-two"}
