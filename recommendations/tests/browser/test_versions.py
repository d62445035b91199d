"""Versions and other languages on the pages: nothing is overwritten, and the quoted words are always a click away."""

import re

import pytest
from django.test import override_settings

from recommendations.models import Recommendation
from recommendations.queries import versions as versions_of
from recommendations.tests import make
from recommendations.tests.browser.stage import said
from recommendations.tests.workflow.test_versions import ASK, FRENCH, another
from recommendations.workflow import anchors

NEW = "The United Nations will have done thing 1."


@pytest.fixture
def ask(cast):
    return make.recommendation("1")


@pytest.fixture
def changed(ask):
    return another(make.TEXT.replace(ASK, NEW))


def test_each_version_stays_readable_at_its_address(cast, client_of, changed):
    client = client_of(cast.reader)
    assert NEW in said(client.get("/documents/S/2000/1/"))
    earlier = said(client.get("/documents/S/2000/1/?version=1"))
    assert ASK in earlier
    assert "You are reading version 1, an earlier one." in earlier
    assert client.get("/documents/S/2000/1/?version=3").status_code == 404
    assert client.get("/documents/S/2000/1/?version=1&to=2")["Location"].endswith("?version=1#2")


def test_words_that_stay_behind_are_found_from_both_versions_and_their_page(cast, client_of, ask, changed):
    client = client_of(cast.reader)
    assert "Words of an earlier version" in said(client.get("/documents/S/2000/1/"))
    page = client.get(f"/recommendations/{ask.public_id}/")
    assert "These words are those of version 1." in said(page)
    assert f"/documents/S/2000/1/?version=1&amp;from={ask.public_id}#1" in page.content.decode()


def test_the_page_of_a_version_says_what_became_of_each_paragraph_and_what_waits(cast, client_of, ask, changed):
    page = said(client_of(cast.steward).get(f"/intake/versions/{changed.sha256}/"))
    assert "1 recommendation waits for a decision" in page
    assert "0 stand here word for word" in page
    assert "59 unchanged · 1 changed · 0 only in the older version · 1 only in this version" in page
    assert "done" in page
    assert "1 words without a place" in said(client_of(cast.steward).get("/steward/")).replace("  ", " ")
    first = versions_of.before(changed)
    assert client_of(cast.steward).get(f"/intake/versions/{first.sha256}/?all=yes").status_code == 200
    assert client_of(cast.desk).get(f"/intake/versions/{first.sha256}/").status_code == 403


def posted(client, ask, action, **given):
    return client.post(f"/intake/words/{ask.public_id}/", {"action": action, **given})


def test_a_steward_chooses_the_words_in_the_new_version(cast, client_of, ask, changed):
    client = client_of(cast.steward)
    page = client.get(f"/intake/words/{ask.public_id}/").content.decode()
    assert "move-quote" in page
    given = {"move-why": "As the corrected file says it.", "move-version": ask.version}
    wrong = posted(client, ask, "move", **given, **{"move-quote": "The United Nations will do thing 1."})
    assert wrong.status_code == 422
    assert "The nearest words of the paragraph" in said(wrong)
    assert posted(client, ask, "move", **given, **{"move-quote": NEW}).status_code == 302
    assert Recommendation.objects.get(pk=ask.pk).text == NEW
    history = said(client.get(f"/recommendations/{ask.public_id}/"))
    assert "Words found in another version" in history
    assert "As the corrected file says it." in history


def test_or_keeps_them_in_the_older_one_or_archives_with_a_reason(cast, client_of, ask, changed):
    client = client_of(cast.steward)
    assert posted(client, ask, "keep", **{"keep-why": "", "keep-version": ask.version}).status_code == 422
    assert posted(client, ask, "keep", **{"keep-why": "Left out.", "keep-version": ask.version}).status_code == 302
    assert not versions_of.to_place().exists()
    ask.refresh_from_db()
    given = {"archive-why": "Not asked any more.", "archive-version": ask.version}
    assert posted(client, ask, "archive", **given).status_code == 302
    ask.refresh_from_db()
    assert ask.archived_at


# Another language


@pytest.fixture
def french(ask):
    return another(FRENCH, language="fr", is_official=False)


def test_the_quote_is_shown_in_the_readers_language_and_the_authentic_words_with_it(cast, client_of, ask, french):
    client = client_of(cast.reader)
    address = f"/recommendations/{ask.public_id}/"
    assert "faire la chose 1" not in said(client.get(address))
    with override_settings(LANGUAGE_CODE="fr"):
        client.cookies["django_language"] = "fr"
        cast.reader.language = "fr"
        cast.reader.save()
        page = said(client.get(address))
        assert "devrait bien faire la chose 1. Et encore." in page
        assert ASK in page
        anchors.render(
            ask,
            french.paragraphs.get(label="1"),
            "L’Organisation devrait bien faire la chose 1.",
            by=make.REGISTER,
            version=ask.version,
        )
        page = said(client.get(address))
        assert "devrait bien faire la chose 1. Et encore." not in page
        assert "devrait bien faire la chose 1." in page
        reader = said(client.get("/documents/S/2000/1/"))
        assert "devrait bien faire la chose 1." in reader
        assert "Et encore." not in reader


def test_the_reader_shows_the_paragraph_until_the_words_of_every_ask_in_it_are_marked(cast, client_of, ask):
    other = make.recommendation("1", ask=2)
    french = another(FRENCH, language="fr")
    client = client_of(cast.reader)

    def shown():
        with override_settings(LANGUAGE_CODE="fr"):
            client.cookies["django_language"] = "fr"
            cast.reader.language = "fr"
            cast.reader.save()
            page = client.get("/documents/S/2000/1/").content.decode()
        return " ".join(re.findall(r'class="rendered".*?</span>(.*?)</p>', page, re.S)[0].split())

    whole = french.paragraphs.get(label="1")
    for row, words in ((ask, "devrait bien faire la chose 1."), (other, "Et encore.")):
        assert shown() == whole.text
        anchors.render(row, whole, words, by=make.REGISTER, version=row.version)
    assert shown() == "devrait bien faire la chose 1. … Et encore."


def test_a_translation_is_read_at_its_address_with_the_asks_beside_it(cast, client_of, ask, french):
    make.assignment(ask, cast.dppa)
    page = said(client_of(cast.reader).get("/documents/S/2000/1/?version=2"))
    assert "courtesy translation" in page
    assert "para. 1" in page
    assert cast.dppa.name() in page
    steward = client_of(cast.steward)
    own = said(steward.get(f"/intake/versions/{french.sha256}/"))
    assert "59 paragraphs have the same label in both." in own
    form = {"render-2-quote": "Et encore.", "render-2-version": ask.version}
    assert posted(steward, ask, f"render:{french.sha256[:12]}", **form).status_code == 302
    assert [each.text for each in ask.renderings.all()] == ["Et encore."]


def test_the_api_gives_the_verbatim_text_and_translations_apart(cast, client_of, ask, french):
    found = client_of(cast.reader).get(f"/api/v1/recommendations/{ask.public_id}/").json()
    assert found["text"] == ASK
    assert found["language"] == "en"
    assert [(each["language"], each["is_official"], each["is_exact"]) for each in found["translations"]] == [
        ("fr", False, False)
    ]
