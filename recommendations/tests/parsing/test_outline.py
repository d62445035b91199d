"""Small samples, one for each rule of labels and of what goes on with what."""

import pytest

from recommendations.parsing.found import DoubtCode
from recommendations.parsing.read_text import read_text


def read(text):
    return read_text(text.encode())


def labels(found):
    return [each.label for each in found.paragraphs]


def codes(found):
    return [each.code for each in found.warnings]


def test_numbering_that_restarts_repeats_its_labels():
    found = read("1. One.\n\n2. Two:\n\n (a) Item.\n\nOther views\n\n1. Other.\n\n2. Others:\n\n (a) Item.\n")
    assert labels(found) == ["1", "2", "2(a)", "1 [2]", "2 [2]", "2(a) [2]"]
    assert codes(found) == [DoubtCode.NUMBERING_RESTARTED]


def test_a_block_after_a_list_is_not_lost():
    found = read("1. One:\n\n(a) Item;\n\n(b) Item.\n\nAll the more so.\n\n(a) Item.\n\n2. Two.\n")
    assert labels(found) == ["1", "1(a)", "1(b)", "1 2", "1(a) [2]", "2"]
    assert [each.parent for each in found.paragraphs] == [None, 0, 0, 0, 3, None]
    assert [(each.code, each.where) for each in found.warnings] == [(DoubtCode.UNLABELLED_BLOCK, "1 2")]


def test_a_number_at_a_line_start_begins_no_paragraph():
    found = read("1. Under resolutions\n1540 (2004) and\n2. and others\n1673 (2006) it did.\n\n2. Two.\n")
    assert labels(found) == ["1", "2"]
    assert found.paragraphs[0].text == "Under resolutions 1540 (2004) and 2. and others 1673 (2006) it did."


def test_a_number_far_out_of_sequence_is_text():
    found = read("1. One.\n\n40. Forty men came.\n\n2. Two.\n")
    assert labels(found) == ["1", "1 2", "2"]
    assert found.paragraphs[1].text == "40. Forty men came."
    assert DoubtCode.NUMBER_OUT_OF_SEQUENCE in codes(found)


@pytest.mark.parametrize(
    ("second", "code"), [("3. Three.", DoubtCode.NUMBER_SKIPPED), ("1. Again.", DoubtCode.NUMBERING_RESTARTED)]
)
def test_a_number_that_does_not_follow_is_taken_and_doubtful(second, code):
    found = read(f"1. One.\n\n{second}\n")
    assert len(found.paragraphs) == 2
    assert codes(found) == [code]


def test_lists_stand_in_lists():
    found = read("1. One:\n\n (a) By:\n\n (i) First;\n\n (ii) Second;\n\n (b) Item.\n")
    assert labels(found) == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]
    assert [each.parent for each in found.paragraphs] == [None, 0, 1, 1, 0]


def test_an_i_after_an_h_is_a_letter_unless_a_colon_leads_in():
    items = "".join(f" ({letter}) Item;\n\n" for letter in "abcdefgh")
    assert labels(read(f"1. One:\n\n{items} (i) Item.\n"))[-1] == "1(i)"
    assert labels(read(f"1. One:\n\n{items[:-8]} (h) By:\n\n (i) Item.\n"))[-1] == "1(h)(i)"


def test_a_missing_item_is_doubtful_and_a_stray_one_is_text():
    assert codes(read("1. One:\n\n (a) Item;\n\n (c) Item.\n")) == [DoubtCode.ITEM_SKIPPED]
    stray = read("1. One.\n\n (q) Item.\n")
    assert labels(stray) == ["1", "1 2"]
    assert codes(stray)[0] is DoubtCode.ITEM_OUT_OF_SEQUENCE


def test_a_leading_space_where_no_line_is_blank_is_the_top_of_a_page():
    found = read(" Text begins\nand runs\n to its end. It\nis done.\n 1. One\nmore.\n")
    assert labels(found) == ["Text 1", "1"]
    assert found.paragraphs[0].text == "Text begins and runs to its end. It is done."
    assert [each.page for each in found.paragraphs] == [1, 3]


def test_a_first_line_alone_at_the_foot_of_a_page_is_no_heading():
    found = read("I. One\n\n First begins\nhere and\n goes on.\n\n Second.\n")
    assert [each.text for each in found.paragraphs] == ["First begins here and goes on.", "Second."]


def test_an_indented_line_at_the_top_of_a_page_begins_a_paragraph():
    found = read("I. One\n\n First begins\nand ends.\n  Second begins\nand ends.\n")
    assert [each.text for each in found.paragraphs] == ["First begins and ends.", "Second begins and ends."]


def test_an_inline_item_at_the_top_of_a_page_goes_on():
    found = read("1. One\nhas two:\n (a) this; and\n(b) that.\n\n2. Two:\n\n (a) Item.\n")
    assert labels(found) == ["1", "2", "2(a)"]


def test_a_sentence_cut_by_blank_lines_is_joined():
    found = read("1. At the same time, peacekeeping is\n\n\nfacing a change.\n\n2. Two.\n")
    assert found.paragraphs[0].text == "At the same time, peacekeeping is facing a change."
    assert codes(found) == []


def test_one_that_goes_on_with_a_capital_letter_is_joined_and_doubtful():
    found = read("1. It was the handover of the camp to\n\nMINUSCA that went well.\n\n2. Two.\n")
    assert found.paragraphs[0].text == "It was the handover of the camp to MINUSCA that went well."
    assert [(each.code, each.where) for each in found.warnings] == [(DoubtCode.JOINED_OVER_GAP, "1")]


def test_what_stands_below_a_footnote_goes_on_with_the_paragraph_above_it_and_is_doubtful():
    found = read("1. One¹ ends.\n\n¹ A note.\n\nThe rest of one.\n\nA heading\n\n2. Two.\n")
    assert [each.text for each in found.paragraphs] == ["One ends. The rest of one.", "Two."]
    assert codes(found) == [DoubtCode.JOINED_OVER_GAP]


def test_without_page_breaks_no_page_is_made_up():
    assert [each.page for each in read("1. One.\n\n2. Two.\n").paragraphs] == [None, None]


def test_form_feeds_turn_pages():
    found = read("1. One goes on\n\fand ends.\n\n2. Two.\n")
    assert [(each.text, each.page) for each in found.paragraphs] == [("One goes on and ends.", 1), ("Two.", 2)]


def test_a_footnote_turns_no_page_that_can_be_counted():
    found = read("1. One¹ goes\n\n¹ A note.\n\non.\n\n2. Two.\n")
    assert [(each.text, each.page) for each in found.paragraphs] == [("One goes on.", None), ("Two.", None)]


def test_a_leading_space_at_the_very_start_says_nothing_of_how_the_source_indents():
    found = read(" 1. One¹ ends.\n\n¹ A note.\n\nThe rest of one.\n\n2. Two.\n")
    assert found.paragraphs[0].text == "One ends. The rest of one."
    assert codes(found) == [DoubtCode.JOINED_OVER_GAP]
