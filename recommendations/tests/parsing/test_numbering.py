import pytest

from recommendations.parsing.numbering import Items, Numbers, from_roman, to_roman


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
