"""A text as it is given to the reader, and what was found in it: rebuilt from its pieces each time."""

from recommendations.parsing.read import read
from recommendations.parsing.read_text import rebuild


def found(text):
    made = read(text.encode(), "report.txt")
    assert rebuild(made) == text.encode()
    return made


def texts(text):
    return {each.label: each.text for each in found(text).paragraphs}
