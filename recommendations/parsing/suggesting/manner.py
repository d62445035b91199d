"""How a document speaks: its language, its names for its author, whether it decides, reports views or argues."""

import re
from collections import Counter
from dataclasses import dataclass

from .actors import family_of
from .language import language_of
from .patterns import LANGUAGES, Patterns, patterns_for
from .sentences import sentences
from .values import Source

NAMES_BY_KIND = {
    "committee_report": (
        "the Special Committee",
        "the Committee",
        "the Working Group",
        "the members of the Working Group",
    ),
    "letter": (
        "the Working Group",
        "the members of the Working Group",
        "the Panel",
        "the Group of Experts",
        "the Committee",
    ),
    "oversight_report": (
        "the Office",
        "OIOS",
        "the Inspectors",
        "the Inspector",
        "the Board",
        "the Unit",
        "JIU",
        "the Joint Inspection Unit",
        "the Advisory Committee",
        "the evaluation",
        "the audit",
        "the audit team",
        "the Board of Auditors",
    ),
    "policy_paper": (
        "the Council",
        "the European Council",
        "this brief",
        "this paper",
        "the authors",
        "the European Union",
        "the EU",
    ),
    "communique": ("the Council", "Council", "the PSC", "the Peace and Security Council"),
    "resolution": (
        "the Council",
        "the Security Council",
        "the Assembly",
        "the General Assembly",
        "the Executive Council",
    ),
    "report_of_the_secretary_general": ("the Secretary-General",),
    "meeting_summary": ("the Co-Chairs", "the co-chairs", "the Chair"),
}
FRENCH_NAMES = (
    "le Comité spécial",
    "le Comité",
    "le Conseil",
    "le Conseil de sécurité",
    "le Groupe de travail",
    "la Commission",
    "l’Assemblée générale",
    "le Bureau",
    "les Inspecteurs",
)
UNKNOWN_KIND = tuple(
    name
    for kind in ("committee_report", "oversight_report", "policy_paper", "meeting_summary", "resolution")
    for name in NAMES_BY_KIND[kind]
)
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
    "EU": ("The European Union", "the European Union", "The EU", "the EU"),
    "AU": ("The African Union", "the African Union"),
}
HEAD = re.compile(
    r"(?P<name>(?:The|Le|La)\s[A-Z][\w’'-]*(?:\s(?:(?:of|on|for|and|de|des)\s)?[A-Z][\w’'-]*){0,7})"
    r"(?=\s(?:also\s|further\s)?[a-zà-ÿ])"
)
REPORT_OF = re.compile(
    r"\bReport of the (?P<body>(?:[\w’'-]+\s){0,5}?(?:Commission|Committee|Panel|Group of Experts|Group"
    r"|Mission|Monitoring Team|Team|Board|Task Force|Chairperson|Chair|Envoy|Council|Unit))\b"
)
INSTRUMENT = re.compile(
    r"\b(?:Charter|Agreement|Protocol|Declaration|Policy|Act|Treaty|Statute|Article|Resolution|Law|Convention|Charte|Accord)\b"
)
NUMBERED = re.compile(r"\d+(?:\([a-z]+\))*$")
VIEWS = re.compile(r"\bviews? (?:expressed|of participants)|list of views|points? (?:raised|made)\b", re.IGNORECASE)
IMPERSONAL_VIEW = re.compile(
    r"\b(?:it was|there was a|there were|were (?:all )?mentioned|was (?:also "
    r")?(?:raised|stressed|noted|mentioned|highlighted))\b"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """`operative`: a body decides, paragraph by paragraph; `record`: it reports what was said; `prose`: it argues."""

    patterns: Patterns
    family: str
    authors: tuple[str, ...]
    operative: bool
    record: bool
    prose: bool
    for_union: bool


def _self_named(texts: list[str], patterns: Patterns) -> list[str]:
    """Bodies that the text makes act in the present at the head of sentences: asking twice, or three times in all."""
    asking, speaking = Counter[str](), Counter[str]()
    for text in texts:
        head = HEAD.match(text)
        if head is None or INSTRUMENT.search(head["name"]):
            continue
        rest = text[head.end("name") :].lstrip()
        if patterns.bare.match(rest):
            asking[head["name"]] += 1
        if patterns.bare.match(rest) or patterns.stressed.match(rest) or patterns.noting.match(rest):
            speaking[head["name"]] += 1
    heads = [name for name, count in asking.items() if count > 1 or speaking[name] > 2]
    return [f"{head[:1].lower()}{head[1:]}" for head in heads]


def _named_in_headings(source: Source) -> list[str]:
    """Who speaks below "Report of the Commission on …": an annex has another author than the letter above it."""
    headings = dict.fromkeys([source.title, *(each for passage in source.passages for each in passage.headings)])
    bodies = [found["body"] for each in headings for found in REPORT_OF.finditer(each)]
    return [f"the {body}" for body in bodies]


def _is_operative(source: Source, patterns: Patterns) -> bool:
    numbered = [each.text for each in source.passages if NUMBERED.match(each.label)]
    acting = sum(
        any(each.match(text) for each in (patterns.bare, patterns.noting, patterns.stressed))
        and not re.match(r"\W*(?:I|We|The|It)\b", text)
        for text in numbered
    )
    return len(numbered) > 2 and acting > 0.5 * len(numbered)


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
    if source.kind not in TOLD_IN_THE_PAST or past.language.code != "en":
        return False

    def speaks(patterns: Patterns, text: str) -> bool:
        return any(each.match(text) for each in (patterns.author, patterns.stressed, patterns.noting))

    texts = [text for text in texts if len(text.split()) > 5]
    today = sum(speaks(now, text) for text in texts)
    told = sum(speaks(past, text) for text in texts) - today
    return told > 1 and told > 2 * today and told >= 0.4 * len(texts)


def manner_of(source: Source) -> Manner:
    whole = " ".join(each.text for each in source.passages[:60])
    code = source.language if source.language in LANGUAGES else language_of(whole)
    texts = [each.text[start:end] for each in source.passages for start, end in sentences(each.text)]
    family = family_of(source.symbol, source.issuing_body, source.title, whole)
    known = [f"{article} {source.issuing_body}" for article in ("the", "le", "la") if source.issuing_body]
    known += FRENCH_NAMES if code == "fr" else ()
    known += NAMES_BY_KIND.get(source.kind, UNKNOWN_KIND)
    if source.kind != "report_of_the_secretary_general":
        known += _named_in_headings(source)
        known += _self_named(texts, patterns_for(code, ()))
    if sum(text.startswith("Council ") for text in texts) > 1:
        known.append("Council")
    authors = tuple(dict.fromkeys([*known, *(f"{name[0].upper()}{name[1:]}" for name in known)]))
    patterns, past = patterns_for(code, authors), patterns_for(code, authors, past=True)
    if _tells_in_the_past(source, texts, patterns, past):
        patterns = past
    operative = source.kind in ("resolution", "communique") or _is_operative(source, patterns)
    for_union = bool(source.issuing_body or source.kind == "report_of_the_secretary_general")
    for_union = for_union and source.kind not in ("oversight_report", "meeting_summary")
    asking = sum(
        bool(patterns.first.search(text) or patterns.author.match(text) or patterns.bare.match(text)) for text in texts
    )
    record = not operative and _records_views(source, texts, patterns)
    prose = not operative and not record and source.kind not in SPEAKS_PLAINLY and asking < 0.02 * len(texts) + 1
    return Manner(patterns, family, authors, operative, record, prose, for_union)
