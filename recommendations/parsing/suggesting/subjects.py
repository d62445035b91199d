"""Who is asked: the words before a modal, after a request or in a list's lead-in."""

import re

from .actors import Named, Names
from .anchors import Anchor
from .patterns import Patterns

AGENTS = frozenset(
    [
        "authorities",
        "community",
        "communities",
        "side",
        "sides",
        "parties",
        "government",
        "governments",
        "states",
        "countries",
        "leaders",
        "organizations",
        "organisations",
        "entities",
        "partners",
        "missions",
        "mission",
        "divisions",
        "offices",
        "office",
        "heads",
        "actors",
        "centre",
        "centres",
        "agencies",
        "department",
        "departments",
        "committee",
        "council",
        "commission",
        "secretariat",
        "force",
        "forces",
        "signatories",
        "guarantors",
        "stakeholders",
        "donors",
        "institutions",
        "bodies",
        "perpetrators",
        "chair",
        "co-chairs",
        "mechanism",
        "group",
        "groups",
        "members",
        "inspectors",
        "board",
        "envoy",
        "representative",
        "autorités",
        "parties",
        "gouvernement",
        "gouvernements",
        "pays",
        "partenaires",
        "acteurs",
        "organisations",
        "états",
        "donateurs",
        "groupes",
        "dirigeants",
        "responsables",
        "auteurs",
        "signataires",
        "communauté",
    ]
)
STRIP = re.compile(
    (
        r"^(?:(?:Key |Important |Critical )?Recomm[ae]ndation (?:[Nn]o\. ?)?[\w.-]+ "
        r"?[:.–—-]\s|\(\d+\)\s|\W|(?:and|but|that|also|therefore|however|thus|hence|then|while"
        r"|whereas|et|mais|que|first|second|third|finally|lastly)\b)+"
    ),
    re.IGNORECASE,
)
AGENT = re.compile(
    rf"(?:(?:the|all|both|each|every|other|relevant|our|their|its|les?|la|tous|toutes|chaque)\s+|l['’])+(?:[\w’'-]+\s+){{0,4}}?(?:{'|'.join(AGENTS)})\b",
    re.IGNORECASE,
)
ENSURED = re.compile(r"\s+to\s+(?:[\w-]+\s+){0,9}?ensure\s+that\s+")
INSERTED = re.compile(r"[^,.;:]{3,90},\s+(?:to\s+)?")
HELP_OF = re.compile(
    r"(?:the|its|his|their)\s+(?:\w+\s+){0,2}(?:support|assistance|cooperation|engagement)\s+(?:of|from)\s+"
)
EFFORTS_BY = re.compile(  # "calls for renewed efforts by the Commission"
    r"(?:[\w-]+\s+){0,5}?(?:efforts?|action|support|engagement|cooperation|commitment|contributions?|assistance|measures)\s+"
    r"(?:by|from|on the part of)\s+"
    r"|(?:[\w-]+,?\s+){0,5}?(?:collaboration|cooperation|coordination|consultations?|dialogue|action|partnership|engagement)\s+"
    r"between\s+"
)


def _skip_introduction(patterns: Patterns, text: str) -> int:
    """Where the subject begins: after "In this regard," and the like."""
    at = 0
    for _ in range(4):
        stripped = STRIP.match(text, at) if at == 0 else re.match(r"[\s,]+", text[at:])
        at += (stripped.end() - (at if stripped.re is STRIP else 0)) if stripped else 0
        word = re.match(r"[\w’'-]+", text[at:])
        if word is None or word[0].lower() not in patterns.language.introducers:
            return at
        comma = text.find(",", at)
        if comma < 0:
            return at
        at = comma + 1
    return at


def _generic(text: str, start: int, end: int) -> Named | None:
    """Agents that are no known organization: "the transitional authorities"."""
    words = re.split(r"\s+(?:to|that|which|who|in|of|for|with|not)\s|,", text[start:end], maxsplit=1)[0].strip()
    last = re.findall(r"[\w-]+", words.lower())
    if last and len(last) <= 8 and any(word in AGENTS for word in last[-2:]):
        return Named(start, start + len(words), ())
    return None


def _agent(text: str, start: int) -> Named | None:
    """Agents that no word after them closes: "the parties (resume their dialogue)"."""
    found = AGENT.match(text, start)
    return Named(start, found.end(), ()) if found else None


