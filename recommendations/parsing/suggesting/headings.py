"""What the heading a paragraph stands under says about it."""

import re
from collections.abc import Sequence

from .values import Reason

ASKING = re.compile(
    r"\b(?:recommendations?|way (?:ahead|forward)|next steps|action (?:to be taken"
    r"|required)|what (?:should|must|can|needs to) be done|road ahead|policy implications"
    r"|proposals?|conclusions?|observations"
    r"|recommandations?|conclusions|propositions|mesures à prendre|call to action)\b",
    re.IGNORECASE,
)
TELLING = re.compile(
    r"\b(?:introduction|background|context|methodology|definitions?|mandate and"
    r"|history|scope|legal framework|terms of reference"
    r"|acknowledgements?|contexte|historique|généralités|rappel)\b",
    re.IGNORECASE,
)
SUMMARY = re.compile(
    r"\bexecutive summary\b|\bkey messages\b"
    r"|^\W*(?:[IVX\d]+\.?\s+)?(?:summary|résumé|overview"
    r"|highlights)(?:\s+of\s+(?:the\s+)?(?:report|findings|recommendations)"
    r"|\s+and\s.*)?\W*$",
    re.IGNORECASE,
)


def weight_of(headings: Sequence[str]) -> tuple[float, tuple[Reason, ...]]:
    """How much more, or less, its modals are asks. The nearest heading that says something counts."""
    for heading in reversed(headings):
        if ASKING.search(heading):
            return 0.1, (Reason("under_heading", heading),)
        if TELLING.search(heading):
            break
    if headings and TELLING.search(headings[-1]):  # what only stands far above tells little
        return -0.25, (Reason("under_heading", headings[-1]),)
    return 0.0, ()


def is_summary(headings: Sequence[str]) -> bool:
    return any(SUMMARY.search(heading) for heading in headings)
