"""The Co-Chairs' summary: Markdown headings, emphasis and raised letters, one paragraph over a page."""

import re

import pytest

from recommendations.parsing.found import PieceKind

from .conftest import lines_of, read

NAME = "co-chairs-summary-2019.txt"
LINES = [(9,), (11,), (13,), (15,), (17, 19), (21,), (23,)]


@pytest.fixture(scope="module")
def found():
    return read(NAME)


def plain(line):
    return re.sub(r"</?sup>|[*#]", "", line).strip()


def test_each_paragraph_is_word_for_word_its_lines(found):
    assert [(each.label, each.text) for each in found.paragraphs] == [
        (f"Summary {count}", " ".join(plain(lines_of(NAME, at)) for at in lines))
        for count, lines in enumerate(LINES, 1)
    ]


def test_its_headings_are_those_markdown_names(found):
    assert [(each.level, each.heading) for each in found.sections] == [
        (1, plain(lines_of(NAME, 5))), (2, "Co-Chairs' Summary"),
    ]  # fmt: skip
    assert {each.section for each in found.paragraphs} == {1}


def test_markup_is_kept_apart(found):
    markup = [piece.raw for piece in found.pieces if piece.kind is PieceKind.MARKUP]
    assert markup == ["## **", "**", "### **", "**", "<sup>", "</sup>", "*", "*", "*", "*"]
    assert "the 74th annual UN General Assembly" in found.paragraphs[0].text


def test_nothing_is_doubtful_and_no_page_made_up(found):
    assert (found.warnings, found.footnotes) == ((), ())
    assert {each.page for each in found.paragraphs} == {None}
