"""Every paragraph of both texts has its place, once; words are found again only where there is no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.parsing.aligning import Fate, align, stands_again

LONG = "The United Nations should support the African Union in the planning of its operations"
TEXTS = st.lists(
    st.tuples(st.sampled_from("123456"), st.sampled_from([LONG, f"{LONG} now", "Other words.", ""])), max_size=8
)


def labels(before, after):
    return [
        (
            before[each.before][0] if each.before is not None else "",
            after[each.after][0] if each.after is not None else "",
            each.fate,
        )
        for each in align(before, after)
    ]


@given(TEXTS, TEXTS)
def test_each_paragraph_of_both_texts_stands_there_once(before, after):
    pairs = align(before, after)
    assert sorted(each.before for each in pairs if each.before is not None) == list(range(len(before)))
    assert [each.after for each in pairs if each.after is not None] == list(range(len(after)))
    for each in pairs:
        if each.fate == Fate.UNCHANGED:
            assert before[each.before][1] == after[each.after][1]


def test_the_same_label_is_the_same_paragraph_though_its_words_changed():
    assert labels([("1", LONG), ("2", "Two.")], [("1", f"{LONG}, soon"), ("2", "Two.")]) == [
        ("1", "1", Fate.CHANGED),
        ("2", "2", Fate.UNCHANGED),
    ]


def test_a_paragraph_put_in_between_moves_the_labels_and_not_the_words():
    before = [("1", LONG), ("2", "A second paragraph about something else.")]
    after = [("1", "An opening that nobody had written."), ("2", LONG), ("3", before[1][1])]
    assert labels(before, after) == [
        ("", "1", Fate.ONLY_AFTER),
        ("1", "2", Fate.UNCHANGED),
        ("2", "3", Fate.UNCHANGED),
    ]


def test_what_was_taken_out_stands_after_what_it_followed():
    before = [("1", "One."), ("2", LONG), ("3", "Three.")]
    assert labels(before, [("1", "One."), ("3", "Three.")]) == [
        ("1", "1", Fate.UNCHANGED),
        ("2", "", Fate.ONLY_BEFORE),
        ("3", "3", Fate.UNCHANGED),
    ]


def test_a_changed_paragraph_under_another_label_is_known_by_its_likeness():
    found = labels([("1", LONG)], [("1", "Quite other words stand here, about nothing alike."), ("2", f"{LONG} now")])
    assert ("1", "2", Fate.CHANGED) in found


def test_long_texts_without_a_common_label_are_compared_near_their_place():
    before = [(f"a{n}", f"{LONG} in year {n}") for n in range(600)]
    after = [(f"b{n}", f"{LONG} in the year {n}") for n in range(600)]
    assert all(each.before == each.after for each in align(before, after))


@pytest.mark.parametrize(
    ("before", "words", "after", "found"),
    [
        ("Do it now. And this.", "Do it now.", "First. Do it now. And that.", "Do it now."),
        ("They support peace.", "support peace", "They supporting peace.", None),
        ("We support it", "support", "We supported it", None),
        ("Ask it. Ask it.", "Ask it.", "Ask it.", None),
        ("Ask it. Ask it.", "Ask it.", "Now: Ask it. Ask it.", "Ask it."),
        ("Gone.", "Gone.", "Here.", None),
    ],
)
def test_words_stand_again_only_as_whole_words_and_without_doubt(before, words, after, found):
    place = stands_again(before, before.index(words), before.index(words) + len(words), after)
    assert (after[slice(*place)] if place else None) == found


def test_of_several_that_are_alike_it_is_the_one_at_the_same_turn():
    text = "Ask it. Ask it."
    assert stands_again(text, 8, 15, "So: Ask it. Ask it.") == (12, 19)
