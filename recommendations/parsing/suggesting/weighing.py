"""How likely a clause is an ask, by what stands around it: who is named, the heading above, how the document speaks."""

import re

from .actors import Named
from .anchors import Anchor
from .asked import IT_IS
from .clauses import Clause
from .headings import ASKING, is_summary
from .manner import Manner, is_marked
from .values import Kind, Passage, Reason

OFFERED = 0.5
ALMOST = 0.05  # so near, an organization that is named as the one that should act decides
PRINTED = re.compile(
    r"(?:[A-Z]\w+ )?(?:Recomm[ae]ndation"
    r"|Recommandation)\s(?:[Nn]o\.?\s?)?[\w.-]+\s?(?:[:.]|\s[–—-])\s+(?=\S)|\(\d{1,2}\)\s+(?=[A-Z])"
)
# "Understanding its limits is crucial to planning": what should be done is the subject.
DOING = re.compile(
    r"(?!(?:Dur|Follow|Accord|Includ|Regard|Concern|Notwithstand|Pend|Tak|Bear|Not|Recall|Consider)ing)[A-Z][a-z]+ing\s"
)
CRUCIAL_TO = re.compile(r"(?:crucial|critical|essential|vital|key|important|fundamental)$")
PRESSING = re.compile(r"^(?:it|il)\b.*(?:imperative|indispensable)|time|incumbent|faut", re.IGNORECASE)
ASKED = re.compile(r"\b(?:requested|called (?:up)?on|urged)$")  # "entities are requested to": nobody only describes so
CRITERION = re.compile(  # by which auditors measure
    r"(?:must|shall|ha(?:s|ve) to|would .*need to|will .*need to|needs? to)"
)


def weighed(
    manner: Manner, passage: Passage, text: str, clause: Clause, named: Named | None
) -> tuple[Kind, float, tuple[Reason, ...]]:
    """Its kind, its score and the reasons for it. `text` is the sentence of the passage, `named` who is to act."""
    anchor, score, why = clause.anchor, clause.score, clause.why
    kind = anchor.kind or Kind.OBSERVATION
    if anchor.form == "need" and kind is Kind.OBSERVATION and (named or PRESSING.search(anchor.words)):
        kind, score = Kind.RECOMMENDATION, min(1.0, score + 0.1)
    if anchor.form == "need" and CRUCIAL_TO.search(anchor.words) and DOING.match(text, clause.start):
        score += 0.1
    if anchor.form == "passive" and named is None and score < 0.9:
        asked = IT_IS.search(text[: anchor.start]) or ASKED.search(anchor.words)
        score = score if asked else score - 0.4
    if named and any(reason.code == "expected_effect" for reason in why):
        score, why = score + 0.35, tuple(reason for reason in why if reason.code != "expected_effect")
    if anchor.form == "modal" and _is_criterion(manner, passage, text, anchor, named):
        score, why = score - 0.25, (*why, Reason("rule_described", anchor.words))
    if anchor.form == "need" and named is None and is_summary(passage.headings):
        score, why = score - 0.25, (*why, Reason("summary", passage.headings[-1]))
    elif kind is Kind.OBSERVATION and manner.prose:
        score, why = min(1.0, score + 0.15), (*why, Reason("asks_in_prose"))
    if named:
        why = (*why, Reason("addressed", text[named.start : named.end]))
        if anchor.form == "modal" and named.codes and OFFERED - ALMOST < score < OFFERED:
            score = OFFERED
    return kind, score, why


def _is_criterion(manner: Manner, passage: Passage, text: str, anchor: Anchor, named: Named | None) -> bool:
    """What auditors measure by, "Contracts must be signed", is no recommendation of theirs."""
    if not manner.audits or text.startswith(manner.authors) or PRINTED.match(text):
        return False
    if manner.marks and not is_marked(passage) and not any(map(ASKING.search, passage.headings)):
        return True
    return bool(CRITERION.match(anchor.words)) and (named is None or "would" in anchor.words)
