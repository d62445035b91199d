import pytest

from recommendations.parsing.numbering import Items, Numbers, from_roman, to_roman
from recommendations.parsing.read_text import read_text


def test_roman_numbers_are_read_as_they_are_written():
    assert [from_roman(to_roman(number)) for number in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize("name", ["iiii", "vx", "ic", "abc", ""])
def test_what_is_no_roman_number_has_no_value(name):
    assert from_roman(name) is None


@pytest.mark.parametrize(
    ("last", "number", "verdict"),
    [
        (0, 1, "next"), (0, 71, "skipped"), (7, 8, "next"), (7, 9, "skipped"), (7, 7, "repeated"),
        (7, 1, "restarted"), (7, 5, "out_of_sequence"), (7, 50, "out_of_sequence"),
    ],
)  # fmt: skip
def test_a_number_is_judged_by_the_one_before(last, number, verdict):
    assert Numbers(last).judge(number) == verdict


def depths(*names):
    items = Items()
    return [placed.depth if (placed := items.place(name, after_colon=False)) else None for name in names]


def test_items_find_their_depth():
    assert depths("a", "b", "i", "ii", "c") == [1, 1, 2, 2, 1]
    assert depths("i", "ii", "a", "b", "iii") == [1, 1, 2, 2, 1]
    assert depths("a", "i", "ii", "iii", "iv", "v", "b") == [1, 2, 2, 2, 2, 2, 1]
    assert depths("a", "i", "b", "i") == [1, 2, 1, 2]
    assert depths("q") == [None]


HEADED = (
    "71. The members of the Council recommend:\n\nRegional cooperation\n\n(a) The two Governments should talk;\n\n"
    "(b) They should meet;\n\nElections\n\n(c) The vote should be held in time.\n\nIV. Liberia\n\n72. It rained.\n"
)


def test_headings_between_the_items_of_a_list_leave_it_one_list():
    found = read_text(HEADED.encode())
    assert [each.label for each in found.paragraphs] == ["71", "71(a)", "71(b)", "71(c)", "72"]
    assert [each.parent for each in found.paragraphs] == [None, 0, 0, 0, None]
    assert found.sections[found.paragraphs[3].section].heading == "Elections"


def test_a_letter_below_a_heading_that_goes_on_with_nothing_is_text():
    found = read_text(b"71. The talks went on.\n\nElections\n\n(c) is the third letter.\n\n72. It rained.\n")
    assert [each.label for each in found.paragraphs] == ["71", "Elections 1", "72"]
