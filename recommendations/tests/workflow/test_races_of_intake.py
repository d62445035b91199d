"""Two stewards at once at what comes in: one of the two happens, and the other is told in words."""

import pytest

from recommendations.choices import UploadState
from recommendations.errors import AlreadyDone, Invalid, WrongState
from recommendations.models import Candidate, DocumentVersion, Recommendation, RegisterFile, SourceDocument, Upload
from recommendations.tests import make
from recommendations.tests.parsing.test_spreadsheet import book
from recommendations.tests.workflow.candidates_stage import ask, proposed
from recommendations.tests.workflow.test_races import again, meanwhile
from recommendations.tests.workflow.test_uploads import FACTS, TEXT, read
from recommendations.tests.workflow.test_versions import another
from recommendations.workflow import candidates_deciding, candidates_undoing, registers, uploads
from recommendations.workflow.audit import differences


@pytest.fixture
def stewards(committed_db):
    first = make.cast().steward
    return make.by(first), make.by(make.user("steward-two", "steward"))


def test_one_file_is_given_once(stewards):
    one, two = stewards
    refused = meanwhile(lambda: uploads.give("a.txt", TEXT, by=one), lambda: uploads.give("b.txt", TEXT, by=two))
    assert isinstance(refused, AlreadyDone)
    assert Upload.objects.count() == 1


def test_one_spreadsheet_is_given_once(stewards):
    one, two = stewards
    file = book(["Symbol", "Para.", "Recommendation"], ["S/2000/1", "1", "Words"])
    refused = meanwhile(lambda: registers.give("a.xlsx", file, by=one), lambda: registers.give("b.xlsx", file, by=two))
    assert isinstance(refused, AlreadyDone)
    assert RegisterFile.objects.count() == 1


def test_two_files_of_one_symbol_are_one_document(stewards):
    one, two = stewards
    first = read("a.txt", TEXT, one)
    second = read("b.txt", TEXT.replace(b"peace", b"Peace", 1), one)
    refused = meanwhile(
        lambda: uploads.take_in(first, FACTS, language="en", by=one),
        lambda: uploads.take_in(second, FACTS, language="en", by=two),
    )
    assert isinstance(refused, Invalid)
    assert (SourceDocument.objects.count(), DocumentVersion.objects.count()) == (1, 1)
    assert again(second).state == UploadState.READ
    assert differences() == []


def test_a_file_is_taken_in_or_put_away(stewards):
    one, two = stewards
    upload = read("a.txt", TEXT, one)
    refused = meanwhile(
        lambda: uploads.take_in(upload, FACTS, language="en", by=one),
        lambda: uploads.discard(again(upload), by=two, why="The wrong one."),
    )
    assert isinstance(refused, AlreadyDone | WrongState)
    assert again(upload).state == UploadState.TAKEN_IN


def test_nothing_is_accepted_from_a_version_that_is_just_replaced(stewards):
    _one, two = stewards
    (row,) = proposed(ask("1"))
    seen = again(row)
    refused = meanwhile(lambda: another(), lambda: candidates_deciding.accept(seen, by=two, version=seen.version))
    assert isinstance(refused, Invalid)
    assert not Recommendation.objects.exists()
    assert differences() == []


def test_a_decision_is_undone_once(stewards):
    one, two = stewards
    (row,) = proposed(ask("1"))
    decision = candidates_deciding.accept(row, by=one, version=row.version)
    refused = meanwhile(
        lambda: candidates_undoing.undo(decision, by=one), lambda: candidates_undoing.undo(again(decision), by=two)
    )
    assert isinstance(refused, AlreadyDone)
    assert Candidate.objects.get().state == "to_decide"
    assert differences() == []
