"""S/2015/229: paragraphs of one line each, cut by pages that show only as blank lines."""

import re

import pytest

from recommendations.parsing.found import DoubtCode, PieceKind

from .conftest import lines_of, read, source

NAME = "S-2015-229.txt"
# Paragraph, and the lines of the source (from 1) where its two halves stand.
SPLIT_BY_A_PAGE = {
    3: (24, 30), 11: (52, 54), 16: (64, 66), 20: (76, 78), 23: (88, 90), 27: (100, 102), 29: (108, 110),
    33: (120, 124), 37: (136, 138), 41: (148, 150), 44: (160, 162), 47: (168, 170), 50: (180, 182),
    53: (194, 196), 60: (214, 216),
}  # fmt: skip
WITH_A_FOOTNOTE_BETWEEN = {3, 33}
GOING_ON_WITH_A_CAPITAL_LETTER = {29, 33, 47}
LEVELS = "I. II. III. 2 2 2 2 2 2 2 2 IV. 2 2 2 V. VI. 2 2 2 2 2 VII."


def plain(line):
    """What a person reads in a line of this file: words without number, links, escapes and the raised mark."""
    line = re.sub(r"^\d+\. ", "", line)
    return re.sub(r"\[([^]]+)\]\(#\)", r"\1", line).replace("\\", "").replace("¹", "")


@pytest.fixture(scope="module")
def found():
    return read(NAME)


def test_there_are_65_paragraphs_and_no_others(found):
    assert [each.label for each in found.paragraphs] == [str(number) for number in range(1, 66)]
    assert {each.parent for each in found.paragraphs} == {None}


def test_each_is_word_for_word_its_lines(found):
    lines = source(NAME).decode().splitlines()
    begins = {int(line.split(".")[0]): at for at, line in enumerate(lines, 1) if re.match(r"\d+\. ", line)}
    for number, each in enumerate(found.paragraphs, 1):
        halves = SPLIT_BY_A_PAGE.get(number, (begins[number],))
        assert halves[0] == begins[number]
        assert each.text == " ".join(plain(lines_of(NAME, at)) for at in halves)


def test_fifteen_are_split_by_pages(found):
    blocks = {
        number: [p.raw for p in found.pieces if p.paragraph == number - 1 and p.raw.endswith("\n")]
        for number in range(1, 66)
    }
    assert {number for number, ends in blocks.items() if len(ends) == 2} == set(SPLIT_BY_A_PAGE)
    assert len(SPLIT_BY_A_PAGE) == 15


def test_two_have_a_footnote_between_the_halves(found):
    owners = [(piece.kind, piece.paragraph) for piece in found.pieces if piece.kind is not PieceKind.BLANK]
    between = set()
    for at, (kind, _) in enumerate(owners):
        if kind is PieceKind.FOOTNOTE and owners[at + 1][1] == owners[at - 2][1]:
            between.add(owners[at + 1][1] + 1)
    assert between == WITH_A_FOOTNOTE_BETWEEN


def test_what_goes_on_with_a_capital_letter_is_joined_and_what_is_doubtful_says_so(found):
    capital = {number for number, (_, at) in SPLIT_BY_A_PAGE.items() if lines_of(NAME, at)[0].isupper()}
    assert capital == GOING_ON_WITH_A_CAPITAL_LETTER
    assert [(each.code, each.where) for each in found.warnings] == [
        (DoubtCode.JOINED_OVER_GAP, "29"), (DoubtCode.JOINED_OVER_GAP, "33"), (DoubtCode.JOINED_OVER_GAP, "47"),
        (DoubtCode.MARK_NOT_FOUND, "*"),
    ]  # fmt: skip


def test_the_title_page_is_neither_paragraph_nor_heading(found):
    title = [piece.raw.strip() for piece in found.pieces if piece.kind is PieceKind.TITLE_PAGE]
    assert title == [lines_of(NAME, 5), "Distr.: General\n1 April 2015", *(lines_of(NAME, at) for at in (10, 12, 14))]


def test_the_headings_are_all_there_at_their_levels(found):
    assert [each.heading.split()[0] if each.level == 1 else "2" for each in found.sections] == LEVELS.split()
    last = [each.heading for each in found.sections][-6:]
    assert last == [lines_of(NAME, at) for at in (178, 184, 188, 192, 198, 204)]


def test_the_footnotes_leave_the_text(found):
    assert [(each.mark, each.text) for each in found.footnotes] == [
        ("*", "Reissued for technical reasons on 21 April 2015."),
        ("¹", lines_of(NAME, 122).removeprefix("¹ ")),
    ]
    kosovo = found.footnotes[1]
    text = found.paragraphs[kosovo.paragraph].text
    assert found.paragraphs[kosovo.paragraph].label == "30"
    assert (text[: kosovo.at_offset][-10:], text[kosovo.at_offset :][:7]) == ("In Kosovo,", " United")


def test_markup_is_kept_apart(found):
    markup = [piece.raw for piece in found.pieces if piece.kind is PieceKind.MARKUP]
    assert markup == [*["[", "](#)"] * 5, *["\\"] * 5, "[", "](#)"]
    assert "(S/2015/3), I offered" in found.paragraphs[59].text
    assert "approximately $44 million" in found.paragraphs[46].text


def test_no_page_is_made_up(found):
    assert {each.page for each in found.paragraphs} == {None}
