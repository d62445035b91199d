"""Text taken out of a PDF line by line: nothing parts its paragraphs but where their lines end."""

import textwrap

import pytest

from recommendations.parsing.read import read
from recommendations.parsing.read_text import rebuild


def found(text):
    made = read(text.encode(), "report.txt")
    assert rebuild(made) == text.encode()
    return made


def texts(text):
    return {each.label: each.text for each in found(text).paragraphs}


@pytest.mark.parametrize(
    "page",
    [
        "16",
        "16\n\nS/2031/54",
        "31-01056\n\n3\n\nS/2031/54",
        "S/2031/54\n\n31-01056\n\n3",
        "3/17\n\n31-01056\n\nS/2031/54",
    ],
)
def test_an_excerpt_s_only_page_break_parts_no_sentence(page):
    text = f"1. The bridge over the river still carries a\n\n{page}\n\nsignificant part of the traffic.\n\n2. Two.\n"
    assert texts(text) == {
        "1": "The bridge over the river still carries a significant part of the traffic.",
        "2": "Two.",
    }


def test_a_number_between_blank_lines_is_text_where_no_sentence_goes_on():
    made = texts("1. The bridges that the town counted:\n\n16\n\nferries were not.\n\n2. Two.\n")
    assert "16" in " ".join(made.values())


def test_the_last_page_s_number_ends_the_text_and_is_none_of_it():
    text = "1. The bridge over the river carries\n\n6\n\nS/2031/54\n\ntrucks.\n\n2. The ferry carries people.\n\n7\n"
    assert texts(text)["2"] == "The ferry carries people."


def test_a_bar_code_spelt_down_the_page_and_the_day_of_the_job_are_no_text():
    spelt = "\n".join("*3101056*")
    made = texts(f"1. It was sent on.\n\n31-01056 (E)\n\n300131\n\n{spelt}\n\nS/2031/54\n\n2. Two.\n")
    assert made == {"1": "It was sent on.", "2": "Two."}


def wrapped(*paragraphs, width=80):
    return "\n".join(line for each in paragraphs for line in textwrap.wrap(each, width))


def sentence(*words, times=4):
    return " ".join(
        f"The {word} crossed the long bridge over the river before the rain came down." for word in words * times
    )


def test_a_paragraph_ends_where_its_last_line_is_short():
    paragraphs = [f"{sentence(word)} So it ended there." for word in ("train", "lorry", "tram", "ferry", "cart")]
    assert list(texts(f"Crossings\n\n{wrapped(*paragraphs)}\n").values()) == paragraphs


def test_a_page_break_between_blank_lines_parts_no_such_paragraph():
    paragraphs = [f"{sentence(word)} So it ended there." for word in ("train", "lorry", "tram", "ferry", "cart")]
    lines = wrapped(*paragraphs).split("\n")
    text = "\n".join([*lines[:7], "", "4", "", "S/2031/54", "", *lines[7:]])
    assert list(texts(f"Crossings\n\n{text}\n").values()) == paragraphs


def test_two_lines_that_a_hyphen_joined_do_not_hide_how_the_text_is_wrapped():
    numbered = [wrapped(f"{at}. {sentence('train', 'lorry')}", width=85) for at in range(1, 9)]
    numbered[0] = numbered[0].replace("\n", "-", 1)
    made = found("I. Roads\n" + "\n".join(numbered[:4]) + "\nRail and water\n" + "\n".join(numbered[4:]) + "\n")
    assert [each.label for each in made.paragraphs] == [str(at) for at in range(1, 9)]
    assert [each.heading for each in made.sections] == ["I. Roads", "Rail and water"]


def hung(at, paragraph):
    first, *lines = wrapped(paragraph).split("\n")
    return "\n".join([first, f"{at}.", *lines])


def test_a_number_below_the_first_line_of_its_text_counts_it():
    paragraphs = [f"{sentence(word)} It ended there;" for word in ("Train", "Lorry", "Tram", "Ferry")]
    first, second, third, fourth = paragraphs
    text = "\n".join([f"Council:\n1.\n{wrapped(first)}", hung(2, second), hung(3, third), f"4.\n{wrapped(fourth)}\n"])
    assert texts(text) == dict(zip("1234", paragraphs, strict=True))


def test_a_number_that_leaps_is_not_put_before_the_line_above():
    paragraphs = [f"{sentence(word)} It ended there;" for word in ("Train", "Lorry", "Tram")]
    first, second, third = paragraphs
    text = "\n".join([f"Council:\n1.\n{wrapped(first)}", hung(7, second), f"2.\n{wrapped(third)}\n"])
    assert "7." in " ".join(texts(text).values())
