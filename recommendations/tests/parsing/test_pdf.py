"""What the reader promises of PDF, on two pages that Chromium printed; their HTML stands beside them."""

from collections import Counter
from pathlib import Path

import pytest

from recommendations.parsing.clean import clean
from recommendations.parsing.found import PieceKind
from recommendations.parsing.look import Cell
from recommendations.parsing.read import read

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def report():
    return read((FILES / "report.pdf").read_bytes(), "report.pdf")


@pytest.fixture(scope="module")
def columns():
    return read((FILES / "columns.pdf").read_bytes(), "columns.pdf")


def texts(found):
    return {each.label: each.text for each in found.paragraphs}


def test_numbers_letters_and_names_are_the_labels(report):
    own = [each.label for each in report.paragraphs if each.cell is None]
    assert own == [
        "1", "2", "3", "3(a)", "3(b)", "3(b)(i)", "3(b)(ii)", "3(c)", "4", "4 2", "4 3", "5", "5 2", "6", "7", "7 1",
        "7 2", "8", "9", "10", "Recommendation 1", "11", "12", "Letter 1", "Letter 2", "Letter 3", "Annex II 1",
        "Annex II 2", "Annex II 2(a)", "Annex II 2(b)", "Annex II 3",
    ]  # fmt: skip


def test_headings_are_known_by_how_they_are_set(report):
    assert [(each.level, each.heading) for each in report.sections][:5] == [
        (1, "I. Introduction"),
        (1, "II. Cooperation between the organizations and its development over the past year in Africa and elsewhere"),
        (2, "A. Strategic level"),
        (2, "B. Operational level"),
        (3, "Support to operations"),
    ]


def test_a_paragraph_goes_on_over_pages_footnotes_and_a_table_of_contents(report):
    text = texts(report)["4"]
    assert "by the members of the joint task force." in text
    assert next(each for each in report.paragraphs if each.label == "4").page == 1


def test_footnotes_leave_the_text_and_know_where_they_were_called(report):
    called = [(note.mark, report.paragraphs[note.paragraph].label) for note in report.footnotes]
    assert called == [("1", "1"), ("2", "2"), ("3", "5")]
    assert "resolution 2998 (2029)" in texts(report)["2"]
    assert report.footnotes[1].text == "Adopted on 3 March 2029."
    assert texts(report)["5"].startswith("The words quoted above were read out. The Secretariat")


def test_a_hyphen_that_divides_a_word_goes_and_a_real_one_stays(report):
    assert texts(report)["3"].endswith("agreed on the following:")
    assert "The long-standing partnership" in texts(report)["4"]


def test_tables_are_read_cell_by_cell_and_interrupt_nothing(report):
    cells = {each.text: each.cell for each in report.paragraphs if each.cell}
    assert cells["The Office should appoint a focal point."] == Cell(table=2, row=1, column=0)
    assert cells["Accepted. A focal point will be appointed in 2031."] == Cell(table=2, row=1, column=1)
    assert texts(report)["Table 1 3"] == "Remarks"


def test_what_only_the_page_needs_is_kept_apart(report):
    removed = Counter(piece.kind for piece in report.pieces if piece.kind.is_furniture)
    assert removed[PieceKind.RUNNING_HEAD] == 4
    assert removed[PieceKind.JOB_NUMBER] == 5
    shown = [*texts(report).values(), *(each.heading for each in report.sections)]
    assert not any("30-04567" in text or "Test report on partnerships" in text for text in shown)


def test_the_title_page_gives_the_facts(report):
    facts = report.facts
    assert (facts.symbol, facts.date) == ("S/TEST/2030/12", "2030-02-04")
    assert facts.title == "Test report on partnerships in peace operations, written for tests only"
    assert (facts.kind, facts.issuing_body) == ("report_of_the_secretary_general", "Secretary-General")
    assert facts.language == "en"


def test_columns_are_read_one_after_the_other(columns):
    labels = [each.label for each in columns.paragraphs]
    assert labels == [f"4.1.{count}" for count in range(1, 7)] + [f"4.2.{count}" for count in range(1, 5)]
    assert [each.heading for each in columns.sections] == ["4. Findings of the review", "4.1 Financing", "4.2 Planning"]
    assert texts(columns)["4.1.6"].endswith("The year was 2026.")
    assert columns.footnotes[0].text == "Case 2 is set out in the report."


def test_bullets_may_be_drawn_and_a_table_may_be_cut_by_the_page():
    found = read((FILES / "drawn.pdf").read_bytes(), "drawn.pdf")
    assert [each.label for each in found.paragraphs if each.cell is None] == ["1", "1 1", "1 2", "2"]
    assert all(each.cell for each in found.paragraphs if each.page == 2)


@pytest.mark.parametrize("name", ["report.pdf", "columns.pdf", "drawn.pdf"])
def test_every_letter_of_the_pages_is_in_one_piece_and_every_text_made_of_its_own(name):
    found = read((FILES / name).read_bytes(), name)
    assert all(piece.raw.isspace() for piece in found.pieces if piece.kind is PieceKind.BLANK)
    for each in found.paragraphs:
        own = [p.raw for p in found.pieces if p.kind is PieceKind.PARAGRAPH and p.paragraph == each.ord]
        assert each.text == clean(own) != ""
    apart = (PieceKind.LABEL, PieceKind.FOOTNOTE_MARK)
    removed = [piece.raw for piece in found.pieces if piece.kind.is_furniture or piece.kind in apart]
    shown = [*(each.text for each in (*found.paragraphs, *found.footnotes)), *(each.heading for each in found.sections)]
    whole = "".join(piece.raw for piece in found.pieces)
    assert Counter("".join("".join([*shown, *removed]).split())) == Counter("".join(whole.split()))
