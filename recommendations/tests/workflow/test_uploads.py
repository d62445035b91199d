"""A file is given once, refused at once with a reason, put away with one, and taken in whole or not at all."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as configured

from recommendations.choices import DocumentKind, UploadState
from recommendations.errors import AlreadyDone, FileRefused, Invalid, NotPermitted, ReasonNeeded, WrongState
from recommendations.models import Candidate, DocumentVersion, Entry, Paragraph, SourceDocument, Upload
from recommendations.parsing.clean import clean
from recommendations.tests import make
from recommendations.tests.properties.tampering import alter
from recommendations.workflow import audit, candidates, reading, uploads
from recommendations.workflow.documents import Facts

FIXTURES = Path(configured.BASE_DIR) / "fixtures"
PDF = (FIXTURES / "development/develop/sg-report.pdf").read_bytes()
DOCX = (FIXTURES / "development/develop/letter.docx").read_bytes()
TEXT = (FIXTURES / "development/develop/au-communique.txt").read_bytes()
FACTS = Facts(code="S/2031/1", symbol="S/2031/1", title="A report", kind=DocumentKind.REPORT_OF_THE_SECRETARY_GENERAL)


@pytest.fixture
def steward(cast):
    return make.by(cast.steward)


def read(name, content, by):
    upload = uploads.give(name, content, by=by)
    reading.read_waiting()
    upload.refresh_from_db()
    return upload


def nothing_else():
    return not (SourceDocument.objects.exists() or Paragraph.objects.exists() or Candidate.objects.exists())


# Giving


def test_only_stewards_give(cast):
    for each in (cast.desk, cast.manager, cast.administrator, cast.reader):
        with pytest.raises(NotPermitted):
            uploads.give("report.txt", TEXT, by=make.by(each))
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b" \n", "empty"),
        ("page.html", b"<!DOCTYPE html><p>1. A report", "wrong_kind"),
        ("cut.pdf", PDF[:900], "damaged"),
        ("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_word"),
    ],
)
def test_what_can_be_seen_at_once_is_refused_at_once_with_what_to_do(steward, name, content, problem):
    with pytest.raises(FileRefused) as refused:
        uploads.give(name, content, by=steward)
    assert refused.value.facts["problem"] == problem
    assert len(str(refused.value)) > 40
    assert not Upload.objects.exists()


def test_an_archive_of_another_program_is_refused(steward):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(FileRefused) as refused:
        uploads.give("asks.docx", file.getvalue(), by=steward)
    assert refused.value.facts["problem"] == "wrong_kind"


def test_the_largest_size_is_a_setting(steward, settings):
    settings.UPLOAD_MAX_MB = 1
    with pytest.raises(FileRefused, match="larger than 1 MB"):
        uploads.give("report.txt", b"1. A. \n" * 200_000, by=steward)


def test_the_same_file_is_known_wherever_it_is(steward):
    first = uploads.give("report.txt", TEXT, by=steward)
    with pytest.raises(AlreadyDone, match=r"report\.txt") as known:
        uploads.give("another-name.txt", TEXT, by=steward)
    assert known.value.facts["upload"] == first
    held = make.document().versions.get()
    with pytest.raises(AlreadyDone, match="S/2000/1, version 1") as known:
        uploads.give("report.txt", bytes(held.content), by=steward)
    assert known.value.facts["version"] == held


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\A report.pdf", "A report.pdf"),
        ("exe\u202efdp.txt\0", "exefdp.txt"),
        ("", "file"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
    ],
)
def test_a_name_is_kept_as_a_name_alone(steward, given, kept):
    assert uploads.give(given, TEXT, by=steward).file_name == kept


# Answering, trying again, putting away


def test_an_unsure_encoding_is_asked_and_read_as_answered(steward):
    upload = read("report.txt", "1. Один раз в год.\n\n2. Второй доклад Совета.\n".encode("cp1251"), steward)
    assert upload.state == UploadState.UNSURE
    with pytest.raises(Invalid):
        uploads.answer_encoding(upload, "utf-7", by=steward)
    uploads.answer_encoding(upload, "cp1251", by=steward)
    reading.read_waiting()
    upload.refresh_from_db()
    assert upload.state == UploadState.READ
    assert upload.found["document"]["paragraphs"][0]["text"] == "Один раз в год."


def test_what_is_put_away_is_gone_but_for_its_name_and_the_reason(steward):
    upload = read("report.txt", TEXT, steward)
    with pytest.raises(ReasonNeeded):
        uploads.discard(upload, by=steward, why=" ")
    uploads.discard(upload, by=steward, why="The wrong file.")
    upload.refresh_from_db()
    assert (bytes(upload.content), upload.state) == (b"", UploadState.DISCARDED)
    assert upload.found == {}
    entry = Entry.objects.get(kind="put_away")
    assert (entry.chain_kind, entry.chain_id) == ("upload", upload.public_id)
    assert (entry.actor, entry.role) == (steward.user, "steward")
    assert entry.facts["sha256"] == upload.sha256
    assert (entry.content["file_name"], entry.content["why"]) == ("report.txt", "The wrong file.")
    with pytest.raises(WrongState):
        uploads.discard(upload, by=steward, why="Again.")
    assert uploads.give("report.txt", TEXT, by=steward).state == UploadState.WAITING
    assert audit.differences() == []


def test_only_what_may_go_better_is_tried_again(steward, settings):
    upload = uploads.give("report.txt", TEXT, by=steward)
    Upload.objects.update(state=UploadState.REFUSED, problem="scan")
    with pytest.raises(WrongState):
        uploads.try_again(upload, by=steward)
    Upload.objects.update(problem="too_slow", attempts=3)
    uploads.try_again(upload, by=steward)
    assert reading.read_waiting() == 1


# Taking in


@pytest.mark.parametrize(("name", "content"), [("sg.pdf", PDF), ("letter.docx", DOCX), ("communique.txt", TEXT)])
def test_what_was_read_is_taken_in_whole(cast, steward, name, content):
    upload = read(name, content, steward)
    found = upload.found
    version = uploads.take_in(upload, FACTS, language="en", by=steward)
    upload.refresh_from_db()
    assert (upload.state, upload.document_version, upload.document) == ("taken_in", version, version.document)
    assert (bytes(upload.content), upload.found) == (b"", {})
    assert bytes(DocumentVersion.objects.get(pk=version.pk).content) == content
    assert version.added_at
    assert list(version.paragraphs.values_list("label", "text", "page")) == [
        (each["label"], each["text"], each["page"]) for each in found["document"]["paragraphs"]
    ]
    assert "".join(version.pieces.order_by("ord").values_list("raw", flat=True)) == "".join(
        each[1] for each in found["document"]["pieces"]
    )
    assert list(version.candidates.values_list("text", flat=True)) == [each["quote"] for each in found["candidates"]]
    assert Entry.objects.filter(chain_id=version.document.public_id).count() == 1
    assert audit.differences() == []


def test_it_is_taken_in_once(steward):
    upload = read("communique.txt", TEXT, steward)
    version = uploads.take_in(upload, FACTS, language="en", by=steward)
    with pytest.raises(AlreadyDone) as done:
        uploads.take_in(upload, FACTS, language="en", by=steward)
    assert done.value.facts["version"] == version


def test_what_does_not_hold_leaves_nothing_behind(steward):
    upload = read("communique.txt", TEXT, steward)
    for wrong in (
        Facts(code="x", title=" ", kind=DocumentKind.OTHER),
        Facts(code="a//b", title="A report", kind=DocumentKind.OTHER),
        Facts(code="x", title="A report", kind=DocumentKind.OTHER, dated=date(2031, 1, 1)),
    ):
        with pytest.raises(Invalid):
            uploads.take_in(upload, wrong, language="en", by=steward)
        assert nothing_else()
    upload.refresh_from_db()
    assert upload.state == UploadState.READ


def test_candidates_that_cannot_be_proposed_take_the_document_with_them(steward, monkeypatch):
    upload = read("communique.txt", TEXT, steward)

    def fails(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(candidates, "propose", fails)
    with pytest.raises(RuntimeError):
        uploads.take_in(upload, FACTS, language="en", by=steward)
    upload.refresh_from_db()
    assert nothing_else()
    assert (upload.state, bytes(upload.content)) == (UploadState.READ, TEXT)


def test_a_corrected_file_becomes_a_version_and_another_language_stands_beside(steward):
    first = uploads.take_in(read("a.txt", TEXT, steward), FACTS, language="en", by=steward)
    corrected = read("b.txt", TEXT.replace(b"peace", b"Peace", 1), steward)
    second = uploads.take_in_as_version(corrected, first.document, language="en", by=steward, why="Reissued.")
    assert (second.number, second.is_quoted, second.candidates.exists()) == (2, True, True)
    french = read("c.txt", TEXT.replace(b"peace", b"paix", 1), steward)
    third = uploads.take_in_as_version(
        french, first.document, language="fr", by=steward, why="Translated.", is_official=False
    )
    assert (third.is_quoted, third.is_official, third.candidates.exists()) == (False, False, False)
    assert audit.differences() == []


@pytest.mark.parametrize("of", ["paragraph", "furniture"])
def test_the_audit_notices_an_altered_text_of_a_pdf_though_its_file_is_whole(steward, of):
    version = uploads.take_in(read("sg.pdf", PDF, steward), FACTS, language="en", by=steward)
    piece = version.pieces.filter(kind="paragraph" if of == "paragraph" else "running_head").first()
    altered = piece.raw.replace(piece.raw.split()[0], "Altered")
    alter(piece, raw=altered)
    if piece.paragraph:  # by somebody who thinks of both
        own = version.pieces.filter(paragraph=piece.paragraph, kind="paragraph").values_list("raw", flat=True)
        alter(piece.paragraph, text=clean(list(own)))
    assert [each.what for each in audit.differences()] == ["streams"]
