from recommendations.parsing.found import PieceKind
from recommendations.parsing.read_text import read_text

PROSE = """\
The first line of the text is as wide as
any other line of it, and the next one
is as well; that is how text is wrapped.
"""


def read(text):
    found = read_text(text.encode())
    title = [piece.raw.strip() for piece in found.pieces if piece.kind is PieceKind.TITLE_PAGE]
    return title, [each.heading for each in found.sections], [each.text.split()[0] for each in found.paragraphs]


def test_a_title_page_is_no_text():
    text = "Council\n\nDistr.: General\n1 May\n\nA report\n\nI. One\n\n1. First.\n"
    assert read(text) == (["Council", "Distr.: General\n1 May", "A report"], ["I. One"], ["First."])


def test_the_last_line_above_the_text_is_its_heading():
    assert read("Council\n\nA letter\n\nI write.\n") == (["Council"], ["A letter"], ["I"])
    assert read("Summary\n\n- A point\n") == ([], ["Summary"], ["A"])
    assert read("A title alone\n") == ([], ["A title alone"], [])


def test_a_heading_right_above_its_text_is_a_heading():
    assert read(f"A title\n\nSummary \n{PROSE}\nThe end of it\n{PROSE}") == (
        ["A title"], ["Summary", "The end of it"], ["The", "The"],
    )  # fmt: skip


def test_a_first_line_as_wide_as_the_others_is_text():
    assert read(f"A title\n\nA heading\n\n{PROSE}")[2] == ["The"]


def test_a_heading_whose_text_goes_over_the_page_is_a_heading():
    text = f"A title\n\nOne\n{PROSE}\nTwo\n{PROSE} still going on.\n\nThree\n{PROSE}"
    assert read(text) == (["A title"], ["One", "Two", "Three"], ["The", "The", "The"])
