"""Whose words a clause is, and whether it asks: reported speech, rules described, questions, conditions."""

import re
from collections.abc import Iterator

from .anchors import Anchor
from .patterns import Patterns
from .values import Kind, Reason

QUOTED = re.compile(r"“[^”]*”|«[^»]*»|(?<!\w)\"[^\"]{3,}\"(?!\w)")
LEADING_RELATIVE = re.compile(r",\s+(?:which|that|who)\s+(?:\w+ly\s+|also\s+|therefore\s+)*$")
HERE = re.compile(
    (
        r"\b(?:here|below|above|present report|following (?:section|paragraph|chapter)s?"
        r"|section [IVX]+|in my next report)\b"
    ),
    re.IGNORECASE,
)
SPOKEN_OF_ITSELF = re.compile(
    r"\s*(?:like to |wish to )?(?:set out|describe|outline|return to|discuss in|turn "
    r"to|be (?:set out|described|discussed|found|presented"
    r"|addressed|considered) (?:below|in)|thank|express|like|see|find|focus on)\b",
    re.IGNORECASE,
)
RITUAL = re.compile(
    r"\s*(?:to )?(?:remain (?:actively )?seized|de (?:rester|demeurer) (?:activement )?saisi)", re.IGNORECASE
)
FACT_TO_KNOW = re.compile(
    r"\s*(?:to|that)?\s*(?:bear(?:ing)? in mind|recall|remember|note|recogni[sz]e that|keep in mind)\b"
)
CONCEDED = re.compile(r"\W*(?:While|Although|Though|Whereas|Even though|Since|As|Given that|Considering that)\b")
GIVEN = re.compile(
    r"\b(?:given|in view of|in light of|owing to|due to|because of|reflecting)\s+$"
    r"|\b(?:taking into account|bearing in mind|given|considering|in view of the fact)\s+that\b[^,;]*$",
    re.IGNORECASE,
)
AS_RELATIVE = re.compile(r"\b(?:which|that|whom|as)\s+$")
# "Many feel the organizations should": reported without a "that".
BELIEVED = re.compile(
    r"(?:feel|think|believe|say|says|argue|argues|insist|insists|want|wants)\s+(?:the|both|all|[A-Z])"
)
MANY = re.compile(
    r"\W*(?:many|some|most|several|thousands of|people|civilians|displaced|refugees|residents|families)\b", re.I
)
THOUGHT = re.compile(
    r"\b(?:(?:not|un)\s?(?:aware|certain|sure)|ideas?|notions?|arguments?|claims?|assumptions?|expectations?"
    r"|understanding|requirements?|provisions?) that\s+[^,;:]*$"
)
BY_NATURE = re.compile(
    r"\s*(?:help|allow|enable|facilitate|lead to|result in|contribute to|become|make it (?:easier|possible)"
    r"|arrive|reach|last)\b"
)


def doubts(
    patterns: Patterns, text: str, anchor: Anchor, *, after_if: bool = False, by_rule: bool = False
) -> Iterator[tuple[float, Reason]]:
    """What speaks against the anchor, and how much: 1 or more, and it is no ask at all."""
    yield from _of_any(patterns, text, anchor)
    of_pronoun = anchor.form == "stressed" and re.match(r"(?:it|they)\b", text[anchor.start :], re.IGNORECASE)
    if anchor.form in ("modal", "need", "passive") or of_pronoun:
        yield from _reported(patterns, text, anchor)
    if anchor.form == "need":
        yield from _of_need(patterns, text, anchor)
    if anchor.form == "modal":
        yield from _of_modal(patterns, text, anchor, after_if=after_if, by_rule=by_rule)
    if anchor.form in ("will", "modal") and SPOKEN_OF_ITSELF.match(text, anchor.end) and anchor.form == "will":
        yield 1.0, Reason("speaks_of_itself", text[anchor.start : anchor.end + 20])


def _of_any(patterns: Patterns, text: str, anchor: Anchor) -> Iterator[tuple[float, Reason]]:
    if text.rstrip().endswith("?"):
        yield 1.0, Reason("question", "?")
    for quoted in QUOTED.finditer(text):
        if quoted.start() < anchor.start < quoted.end() and len(quoted[0].split()) > 2 and quoted.start() > 0:
            yield 1.0, Reason("quoted", quoted[0][:40])
    ritual = RITUAL.match(text, anchor.end)
    if ritual:
        yield 0.5, Reason("ritual", ritual[0].strip())
    if re.match(r"\s+as follows\b", text[anchor.end :], re.IGNORECASE):
        yield 1.0, Reason("announcement", text[anchor.start : anchor.end + 11])
    if anchor.form == "first" and anchor.kind is Kind.DECISION and AS_RELATIVE.search(text[: anchor.start]):
        yield 1.0, Reason("relative_clause", anchor.words)
    if (
        anchor.form in ("first", "author", "joined", "bare")
        and anchor.kind is not Kind.DECISION
        and re.match(
            r"\s+(?:the\s+following|a\s+number\s+of|several|\w+\s+important|\w+)\s+(?:recommendations?|proposals?)\b[^:]*$",
            text[anchor.end :],
        )
    ):
        yield 1.0, Reason("announcement", text[anchor.end :][:40])


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda found: found.start(), default=None)


