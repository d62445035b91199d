"""The asks in one sentence: each anchor judged, and the words of its own clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import anchors as find
from .anchors import Anchor
from .manner import OWN_UNION, Manner
from .values import Kind, Reason
from .voice import doubts

LEAST = 0.3
LONGEST_VERB = 20  # which a joint looks ahead for
MOST_ANCHORS = 40  # no sentence that a person wrote has more; work on one grows with their number
APPOSITION = re.compile(r",\s+(?P<what>an?\s+\w+\s+that\s+)$")  # "…, a goal that will be supported by"
PART_OF_THE_SUBJECT = re.compile(r"\b(?:of|by|with|from|to|for|between|among|and|including)\s$|\bincluding\b[^.;]*,\s$")
PRONOUNS = frozenset(["it", "they", "he", "she", "il", "elle", "ils", "elles"])


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` of the sentence asks, by `anchor`, with this score and for these reasons."""

    start: int
    end: int
    anchor: Anchor
    score: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What the sentences before, in the same paragraph, left open."""

    author_spoke: bool = False
    rule: bool = False
    condition: bool = False


def opening_marks(text: str) -> int:
    """How many quotation marks it begins with: a statement read out has one before each paragraph."""
    return len(text) - len(text.lstrip('“"‘«'))


def anchors_in(manner: Manner, text: str, before: Before) -> Iterator[Anchor]:
    patterns = manner.patterns
    opening = (patterns.noting, patterns.author, patterns.stressed)
    opened = opening_marks(text)
    bare = manner.operative or before.author_spoke or any(each.match(text, opened) for each in opening)
    performed = [*find.performatives(patterns, text, bare=bare or _begins_bare(manner, text))]
    spoke = before.author_spoke or any(a.form == "author" and not _pronoun(text, a) for a in performed)
    spoke = spoke or bool(patterns.noting.match(text, opened))
    for each in performed:
        if _pronoun(text, each) and not spoke:
            continue
        yield replace(each, kind=None, score=0.0) if manner.advises and _endorses(each) else each
    yield from find.accepted(patterns, text)
    yield from find.declared(patterns, text) if manner.declares else ()
    yield from find.reiterated(patterns, text)
    yield from (each for each in find.perfected(patterns, text) if not _pronoun(text, each) or spoke)
    yield from (each for each in find.stressed(patterns, text, bare=bare) if not _pronoun(text, each) or spoke)
    yield from find.noted(patterns, text, bare=bare)
    yield from find.passives(patterns, text)
    yield from _committed(manner, text)
    yield from _supported(manner, text)
    yield from _of_own_bodies(manner, text)
    yield from find.welcomed(patterns, text)
    if not manner.operative:
        yield from find.modals(patterns, text)
        yield from find.needs(patterns, text)


def _begins_bare(manner: Manner, text: str) -> bool:
    patterns = manner.patterns
    found = patterns.bare.match(text) or patterns.stressed.match(text)
    return bool(found) and not re.match(r"\W*(?:I|We|The|It|They|This)\b", text)


def _endorses(anchor: Anchor) -> bool:
    """Who only advises decides nothing by agreeing with somebody: "I endorse", "The Panel supports"."""
    return anchor.kind is Kind.DECISION and bool(re.search(r"\b(?:endorse|approve|agree)s?$", anchor.words, re.I))


def _pronoun(text: str, anchor: Anchor) -> bool:
    return anchor.who is not None and text[slice(*anchor.who)].lower() in PRONOUNS


def _committed(manner: Manner, text: str) -> Iterator[Anchor]:
    """Of the author or of the organization it speaks for; pronouns stand for anybody."""
    for each in find.commitments(manner.patterns, text):
        me = re.match(rf"(?:{manner.patterns.language.first_person})\b", text[each.start :])
        if not _pronoun(text, each) and (me or not PART_OF_THE_SUBJECT.search(text[: each.start])):
            yield each
    if manner.operative or not manner.for_union:
        return
    code = manner.patterns.language.code
    names = "|".join(re.escape(name).replace("’", "['’]") for name in OWN_UNION[manner.family])
    will = r"(?:will|shall)(?! not| have| need)" if code == "en" else r"\w+(?:era|ira|ra)"
    ready = (
        r"stands ready to|remains (?:open|committed|ready) to|is (?:willing|ready"
        r"|committed) to|commits? to|commits? itself to"
    )
    thing = r"(?!be \w+ed\b|the\b|its\b|this\b|that\b|an?\b|our\b|these\b)"
    if manner.record:
        return
    for found in re.finditer(
        (
            rf"(?<![\w-])(?<!of )(?<!with )(?<!by )(?P<who>{names})(?: and its [Mm]ember [Ss]tates)?\s+(?:also\s+"
            rf"|therefore\s+)?(?:{will}|{ready})\s+{thing}"
        ),
        text,
    ):
        clause = find.clause_start(manner.patterns, text, found.start())
        yield Anchor(
            "will", found.start(), found.end(), clause, Kind.COMMITMENT, 0.62, found[0].strip(), found.span("who")
        )


OWN_BODIES = re.compile(  # of the Secretary-General: what they will do, he says they will
    r"(?P<who>UN[A-Z]{2,}|MIN[A-Z]{3,}|MONUSCO|MONUC|[Tt]he Secretariat"
    r"|[Mm]y (?:Deputy )?Special (?:Representative|Envoy|Adviser)"
    r"|[Tt]he (?:United Nations )?(?:Mission|country team)|United Nations peace operations|peace operations)\s+will\s+"
    r"(?:(?:also|therefore|further|continue to)\s+)*(?!be\b|have\b|not\b|need\b|remain\b|require\b|face\b|depend\b)\w"
)


def _of_own_bodies(manner: Manner, text: str) -> Iterator[Anchor]:
    if not manner.advises or manner.audits or "the Secretary-General" not in manner.authors:
        return
    for found in OWN_BODIES.finditer(text):
        if not re.search(r"(?:^|[,;:]|\band)\s*$", text[: found.start()]):
            continue  # "the problems facing UNAMID will"
        clause = find.clause_start(manner.patterns, text, found.start())
        words = found[0][:-1].strip()
        yield Anchor("will", found.start(), found.end() - 1, clause, Kind.COMMITMENT, 0.55, words, found.span("who"))


def _supported(manner: Manner, text: str) -> Iterator[Anchor]:
    """ "The plan will continue to be supported by the United Nations": a commitment of the author's organization."""
    if manner.operative or manner.record or not manner.for_union or manner.patterns.language.code != "en":
        return
    names = "|".join(re.escape(name) for name in OWN_UNION[manner.family])
    for found in re.finditer(rf"\bwill (?:continue to )?be (?:\w+ly )?\w+ed by (?P<who>{names})\b", text):
        clause = find.clause_start(manner.patterns, text, found.start())
        yield Anchor(
            "will", found.start(), found.end(), clause, Kind.COMMITMENT, 0.6, found[0].strip(), found.span("who")
        )


