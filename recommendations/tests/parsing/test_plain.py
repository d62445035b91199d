"""What a reader found goes through JSON and comes back as it was, whatever the document."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as configured
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.parsing.errors import Unreadable
from recommendations.parsing.plain import from_plain, to_plain
from recommendations.parsing.read import read
from recommendations.parsing.read_text import read_text
from recommendations.parsing.sound import is_sound, refuse_unsound
from recommendations.tests.parsing.test_any_text import LINE

FIXTURES = Path(configured.BASE_DIR) / "fixtures"
FILES = [
    *sorted((FIXTURES / "sources").glob("*.txt")),
    *sorted(each for each in (FIXTURES / "development").rglob("*") if each.suffix in (".txt", ".pdf", ".docx")),
]


def through(found):
    return from_plain(json.loads(json.dumps(to_plain(found))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_real_document_comes_back_and_is_sound(path):
    found = read(path.read_bytes(), path.name)
    assert through(found) == found
    assert is_sound(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, max_size=20).map(lambda lines: "x" + "".join(lines)))
def test_any_text_comes_back(text):
    found = read_text(text.encode())
    assert through(found) == found


def test_what_does_not_hold_together_is_not_believed():
    found = read_text(b"I. Asks\n\n1. One should act.\n\n2. Two should act.1\n\n1 A note.\n")
    first, second = found.paragraphs[0], found.paragraphs[1]
    assert is_sound(found)
    for wrong in (
        {"paragraphs": (replace(first, text="Other words."), second)},
        {"paragraphs": (first, replace(second, label=first.label))},
        {"paragraphs": (replace(first, label="9" * 61), second)},
        {"paragraphs": (replace(first, parent=0), second)},
        {"paragraphs": (replace(first, section=7), second)},
        {"paragraphs": (second, first)},
        {"pieces": found.pieces[1:]},
    ):
        altered = replace(found, **wrong)
        assert not is_sound(altered), wrong
        with pytest.raises(Unreadable):
            refuse_unsound(altered)


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_signs_that_no_database_keeps_are_not_believed(sign):
    found = read_text(b"1. One should act.\n")
    pieces = tuple(replace(each, raw=each.raw.replace("act", sign)) for each in found.pieces)
    paragraphs = tuple(replace(each, text=each.text.replace("act", sign)) for each in found.paragraphs)
    assert is_sound(found)
    assert not is_sound(replace(found, pieces=pieces, paragraphs=paragraphs))


def test_headings_alone_are_no_document():
    with pytest.raises(Unreadable) as refused:
        refuse_unsound(replace(read_text(b"1. One.\n"), paragraphs=()))
    assert refused.value.code == "no_paragraphs"
