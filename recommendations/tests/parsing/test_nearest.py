import pytest

from recommendations.parsing.nearest import nearest

TEXT = "To that end, the United Nations should support the African Union’s planning, and report on it each year."


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("should support the African Union's planning", "should support the African Union’s planning,"),
        ("the United  Nations shoud support", "the United Nations should support"),
        ("REPORT ON IT EACH YEAR", "report on it each year."),
        (TEXT + " More words that stand nowhere.", TEXT),
        ("Entirely different: quinces, xylophones!", ""),
        ("", ""),
    ],
)
def test_the_nearest_words_are_those_of_the_text(typed, found):
    assert nearest(TEXT, typed) == found


def test_what_is_given_back_always_stands_in_the_text():
    for typed in ("end the Union", "planing and", "f that en"):
        assert nearest(TEXT, typed) in TEXT
