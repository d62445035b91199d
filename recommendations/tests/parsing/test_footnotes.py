import pytest

from recommendations.parsing.found import DoubtCode
from recommendations.parsing.read_text import read_text


def read(text, *notes):
    foot = "".join(f" {note}\n" for note in notes)
    return read_text(f"1. {text}\n\n__________\n\n{foot} 2. Two.\n".encode())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It was so.1 And", "It was so. And"),
        ("On 28 March 2007.1 And", "On 28 March 2007. And"),
        ("See 4/8,1 in which", "See 4/8, in which"),
        ("He said “so”1 then", "He said “so” then"),
        ("The organizations1 met", "The organizations met"),
        ("The organizations¹ met", "The organizations met"),
        ("See 61/1 and A/1 and 1 and 2007/1, then it is.1", "See 61/1 and A/1 and 1 and 2007/1, then it is."),
        ("See A/62/53/Add.1 now.1 So", "See A/62/53/Add.1 now. So"),
        ("It cost 2.1 or so.1 And", "It cost 2.1 or so. And"),
    ],
)
def test_a_mark_leaves_the_text(text, left):
    found = read(text, "1  A note.")
    assert found.paragraphs[0].text == left
    assert found.footnotes[0].paragraph == 0
    assert found.warnings == ()


def test_marks_come_in_the_order_of_their_notes():
    found = read("First.1 Second.2 Third.3", "1  One.", "2  Two,\ngoes on.", "3  Three.")
    assert found.paragraphs[0].text == "First. Second. Third."
    assert [(each.text, each.at_offset) for each in found.footnotes] == [
        ("One.", 6), ("Two, goes on.", 14), ("Three.", 21),
    ]  # fmt: skip
    assert found.paragraphs[1].label == "2"


def test_a_note_without_a_mark_is_kept_and_doubtful():
    found = read("Nothing here.", "1  A note.")
    assert (found.footnotes[0].text, found.footnotes[0].paragraph) == ("A note.", None)
    assert [each.code for each in found.warnings] == [DoubtCode.MARK_NOT_FOUND]


def test_two_places_for_one_mark_are_doubtful():
    found = read("It was so.1 And so.1 And", "1  A note.")
    assert [each.code for each in found.warnings] == [DoubtCode.MARK_AMBIGUOUS]


def test_a_number_without_a_note_is_text():
    assert read_text(b"1. It was so.1 And\n").paragraphs[0].text == "It was so.1 And"


def test_a_raised_number_begins_a_note_without_a_rule():
    found = read_text("1. Kosovo¹ is meant.\n\n¹ As in\nresolution 1244.\n\n2. Two.\n".encode())
    assert [each.text for each in found.paragraphs] == ["Kosovo is meant.", "Two."]
    assert found.footnotes[0].text == "As in resolution 1244."


def test_a_mark_in_a_heading_leaves_it_and_is_doubtful():
    found = read_text("I. Kosovo¹\n\n1. One.\n\n¹ A note.\n".encode())
    assert found.sections[0].heading == "I. Kosovo"
    assert [each.code for each in found.warnings] == [DoubtCode.MARK_IN_HEADING]
