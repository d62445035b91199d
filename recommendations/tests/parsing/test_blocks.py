import pytest

from recommendations.parsing.blocks import is_finished


@pytest.mark.parametrize(
    "text",
    ["It is.", "It is:", "this;", "this; and", "this, or", "He asked “why?”", "It was so.¹", "in 2007.1", "it.)"],
)
def test_a_paragraph_may_end_here(text):
    assert is_finished(text)


@pytest.mark.parametrize("text", ["there remains the potential for", "resolution 1631", "this,", "conflict and", ""])
def test_a_paragraph_goes_on_after_these_words(text):
    assert not is_finished(text)