def before_modal(patterns: Patterns, names: Names, text: str, anchor: Anchor) -> Named | None:
    """The subject of a modal; of a passive the agent after "by"."""
    offset = anchor.clause
    before = text[offset : anchor.start]
    passive = re.match(
        r"\s+(?:\w+\s+)?be\s+(?:\w+ly\s+)?\w+(?:ed|en|ade|one|ept|ut|rought|ilt|et)\b", text[anchor.end :]
    )
    at = offset + _skip_introduction(patterns, before)
    that = before.rfind(" that ")
    at = max(at, offset + that + 6 if that >= 0 else at)
    named = names.chain(text[: anchor.start], at, whole=True)
    if named is None and re.match(r"they\b", text[at : anchor.start], re.IGNORECASE):
        named = names.before(text, at)
    if named is None:
        commas = [found.end() for found in re.finditer(r",\s+", text[: anchor.start]) if found.end() > at]
        named = next(
            filter(None, (names.chain(text[: anchor.start], each, whole=True) for each in reversed(commas))), None
        )
    if named is None or passive:
        agent = re.search(patterns.language.agent, text[anchor.end :])
        by = names.chain(text, anchor.end + agent.end()) if agent else None
        if by or passive:
            return by
    return named or _generic(text, at, anchor.start)


def after_verb(patterns: Patterns, names: Names, text: str, at: int) -> Named | None:
    """The object of "requests", or the subject of what it "recommends that"."""
    at = re.compile(rf"[\s,]*{patterns.language.adverbs}").match(text, at).end()  # type: ignore[union-attr]  # it matches nothing too
    at += len(text[at:]) - len(re.sub(r"^[\s,]*(?:(?:to|on|upon)\s+)?", "", text[at:]))
    inserted = INSERTED.match(text, at) if text[:at].rstrip().endswith(",") else None
    at = inserted.end() if inserted and names.chain(text, inserted.end()) else at
    if re.match(patterns.language.pronoun_object, text[at:]) and (meant := names.before(text, at)):
        return meant
    if helped := HELP_OF.match(text, at):
        at = helped.end()
    that = re.match(r"(?:[^,.;]{0,40}\s)?(?:that|que|qu['’])\s?", text[at:])
    if that and len(that[0].split()) <= 2:
        at += that.end()
        named = names.chain(text, at)
        return named or _generic(text, at, min(len(text), at + 90))
    named = names.chain(text, at)
    if named:
        return named
    to = re.search(patterns.language.to_do, text[at:])
    if (effort := EFFORTS_BY.match(text, at)) and (named := names.chain(text, effort.end())):
        return named
    if to is None and re.search(r"\bfor\s+$", text[:at]):
        return None  # "calls for a joint envoy": what is wanted, and nobody asked
    return _generic(text, at, at + to.start() if to else len(text))


def passive_subject(patterns: Patterns, names: Names, text: str, anchor: Anchor) -> Named | None:
    at = anchor.clause + _skip_introduction(patterns, text[anchor.clause : anchor.start])
    return names.chain(text[: anchor.start], at, whole=True) or _generic(text, at, anchor.start)


def of_need(names: Names, text: str, anchor: Anchor) -> Named | None:
    """ "It is imperative that X", "There is a need for X to", "time for X to"."""
    found = re.match(r"(?:(?:,\s+\w+,)?\s*(?:that|for|que|pour)\s+)", text[anchor.end :]) or (
        re.match("", "") if re.search(r"\b(?:for|that|que|on|upon)\s*$", anchor.words) else None
    )
    ensured = ENSURED.match(text, anchor.end)
    if ensured:
        start = ensured.end()
    elif found:
        start = anchor.end + found.end()
    else:
        return None
    start += len(text[start:]) - len(text[start:].lstrip())
    if re.match(r"they\b", text[start:]) and (meant := names.before(text, start)):
        return meant
    namely = re.search(r"\bnamely,? that\s+", text[start:])
    named = names.chain(text, start) or (names.chain(text, start + namely.end()) if namely else None)
    named = named or _agent(text, start)
    if named and re.match(r"\s+(?:to\s|(?!be\s\w+ed)[a-zà-ÿ’']+\s)", text[named.end :]):
        return named
    return None
