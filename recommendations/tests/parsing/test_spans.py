import pytest

from recommendations.parsing.errors import QuoteNotLocated
from recommendations.parsing.spans import locate


def test_a_quote_is_found_where_it_stands(texts):
    start, end = locate(texts["72(a)"], "I welcome increased consultations among regional organizations")
    assert texts["72(a)"][start:end] == "I welcome increased consultations among regional organizations"


def test_composed_and_decomposed_letters_are_the_same_words():
    assert locate("its joint communiqué", "communique\u0301") == (10, 20)


def test_an_occurrence_is_counted_from_one():
    assert locate("so and so", "so", occurrence=2) == (7, 9)


@pytest.mark.parametrize(
    ("quote", "occurrence", "code"),
    [
        ("nor", None, "not_in_text"),
        ("So", None, "not_in_text"),
        ("so", None, "more_than_once"),
        ("so", 3, "no_such_occurrence"),
        ("so", 0, "no_such_occurrence"),
        (" ", None, "empty_quote"),
    ],
)
def test_nothing_is_guessed(quote, occurrence, code):
    with pytest.raises(QuoteNotLocated) as refused:
        locate("so and so", quote, occurrence=occurrence)
    assert refused.value.code == code
