"""Text copied out of viewers and pages: what was printed around it, and paragraphs that no blank line parts."""

import pytest

from recommendations.parsing.found import PieceKind
from recommendations.tests.parsing.given import found, texts


@pytest.mark.parametrize(
    "page",
    [
        "Page 3",
        "Page 3 of 12",
        "page 3 sur 12",
        "3 | P a g e",
        "- 3 -",
        "S/2031/54\nPage 3",
        "S/2031/54\nEnglish\nPage 3",
        "S/2031/54 31-01056 3/17",
        "3/17 31-01056 S/2031/54",
        "31-01056 (E) 300131\n*3101056*\nPlease recycle",
        "31-01056X (E)",
        "V.31-01056 (E)",
        "Merci de recycler",
    ],
)
def test_what_the_page_needed_parts_no_sentence(page):
    assert texts(f"1. It goes on\n\n{page}\n\nas it did.\n\n2. Two.\n") == {"1": "It goes on as it did.", "2": "Two."}


def test_the_page_it_names_is_counted():
    made = found("1. One goes\n\nPage 3 of 12\n\non.\n\n2. Two\n\n- 4 -\n\ncame.\n")
    assert [piece.raw for piece in made.pieces if piece.kind is PieceKind.PAGE_NUMBER] == ["Page 3 of 12\n", "- 4 -\n"]


@pytest.mark.parametrize("mark", ["/…", "…/…", "/ …", "…/", "/..."])
def test_a_mark_that_something_follows_is_no_text(mark):
    assert list(texts(f"1. One.\n\n{mark}\n\n2. Two.\n")) == ["1", "2"]


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7\t", "o\t"])
def test_bullets_of_word_are_bullets(sign):
    made = texts(f"1. It should:\n\n{sign} plan;\n\n{sign} act.\n\n2. Two.\n")
    assert made == {"1": "It should:", "1 1": "plan;", "1 2": "act.", "2": "Two."}


def test_few_numbered_lines_right_below_each_other_are_paragraphs():
    made = found(
        "I. Money\n1. The year was long, and it\nended.\n2. It covers it.\nII. Work\n3. It goes on.\n4. End.\n"
    )
    assert [each.label for each in made.paragraphs] == ["1", "2", "3", "4"]
    assert [each.heading for each in made.sections] == ["I. Money", "II. Work"]
    decided = (
        "The Security Council,\n\nRecalling it,\n\n1. Decides to act;\n2. Requests him to:\n(a) Report;\n(b) Plan;\n"
    )
    assert list(texts(f"{decided}3. Ends.\n")) == ["Preamble 1", "1", "2", "2(a)", "2(b)", "3"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_each_heading_may_begin_the_count_anew(gap):
    found_ = gap.join(["Findings", "1. It planned.", "2. It acted."])
    asked = gap.join(
        ["Recommendations", "1. The office should plan.", "2. The office should act.", "3. It should end.\n"]
    )
    made = found(f"{found_}\n\n{asked}")
    assert [each.label for each in made.paragraphs] == ["1", "2", "1 [2]", "2 [2]", "3"]
    assert [each.heading for each in made.sections] == ["Findings", "Recommendations"]


def test_the_last_number_of_an_excerpt_may_leap():
    assert list(texts("1. One.\n\n33. Three and thirty.\n")) == ["1", "33"]
    assert list(texts("1. One.\n\nIV. Observations\n\n33. Three and thirty.\n")) == ["1", "33"]
    assert list(texts("1. One came in\n\n33. Cairo.\n")) == ["1"]


def test_text_may_stand_right_below_the_contents():
    contents = "Contents\nI. One ............ 3\nII. Two .................. 5\nIII. End ....... 9\n"
    made = found(f"Report on it\n{contents}I. One\n1. First.\nII. Two\n2. Second.\nIII. End\n3. Third.\n")
    assert [each.text for each in made.paragraphs] == ["First.", "Second.", "Third."]
    assert [each.heading for each in made.sections] == ["I. One", "II. Two", "III. End"]


def test_a_title_next_to_the_numbers_of_pages_is_a_running_head():
    page = ["{}. It has gone on for years, in all the places where they work together,", "as was agreed in May and"]
    text = "\n".join(
        "\n".join([*page, f"Page {at} of 4", "The road to DEV", "in June."]).replace("{}", str(at))
        for at in range(1, 5)
    )
    made = found(f"{text}\n")
    assert [each.label for each in made.paragraphs] == ["1", "2", "3", "4"]
    assert all(each.text.endswith("agreed in May and in June.") for each in made.paragraphs)
    assert sum(piece.kind is PieceKind.RUNNING_HEAD for piece in made.pieces) == 4


def test_notes_of_markdown_are_notes():
    made = found("1. One came.[^1] It stayed[^a].\n\n2. Two came.\n\n[^1]: See the report.\n\n[^a]: Ibid.\n")
    assert [each.text for each in made.paragraphs] == ["One came. It stayed.", "Two came."]
    assert [(note.mark, note.text, note.paragraph) for note in made.footnotes] == [
        ("[^1]", "See the report.", 0),
        ("[^a]", "Ibid.", 0),
    ]