def clauses(
    manner: Manner, text: str, before: Before, *, more: float = 0.0, why: tuple[Reason, ...] = ()
) -> list[Clause]:
    """The asks of a sentence, in order; none of them inside another."""
    judged: list[tuple[Anchor, float, tuple[Reason, ...]]] = []
    anchors = sorted(set(anchors_in(manner, text, before)), key=lambda each: (each.start, -each.score))
    for anchor in anchors[:MOST_ANCHORS]:
        against = (
            list(doubts(manner.patterns, text, anchor, after_if=before.condition, by_rule=before.rule))
            if anchor.kind
            else []
        )
        score = anchor.score - sum(lost for lost, _ in against)
        reasons = (Reason(anchor.form, anchor.words), *(reason for _, reason in against))
        judged.append((anchor, score, reasons))
    asking = [anchor for anchor, score, _ in judged if anchor.kind and score >= LEAST]
    judged = [each for each in judged if each[0].kind or not any(_overlap(each[0], other) for other in asking)]
    return list(_cut(manner, text, judged, more, why))


def _overlap(one: Anchor, other: Anchor) -> bool:
    return one.start < other.end and other.start < one.end


def _cut(
    manner: Manner,
    text: str,
    judged: list[tuple[Anchor, float, tuple[Reason, ...]]],
    more: float,
    why: tuple[Reason, ...],
) -> Iterator[Clause]:
    open_: tuple[int, Anchor, float, tuple[Reason, ...]] | None = None
    last: Anchor | None = None
    for anchor, score, reasons in judged:
        asks = anchor.kind is not None and score >= LEAST
        if open_ is not None and anchor.kind is not None and not asks:
            continue  # "who shall meet": no clause of the author's, and so no end of the ask before
        start = 0
        if last is not None:
            joint = _joint(manner, text, last, anchor)
            if joint is None and (open_ is not None or last.kind is None):
                if (
                    open_ is not None
                    or not asks
                    or last.form == "stressed"
                    or (last.form == "noting" and anchor.form in ("modal", "need"))
                ):
                    continue
                joint = (anchor.clause, anchor.clause)
            if joint is not None:
                start = joint[1]
                if open_ is not None:
                    yield _clause(text, open_, joint[0], more, why)
                    open_ = None
        last = anchor if asks or anchor.kind is None or last is None else last
        if asks and open_ is None:
            open_ = (
                start,
                replace(anchor, clause=max(start, _own_clause(manner, text, anchor, start))),
                score,
                reasons,
            )
    if open_ is not None:
        yield _clause(text, open_, len(text), more, why)


