"""How a document speaks: its language, its names for its author, whether it decides, reports views or argues."""

import re
from dataclasses import dataclass

from .actors import family_of
from .authors import authors_of
from .headings import ASKING
from .language import language_of
from .patterns import LANGUAGES, Patterns, patterns_for
from .sentences import sentences
from .values import Passage, Source

TOLD_IN_THE_PAST = ("communique", "policy_paper", "other", "")
SPEAKS_PLAINLY = ("oversight_report", "committee_report", "letter")
OWN_UNION = {
    "UN": (
        "The United Nations",
        "the United Nations",
        "The Organization",
        "the Organization",
        "L’Organisation des Nations Unies",
        "l’Organisation des Nations Unies",
        "l’Organisation",
        "L’ONU",
        "l’ONU",
    ),
    "EU": (
        "The European Union",
        "the European Union",
        "The EU",
        "the EU",
        "L’Union européenne",
        "l’Union européenne",
        "L’UE",
        "l’UE",
    ),
    "ECOWAS": ("ECOWAS",),
    "AU": ("The African Union", "the African Union", "L’Union africaine", "l’Union africaine"),
}
NUMBERED = re.compile(r"\d+(?:\([a-z]+\))*$")
MARKED = re.compile(r"(?:.* )?Recommendation [\w.-]+(?: \[\d+\])?$|\d+(?:\.\d+)*\(\d+\)$")
VIEWS = re.compile(r"\bviews? (?:expressed|of participants)|list of views|points? (?:raised|made)\b", re.IGNORECASE)
IMPERSONAL_VIEW = re.compile(
    r"\b(?:it was|there was a|there were|were (?:all )?mentioned|was (?:also "
    r")?(?:raised|stressed|noted|mentioned|highlighted))\b"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """`operative`: a body decides, paragraph by paragraph; `record`: it reports what was said; `prose`: it argues.

    `advises`: it decides nothing by agreeing; `declares`: "Decide to", of a "we" above;
    `marks`: its recommendations are marked as such.
    """

    patterns: Patterns
    family: str
    authors: tuple[str, ...]
    operative: bool
    record: bool
    prose: bool
    for_union: bool
    advises: bool
    audits: bool
    declares: bool
    marks: bool


def _is_operative(source: Source, patterns: Patterns) -> bool:
    numbered = [each.text for each in source.passages if NUMBERED.match(each.label)]
    acting = sum(
        any(each.match(text) for each in (patterns.bare, patterns.noting, patterns.stressed))
        and not re.match(r"\W*(?:I|We|The|It)\b", text)
        for text in numbered
    )
    return len(numbered) > 2 and acting > 0.5 * len(numbered)


def is_marked(passage: Passage) -> bool:
    """Whether its label is a recommendation's: in a box, or "(2)" below a paragraph."""
    return bool(MARKED.match(passage.label))


def _marks(source: Source, patterns: Patterns) -> bool:
    """Whether auditors mark what they recommend: all else that "should" be is what they audit by. Inspectors do not."""
    if source.kind != "oversight_report" or "inspection unit" in source.issuing_body.lower():
        return False
    recommends = any(
        "recommend" in found[0].lower() for each in source.passages if (found := patterns.author.match(each.text))
    )
    return recommends or any(is_marked(each) for each in source.passages)


def _declares(source: Source, patterns: Patterns) -> bool:
    """ "We, the Ministers: 1. Decide to …; 2. Call upon …": numbered verbs of a "we" that stands above them."""
    numbered = [each for each in source.passages if NUMBERED.match(each.label)]
    acting = sum(bool(patterns.declared.match(each.text)) for each in numbered)
    if any(ASKING.search(heading) for each in numbered for heading in each.headings):
        return False
    return len(numbered) > 2 and acting > 0.6 * len(numbered)


def _tells(patterns: Patterns, text: str) -> bool:
    """ "Participants stressed", "It was suggested": somebody's words, reported as such."""
    who = patterns.participants.match(text)
    said = patterns.reporting.search(text)
    return bool((who and said and said.start() < who.end() + 25) or IMPERSONAL_VIEW.search(text))


def _records_views(source: Source, texts: list[str], patterns: Patterns) -> bool:
    listed = any(VIEWS.search(heading) for each in source.passages for heading in each.headings)
    if source.kind == "meeting_summary" or listed:
        return True
    if source.kind in ("policy_paper", "oversight_report", "report_of_the_secretary_general"):
        return False
    texts = [text for text in texts if len(text.split()) > 8]
    said = sum(bool(_tells(patterns, text)) for text in texts)
    own = sum(bool(patterns.first.search(text) or patterns.author.match(text)) for text in texts)
    return said > 0.2 * len(texts) and own < 0.5 * said


def _tells_in_the_past(source: Source, texts: list[str], now: Patterns, past: Patterns) -> bool:
    """Whether sentence upon sentence says what the author decided, and hardly one what it decides."""
    if source.kind not in TOLD_IN_THE_PAST:
        return False

    def speaks(patterns: Patterns, text: str) -> bool:
        return any(each.match(text) for each in (patterns.author, patterns.stressed, patterns.noting))

    texts = [text for text in texts if len(text.split()) > 5]
    today = sum(speaks(now, text) for text in texts)
    told = sum(speaks(past, text) for text in texts) - today
    return told > 1 and told > 2 * today and told >= 0.4 * len(texts)


def _asks(patterns: Patterns, text: str) -> bool:
    """By a verb of the author's own, other than a welcome."""
    first = patterns.first.search(text)
    own = first is not None and not first["verb"].startswith("welcome")
    return own or bool(patterns.author.match(text) or patterns.bare.match(text))


def manner_of(source: Source) -> Manner:
    whole = " ".join(each.text for each in source.passages[:60])
    code = source.language if source.language in LANGUAGES else language_of(whole)
    texts = [each.text[start:end] for each in source.passages for start, end in sentences(each.text)]
    family = family_of(source.symbol, source.issuing_body, source.title, whole)
    authors = authors_of(source, texts, code)
    patterns, past = patterns_for(code, authors), patterns_for(code, authors, past=True)
    if _tells_in_the_past(source, texts, patterns, past):
        patterns = past
    operative = source.kind in ("resolution", "communique") or _is_operative(source, patterns)
    for_union = bool(source.issuing_body or source.kind == "report_of_the_secretary_general")
    for_union = for_union and source.kind not in ("oversight_report", "meeting_summary")
    asking = sum(_asks(patterns, text) for text in texts)
    record = not operative and _records_views(source, texts, patterns)
    prose = not operative and not record and source.kind not in SPEAKS_PLAINLY and asking < 0.02 * len(texts) + 1
    advises = not operative and source.kind in (*SPEAKS_PLAINLY, "report_of_the_secretary_general")
    return Manner(
        patterns,
        family,
        authors,
        operative=operative,
        record=record,
        prose=prose,
        for_union=for_union,
        advises=advises,
        audits=source.kind == "oversight_report",
        marks=_marks(source, patterns),
        declares=not operative and _declares(source, patterns),
    )
