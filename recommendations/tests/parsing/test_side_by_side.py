"""Two columns of plain text, line beside line, as a viewer that keeps the layout copies them."""

import textwrap

from recommendations.parsing.found import DoubtCode
from recommendations.tests.parsing.given import found

LONG = "has gone on as the two organizations agreed it would, in all the places where they work together in the field"
WIDTH = 40


def numbered(first, last):
    return {str(at): f"The partnership of the two {LONG}; it is number {at}." for at in range(first, last + 1)}


def wrapped(parts):
    return [line for part in parts for line in [*textwrap.wrap(part, WIDTH), ""]]


def beside(left, right):
    """The parts as columns; the shorter one ends above."""
    columns = [wrapped(left), wrapped(right)]
    height = max(map(len, columns))
    rows = zip(*(column + [""] * (height - len(column)) for column in columns), strict=True)
    return "\n".join(f"{one:<{WIDTH}}    {other}".rstrip() for one, other in rows) + "\n"


def written(parts):
    return [f"{label}. {text}" for label, text in parts.items()]


def test_the_left_column_is_read_before_the_right_one():
    made = found(beside(["I. Work", *written(numbered(1, 4))], ["II. Money", *written(numbered(5, 8))]))
    assert {each.label: each.text for each in made.paragraphs} == numbered(1, 8)
    assert [each.heading for each in made.sections] == ["I. Work", "II. Money"]
    assert [(each.code, each.where) for each in made.warnings] == [(DoubtCode.COLUMNS_BESIDE, "1")]


def test_text_above_and_below_and_other_pages_keep_their_places():
    above, below = (f"{at}. It {LONG}, {LONG},\n{LONG}.\n\n" for at in (1, 8))
    pages = [
        f"{above}{beside(written(numbered(2, 4)), written(numbered(5, 7)))}\n{below}",
        beside(written(numbered(9, 10)), written(numbered(11, 12))),
    ]
    made = found("\f".join(pages))
    assert [each.label for each in made.paragraphs] == [str(at) for at in range(1, 13)]
    assert [each.where for each in made.warnings if each.code is DoubtCode.COLUMNS_BESIDE] == ["1", "2"]


def test_a_paragraph_that_the_column_cuts_is_two_because_its_pieces_stand_in_the_file_s_order():
    left = [*written(numbered(1, 3)), "4. It goes on, and so did"]
    made = found(beside(left, [f"the others, as it {LONG}.", *written(numbered(5, 7))]))
    texts = {each.label: each.text for each in made.paragraphs}
    assert texts["4"] == "It goes on, and so did"
    assert texts["4 2"].startswith("the others, as it has gone on")


def test_a_word_divided_at_the_gutter_is_one():
    text = beside(written(numbered(1, 3)), written(numbered(4, 6))).replace("organizations agreed it", "Secretary-")
    texts = [each.text for each in found(text).paragraphs]
    assert all("Secretary-would" in each for each in texts)


def test_tables_of_short_cells_and_leaders_are_no_columns():
    rows = "".join(f"Office {at:<20}     {at} posts and {at} cars\n" for at in range(1, 14))
    leaders = "".join(f"The work of the two organizations   in the year {'.' * 9} {at}\n" for at in range(1, 14))
    for text in (rows, leaders):
        assert DoubtCode.COLUMNS_BESIDE not in {each.code for each in found(f"A list\n\n{text}").warnings}
