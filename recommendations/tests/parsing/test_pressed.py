"""Text taken out of a PDF line by line: nothing parts its paragraphs but where their lines end."""

import textwrap

import pytest

from recommendations.parsing.widths import measured
from recommendations.tests.parsing.given import found, texts


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


def set_in_type(paragraph, width=75.0):
    """Wrapped where the letters have no more room, as printed text is: narrow letters make long lines."""
    lines = [""]
    for word in paragraph.split():
        longer = f"{lines[-1]} {word}".strip()
        if measured(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def test_lines_of_narrow_letters_end_early_though_they_count_more_letters():
    narrow = "little silt is left in it still, if it is filtered, it is till it fits"
    silt = "little silt is left in it still"
    wide = "women and men who made maps among many warm meadows would come home"
    long = f"{wide} {wide}, {narrow} {narrow}, {wide} {wide}, {narrow} {narrow}, {wide}. {narrow} {silt}."
    paragraphs = [f"{start} of them {long}" for start in ("Many", "Some", "Most", "All", "Each")]
    text = "\n".join(set_in_type(each) for each in paragraphs)
    assert list(texts(f"Filters\n\n{text}\n").values()) == paragraphs


def three(items):
    first, second, third = sentence("tram"), f"{sentence('train')} It asks for these:", sentence("lorry")
    return "\n".join(["I. Roads", wrapped(f"1. {first}"), wrapped(f"2. {second}"), *items, wrapped(f"3. {third}"), ""])


def test_letters_that_run_on_in_a_sentence_begin_no_item_at_a_line_s_beginning():
    items = ["(a) more bridges; (b) more boats for the river; and", "(c) fewer rains."]
    assert list(texts(three(items))) == ["1", "2", "3"]


def test_items_each_on_lines_of_their_own_stay_items():
    items = ["(a) More bridges;", "(b) More boats for the river; and", "(c) Fewer rains."]
    assert list(texts(three(items))) == ["1", "2", "2(a)", "2(b)", "2(c)", "3"]


LETTER = f"""Letter dated 3 May 2031 from the Keeper of the bridges addressed to
the President of the Council
{wrapped(sentence("train"))} It was
closed for good (see annex).
I would be grateful if it were opened.
(Signed) A. Keeper
Keeper of the bridges

2

S/2031/54

Annex to the letter dated 3 May 2031 from the Keeper of the bridges
addressed to the President of the Council
Crossings
{wrapped(sentence("tram") + " It ended.")}
{wrapped(sentence("lorry") + " So it ended then.")}
{wrapped(sentence("ferry"))} It went on.
"""


def test_a_signature_ends_a_letter_and_its_annex_begins_with_a_heading():
    made = found(LETTER)
    assert [each.heading.split()[0] for each in made.sections] == ["Letter", "Annex", "Crossings"]
    assert [each.text.split()[0] for each in made.paragraphs] == ["The", "I", "(Signed)", "The", "The", "The"]


def test_what_closes_a_letter_is_a_paragraph_below_a_full_line_too():
    full = "The bridge that the engineers of the two towns had built together was closed."
    closing = "I would be grateful if it were opened."
    paragraphs = [f"{sentence(word)} So it ended there." for word in ("train", "lorry", "tram", "ferry")]
    text = f"Crossings\n\n{wrapped(*paragraphs)}\n{full}\n{closing}\n"
    assert list(texts(text).values()) == [*paragraphs, full, closing]


def test_a_sentence_that_names_a_body_above_its_name_introduces_it():
    text = "The Council of Bridges, at its third meeting, adopted the following decision:\n\nCouncil:\n\n1. Notes it.\n"
    made = found(text)
    assert [each.heading for each in made.sections] == ["Council:"]
    assert [each.text for each in made.paragraphs] == [text.split("\n")[0], "Notes it."]


@pytest.mark.parametrize(
    "heading",
    [
        "Rail and water",
        "Rail and water*",
        "Rail, water and how the two of them have been brought together in\nall of the towns",
    ],
)
def test_a_heading_stands_right_below_a_full_line_and_right_above_its_text(heading):
    full = "The bridge that the engineers of the two towns had built together was closed."
    paragraphs = [f"{sentence(word)} So it ended there." for word in ("train", "lorry", "tram", "ferry")]
    made = found(f"Crossings\n\n{wrapped(*paragraphs)}\n{full}\n{heading}\n{wrapped(sentence('cart'))}\n")
    assert [each.heading for each in made.sections] == ["Crossings", heading.replace("\n", " ")]
    assert [each.text for each in made.paragraphs] == [*paragraphs, full, sentence("cart")]


def test_a_bullet_set_narrower_than_the_text_goes_on_below_its_full_lines():
    numbered = [f"{at}. {sentence(word)} It ended." for at, word in enumerate(("tram", "cart", "train", "ferry"), 1)]
    bullet = [
        "The towns build a bridge, and they build a road to the",
        "bridge from both of the towns, and mend it each year at",
        "their own cost, which they may share between the towns.",
        "The boats of the towns are mended by June.",
    ]
    lines = "\n".join([wrapped(*numbered), "Asked for", "• " + "\n".join(bullet), "• They end."])
    assert list(texts(f"I. Roads\n{lines}\n").values())[-2:] == [" ".join(bullet), "They end."]


def test_a_heading_with_a_sign_above_a_number_ends_a_title_that_fills_its_line():
    title = "Report of the Keeper on the review of all of the many bridges that the two towns have"
    numbered = [f"{at}.\n{wrapped(sentence(word))}" for at, word in enumerate(("tram", "cart", "train", "ferry"), 1)]
    made = found("\n".join([title, "I. Introduction", *numbered, ""]))
    assert [each.heading for each in made.sections] == ["I. Introduction"]
    assert [each.label for each in made.paragraphs] == ["1", "2", "3", "4"]


def test_a_long_title_may_end_in_whose_report_it_is():
    title = "Bridges between\nthe two towns, also\nthose of wood\nthat were there before\nReport of the Keeper"
    made = found(f"A/2/3\n\nTowns\n\nDistr.: General\n3 May 2031\n\n{title}\n\nI. Introduction\n\n1. One.\n\n2. Two.\n")
    assert [each.label for each in made.paragraphs] == ["1", "2"]


@pytest.mark.parametrize(
    "broken",
    ["The towns need a way to come to agreement in", "The towns are near. They count on those who live in all"],
)
def test_a_number_whose_sentence_breaks_off_is_no_heading(broken):
    text = f"Towns\n\n2. {broken}\n\nBridges that they share, as they should.\n\n3. Three came.\n"
    assert texts(text)["2"] == f"{broken} Bridges that they share, as they should."
