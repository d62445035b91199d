"""Layouts that real documents come in, one small sample each: what stands where, and what is one paragraph."""

import io
from pathlib import Path

import docx
import pytest

from recommendations.parsing.found import PieceKind
from recommendations.parsing.look import Cell
from recommendations.parsing.read import read
from recommendations.tests.parsing.given import found

FILES = Path(__file__).parent / "files"
MASTHEAD = "United Nations S/2030/118\nSecurity Council Distr.: General\n7 March 2030\nOriginal: English\n"
REPORT = "Report of the Secretary-General on the partnership in peace operations\n"
LONG = "has gone on as the two organizations agreed it would, in all the places where they work together,\n"


def texts(made):
    return {each.label: each.text for each in made.paragraphs}


@pytest.mark.parametrize("feed", ["\f", "\f\n", "\n"])
def test_a_symbol_and_a_job_number_that_change_sides_part_no_paragraph(feed):
    pages = [
        f"{MASTHEAD}{REPORT}I. Introduction\n1. The partnership\n{LONG}and beyond. It is\n30-03217 (E){feed}",
        f"S/2030/118\nwell known by all who work in it.\n2. The review\n{LONG}and is going on:\n2/3 30-03217{feed}",
        f"S/2030/118\n(a) In the field;\n(b) At Headquarters.\n3. The end {LONG}too.\n30-03217 3/3\n",
    ]
    made = found("".join(pages))
    assert [each.label for each in made.paragraphs] == ["1", "2", "2(a)", "2(b)", "3"]
    assert texts(made)["1"].endswith("It is well known by all who work in it.")
    assert [each.heading for each in made.sections] == ["I. Introduction"]
    assert (made.facts.symbol, made.facts.date) == ("S/2030/118", "2030-03-07")


def test_numbers_letters_and_bullets_stand_alone_on_their_lines_without_blank_ones():
    lines = [
        "1.",
        f"The partnership {LONG}and beyond.",
        "2.",
        f"The gaps {LONG}are:",
        "•",
        "Airlift;",
        "•",
        "Medicine.",
    ]
    lines += ["3.", f"The plans {LONG}are two:", "(a)", "One;", "(b)", "The other.", "4.", "That is all there is."]
    made = found("\n".join(line.strip() for line in lines) + "\n")
    labels = [each.label for each in made.paragraphs]
    assert labels == ["1", "2", "2 1", "2 2", "3", "3(a)", "3(b)", "4"]
    assert texts(made)["2 2"] == "Medicine."


def test_a_masthead_in_one_block_gives_the_facts_and_is_no_paragraph():
    made = found(f"{MASTHEAD}{REPORT}\nI. Introduction\n\n1.\n\nIt is so.\n\n2.\n\nIt will be.\n")
    assert [each.label for each in made.paragraphs] == ["1", "2"]
    assert (made.facts.symbol, made.facts.date, made.facts.issuing_body) == (
        "S/2030/118", "2030-03-07", "Secretary-General",
    )  # fmt: skip


def test_unnumbered_paragraphs_below_headings_with_signs_need_no_blank_lines():
    body = f"The partnership\n{LONG}and it went well.\n"
    made = found("".join(f"{sign}. Heading of it\n{body * 2}" for sign in ("I", "II", "III", "IV", "V", "VI")))
    assert [each.heading for each in made.sections][:2] == ["I. Heading of it", "II. Heading of it"]
    assert [each.label for each in made.paragraphs][:4] == ["I 1", "I 2", "II 1", "II 2"]


def test_a_heading_between_preamble_and_operative_part_is_no_preamble():
    made = found(
        "The Security Council,\n\nRecalling its words,\n\nActing under Chapter VII,\n\nSanctions\n\n1. Decides so;\n"
    )
    assert [each.label for each in made.paragraphs] == ["Preamble 1", "Preamble 2", "1"]
    assert made.sections[-1].heading == "Sanctions"


def test_a_short_paragraph_that_ends_in_a_quotation_is_no_heading():
    made = found('Conclusion\n\nBoth must invest. As one put it, "stop blaming each other."\n')
    assert [each.heading for each in made.sections] == ["Conclusion"]
    assert len(made.paragraphs) == 1


def test_items_follow_right_below_a_colon():
    made = found("3. Appeals to all partners to:\ni. provide funds; and\nii. train staff;\n\n4. Decides to act.\n")
    assert [each.label for each in made.paragraphs] == ["3", "3(i)", "3(ii)", "4"]


def test_a_letter_in_running_text_begins_no_item_where_a_line_happens_to_break():
    text = (
        f"1. It {LONG}so that all of the partners in the field and at Headquarters should:\n(a) act; and (b) report.\n"
    )
    assert len(found(text).paragraphs) == 1


def test_the_symbol_in_a_masthead_turns_no_page():
    heads = "AFRICAN UNION\n\nPEACE AND SECURITY COUNCIL\n\nPSC/PR/COMM.1250 (2030)\n\nCOMMUNIQUÉ\n\n"
    made = found(f"{heads}The Peace and Security Council,\n\nRecalling its words,\n\n1. Decides to act.\n")
    assert {each.page for each in made.paragraphs} == {None}
    assert made.facts.symbol == "PSC/PR/COMM.1250 (2030)"


def test_tables_of_markdown_are_read_cell_by_cell():
    made = found(
        "1. It says:\n\n| No. | Recommendation |\n| --- | --- |\n| 1 | The Office should act. |\n\n2. So it is.\n"
    )
    cells = {each.text: each.cell for each in made.paragraphs if each.cell}
    assert cells["The Office should act."] == Cell(table=0, row=1, column=1)
    assert [each.label for each in made.paragraphs if not each.cell] == ["1", "2"]
    assert all(piece.raw.isspace() for piece in made.pieces if piece.kind is PieceKind.BLANK)


def test_tables_without_ruled_lines_are_read_cell_by_cell():
    made = read((FILES / "unruled.pdf").read_bytes(), "unruled.pdf")
    cells = {each.text: (each.cell.row, each.cell.column) for each in made.paragraphs if each.cell}
    assert cells["UNMISS should carry out a full count of its vehicles every year."] == (2, 1)
    assert cells["Accepted in part. A count of a sample will be made."] == (2, 2)
    assert [each.label for each in made.paragraphs if not each.cell] == ["1", "2", "3"]


def test_bullets_that_were_typed_into_docx_are_bullets():
    document = docx.Document()
    for text in ("1.\tThe gaps are:", "\t•\tAirlift;", "\t•\tMedicine.", "2.\tSo it is."):
        document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    read_so = read(made.getvalue(), "report.docx")
    assert [(each.label, each.text) for each in read_so.paragraphs][1:3] == [("1 1", "Airlift;"), ("1 2", "Medicine.")]
