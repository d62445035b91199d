"""Work grows with the text, not with its square: four times the text takes far less than sixteen times as long."""

import time

import pytest

from recommendations.parsing.read import read
from recommendations.parsing.suggesting.reading import source_of
from recommendations.parsing.suggesting.suggest import suggest

from .suggesting.ask import organizations, themes

LEAST = 0.05  # seconds of which nothing can be said
SAMPLES = {
    "short lines": lambda n: "Act.\n" * n * 4,
    "asks in paragraphs": lambda n: "".join(f"It should do {at}.\n\n" for at in range(n)),
    "asks in one paragraph": lambda n: "The Council should act. " * n,
    "one line": lambda n: "the Council should act and " * n,
    "letters without a space": lambda n: "x" * 200 * n,
    "footnotes": lambda n: (
        "1. " + " ".join(f"word{at}" for at in range(n)) + "\n\n_____\n" + "".join(f"{at} See.\n" for at in range(n))
    ),
    "lists in lists": lambda n: "1. One:\n\n" + "(a) x:\n\n(i) y:\n\n" * n,
    "leaders": lambda n: ("Intro " + ". " * 30 + "3\n") * n,
    "quotation marks": lambda n: "“should " * n,
    "pipes": lambda n: "| a | b |\n| --- | --- |\n" + "| a | should act |\n" * n,
    "symbols": lambda n: "S/2030/1\n1. x\n\f" * n,
    "numbers that begin again": lambda n: "1. One should.\n\n" * n,
}


def seconds(text):
    since = time.process_time()
    suggest(source_of(read(text.encode(), "report.txt")), organizations(), themes())
    return time.process_time() - since


@pytest.mark.parametrize("name", SAMPLES)
def test_four_times_the_text_takes_a_few_times_as_long(name):
    seconds("1. It should.\n")
    once, four = (min(seconds(SAMPLES[name](n)) for _ in range(2)) for n in (100, 400))
    assert four < 12 * max(once, LEAST)
