"""The policy brief: nothing numbered, headings right above their text, pages that show as a leading space."""

import pytest

from recommendations.parsing.found import PieceKind

from .conftest import lines_of, read

NAME = "A4P-partnerships-brief.txt"
HEADINGS = {
    "Summary": 5, "A4P and the UN-AU Partnership": 23, "Interdependence": 162, "Transparency": 180,
    "Complementarity": 199, "Results-Orientation": 220, "Improving the UN’s Partnerships": 229, "Conclusion": 377,
}  # fmt: skip
# Label, first and last line of the source (from 1), and the page it begins on.
PARAGRAPHS = [
    ("Summary 1", 6, 20, 1),
    ("A4P and the UN-AU Partnership 1", 24, 42, 1),
    ("A4P and the UN-AU Partnership 2", 44, 62, 2),
    ("A4P and the UN-AU Partnership 3", 64, 77, 2),
    ("A4P and the UN-AU Partnership 4", 79, 100, 2),
    ("A4P and the UN-AU Partnership 5", 102, 123, 3),
    ("A4P and the UN-AU Partnership 6", 125, 150, 3),
    ("A4P and the UN-AU Partnership 7", 152, 159, 4),
    ("Interdependence 1", 163, 178, 4),
    ("Transparency 1", 181, 197, 4),
    ("Complementarity 1", 200, 218, 5),
    ("Results-Orientation 1", 221, 227, 5),
    ("Improving the UN’s Partnerships 1", 230, 257, 5),
    ("Improving the UN’s Partnerships 2", 259, 279, 6),
    ("Improving the UN’s Partnerships 3", 281, 293, 6),
    ("Improving the UN’s Partnerships 4", 295, 321, 7),
    ("Improving the UN’s Partnerships 5", 323, 344, 7),
    ("Improving the UN’s Partnerships 6", 346, 363, 8),
    ("Improving the UN’s Partnerships 7", 365, 374, 8),
    ("Conclusion 1", 378, 386, 8),
]
TOPS_OF_PAGES = (39, 90, 141, 191, 240, 291, 342)


@pytest.fixture(scope="module")
def found():
    return read(NAME)


def test_each_paragraph_is_word_for_word_its_lines(found):
    assert [(each.label, each.text, each.page) for each in found.paragraphs] == [
        (label, lines_of(NAME, first, last), page) for label, first, last, page in PARAGRAPHS
    ]


def test_a_paragraph_stands_under_the_heading_its_label_names(found):
    assert [(each.heading, each.level) for each in found.sections] == [(heading, 1) for heading in HEADINGS]
    assert [lines_of(NAME, at) for at in HEADINGS.values()] == list(HEADINGS)
    for each in found.paragraphs:
        assert each.label.rpartition(" ")[0] == found.sections[each.section].heading


def test_a_new_page_shows_as_a_leading_space_and_parts_no_paragraph(found):
    texts = [each.text for each in found.paragraphs]
    for at in TOPS_OF_PAGES:
        over = f"{lines_of(NAME, at - 1)} {lines_of(NAME, at)}"
        assert sum(over in text for text in texts) == 1


def test_words_broken_at_a_line_s_end_are_whole(found):
    text = " ".join(each.text for each in found.paragraphs)
    for words in ("the Secretary-General’s Action", "prevent and de-escalate", "decision-making processes",
                  "assigned tasks/responsibilities"):  # fmt: skip
        assert words in text


def test_the_title_is_kept_apart_and_nothing_is_doubtful(found):
    title = [piece.raw.split() for piece in found.pieces if piece.kind is PieceKind.TITLE_PAGE]
    assert title == [lines_of(NAME, 1, 3).split()]
    assert (found.warnings, found.footnotes) == ((), ())
