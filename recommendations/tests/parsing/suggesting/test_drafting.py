"""Sentences as bodies really write them, each with the verdict: `drafting/*.txt`, one file for each kind of author.

A line is `kind | organizations asked | sentence`; kinds of several asks are joined by `+`, `-` is none. `-` for the
organizations: whoever is asked is not in the register, or nobody is named. The facts of the document stand above;
`also` is another paragraph of it.
"""

from pathlib import Path

import pytest

from recommendations.parsing.suggesting.suggest import suggest
from recommendations.parsing.suggesting.values import Passage, Source

from .ask import organizations, themes

FOLDER = Path(__file__).parent / "drafting"


def rows():
    made = []
    for path in sorted(FOLDER.glob("*.txt")):
        facts = {}
        for line in path.read_text().splitlines():
            if line.startswith("#"):
                name, _, value = line.lstrip("# ").partition(": ")
                facts[name] = value
            else:
                made.append(pytest.param(facts, *line.split(" | ", 2), id=f"{path.stem}: {line[-60:]}"))
    return made


@pytest.mark.parametrize(("facts", "kinds", "actors", "text"), rows())
def test_what_is_asked_and_of_whom(facts, kinds, actors, text):
    headings = (facts["heading"],) if "heading" in facts else ()
    label = f"{facts['label']} 1" if "label" in facts else "1"
    passages = (Passage(label, text, None, headings), Passage("2", facts.get("also", "So it is.")))
    symbol, title, body, kind = (facts.get(name, "") for name in ("symbol", "title", "body", "kind"))
    candidates = suggest(Source(passages, symbol, title, body, kind), organizations(), themes())
    found = [each for each in candidates if each.suggested and each.paragraph == label]
    assert "+".join(each.kind for each in found) == kinds.replace("-", "")
    if actors != "-":
        assert set(found[0].actors) == set(actors.split(","))
