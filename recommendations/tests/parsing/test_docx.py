"""What the reader promises of DOCX: final text, Word's own numbers, notes and tables."""

import io
import zipfile

import docx
import pytest

from recommendations.parsing.errors import Unreadable
from recommendations.parsing.found import PieceKind
from recommendations.parsing.look import Cell
from recommendations.parsing.read import read

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = """<w:numbering {space}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>
</w:num></w:numbering>"""


def made(body, **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", part)
    return file.getvalue()


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, level=None, numbering=1, style=""):
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>' if level is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr>{''.join(runs)}</w:p>"


def texts(data):
    return {each.label: each.text for each in read(data, "a.docx").paragraphs}


def test_word_s_own_numbers_are_counted_as_word_counts_them():
    levels = [(0, "One:"), (1, "First;"), (2, "Deep;"), (2, "Deeper;"), (1, "Second."), (0, "Two:"), (1, "Again.")]
    body = "".join(paragraph(run(text), level=level) for level, text in levels)
    data = made(body, numbering=NUMBERING.format(space=SPACE, start=7))
    assert texts(data) == {
        "7": "One:", "7(a)": "First;", "7(a)(i)": "Deep;", "7(a)(ii)": "Deeper;", "7(b)": "Second.", "8": "Two:",
        "8(a)": "Again.",
    }  # fmt: skip


def test_an_annex_whose_list_starts_again_has_its_name_in_the_labels():
    body = paragraph(run("One."), level=0) + paragraph(run("Annex")) + paragraph(run("Other."), level=0, numbering=2)
    assert texts(made(body, numbering=NUMBERING.format(space=SPACE, start=1))) == {"1": "One.", "Annex 1": "Other."}


def test_bullets_are_counted_below_what_they_hang_on():
    body = paragraph(run("One:"), level=0) + paragraph(run("Point."), level=3) + paragraph(run("Point two."), level=3)
    data = made(body, numbering=NUMBERING.format(space=SPACE, start=1))
    assert texts(data) == {"1": "One:", "1 1": "Point.", "1 2": "Point two."}


def test_tracked_insertions_are_text_and_deletions_are_not():
    inserted = f'<w:ins w:id="1" w:author="A">{run("must ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>may </w:delText></w:r></w:del>'
    assert texts(made(paragraph(run("1. It "), inserted, deleted, run("act.")))) == {"1": "It must act."}


def test_paragraphs_whose_parting_mark_was_deleted_are_one():
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='A'/></w:rPr></w:pPr>{run('1. It is ')}</w:p>"
    assert texts(made(first + paragraph(run("whole.")))) == {"1": "It is whole."}


def test_a_footnote_leaves_the_text_and_stands_at_its_place():
    call = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    notes = f'<w:footnotes {SPACE}><w:footnote w:id="5">{paragraph(run(" See A/1."))}</w:footnote></w:footnotes>'
    found = read(made(paragraph(run("1. It is"), call, run(" so.")), footnotes=notes), "a.docx")
    (note,) = found.footnotes
    assert found.paragraphs[0].text == "It is so."
    assert (note.mark, note.text, note.paragraph, note.at_offset) == ("1", "See A/1.", 0, len("It is"))


def test_tables_are_cells_and_a_table_of_one_cell_is_a_frame():
    document = docx.Document()
    document.add_paragraph("1. Before.")
    table = document.add_table(2, 2)
    for at, text in enumerate(("Recommendation", "Response", "Do it.", "Accepted.")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("2. Between.")
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "Recommendation 1"
    frame.add_paragraph("The Council should act.")
    file = io.BytesIO()
    document.save(file)
    found = read(file.getvalue(), "a.docx")
    assert [(each.label, each.text, each.cell) for each in found.paragraphs] == [
        ("1", "Before.", None),
        ("Table 1 1", "Recommendation", Cell(0, 0, 0)),
        ("Table 1 2", "Response", Cell(0, 0, 1)),
        ("Table 1 3", "Do it.", Cell(0, 1, 0)),
        ("Table 1 4", "Accepted.", Cell(0, 1, 1)),
        ("2", "Between.", None),
        ("Recommendation 1", "The Council should act.", None),
    ]


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_table_that_sets_numbers_beside_their_text_is_none():
    document = docx.Document()
    for number, text in (("1.", "It met."), ("(a)", "In New York;"), ("2.", "It agreed.")):
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = number, text
    assert texts(saved(document)) == {"1": "It met.", "1(a)": "In New York;", "2": "It agreed."}


def test_a_table_of_one_column_is_a_frame():
    document = docx.Document()
    document.add_paragraph("1. It met.")
    frame = document.add_table(2, 1)
    frame.cell(0, 0).text, frame.cell(1, 0).text = "Recommendation 1", "The Council should act."
    assert texts(saved(document)) == {"1": "It met.", "Recommendation 1": "The Council should act."}


def test_lines_broken_by_hand_are_paragraphs_where_they_have_signs_or_an_empty_line_above():
    document = docx.Document()
    document.add_paragraph("1. It should,\nthis year:\n(a) Plan;\n(b) Share.\n2. So it is.\n\nAnd more.")
    assert texts(saved(document)) == {
        "1": "It should, this year:", "1(a)": "Plan;", "1(b)": "Share.", "2": "So it is.", "2 2": "And more.",
    }  # fmt: skip


def test_headers_and_footers_are_kept_as_furniture():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "S/2030/1"
    document.add_paragraph("1. One.")
    file = io.BytesIO()
    document.save(file)
    found = read(file.getvalue(), "a.docx")
    assert [piece.raw for piece in found.pieces if piece.kind is PieceKind.RUNNING_HEAD] == ["S/2030/1\n"]
    assert found.facts.symbol == "S/2030/1"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "empty"),
        ("<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500, "nested_too_deep"),
        (paragraph(run("a" * 60_000_000)), "archive_bomb"),
        ("<w:p>", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(body, code):
    with pytest.raises(Unreadable) as refused:
        read(made(body), "a.docx")
    assert refused.value.code == code


def test_tables_in_tables_are_text_of_the_outer_cell():
    nested = "<w:tbl><w:tr><w:tc>" * 40 + paragraph(run("Inside.")) + "</w:tc></w:tr></w:tbl>" * 40
    assert list(texts(made(nested)).values()) == ["Inside."]


@pytest.mark.parametrize("code", ["0", "D800", "DFFF", "110000", "x"])
def test_a_sign_that_no_text_can_hold_is_said_to_be_missing(code):
    data = made(paragraph(run("1. One "), f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>', run(" should act.")))
    assert texts(data) == {"1": "One \ufffd should act."}
