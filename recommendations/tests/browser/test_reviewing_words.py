"""Why something was found is said in words that a person can check, whatever the suggester found."""

import re
from pathlib import Path

from recommendations.browser.intake import reviewing_words
from recommendations.parsing.suggesting import anchors
from recommendations.parsing.suggesting.suggest import suggest

SUGGESTER = Path(suggest.__code__.co_filename).parent
CODE = re.compile(r'\b(?:Reason|Anchor)\(\s*"([a-z_]+)"')


def test_every_reason_of_the_suggester_has_words():
    used = {code for each in SUGGESTER.glob("*.py") for code in CODE.findall(each.read_text(encoding="utf-8"))}
    assert len(used) > 20
    assert (used | set(anchors.SURE)) - set(reviewing_words.FOR) - set(reviewing_words.AGAINST) == set()


def test_what_speaks_for_it_comes_first():
    given = [{"code": "embedded", "words": "whether"}, {"code": "modal", "words": "should"}]
    said = reviewing_words.why(given)
    assert said == "“should” says what is to be done. Against it: “whether” makes it part of another statement."
    assert reviewing_words.why([]) == ""
