import pytest

from recommendations.parsing.found import DoubtCode, PieceKind
from recommendations.parsing.read_text import read_text


def furniture(text):
    found = read_text(text.encode())
    return [(piece.kind.value, piece.raw.strip()) for piece in found.pieces if piece.kind.is_furniture]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("3 08-26194", ["page_number", "job_number"]),
        ("08-26194 3", ["job_number", "page_number"]),
        ("15-04505 (E)", ["job_number"]),
        ("15-04505 3/18", ["job_number", "page_number"]),
        ("A/RES/61/296", ["running_head"]),
        ("S/2015/229", ["running_head"]),
    ],
)
def test_known_by_its_shape(line, kinds):
    text = f"1. One goes\n\n{line}\n\non and ends.\n"
    assert [kind for kind, _ in furniture(text)] == kinds
    assert read_text(text.encode()).paragraphs[0].text == "One goes on and ends."


def test_a_symbol_in_running_text_is_text():
    found = read_text(b"1. As in\nS/2008/18\nand elsewhere.\n")
    assert found.paragraphs[0].text == "As in S/2008/18 and elsewhere."


def test_a_number_alone_is_a_page_number_only_at_a_page_break():
    assert furniture("1. One.\n\n7\n\n2. Two.\n") == []
    assert furniture("1. One.\n\n7\n\nS/2008/18\n\n2. Two.\n") == [("page_number", "7"), ("running_head", "S/2008/18")]


def test_a_line_repeated_at_page_breaks_is_a_running_head():
    pages = "".join(f"{count}. Page.\n\nOur report\n\n\f" for count in range(1, 4))
    assert [kind for kind, _ in furniture(pages)] == [PieceKind.RUNNING_HEAD] * 3
    assert read_text(pages.encode()).sections == ()


def test_a_printed_page_number_that_does_not_follow_is_taken_and_doubtful():
    found = read_text(b"1. One.\n\n9 08-26194\n\n2. Two.\n")
    assert [each.page for each in found.paragraphs] == [1, 9]
    assert [(each.code, each.detail) for each in found.warnings] == [(DoubtCode.PAGE_NUMBER_JUMP, "9")]


def test_the_two_symbols_of_a_document_of_two_bodies_are_a_running_head():
    text = (
        "1. The talks went on and the parties will meet for a\n\n15-14893\n\nA/70/357\nS/2015/682\n\n"
        "second round in May.\n\n2. It rained.\n"
    )
    found = read_text(text.encode())
    assert [each.text for each in found.paragraphs] == [
        "The talks went on and the parties will meet for a second round in May.",
        "It rained.",
    ]
