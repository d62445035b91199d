"""The words in a sentence that ask, or that open a clause which does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .patterns import Patterns, verb_of
from .values import Kind

BEFORE_A_NOUN = frozenset(
    [
        "the",
        "a",
        "an",
        "no",
        "any",
        "this",
        "of",
        "and",
        "urgent",
        "clear",
        "continued",
        "continuing",
        "further",
        "pressing",
        "critical",
        "great",
        "growing",
        "strong",
        "real",
        "shared",
        "their",
        "its",
        "our",
        "his",
        "her",
        "important",
        "ongoing",
        "constant",
        "operational",
    ]
)
OF_NEEDS = (
    (re.compile(r"hope|espoir"), Kind.ENCOURAGEMENT),
    (re.compile(r"intention"), Kind.COMMITMENT),
    (re.compile(r"be to$"), Kind.PROPOSAL),
)
DOING = re.compile(r"importance of (?:\w+ly )?(?:not )?(?!being)[a-z]+ing\b(?! (?:and|of)\b)")
ALSO_WELCOME = re.compile(
    r",?\s+as well as\s+(?P<what>(?:the\s+)?(?:continued|increased|closer|greater|further|stronger|efforts)\s)"
)
IMPORTANT = re.compile(
    r"\s+it\s+(?:is\s+)?(?:\w+ly\s+)?(?:important|essential|necessary|crucial|critical|vital|imperative)\s+that\b"
)
SURE = {"infinitive": 0.95, "first": 0.95, "author": 0.93, "bare": 0.95, "joined": 0.93}


@dataclass(frozen=True, slots=True)
class Anchor:
    """`clause` is where its clause begins, `who` the words before the verb that name who acts, if any.

    `kind` is empty where the clause asks for nothing ("takes note of").
    """

    form: str
    start: int
    end: int
    clause: int
    kind: Kind | None
    score: float
    words: str
    who: tuple[int, int] | None = None


def clause_start(patterns: Patterns, text: str, before: int, since: int = 0) -> int:
    """Where the clause with the words at `before` begins: after the nearest joint before them."""
    at = since
    for found in patterns.coordinator.finditer(text, since, before):
        at = found.end()
    return at


def performatives(patterns: Patterns, text: str, *, bare: bool) -> Iterator[Anchor]:
    """What the author does by writing it: "I recommend", "The Committee requests"; `bare` also "Requests …"."""
    for form, pattern in (("first", patterns.first), ("author", patterns.author)):
        for found in pattern.finditer(text):
            yield from _performed(patterns, text, form, found)
    if bare:
        for found in patterns.bare.finditer(text):
            yield from _performed(patterns, text, "bare", found)
    for found in patterns.joined.finditer(text):
        if patterns.first.search(text, 0, found.start()) or patterns.noting.search(text, 0, found.start()):
            yield from _performed(patterns, text, "joined", found)


def _performed(patterns: Patterns, text: str, form: str, found: re.Match[str]) -> Iterator[Anchor]:
    verb = verb_of(patterns.language, found["verb"])
    title = form == "author" and found["verb"].istitle()  # "the United Nations Trust Fund"
    if verb is None or title:
        return
    groups = found.groupdict()
    start = found.end("joint") if groups.get("joint") else found.start()
    clause = start if groups.get("joint") or form in ("bare", "joined") else clause_start(patterns, text, start)
    who = found.span("who") if groups.get("who") else None
    yield Anchor(form, start, found.end(), clause, verb.kind, SURE[form], text[start : found.end()], who)


def welcomed(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "I welcome the efforts of X …, as well as the continued talks of Y": the second half encourages, too."""
    if patterns.language.code != "en":
        return
    for first in patterns.first.finditer(text):
        if first["verb"].startswith("welcome"):
            for found in ALSO_WELCOME.finditer(text, first.end()):
                start = found.start("what")
                yield Anchor("joined", start, found.end(), start, Kind.ENCOURAGEMENT, 0.93, found["what"].strip())


