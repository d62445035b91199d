"""What the reader promises of a whole report, on S/2008/186."""

import re

import pytest

from recommendations.parsing.clean import clean
from recommendations.parsing.errors import Unreadable
from recommendations.parsing.found import PieceKind
from recommendations.parsing.read_text import read_text, rebuild

ITEMS = {
    "40": "ab", "71": "abcde", "72": "ab", "73": "abc", "74": "ab", "75": "abcdef", "77": "abc",
    "78": "abcd", "79": "abcde", "80": "abcd", "81": "abc", "82": "ab",
}  # fmt: skip
# Label, and the lines of the source (from 1) on either side of the page break inside it.
SPLIT_BY_A_PAGE = [
    ("Summary 12", (81, 85), (95, 97)),
    ("8", (251, 259), (264, 271)),
    ("18", (374, 375), (376, 382)),
    ("26", (468, 483), (484, 485)),
    ("36", (576, 595), (596, 600)),
    ("41", (645, 647), (652, 656)),
    ("45", (684, 703), (709, 710)),
    ("55", (805, 811), (812, 813)),
    ("59", (866, 867), (872, 879)),
    ("68", (974, 976), (977, 979)),
    ("78(c)", (1151, 1154), (1155, 1156)),
]


def flat(source):
    return " ".join(source.replace("-\n", "-").split())


def with_mark(report, paragraph):
    """The text with its footnote mark put back, as the source prints it."""
    text = paragraph.text
    for note in report.footnotes:
        if note.paragraph == paragraph.ord:
            text = text[: note.at_offset] + note.mark + text[note.at_offset :]
    return text


def test_the_file_comes_back_byte_for_byte(report, data):
    assert rebuild(report) == data


def test_every_word_is_in_exactly_one_piece(report, data):
    assert "".join(piece.raw for piece in report.pieces) == data.decode(report.encoding)
    blanks = [piece.raw for piece in report.pieces if piece.kind is PieceKind.BLANK]
    assert all(raw.isspace() for raw in blanks)


def test_every_piece_of_text_knows_what_it_belongs_to(report):
    for piece in report.pieces:
        if piece.kind is PieceKind.PARAGRAPH:
            assert report.paragraphs[piece.paragraph].section == piece.section
        elif piece.kind is PieceKind.HEADING:
            assert report.sections[piece.section].heading == clean([piece.raw])
        elif piece.kind.is_furniture:
            assert (piece.section, piece.paragraph, piece.footnote) == (None, None, None)


def test_the_paragraphs_are_numbered_1_to_82(report):
    numbered = [each.label for each in report.paragraphs if each.label.isdecimal()]
    assert numbered == [str(number) for number in range(1, 83)]


def test_the_lettered_items_are_these_and_no_others(report):
    expected = [f"{number}({letter})" for number, letters in ITEMS.items() for letter in letters]
    at = expected.index("79(d)") + 1
    expected[at:at] = ["79(d)(i)", "79(d)(ii)", "79(d)(iii)", "79(d)(iv)"]
    assert [each.label for each in report.paragraphs if "(" in each.label] == expected


def test_items_hang_below_the_words_that_lead_in(report):
    ords = {each.label: each.ord for each in report.paragraphs}
    for each in report.paragraphs:
        above = re.sub(r"\([a-z]+\)$", "", each.label)
        assert each.parent == (None if above == each.label else ords[above])


def test_the_summary_has_eighteen_unnumbered_paragraphs(report):
    summary = [each for each in report.paragraphs if each.label.startswith("Summary ")]
    assert [each.label for each in summary] == [f"Summary {count}" for count in range(1, 19)]
    assert {report.sections[each.section].heading for each in summary} == {"Summary"}
    assert summary[4].text.startswith("Chapter VIII of the Charter stipulates")
    assert len(report.paragraphs) == len({each.label for each in report.paragraphs}) == 145


def test_lists_in_running_text_are_not_items(texts):
    assert "are: (a) the improvement of financial reporting mechanisms; (b) the need" in texts["36"]
    assert "United Nations should: (a) improve and better coordinate" in texts["Summary 12"]


@pytest.mark.parametrize(("label", "before", "after"), SPLIT_BY_A_PAGE)
def test_paragraphs_split_by_a_page_are_whole(texts, data, label, before, after):
    lines = data.decode().splitlines(keepends=True)
    halves = "".join(lines[before[0] - 1 : before[1]] + lines[after[0] - 1 : after[1]])
    assert texts[label] == re.sub(r"^(\d+\.|\([a-z]\)) ", "", flat(halves))


