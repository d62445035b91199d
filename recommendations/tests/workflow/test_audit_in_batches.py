"""The audit reads many rows at once: the same is named in the same order, and more rows are not more questions."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from recommendations.choices import Status
from recommendations.models import (
    Addressee,
    Assignment,
    Entry,
    Evidence,
    Organization,
    OrganizationName,
    ProgressUpdate,
    Recommendation,
    Review,
    ReviewComment,
    TargetDateProposal,
    Theme,
)
from recommendations.tests import make
from recommendations.tests.properties.tampering import alter, remove, undone
from recommendations.tests.workflow.test_registers import brought_in, given
from recommendations.tests.workflow.test_registers_many import words
from recommendations.workflow import audit, batches, catalogue, reviews, target_dates, themes
from recommendations.workflow.audit import differences


def a_part(cast, number):
    """A recommendation with all that may stand around it and follow from it."""
    by = make.by(cast.steward)
    paragraph = make.document().versions.get().paragraphs.get(label=number)
    whole = make.recommendation(number, ask=1, is_whole=True)
    found = make.recommendation(
        number,
        ask=2,
        whole=whole,
        addressees=[("The African Union", cast.au)],
        places=["Somalia"],
        lead_in=[(paragraph, "The United Nations")],
        themes=[themes.add(f"theme-{number}", f"Theme {number}", by=by)],
    )
    part = make.assignment(found, cast.dppa)
    due = {"due_on": make.today() + timedelta(days=30), "due_precision": "day"}
    target_dates.propose(part, by=make.by(cast.desk), why="Before the summit.", **due)
    update = make.cleared(part, cast.desk, cast.clearing, Status.IMPLEMENTED)
    finding = make.reviewed(update, cast.reviewer, evidence=[make.held_as_symbol(cast.reviewer)])
    reviews.comment(finding, by=make.by(cast.clearing), text="We agree.")
    elsewhere = int(number) + 30
    said = ("AUC", None, "Implemented", "2015", "Talks.")
    register = given(by, ["S/2000/1", elsewhere, words(elsewhere, 0), *said])
    assert brought_in(register, by).state == "brought_in"
    gone = make.recommendation(str(elsewhere), ask=2)
    catalogue.archive(gone, by=by, version=gone.version, why="Entered twice.")


def questions():
    asked = {}
    for check in audit.CHECKS:
        with CaptureQueriesContext(connection) as queries:
            assert list(check()) == []
        asked[check.__name__] = len(queries)
    return asked


def test_more_rows_are_not_more_questions(cast):
    a_part(cast, "1")
    of_one = questions()
    for number in range(2, 8):
        a_part(cast, str(number))
    assert questions() == of_one


def test_the_same_is_named_in_the_same_order_however_many_are_read_at_once(told, monkeypatch):
    for model, values in (
        (Recommendation, {"status": Status.SUPERSEDED}),
        (Assignment, {"judgement": "Another."}),
        (ProgressUpdate, {"feedback": "Another."}),
        (Review, {"note": "Another."}),
        (ReviewComment, {"text": "Another."}),
        (TargetDateProposal, {"why": "Another."}),
        (Organization, {"note": "Another."}),
        (Theme, {"archived_why": "Another."}),
        (Evidence, {"title": "Another."}),
        (Addressee, {"words": "Another."}),
        (Entry, {"request_id": "another"}),
    ):
        for row in model._base_manager.all()[:5]:
            alter(row, **values)
    for rows in (
        Entry.objects.filter(kind="reviewed")[:1],
        Entry.objects.filter(chain_kind="theme"),
        Entry.objects.filter(chain_kind="organization", seq=1, chain_id="AUC"),
        OrganizationName.objects.all()[:3],
        ReviewComment.objects.all()[:1],
    ):
        remove(rows.model.objects.filter(pk__in=[each.pk for each in rows]))
    named = {}
    for at_once in (1, 3, 10_000):
        monkeypatch.setattr(batches, "AT_ONCE", at_once)
        named[at_once] = [str(each) for each in differences()]
    assert len(named[1]) > 30
    assert named[1] == named[3] == named[10_000]


@pytest.mark.parametrize(
    ("model", "column", "said"),
    [
        (Assignment, "organization_id", "the attributes: could not be checked"),
        (Assignment, "recommendation_id", "is in the journal, and not in the register"),
        (Recommendation, "paragraph_id", "the attributes: could not be checked"),
    ],
)
def test_a_row_that_names_what_is_gone_is_not_passed_over(told, model, column, said):
    with undone():
        model.objects.filter(pk=model.objects.latest("pk").pk).update(**{column: 1_000_000})
        assert any(said in str(each) for each in differences())


def test_others_write_while_it_reads_and_it_sees_one_moment(committed_db):
    def write():
        try:
            make.organization("MEANWHILE")
        finally:
            connections.close_all()

    with audit.one_moment():
        before = Entry.objects.count()
        other = threading.Thread(target=write)
        other.start()
        other.join(10)
        assert not other.is_alive()
        assert Entry.objects.count() == before
    assert Entry.objects.count() == before + 1
    assert differences() == []
