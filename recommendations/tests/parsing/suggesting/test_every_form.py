"""Whatever phrase of the tables a text holds, and wherever, it is read to its end."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations.parsing.suggesting import english, french
from recommendations.parsing.suggesting.patterns import _spelled

from .ask import candidates

ENDS = ("the parties to act now.", "that all of them leave.", "it.", "a review by June, which should be public.")
STARTS = ("", "In this regard, ", "The Council ", "I ", "The report says that ", "Unless it changes, ")


def forms(language):
    verbs = [form for each in language.verbs for form in (each.base, each.third, each.participle) if form]
    return [*verbs, *language.impersonal, *language.modals]


def phrases(form: str):
    """Strings of the form; what it looks ahead for is not made, so that it may be missing too."""
    plain = re.sub(r"\(\?[=!][^()]*(?:\([^()]*\)[^()]*)*\)", "", _spelled(form)).replace(r"\s+", " ")
    return st.from_regex(re.compile(plain, re.ASCII), fullmatch=True)


@pytest.mark.parametrize("language", [english.LANGUAGE, french.LANGUAGE], ids=["English", "French"])
def test_every_form_in_any_sentence(language):
    chance = random.Random(7)

    @settings(max_examples=2, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data):
        texts = []
        for form in forms(language):
            phrase = data.draw(phrases(form))
            texts.append(f"{chance.choice(STARTS)}{phrase} {chance.choice(ENDS)}")
        for each in candidates(*texts, headings=("Observations",)):
            assert each.quote in texts[int(each.paragraph) - 1]

    holds()
