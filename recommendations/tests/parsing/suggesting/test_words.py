"""Sentences, natures and themes."""

import pytest

from recommendations.parsing.suggesting.language import language_of
from recommendations.parsing.suggesting.natures import nature_of
from recommendations.parsing.suggesting.sentences import sentences
from recommendations.parsing.suggesting.themes import themes_of

from .ask import themes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One sentence only", 1),
        ("See paras. 12 and 13 of A/62/521. It was adopted.", 2),
        ("The Council met (see S/PV.11204). No decision was taken.", 2),
        ("Mr. A. Example spoke. He left.", 2),
        ("It cost $2.5 million, i.e. more than planned. “Why?” was asked.", 2),
    ],
)
def test_sentences(text, count):
    found = sentences(text)
    assert len(found) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in found)


@pytest.mark.parametrize(
    ("quote", "nature"),
    [
        ("Appoint an envoy by June 2032", "single_action"),
        ("Continue to support the training of the civilian component", "continuing_practice"),
        ("Report to the Council twice a year", "continuing_practice"),
        ("Strengthen the relationship with regional organizations", "aim"),
    ],
)
def test_natures(quote, nature):
    assert nature_of(quote) == nature


def test_themes_are_those_whose_words_an_ask_shares():
    assert themes_of("Mainstream the protection of civilians", (), themes()) == ("protection-of-civilians",)
    assert themes_of("Open the door", (), themes()) == ()


def test_languages():
    assert language_of("Le Conseil a décidé de proroger le mandat de la mission pour une période de douze mois") == "fr"
    assert language_of("The Council decided to extend the mandate of the mission for a period of a year") == "en"
