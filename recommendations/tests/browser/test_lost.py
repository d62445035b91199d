"""The pages for what went wrong: with the banner of the demonstration, in plain words, and with nobody else's words."""

import pytest
from django.test import Client, RequestFactory

from recommendations.browser import lost, writer
from recommendations.tests import make
from recommendations.tests.browser.stage import OURS, THEIRS, everything, owned, said, text_of

WORDS = "An hour of careful words."


@pytest.fixture
def broken(client_of, cast, monkeypatch):
    """Somebody at a register in which something breaks."""
    from recommendations.browser import help as pages

    def fails(*_: object) -> None:
        raise RuntimeError(OURS)

    client = client_of(cast.desk)
    client.raise_request_exception = False
    monkeypatch.setattr(pages, "render", fails)
    return client


def answers(cast, client_of, broken) -> dict[int, object]:
    client = client_of(cast.reader)
    client.raise_request_exception = False
    assignment = owned("40", cast.dppa)
    return {
        400: Client(headers={"host": "elsewhere.example"}, raise_request_exception=False).get("/"),
        403: client.post(f"/assignments/{assignment.public_id}/ask/"),
        404: client.get("/nowhere/"),
        500: broken.get("/help/"),
    }


@pytest.mark.parametrize("demo", [True, False])
def test_each_keeps_the_banner_and_says_what_happened(cast, client_of, broken, settings, demo):
    settings.DEMO = demo
    for status, response in answers(cast, client_of, broken).items():
        assert response.status_code == status
        assert ("Demonstration data." in said(response)) == demo, status
        assert response.content.count(b"<h1") == 1
        assert OURS not in text_of(response)
    old = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "x"})
    assert old.status_code == 403
    assert ("Demonstration data." in said(old)) == demo


def test_a_request_that_cannot_be_read_is_answered_with_the_banner(cast, client_of, settings):
    settings.DEMO = True
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    client = client_of(cast.desk)
    response = client.post("/kept/", {f"field-{each}": WORDS for each in range(9)})
    assert response.status_code == 400
    assert "Demonstration data." in said(response)


def test_no_word_of_another_family_stands_in_a_refusal(cast, client_of):
    rows = everything(cast)
    addresses = [
        f"/updates/{rows[name].public_id}/{verb}/" for name in ("draft", "held") for verb in ("clear", "review")
    ]
    for who in (cast.other_desk, cast.other_clearing, cast.reader, cast.steward):
        client = client_of(who)
        for address in addresses:
            response = client.post(address, {"note": WORDS, "keeps": "x", "writer": writer.token(who.pk)})
            assert response.status_code == 403
            assert OURS not in text_of(response)
            assert THEIRS not in text_of(response)
            assert WORDS in said(response), "one's own words are there to copy"


def test_only_its_writer_finds_what_was_written(cast):
    request = RequestFactory().post("/x/", {"note": WORDS, "writer": writer.token(cast.desk.pk), "password": WORDS})
    request.user = cast.desk
    assert lost.words(request) == [("Reason", WORDS)]
    request.user = cast.desk_two
    assert lost.words(request) == []


def test_codes_and_numbers_are_no_words():
    given = {"status": "in_progress", "version": "3", "chosen": "on", "e-symbol": "S/2019/1", "what-why": WORDS}
    request = RequestFactory().post("/x/", given)
    assert [label for label, _words in lost.words(request)] == ["Symbol", "Why"]


def test_a_page_that_broke_lost_nothing_that_was_kept(cast, client_of, monkeypatch):
    from recommendations.models import KeptText
    from recommendations.workflow import clearing

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    update = make.submitted(owned("1", cast.dppa), cast.desk)
    client = client_of(cast.clearing)
    client.raise_request_exception = False
    monkeypatch.setattr(clearing, "give_back", breaks)
    sent = {"feedback": WORDS, "version": update.version, "keeps": "return-x", "writer": writer.token(cast.clearing.pk)}
    assert client.post(f"/updates/{update.public_id}/return/", sent).status_code == 500
    assert KeptText.objects.get().typed["feedback"] == [WORDS]


def test_a_character_that_no_database_holds_loses_nobody_a_word(cast, client_of):
    """Pasted along from a damaged file: the words around it are taken, on both databases."""
    client = client_of(cast.clearing)
    assignment = owned("41", cast.dppa)
    update = make.submitted(assignment, cast.desk)
    path = f"/updates/{update.public_id}/return/"
    given = {"version": update.version, "feedback": f"Name\x00 the record. {WORDS}"}
    assert client.post(path, given).status_code == 302
    update.refresh_from_db()
    assert update.feedback == f"Name the record. {WORDS}"


@pytest.mark.parametrize("address", ["/recommendations/?q=a%00b", "/recommendations/a%00b/", "/themes/a%00b/"])
def test_an_address_with_it_is_nobodys(cast, client_of, address):
    assert client_of(cast.desk).get(address).status_code in (400, 404)
