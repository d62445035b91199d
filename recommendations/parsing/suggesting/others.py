"""Passages that are another voice, or no voice: answers of management, preambles, how a letter is circulated."""

import re

from .values import Passage

ANSWER = re.compile(
    (
        r"^\s*(?:(?:partially |partly |not )?(?:accepted|agreed|concurred)(?: in "
        r"part)?\b[.,:;]|management (?:response|comments?)\b"
        r"|[\w\s’'-]{2,60}?\b(?:accept(?:ed|s)|did not accept|(?:agree[ds]?|concur(?:red|s)) with)\s"
        r"(?:the\s|this\s|audit\s)*recommendations?\b)"
    ),
    re.IGNORECASE,
)
WHO_ANSWERS = (
    r"(?:(?:the|formal|initial|consolidated|summary of)\s)*(?:management|client|auditee|entity|department(?:al)?"
    r"|administration|secretariat|organi[sz]ation|agency|executive heads?|(?-i:[A-Z]{2,8}))(?:[’']s?)?"
)
ANSWERS = re.compile(  # a heading, or the head of a column, below which another answers, however deep
    rf"(?:{WHO_ANSWERS}\s)?(?:responses?|comments?|repl(?:y|ies)|remarks)(?: (?:of|by|from) .*)?"
    rf"|{WHO_ANSWERS}\s(?:responses?|comments?|position|views?|actions?)(?: (?:to|on) .*)?",
    re.IGNORECASE,
)
TOLD = re.compile(  # right below which is told what was done or will be
    r"(?:implementation )?status(?: of .*)?|actions? taken|progress(?: made)?|(?:accepted|agreed)\b.*"
    r"|(?:planned|proposed|corrective|follow-up) actions?|action plan|implementation (?:date|plan|measures?)",
    re.IGNORECASE,
)
PREAMBLE = re.compile(r"^(?:.* )?Preamble \d+$")
CIRCULATION = re.compile(
    r"\b(?:circulated|issued) as (?:a|an official) document\b|\bpresent letter and its annex"
    r"|\b(?:bring|circulate|have|arrange)\b[^.;]{0,40}\b(?:this|the present) letter",
    re.IGNORECASE,
)


def speaks_for_others(passage: Passage) -> bool:
    headings = passage.headings
    if any(ANSWERS.fullmatch(heading) for heading in headings) or (headings and TOLD.fullmatch(headings[-1])):
        return True
    return bool(PREAMBLE.match(passage.label) or ANSWER.match(passage.text) or CIRCULATION.search(passage.text))
