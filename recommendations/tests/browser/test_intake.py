"""The intake's pages: what is given, where it stands in plain words, and taking it in."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.choices import UploadState
from recommendations.models import DocumentVersion, Entry, SourceDocument, Upload
from recommendations.tests import make
from recommendations.tests.browser.stage import said, text_of
from recommendations.tests.workflow.test_uploads import FACTS, PDF, TEXT
from recommendations.workflow import candidates_deciding, reading, uploads


@pytest.fixture
def steward(cast, client_of):
    return client_of(cast.steward)


def give(client, *files):
    return client.post("/intake/", {"files": [SimpleUploadedFile(name, data) for name, data in files]}, follow=True)


def given(cast, name="communique.txt", data=TEXT, **now):
    upload = uploads.give(name, data, by=make.by(cast.steward))
    if now:
        Upload.objects.filter(pk=upload.pk).update(**now)
    else:
        reading.read_waiting()
    return Upload.objects.get(pk=upload.pk)


FORM = {
    "action": "take-in",
    "title": "Communiqué of the 1604th meeting",
    "symbol": "PSC/DEV/COMM.1604 (2031)",
    "kind": "communique",
    "language": "en",
    "dated": "2031-04-09",
    "date_precision": "day",
    "issuers": ["AU"],
}


# Giving


def test_several_files_each_for_itself(steward):
    page = give(steward, ("a.txt", TEXT), ("scan.doc", b"{\\rtf1 old}"), ("again.txt", TEXT), ("b.pdf", PDF))
    assert [each.file_name for each in Upload.objects.order_by("pk")] == ["a.txt", "b.pdf"]
    words = said(page)
    assert "2 files are being read." in words
    assert "“scan.doc” was not taken: This is no report in PDF, Word or plain text. Save it as PDF" in words
    assert "“again.txt”: This very file was uploaded already, as “a.txt”" in words
    assert f"/intake/{Upload.objects.get(file_name='a.txt').public_id}/" in text_of(page)


def test_a_name_is_shown_and_never_run(steward):
    page = give(steward, ("<script>alert(1)<script>.txt", b""))
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert" in page.content.decode()


def test_nothing_chosen_is_said(steward):
    assert "Choose one file or more." in said(give(steward))


def test_more_than_a_page_takes_is_named(steward):
    page = give(steward, *[(f"{n}.txt", b"") for n in range(22)])
    assert "not taken: 20.txt, 21.txt" in said(page)


# Where it stands


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"state": "reading", "pages": 20, "pages_done": 3}, "page 3 of 20"),
        ({"state": "refused", "problem": "scan"}, "Run a text recognition (OCR)"),
        ({"state": "refused", "problem": "encrypted"}, "save it without a password"),
        ({"state": "refused", "problem": "too_slow"}, "Try again"),
        ({"state": "unsure", "encodings": [["cp1251", "Один раз"]]}, "encoding"),
    ],
)
def test_each_state_is_said_with_what_to_do(cast, steward, now, words):
    upload = given(cast, **now)
    for address in ("/intake/", f"/intake/{upload.public_id}/"):
        assert words in said(steward.get(address)), address


def test_what_was_read_is_shown_with_what_to_look_at(cast, steward):
    upload = given(cast, "sg.pdf", PDF)
    page = steward.get(f"/intake/{upload.public_id}/")
    words = said(page)
    for each in upload.found["document"]["paragraphs"]:
        assert each["label"] in words
    assert "asks would be offered to you" in words
    form = page.context["form"]
    assert form["symbol"].value() == "S/DEV/2031/1"
    assert (form["dated"].value(), form["date_precision"].value()) == ("2031-05-14", "day")
    assert form["kind"].value() == "report_of_the_secretary_general"


def test_a_month_is_proposed_as_one(cast, steward):
    upload = given(cast)
    upload.found["document"]["facts"]["date"] = "2031-04"
    upload.save()
    form = steward.get(f"/intake/{upload.public_id}/").context["form"]
    assert (form["dated"].value(), form["date_precision"].value()) == ("2031-04-01", "month")


# Taking in


def test_taken_in_it_leads_to_its_candidates(cast, steward):
    upload = given(cast)
    answer = steward.post(f"/intake/{upload.public_id}/", {**FORM, "why": "Sent by the secretariat."})
    document = SourceDocument.objects.get()
    assert Entry.objects.get(chain_id=document.public_id).content["why"] == "Sent by the secretariat."
    assert answer["Location"] == f"/intake/{document.public_id}/1/review/"
    assert (document.code, str(document.dated)) == ("PSC/DEV/COMM.1604 (2031)", "2031-04-09")
    assert [each.code for each in document.issuers.all()] == ["AU"]
    again = steward.post(f"/intake/{upload.public_id}/", FORM)
    assert again["Location"].startswith("/documents/")
    assert DocumentVersion.objects.count() == 1


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(cast, steward):
    upload = given(cast)
    answer = steward.post(
        f"/intake/{upload.public_id}/", {**FORM, "symbol": "", "title": "My title", "date_precision": "", "kind": ""}
    )
    assert answer.status_code == 422
    assert "My title" in text_of(answer)
    assert set(answer.context["form"].errors) == {"code", "kind"}
    answer = steward.post(f"/intake/{upload.public_id}/", {**FORM, "date_precision": ""})
    assert "A date has a precision" in said(answer)
    assert not SourceDocument.objects.exists()


def test_a_symbol_that_is_held_is_offered_as_a_version(cast, steward):
    first = uploads.take_in(given(cast), FACTS, language="en", by=make.by(cast.steward)).document
    upload = given(cast, "corrected.txt", TEXT.replace(b"peace", b"Peace", 1))
    upload.found["document"]["facts"]["symbol"] = "s/2031/1"
    upload.save()
    page = steward.get(f"/intake/{upload.public_id}/")
    assert "S/2031/1 is in the register already." in said(page)
    assert page.context["as_version"]["document"].value() == first.code
    taken = steward.post(f"/intake/{upload.public_id}/", {**FORM, "symbol": "S/2031/1"})
    assert taken.status_code == 422
    assert "symbol" in taken.context["form"].errors
    sent = {"action": "version", "as-document": first.code, "as-language": "en", "as-why": "Reissued."}
    answer = steward.post(f"/intake/{upload.public_id}/", sent)
    assert answer["Location"] == f"/intake/{first.public_id}/2/review/"
    assert first.versions.get(is_quoted=True).number == 2


def test_a_version_that_leaves_words_without_a_place_leads_to_them_first(cast, steward):
    first = uploads.take_in(given(cast), FACTS, language="en", by=make.by(cast.steward))
    row = first.candidates.filter(is_suggested=True).first()
    ask = candidates_deciding.accept(row, by=make.by(cast.steward), version=row.version)
    words = row.text.encode()
    upload = given(cast, "corrected.txt", TEXT.replace(words[:12], words[:12] + b" now", 1))
    sent = {"action": "version", "as-document": first.document.code, "as-language": "en", "as-why": "Reissued."}
    answer = steward.post(f"/intake/{upload.public_id}/", sent)
    assert ask
    assert answer["Location"] == f"/intake/versions/{upload.sha256}/"
    page = steward.get(answer["Location"])
    assert "1 recommendation waits for a decision" in said(page)
    assert f'href="/intake/{first.document.public_id}/2/review/"' in text_of(page)


def test_another_language_leads_to_what_stands_beside_what(cast, steward):
    first = uploads.take_in(given(cast), FACTS, language="en", by=make.by(cast.steward)).document
    upload = given(cast, "fr.txt", b"1. Le Conseil note le rapport.\n\n2. Fin.")
    sent = {"action": "version", "as-document": first.code, "as-language": "fr", "as-why": "In French."}
    answer = steward.post(f"/intake/{upload.public_id}/", sent)
    assert answer["Location"] == f"/intake/versions/{upload.sha256}/"
    assert "Beside the quoted version" in said(steward.get(answer["Location"]))


def test_whoever_comes_back_finds_which_reports_have_candidates_to_decide(cast, steward):
    made = uploads.take_in(given(cast), FACTS, language="en", by=make.by(cast.steward))
    n = made.candidates.filter(is_suggested=True).count()
    page = steward.get("/intake/")
    assert f"{n} candidates to decide" in said(page)
    assert f'href="/intake/{made.document.public_id}/1/review/"' in text_of(page)
    made.candidates.update(state="rejected", reason="Told, not asked.")
    assert "to decide" not in said(steward.get("/intake/"))


def test_a_spreadsheet_is_shown_its_own_way_in(steward):
    assert 'href="/intake/registers/"' in text_of(steward.get("/intake/"))


def test_putting_away_takes_a_reason(cast, steward):
    upload = given(cast)
    at = f"/intake/{upload.public_id}/"
    assert steward.post(at, {"action": "discard", "away-why": ""}).status_code == 422
    page = steward.post(at, {"action": "discard", "away-why": "The wrong file."}, follow=True)
    assert "was put away" in said(page)
    assert "The wrong file." in said(steward.get(at))
    assert steward.get(f"{at}file/").status_code == 404


def test_an_answer_about_the_encoding_sends_it_back_to_be_read(cast, steward):
    upload = given(cast, state=UploadState.UNSURE, encodings=[["cp1252", "Words"]])
    steward.post(f"/intake/{upload.public_id}/", {"action": "encoding", "encoding": "cp1252"})
    upload.refresh_from_db()
    assert (upload.state, upload.encoding) == (UploadState.WAITING, "cp1252")


# Who


def test_the_file_is_served_to_stewards_alone_and_never_as_a_page(cast, steward, client_of):
    upload = given(cast, state=UploadState.READ, found={})
    answer = steward.get(f"/intake/{upload.public_id}/file/")
    assert answer.content == TEXT
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    for who in (cast.desk, cast.manager, cast.administrator, cast.reader):
        for address in ("/intake/", f"/intake/{upload.public_id}/", f"/intake/{upload.public_id}/file/"):
            assert client_of(who).get(address).status_code == 403
            assert client_of(who).post(address, {"action": "discard", "away-why": "x"}).status_code == 403


def test_stewards_find_the_intake_and_others_do_not(cast, steward, client_of):
    for address in ("/documents/", "/steward/"):
        assert 'href="/intake/"' in steward.get(address).content.decode()
    assert 'href="/intake/"' not in client_of(cast.desk).get("/documents/").content.decode()


def test_french_says_of_a_file_what_it_says_of_files(cast, steward):
    cast.steward.language = "fr"
    cast.steward.save()
    upload = given(cast)
    uploads.discard(upload, by=make.by(cast.steward), why="Doublon.")
    page = said(steward.get("/intake/"))
    assert "Où il en est" in page
    assert "application" not in page
    assert "Écarté" in page
    assert "Écarter" not in page


def test_what_was_taken_out_of_the_text_is_shown_page_by_page_and_paragraphs_open_to_the_whole(cast, steward):
    report = (settings.BASE_DIR / "fixtures/development/develop/sg-report.pdf").read_bytes()
    row = given(cast, "report.pdf", report)
    page = steward.get(f"/intake/{row.public_id}/")
    removed = {
        number: {str(each.name): each.words for each in kinds} for number, kinds in page.context["preview"].removed
    }
    assert list(removed) == [1, 2, 3, 4]
    assert removed[2]["Page numbers"] == ["2/4"]
    assert removed[2]["Running heads"][0].startswith("S/DEV/2031/1")
    notes = [words for kinds in removed.values() for words in kinds.get("Footnotes", ())]
    assert len(notes) == len(row.found["document"]["footnotes"])
    whole = max((each["text"] for each in row.found["document"]["paragraphs"]), key=len)
    assert whole in said(page)
    for words in ("2/4", *notes):
        assert words in said(page)


def test_without_form_feeds_what_was_taken_out_stands_at_the_page_of_the_paragraph_before(cast, steward):
    report = (settings.BASE_DIR / "fixtures/development/report-only/sg-transition.txt").read_bytes()
    row = given(cast, "report.txt", report)
    pages = dict(steward.get(f"/intake/{row.public_id}/").context["preview"].removed)
    assert [words for each in pages[1] for words in each.words if words.startswith("1/")] == ["1/6"]
