from recommendations.parsing.found import DoubtCode
from recommendations.parsing.read_text import read_text


def tree(found):
    return [(each.level, each.heading) for each in found.sections]


def read(text):
    return read_text(text.encode())


def test_the_heading_tree_of_a_report(report):
    headings = {each.heading: each for each in report.sections}
    assert len(report.sections) == 29
    assert [each.heading.split()[0] for each in report.sections if each.level == 1] == (
        ["Summary", "I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII.", "IX.", "X."]
    )
    assert [each.heading[:2] for each in report.sections if each.level == 2][:7] == (
        ["A.", "B.", "A.", "B.", "C.", "A.", "B."]
    )
    programme = headings["1. Ten-Year Capacity-Building Programme"]
    assert programme.level == 3
    assert report.sections[programme.parent].heading.startswith("B. Between the United Nations and the African")
    assert headings["2. Cooperation between the Security Council and the Peace and Security Council"].level == 3


def test_side_headings_stand_one_below_their_section(report):
    section = next(each for each in report.sections if each.heading.startswith("X."))
    side = [each for each in report.sections if each.parent == section.ord]
    assert [each.level for each in side] == [2] * 9
    assert (side[0].heading, side[-2].heading) == ("On the nature and structure of partnership", "Human rights")


def test_headings_over_two_lines_are_one(report):
    headings = [each.heading for each in report.sections]
    assert "V. Cooperation with regional organizations in conflict prevention and mediation" in headings
    assert "A. Support to regional peacekeeping operations under Chapter VIII of the Charter" in headings


def test_a_paragraph_stands_in_the_section_above_it(report):
    heading = {each.label: report.sections[each.section].heading for each in report.paragraphs}
    assert heading["17"] == "1. Ten-Year Capacity-Building Programme"
    assert heading["81(c)"] == "Human rights"
    assert heading["26"].startswith("C. ")


def test_the_sequence_decides_between_a_letter_and_a_roman_number():
    found = read("I. One\n\nA. First\n\nB. Second\n\nC. Third\n\nD. Fourth\n\nII. Two\n\nA. Again\n\nIII. Three\n")
    assert [each.level for each in found.sections] == [1, 2, 2, 2, 2, 1, 2, 1]
    assert found.warnings == ()


def test_a_heading_out_of_sequence_is_doubtful():
    found = read("I. One\n\nIV. Four\n")
    assert [each.code for each in found.warnings] == [DoubtCode.HEADING_OUT_OF_SEQUENCE]


def test_a_numbered_line_that_is_not_next_is_a_heading():
    found = read("1. First.\n\n2. Second.\n\n1. A programme\n\n3. Third.\n\n2. Another programme\n\n4. Fourth.\n")
    assert [each.heading for each in found.sections] == ["1. A programme", "2. Another programme"]
    assert [each.label for each in found.paragraphs] == ["1", "2", "3", "4"]


def test_a_heading_may_bear_the_next_paragraph_s_number():
    found = read("1. A programme\n\n1. First.\n\n2. Second.\n")
    assert tree(found) == [(1, "1. A programme")]
    assert [each.label for each in found.paragraphs] == ["1", "2"]


def test_a_sentence_is_no_heading():
    found = read("I. One\n\nA short sentence.\n\nWhat follows:\n")
    assert tree(found) == [(1, "I. One")]
    assert [each.label for each in found.paragraphs] == ["I 1", "I 2"]
