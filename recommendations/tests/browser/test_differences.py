"""What became of a text: every word of both stands there once, however long they are."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.browser import differences
from recommendations.browser.differences import changes

WORDS = st.lists(st.sampled_from(["one", "two", "three", "<b>", "&", "one.", "\n"]), max_size=14).map(" ".join)


def words_of(marked: str, without: str) -> list[str]:
    return html.unescape(
        re.sub(r"</?(?:ins|del)>", "", re.sub(f"<{without}>.*?</{without}>", " ", marked, flags=re.DOTALL))
    ).split()


@pytest.mark.parametrize("most", [0, 1_000_000])
def test_what_went_and_what_came_are_both_there_and_nothing_else(monkeypatch, most):
    monkeypatch.setattr(differences, "MOST_COMPARED", most)

    @given(WORDS, WORDS)
    def whole(before, after):
        marked = changes(before, after)
        assert words_of(marked, "ins") == before.split()
        assert words_of(marked, "del") == after.split()
        assert "<b>" not in marked

    whole()


def test_a_word_that_changed_is_all_that_is_marked():
    assert changes("They should act soon.", "They must act soon.") == "They <del>should</del> <ins>must</ins> act soon."
    assert changes("The same.", "The same.") == "The same."
    assert changes("", "New.") == "<ins>New.</ins>"


def test_two_long_texts_with_nothing_in_common_at_their_ends_are_compared_at_once(monkeypatch):
    """Not by the way whose time grows with the square of their length."""
    monkeypatch.setattr(differences.difflib, "SequenceMatcher", None)
    middle = " ".join(f"word{n % 50}" for n in range(3000))
    marked = changes(f"Before {middle} old", f"After {middle} new")
    assert marked.count("<del>") == 2
    assert len(words_of(marked, "ins")) == 3002