def declared(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "Decide to set up a fund": by those who said "We" above the list."""
    found = patterns.declared.match(text)
    if found and found["verb"]:
        yield from _performed(patterns, text, "bare", found)
    elif found:
        yield Anchor("noting", found.start(), found.end(), 0, None, 0.0, found[0])


def infinitive(patterns: Patterns, text: str) -> Anchor | None:
    """ "To request the Secretary-General to report": a part of what "Decides" begins."""
    found = patterns.infinitive.match(text)
    return next(_performed(patterns, text, "infinitive", found), None) if found else None


def passives(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "Member States are encouraged to", "It is recommended that"."""
    for found in patterns.passive.finditer(text):
        verb = verb_of(patterns.language, found["verb"])
        if verb is not None and verb.kind is not Kind.COMMITMENT:
            clause = clause_start(patterns, text, found.start())
            yield Anchor("passive", found.start(), found.end(), clause, verb.kind, 0.82, found[0].strip())


def reiterated(patterns: Patterns, text: str) -> Iterator[Anchor]:
    for found in patterns.reiterated.finditer(text):
        kind = patterns.language.reiterated[found["noun"].lower()]
        clause = clause_start(patterns, text, found.start())
        yield Anchor("reiterated", found.start(), found.end(), clause, kind, 0.9, found[0])


def accepted(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "The Mission agreed with the Board's recommendation that it": the author's own, worded by its acceptance."""
    for found in patterns.accepted.finditer(text):
        clause = clause_start(patterns, text, found.start())
        who = clause, found.start()
        yield Anchor("accepted", found.start(), found.end(), clause, Kind.RECOMMENDATION, 0.85, found[0].strip(), who)


def perfected(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "The Committee has decided to", "agreed that it would", "I have called for"."""
    for found in patterns.perfect.finditer(text):
        verb = found["verb"].lower()
        call = "called" in verb
        if call and not found["me"]:
            continue
        start = found.end("joint") if found["joint"] else found.start()
        kind, score = (
            (Kind.CALL, 0.52) if call else (Kind.DECISION, 0.52 if verb.startswith(("agreed", "decided")) else 0.75)
        )
        clause = start if found["joint"] else clause_start(patterns, text, start)
        who = found.span("who") if found["who"] else None
        yield Anchor("perfect", start, found.end(), clause, kind, score, text[start : found.end()].strip(), who)


def stressed(patterns: Patterns, text: str, *, bare: bool) -> Iterator[Anchor]:
    """ "stresses that X should", "underlines the need for": what it asks is in what follows."""
    for found in patterns.stressed.finditer(text):
        if not bare and found["who"] is None and not re.match(patterns.language.first_person, found[0]):
            continue
        start = found.end("joint") if found["joint"] else found.start()
        rest, at = re.split(r",\s+(?:and|et)\s(?!that\b|que\b)", found["rest"])[0], found.start("rest")
        following = next((each for each in patterns.noting.finditer(rest) if each.groupdict().get("joint")), None)
        rest = rest[: following.start()] if following else rest
        modal = next((each for each in patterns.modal.finditer(rest) if not _is_noun(rest, each)), None)
        need = re.search(patterns.language.need_for_somebody, rest)
        clause = start if found["joint"] else clause_start(patterns, text, start)
        words = text[start:at]
        anchor = Anchor("stressed", start, at, clause, None, 0.0, words)
        if modal and not patterns.no_action.match(rest, modal.end()):
            known = 0.6 if bare and modal["modal"] == "shall" else _modal(patterns, modal["modal"])[0]
            yield replace(anchor, kind=Kind.RECOMMENDATION, score=0.1 + known, words=f"{words} … {modal[0]}")
        elif need:
            who = at + need.start("who"), at + need.end("who")
            yield replace(anchor, kind=Kind.RECOMMENDATION, score=0.75, words=f"{words} … need for", who=who)
        elif IMPORTANT.match(rest):
            yield replace(anchor, kind=Kind.RECOMMENDATION, score=0.7, words=f"{words} … important")
        elif re.match(
            r"\s+(?:(?:once\s+)?(?:again|more)\s+)?(?:the|la)\s+(?:\w+\s+)?(?:need|necessity|nécessité|importance|urgency)\b",
            rest,
            re.IGNORECASE,
        ):
            needed = re.search(r"\bneed|n[ée]cessit|urgency", rest[:40])
            score = 0.6 if needed else 0.5 if DOING.search(rest[:60]) else 0.45
            yield replace(anchor, kind=Kind.OBSERVATION, score=score, words=f"{words}{rest[:22]}")
        else:
            yield anchor


def noted(patterns: Patterns, text: str, *, bare: bool) -> Iterator[Anchor]:
    """Clauses of the author's that ask for nothing, kept to know where the next one begins."""
    for found in patterns.noting.finditer(text):
        joint = found.groupdict().get("joint")
        if joint is not None and not bare:
            continue
        start = found.end("joint") if joint else found.start()
        yield Anchor(
            "noting", start, found.end(), start if joint else clause_start(patterns, text, start), None, 0.0, found[0]
        )


def _modal(patterns: Patterns, words: str) -> tuple[float, Kind]:
    plain = " ".join(words.split())
    for form, means in patterns.language.modals.items():
        if re.fullmatch(form, plain) or re.fullmatch(form, f"{plain} "):
            return means
    return 0.0, Kind.RECOMMENDATION


def _is_noun(text: str, modal: re.Match[str]) -> bool:
    """ "The need to" is no "X need to"."""
    before = re.search(r"([\w-]+)\s+$", text[: modal.start()])
    return bool(modal["modal"].startswith("need") and before and before[1].lower() in BEFORE_A_NOUN)


def modals(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "X should", "X must"."""
    for found in patterns.modal.finditer(text):
        if _is_noun(text, found):
            continue
        score, kind = _modal(patterns, found["modal"])
        clause = clause_start(patterns, text, found.start())
        yield Anchor("modal", found.start(), found.end(), clause, kind, score, found[0], (clause, found.start()))


def needs(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "There is a need to", "It is essential that"."""
    for found in patterns.impersonal.finditer(text):
        score = patterns.impersonal_scores[(found.lastindex or 1) - 1]
        clause = clause_start(patterns, text, found.start())
        if " Need" in text[max(0, found.start() - 1) : found.end()]:
            continue  # a title
        kind = next((kind for words, kind in OF_NEEDS if words.search(found[0])), Kind.OBSERVATION)
        yield Anchor("need", found.start(), found.end(), clause, kind, score, found[0])


def commitments(patterns: Patterns, text: str) -> Iterator[Anchor]:
    """ "I shall", "The Working Group will"."""
    for found in patterns.will.finditer(text):
        clause = clause_start(patterns, text, found.start())
        yield Anchor("will", found.start(), found.end(), clause, Kind.COMMITMENT, 0.7, found[0], found.span("who"))
