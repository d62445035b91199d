"""A page on one line, as some viewers give it."""

from recommendations.tests.parsing.given import found

LONG = "has gone on as the two organizations agreed it would, in all the places where they work together"


def test_numbers_that_follow_on_begin_paragraphs_and_what_ends_in_no_stop_is_a_heading():
    parts = [
        "A report on partnerships I. INTRODUCTION",
        f"1. The partnership {LONG}. It was set up in 2006.",
        f"2. See paragraph 3. The Council {LONG}: (a) money; and (b) training.",
        "II. MONEY",
        f"3. It should: (a) Plan, which {LONG}; (b) Share by: (i) Meeting; (ii) Writing; and (c) Act.",
        f"4. It {LONG}, 5 times. {LONG.capitalize()}.",
        "Western Balkans",
        f"5. It {LONG}. 17. Seventeen came. It {LONG}.",
    ]
    made = found(" ".join(parts))
    labels = ["1", "2", "3", "3(a)", "3(b)", "3(b)(i)", "3(b)(ii)", "3(c)", "4", "5"]
    assert [each.label for each in made.paragraphs] == labels
    assert [each.heading for each in made.sections] == ["I. INTRODUCTION", "II. MONEY", "Western Balkans"]
    texts = {each.label: each.text for each in made.paragraphs}
    assert texts["2"].startswith("See paragraph 3. The Council")
    assert texts["2"].endswith("(b) training.")
    assert texts["5"].endswith(f"17. Seventeen came. It {LONG}.")


def test_a_resolution_is_cut_by_how_it_is_drafted():
    preamble = f"The Security Council, Recalling its plan, which {LONG}, Deeply concerned by the delay,"
    verbs = f"1. Decides to act, which {LONG}; 2. Requests the Secretary-General {LONG}; 3. Decides to go on; "
    text = f"Resolution 1 (2030) {preamble} Acting under Chapter VII, {verbs}4. Urges all, as it {LONG}, {LONG}."
    labels = ["Preamble 1", "Preamble 2", "Preamble 3", "1", "2", "3", "4"]
    assert [each.label for each in found(text).paragraphs] == labels


def test_a_long_paragraph_with_numbers_in_it_is_one():
    text = "\n".join(f"{at}. In 1. Plan it {LONG} and 2. Share it {LONG}. {LONG} {LONG * 9}." for at in range(1, 6))
    assert [each.label for each in found(text).paragraphs] == ["1", "2", "3", "4", "5"]


def test_few_numbers_begin_paragraphs_below_the_ends_of_sentences():
    text = f"1. The partnership {LONG}, {LONG}. 2. The Council {LONG}, {LONG}, {LONG}."
    assert [each.label for each in found(text).paragraphs] == ["1", "2"]
    text = f"1. The partnership {LONG}, {LONG}, in phase 2. The Council {LONG}, {LONG}, {LONG}."
    assert [each.label for each in found(text).paragraphs] == ["1"]


def test_a_page_may_begin_in_the_middle_of_a_paragraph():
    pages = " ".join(f"{at}. The partnership {LONG}." for at in range(14, 19))
    text = f"and so it was agreed by all of them. {pages}"
    assert [each.label for each in found(text).paragraphs] == ["Text 1", "14", "15", "16", "17", "18"]