def _joint(manner: Manner, text: str, last: Anchor, anchor: Anchor) -> tuple[int, int] | None:
    """Where the clause of the second anchor is joined to that of the first; none where it stands inside it."""
    apposition = APPOSITION.search(text, last.end, anchor.start) if anchor.form == "will" else None
    if apposition:
        return apposition.start(), apposition.start("what")
    limit = anchor.who[0] if anchor.who and anchor.form != "modal" else anchor.start
    if limit <= last.end:
        return None
    joints = manner.patterns.coordinator.finditer(text, last.end, min(len(text), limit + LONGEST_VERB))
    found = max((each for each in joints if each.end() <= limit), key=lambda each: each.end(), default=None)
    if found is None:
        return None
    between = text[found.end() : anchor.start].strip()
    if anchor.form in ("modal", "need", "passive") and not between:
        # "It should do this, and might usefully do that": another ask of the same body.
        another = anchor.form == last.form == "modal" and anchor.words != last.words and anchor.kind is not None
        return (found.start(), found.end()) if another and found[0].lstrip().startswith(",") else None
    if anchor.form in ("modal", "need") and not found[0].lstrip().startswith((",", ";")):
        alike = anchor.form == "modal" and last.form in ("modal", "passive")
        if not alike or not re.match(r"(?:the|a|an|all|each|both|its|their|les?|la|[A-Z])\b", between):
            return None
    if anchor.form in ("modal", "need") and re.match(r"(?:which|who|that)\b", between):
        return None
    return found.start(), found.end()


def _own_clause(manner: Manner, text: str, anchor: Anchor, since: int) -> int:
    """Of a modal the clause with its subject: only a joint after a comma parts it from what is before."""
    at = since
    for found in manner.patterns.coordinator.finditer(text, since, anchor.start):
        if found[0].lstrip().startswith((",", ";")) and len(text[since : found.start()].split()) > 3:
            at = found.end()
    return at


def _clause(
    text: str, opened: tuple[int, Anchor, float, tuple[Reason, ...]], end: int, more: float, why: tuple[Reason, ...]
) -> Clause:
    start, anchor, score, reasons = opened
    end = len(text[:end].rstrip())
    if anchor.form in ("modal", "need", "perfect"):
        score += more
        reasons = (*reasons, *why)
    return Clause(start, end, anchor, round(min(score, 1.0), 2), reasons)