def test_all_other_paragraphs_stand_in_the_source_word_for_word(report, data):
    source, split = flat(data.decode()), {label for label, _, _ in SPLIT_BY_A_PAGE}
    for each in report.paragraphs:
        assert each.label in split or with_mark(report, each) in source


def test_a_half_that_begins_with_a_capital_letter_is_not_lost(texts):
    assert "including the European Union, OSCE, OAS" in texts["55"]
    assert "Framework Team for Coordination on Early Warning and Conflict Prevention" in texts["78(c)"]


def test_a_paragraph_s_text_is_made_of_its_own_pieces(report):
    for each in report.paragraphs:
        own = [p.raw for p in report.pieces if p.kind is PieceKind.PARAGRAPH and p.paragraph == each.ord]
        assert each.text == clean(own) != ""


def test_no_text_holds_what_belongs_to_the_page(report):
    texts = [each.text for each in (*report.paragraphs, *report.footnotes)]
    for text in (*texts, *(each.heading for each in report.sections)):
        assert "__" not in text
        assert "08-26194" not in text
        assert "S/2008/186" not in text
        assert "  " not in text
        assert text == text.strip()


def test_what_was_removed_from_the_page_is_kept(report):
    removed = [(piece.kind.value, piece.raw.strip()) for piece in report.pieces if piece.kind.is_furniture]
    assert removed[:3] == [("running_head", "S/2008/186"), ("page_number", "3"), ("job_number", "08-26194")]
    assert removed[3:] == [("rule", "_" * 18)] * 6


def test_words_broken_at_a_hyphen_keep_it(texts):
    assert "a Ten-Year Capacity-Building Programme for the African Union" in texts["17"]
    assert "the Secretary-General’s proposal" in texts["23"]
    assert "61/296 — in which the Assembly" in texts["81(c)"]


def test_the_footnotes_are_called_where_their_marks_stood(report):
    called = [
        (note.mark, report.paragraphs[note.paragraph].label, report.paragraphs[note.paragraph].text[: note.at_offset])
        for note in report.footnotes
    ]
    assert [(mark, label) for mark, label, _ in called] == [
        ("1", "2"), ("2", "4"), ("3", "38"), ("4", "44"), ("5", "57"), ("6", "62"),
    ]  # fmt: skip
    assert [text.split()[-1] for _, _, text in called] == [
        "2007.", "organization.", "Force.", "activities.", "Office.", "4/8,",
    ]  # fmt: skip


def test_a_footnote_of_several_lines_is_whole(report):
    assert report.footnotes[0].text == "PSC/PR/2(XCVIII), 98th meeting, 8 November 2007."
    assert report.footnotes[3].text.endswith("prevention of armed conflict (A/60/891, paras. 63-68).")
    assert report.footnotes[5].text.endswith("Supplement No. 53 (A/62/53), chap. III).")


def test_what_only_looks_like_a_mark_stays(texts):
    assert "resolution 4/8, in which the Council" in texts["62"]
    assert "conflict prevention activities. At the Council’s request" in texts["44"]
    assert "(S/PRST/2007/7)" in texts["1"]
    assert "1540 (2004) and 1673 (2006), with a view" in texts["77(b)"]


def test_pages_are_counted_and_agree_with_the_printed_number(report):
    pages = {each.label: each.page for each in report.paragraphs}
    assert [pages[label] for label in ("Summary 1", "Summary 13", "4", "71", "82(b)")] == [1, 3, 5, 19, 23]


def test_nothing_in_this_report_is_doubtful(report):
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \n\f\n", "empty"), (b"\xef\xbb\xbf", "empty"), (b"caf\xe9", "not_utf8"), (b"a\0b", "binary")],
)
def test_bytes_that_are_no_text_are_refused(data, code):
    with pytest.raises(Unreadable) as refused:
        read_text(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf1. One.\r\n\r\n2. Two.\r\n", b"1. One.\r\r2. Two.", b"1. One.\n\f2. Two."]
)
def test_a_byte_order_mark_and_any_line_ends_come_back(data):
    found = read_text(data)
    assert rebuild(found) == data
    assert [(each.label, each.text) for each in found.paragraphs] == [("1", "One."), ("2", "Two.")]


def test_the_line_ends_of_another_system_change_no_text(report, data):
    other = data.replace(b"\n", b"\r\n")
    found = read_text(other)
    assert rebuild(found) == other
    assert (found.sections, found.paragraphs, found.footnotes) == (
        report.sections, report.paragraphs, report.footnotes,
    )  # fmt: skip
