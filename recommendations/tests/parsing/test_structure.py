"""How reports count and name their paragraphs: one small sample for each way."""

import pytest

from recommendations.parsing.found import DoubtCode, PieceKind
from recommendations.parsing.read import read


def found(text):
    return read(text.encode(), "report.txt")


def labels(text):
    return [each.label for each in found(text).paragraphs]


def test_numbers_may_be_hierarchical_and_their_headings_too():
    text = (
        "1. Introduction\n\n1.1 One is so.\n\n1.2 Two:\n\n(a) Item.\n\n"
        "2. Findings\n\n2.1 Money\n\n2.1.1 It is 4.2 per cent.\n"
    )
    assert labels(text) == ["1.1", "1.2", "1.2(a)", "2.1.1"]
    assert [each.heading for each in found(text).sections] == ["1. Introduction", "2. Findings", "2.1 Money"]


def test_a_counted_list_inside_a_paragraph_is_its_items():
    text = "3. It should:\n\n1. Plan;\n\n2. Share; and\n\n3. Review.\n\n4. So it is.\n\n5. Five.\n"
    assert labels(text) == ["3", "3(1)", "3(2)", "3(3)", "4", "5"]


def test_signs_stand_on_lines_of_their_own():
    text = "A.\n\nContext\n\n12.\n\nIt met:\n\n(a)\n\nonce; and\n\n(b)\n\ntwice.\n\n13.\n\nIt went on.\n"
    assert labels(text) == ["12", "12(a)", "12(b)", "13"]
    assert [each.heading for each in found(text).sections] == ["A. Context"]


def test_recommendations_name_themselves_alone_or_before_their_text():
    text = (
        "1. One is so.\n\nRecommendation 1\n\nThe Office should act.\n\n2. Two.\n\n"
        "Recommendation 2 (para. 2): The Office should go on.\n\n3. Recommendation 2 was made.\n"
    )
    assert labels(text) == ["1", "Recommendation 1", "2", "Recommendation 2", "3"]


def test_a_summary_that_says_it_first_has_the_name_and_the_body_its_repeat():
    text = "Summary\n\nRecommendation 1\n\nAct.\n\nI. Findings\n\n1. One.\n\nRecommendation 1\n\nAct.\n"
    assert labels(text) == ["Recommendation 1", "1", "Recommendation 1 [2]"]


def test_preambles_are_counted_and_the_body_that_speaks_is_their_heading():
    preamble = "The Security Council,\n\nRecalling its words,\n\nDeeply concerned,"
    text = f"Resolution 1 (2030)\n\n{preamble}\n\n1. Decides to act;\n"
    assert labels(text) == ["Preamble 1", "Preamble 2", "1"]
    assert found(text).sections[0].heading == "The Security Council,"


def test_a_signature_goes_on_with_who_signed_in_what_capacity():
    heading = "Letter dated 3 May 2030 from the Chair addressed to the President"
    text = f"{heading}\n\nI write.\n\n(Signed) A. Name\n\nChair of it\n"
    assert [each.text for each in found(text).paragraphs] == ["I write.", "(Signed) A. Name Chair of it"]


@pytest.mark.parametrize("entries", ["I. One ........ 1\nII. Two ....... 3\nIII. Three ... 4", "I. One 1\nII. Two 3"])
def test_a_table_of_contents_is_title_page(entries):
    text = f"A report\n\nContents\n\n{entries}\n\nI. One\n\n1. First.\n\nII. Two\n\n2. Second.\n"
    assert [each.heading for each in found(text).sections] == ["I. One", "II. Two"]
    assert any(p.kind is PieceKind.TITLE_PAGE and "Contents" in p.raw for p in found(text).pieces)


def test_an_annex_may_bear_its_title():
    text = "1. One.\n\nAnnex II. Terms of reference\n\n1. Two.\n"
    assert labels(text) == ["1", "Annex II 1"]


def test_broken_words_are_mended_and_the_break_is_kept():
    text = "1. The partners relate d to the coopera tion and its long-\nstanding stan dards.\n\n2. So it is.\n"
    assert found(text).paragraphs[0].text == "The partners related to the cooperation and its long-standing standards."
    assert [p.raw for p in found(text).pieces if p.kind is PieceKind.MARKUP] == [" ", " ", " "]


def test_a_word_divided_at_a_line_s_end_is_whole():
    text = "1. The organi-\nzation is one of the organizations, an organization.\n\n2. A co-\noperative one.\n"
    assert found(text).paragraphs[0].text == "The organization is one of the organizations, an organization."
    assert "co-operative" in found(text).paragraphs[1].text


def test_a_number_that_jumps_is_doubtful():
    assert [each.code for each in found("1. One.\n\n3. Three.\n").warnings] == [DoubtCode.NUMBER_SKIPPED]


def test_lists_nested_deep_and_long_cost_no_more():
    text = "1. One:\n\n" + "(a) x:\n\n(i) y:\n\n" * 3_000
    assert len(labels(text)) == 6_001
