"""Themes of the first documents are said in the reader's language; a steward's own stay as they were typed."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from recommendations.choices import THEMES, theme_label
from recommendations.models import Theme, User
from recommendations.tests import make
from recommendations.tests.browser.stage import said


def test_every_theme_of_the_fixtures_is_marked_for_translation_and_nothing_else():
    held = tomllib.loads((Path(settings.BASE_DIR) / "fixtures/themes.toml").read_text())["theme"]
    assert {each["code"]: each["name"] for each in held} == THEMES


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_every_one_has_words_in_every_language(language):
    same = {"Police"}  # in French too
    with translation.override(language):
        left = [name for code, name in THEMES.items() if theme_label(code, name) == name]
    assert set(left) <= same


def test_pages_say_them_in_the_readers_language_and_a_stewards_own_as_typed(cast, client):
    given = [
        Theme.objects.create(code="human-rights", name="Human rights"),
        Theme.objects.create(code="training", name="Training of trainers"),
        Theme.objects.create(code="own", name="Human rights"),
    ]
    row = make.assignment(make.recommendation("1", themes=given), cast.dppa).recommendation
    User.objects.filter(pk=cast.reader.pk).update(language="fr")
    client.force_login(cast.reader)
    for address in (
        "/themes/",
        "/themes/human-rights/",
        f"/recommendations/{row.public_id}/",
        "/recommendations/",
        "/progress/",
    ):
        assert "Droits de l’homme" in said(client.get(address)), address
    page = said(client.get("/themes/"))
    assert "Training of trainers" in page
    assert "Human rights" in page
