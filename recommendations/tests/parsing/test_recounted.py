"""Paragraphs counted by other signs than "12.", and what nobody sees in a text."""

import pytest

from recommendations.parsing.found import PieceKind
from recommendations.tests.parsing.given import found, texts


@pytest.mark.parametrize(
    "sign",
    ["[{}] ", "{}) ", "§ {}. ", "§{} ", "“{}. ", "Para. {}: ", "{} ", "{}\t", "{}\\. ", "{}.\u00a0", "\ufeff{}. "],
)
def test_other_signs_count_where_their_numbers_follow_on(sign):
    said = {str(at): f"The Council met in the year {2030 + at}." for at in range(12, 16)}
    text = "".join(f"{sign.format(at)}{words}\n\n" for at, words in said.items())
    assert texts(text) == said
    made = found(text)
    assert (
        "".join(each.raw for each in made.pieces if each.kind is PieceKind.PARAGRAPH).split()
        == " ".join(said.values()).split()
    )


def test_signs_that_do_not_count_paragraphs_stay_text():
    assert list(texts("[12] The Court found.\n\n[40] The Court held.\n")) == ["Text 1", "Text 2"]
    assert list(texts("1. One came.\n\n2. Two came.\n\n3. Three came.\n\n“1. The Council decides.”\n"))[3] == "3 2"
    assert texts("3 Years of it.\n\nIt was so.\n\n5 Men came.\n")["Text 1"] == "3 Years of it."


def test_bare_numbers_that_words_call_are_those_of_notes():
    calls = "It met.1 It acted.2 It ended.3 It was so.4 It is."
    notes = "".join(f"{at} See the report of it.\n\n" for at in range(1, 5))
    assert "1" not in texts(f"The Council was there.\n\n{calls}\n\n{notes}")


def test_a_list_may_have_closing_brackets_inside_a_paragraph():
    assert list(texts("1. It should:\n\n1) plan;\n\n2) act.\n\n2. Two.\n")) == ["1", "1(1)", "1(2)", "2"]


@pytest.mark.parametrize("name", ["2bis", "2 bis", "2 ter"])
def test_a_number_may_be_put_in_between(name):
    made = texts(f"1. One.\n\n2. Two.\n\n{name}. Decides:\n\n(a) This.\n\n3. Three.\n")
    assert list(made) == ["1", "2", name, f"{name}(a)", "3"]


def test_drafts_count_what_is_preamble_and_what_is_decided():
    made = texts("PP1 Recalling it,\n\nPP2 Noting it,\nOP1. Decides to act;\n\nOP2. Requests a report.\n")
    assert list(made) == ["PP1", "PP2", "OP1", "OP2"]
    assert made["OP1"] == "Decides to act;"


def test_what_nobody_sees_is_no_text():
    made = texts("1. The organi\u00adzation\u200b met.\n\n\ufeff2. It\u2060self.\n\n3. Co\u00ad\noperation.\n")
    assert made == {"1": "The organization met.", "2": "Itself.", "3": "Cooperation."}
