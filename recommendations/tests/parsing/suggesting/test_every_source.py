"""Promises kept on the five reports and on the development set."""

import time

import pytest
from django.conf import settings

from recommendations.parsing.read import read
from recommendations.parsing.suggesting.reading import source_of
from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Passage, Source

from .ask import organizations, themes

FIXTURES = settings.BASE_DIR / "fixtures"
FILES = sorted(
    [
        *FIXTURES.glob("sources/*.txt"),
        *(p for s in ("pdf", "docx", "txt") for p in FIXTURES.glob(f"development/*/*.{s}")),
    ]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_candidate_can_be_checked(path):
    found = read(path.read_bytes(), path.name)
    made = suggest(source_of(found), organizations(), themes())
    texts = {each.label: each.text for each in found.paragraphs}
    known = {each.code for each in organizations()}
    assert made
    for each in made:
        assert texts[each.paragraph][each.start : each.end] == each.quote
        assert each.addressee in texts[each.paragraph] or any(each.addressee in place.quote for place in each.lead_in)
        assert all(place.quote in texts[place.paragraph] for place in (*each.lead_in, *each.also_at))
        assert set(each.actors) <= known
        assert 0 < each.score <= 1
        assert each.why


def test_the_same_source_gives_the_same_candidates():
    path = FIXTURES / "sources" / "S-2008-186.txt"
    source = source_of(read(path.read_bytes(), path.name))
    assert suggest(source, organizations(), themes()) == suggest(source, organizations(), themes())


HOSTILE = [
    "The " + "A" * 3000,
    "The " + "Ab " * 2000 + "recommends",
    "the need for " * 800,
    "X should do " * 800,
    "which that who and, " * 1500,
    "“" * 3000 + "(" * 3000,
    "It is very, " * 1500,
    "a" * 30_000,
    "\u202e\u0301 should \ufffd must",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", ["meeting_summary", ""])
def test_no_text_takes_long(text, kind):
    since = time.process_time()
    suggest(Source((Passage("1", text), Passage("2", "Decides to act upon it;")), kind=kind), organizations(), themes())
    assert time.process_time() - since < 10