def _reported(patterns: Patterns, text: str, anchor: Anchor) -> Iterator[tuple[float, Reason]]:
    before = text[: anchor.start]
    said = _last(patterns.reporting, before)
    if said and CONCEDED.match(text) and "," in text[said.end() : anchor.start]:
        said = None  # "While it is accepted that this was done, the mission should": only the first half is told
    if said and re.search(
        r"^(?:\s+\w+){0,4}?\s+(?:that|how|whether|why|what|que|qu['’])\b|^\s+(?:the|us|them|him|her|me)\s",
        before[said.end() :],
    ):
        yield 1.0, Reason("reported", said[0])
    elif said and anchor.form == "modal" and re.search(r"\bthat\b", before[said.end() :]):
        yield 0.6, Reason("reported", said[0])
    now = _last(patterns.reporting_now, before)
    if now and re.match(r"\s+(?:\w+\s+){0,2}?(?:that|whether|how|que|qu['’])\b", before[now.end() :]):
        own = re.search(rf"(?:{patterns.language.first_person})\s*(?:\w+\s+)?$", before[: now.start()])
        if not own:
            yield 1.0, Reason("reported", now[0])
    elif (
        now
        and anchor.form == "modal"
        and BELIEVED.match(text, now.start())
        and "," not in before[now.end() :]
        and not re.search(rf"(?:{patterns.language.first_person})\s*(?:\w+\s+)?$", before[: now.start()])
    ):
        yield 1.0, Reason("reported", now[0])
    view = re.search(patterns.language.in_his_view, text, re.IGNORECASE)
    if view:
        yield 1.0, Reason("reported", view[0])
    after = patterns.said_after.search(text, anchor.end)
    if after:
        yield 1.0, Reason("reported", after[0].strip(" ,"))


def _of_need(patterns: Patterns, text: str, anchor: Anchor) -> Iterator[tuple[float, Reason]]:
    before = text[: anchor.start]
    refused = FACT_TO_KNOW.match(text, anchor.end)
    if refused:
        yield 1.0, Reason("no_action", anchor.words + refused[0])
    governed = re.search(r"([\w-]+)\s*$", before)
    if governed and (patterns.reporting.fullmatch(governed[1]) or patterns.reporting_now.fullmatch(governed[1])):
        yield 1.0, Reason("reported", governed[1])
    if GIVEN.search(before):
        yield 0.4, Reason("embedded", before[-12:].strip())
    subordinate = re.search(patterns.language.subordinate, before)
    if subordinate and not re.match(r"\W*(?:it|there)\b", anchor.words, re.IGNORECASE):
        yield 0.4, Reason("embedded", subordinate[0])


def _of_modal(
    patterns: Patterns, text: str, anchor: Anchor, *, after_if: bool, by_rule: bool
) -> Iterator[tuple[float, Reason]]:
    before = text[: anchor.start]
    hypothetical = bool(re.match(r"would|needed", text[anchor.start :]))
    refused = patterns.no_action.match(text, anchor.end)
    if refused:
        yield 1.0, Reason("no_action", text[anchor.start : refused.end()])
    if text[anchor.end :].strip() == ";":
        yield 1.0, Reason("announcement", anchor.words)
    if re.match(r"\s+not\b", text[anchor.end :]) and re.match(r"need", anchor.words):
        yield 1.0, Reason("negated", text[anchor.start : anchor.end + 4])
    standing = patterns.language.code == "en" and re.search(
        r"\b(?:there (?:is|are|remain)|ha(?:s|ve)|it is (?:the|this|these))\b", before, re.IGNORECASE
    )
    if re.search(patterns.language.relative, before) and not re.search(
        r"\b(?:clear|important|essential|means)\s+that\s*$", before
    ):
        loose = LEADING_RELATIVE.search(before)
        yield 0.3 if loose else 0.15 if standing else 1.0, Reason("relative_clause", before[-12:].strip())
    elif (
        not re.match(r"(?:could|might) be", anchor.words)
        and re.search(patterns.language.embedded, before[anchor.clause :], re.IGNORECASE)
        and not re.match(r"\s*(?:if|once|until|because|unless)\b", before, re.IGNORECASE)
        and not re.search(r"\b(?:is|est) (?:that|que)\s", before)
    ):
        yield 1.0, Reason("embedded", before[-30:].strip())
    thought = THOUGHT.search(before)
    if thought:
        yield 1.0, Reason("reported", thought[0].strip())
    rule = patterns.rules.search(text)
    if rule:
        in_line_with = anchor.words.startswith(("should", "ought")) and rule.start() > anchor.start
        yield 0.15 if in_line_with else 0.7, Reason("rule_described", rule[0])
    if by_rule and re.match(r"\s*(?:A|An|The|Such)\b", text):
        yield 0.35, Reason("rule_described")
    example = re.search(patterns.language.example, text, re.IGNORECASE)
    if example:
        yield 0.3, Reason("example", example[0])
    lacking = re.match(r"\W*(?:Without|Failing|Absent|In the absence of|Sans|Faute de)\b[^,]*,", text)
    if lacking and re.match(r"(?:will|would|may|might) (?:\w+ )?(?:have|need) to", anchor.words):
        yield 1.0, Reason("hypothetical", lacking[0].strip(" ,"))
    condition = patterns.conditional.search(text)
    if (condition or after_if) and hypothetical:
        yield 1.0, Reason("hypothetical", condition[0] if condition else "")
    if hypothetical and re.match(r"\s*(?:Such|It|That|This)\b", text):
        yield 0.3, Reason("hypothetical", text.split()[0])
    if re.match(r"need|ha[sv]e?", anchor.words) and MANY.match(text, anchor.clause):
        yield 0.3, Reason("description", text[anchor.clause : anchor.end])
    if BY_NATURE.match(text, anchor.end):
        yield 0.35, Reason("expected_effect", text[anchor.start : anchor.end + 12])
