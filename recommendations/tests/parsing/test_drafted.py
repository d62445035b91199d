"""Resolutions as people paste them: no blank lines, no numbers, one line for each part."""

import pytest

from recommendations.parsing.read import read
from recommendations.parsing.read_text import rebuild

PASTED = (
    "Adopted by the Security Council at its 9001st meeting, on 3 March 2031\n"
    "The Security Council,\n"
    "Recalling its resolutions on the joint mission, and in particular what it\n"
    "said of its reserve,\n"
    "Having considered the letter of the Chairperson (S/2031/7),\n"
    "{operative}"
)
NUMBERED = "1. Extends the mandate of the joint mission until\n15 May 2031;\n2. Remains seized of the matter.\n"
BARE = "Affirms the need to go on,\nRequests the Secretary General to name an envoy;\nUrges the parties to meet.\n"
LISTED = "Decides,\n(a) To renew the mandate;\n(b) To request the Secretary-General to report.\n"


def found(operative):
    data = PASTED.format(operative=operative).encode()
    made = read(data, "text.txt")
    assert rebuild(made) == data
    return made


@pytest.mark.parametrize(
    ("operative", "labels"),
    [
        (NUMBERED, ["1", "2"]),
        (BARE, [f"The Security Council, {at}" for at in (1, 2, 3)]),
        (LISTED, [f"The Security Council, 1{item}" for item in ("", "(a)", "(b)")]),
    ],
)
def test_each_part_of_the_sentence_is_a_paragraph(operative, labels):
    made = found(operative)
    assert [each.label for each in made.paragraphs] == ["Preamble 1", "Preamble 2", *labels]
    assert made.paragraphs[0].text.endswith("said of its reserve,")
    assert [each.heading for each in made.sections] == ["The Security Council,"]


def test_a_longer_text_that_is_wrapped_is_cut_the_same_way():
    parts = [
        f"Recalling its resolution {at} (2030) of 4 May 2030 and all\nthose that came after it,\n" for at in range(6)
    ]
    made = found("".join(parts) + NUMBERED)
    assert [each.label for each in made.paragraphs] == [*(f"Preamble {at}" for at in range(1, 9)), "1", "2"]


def test_the_body_that_speaks_is_the_issuing_body_and_no_title():
    facts = found(NUMBERED).facts
    assert (facts.issuing_body, facts.kind, facts.title) == ("Security Council", "resolution", "")


def test_running_text_is_not_cut_at_a_body_or_a_verb():
    text = (
        "1. It was for the\nSecurity Council,\nas it has said before, and for its\nmembers to decide.\nWelcomes of "
        "this kind,\nNotes of the chair say, were\nrare.\n\n2. So it is.\n"
    )
    assert [each.label for each in read(text.encode(), "text.txt").paragraphs] == ["1", "2"]


def test_lines_as_long_as_paragraphs_are_paragraphs_below_a_title():
    long = "Council {} the Commission, as agreed with all partners at the meeting{}."
    lines = [long.format(verb, ", and with those that were not there" * 6) for verb in ("briefed", "asked", "thanked")]
    made = read(("PRESS STATEMENT\n\n" + "\n".join(lines)).encode(), "text.txt")
    assert [each.text for each in made.paragraphs] == lines


def test_recitals_are_a_preamble():
    made = read(
        b"European Parliament resolution of 3 May 2031 on joint missions\n\nThe European Parliament,\n\n"
        b"\xe2\x80\x93  having regard to Rule 99,\n\nA.  whereas missions cost much;\n\nB.  whereas they help;\n\n"
        b"1.  Calls on the Commission to found a fund;\n",
        "text.txt",
    )
    assert [each.label for each in made.paragraphs] == ["Preamble 1", "Preamble 2", "Preamble 3", "1"]
    assert (made.facts.issuing_body, made.facts.kind) == ("European Parliament", "resolution")


def test_a_note_with_a_stroke_makes_no_heading_of_a_part():
    text = "12/34. Joint missions\n\nThe General Assembly,\n\nHaving considered the report of the Panel, 1/\n\n"
    made = read(f"{text}Recalling its resolution 11/9,\n\n1. Decides to go on;\n".encode(), "text.txt")
    assert [each.label for each in made.paragraphs][-3:] == ["Preamble 1", "Preamble 2", "1"]
    assert [each.heading for each in made.sections][-1:] == ["The General Assembly,"]
