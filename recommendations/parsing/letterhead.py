"""What stands above a title: whose document it is, its symbol, when and where, each on its line or run together.

Only what is a sign all by itself is known here; a title is what is left between and below them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from .blocks import Block
from .lines import Line
from .numbering import ITEM_MARKER, PARAGRAPH_MARKER, SECTION_MARKER
from .preamble import names_a_body
from .sections import LETTER_HEADING, PART, without_note

MONTHS: Final = re.findall(
    r"\w+",
    "january february march april may june july august september october november december "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)
MONTH: Final = "|".join(MONTHS)
DAY: Final = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?,?\s(?P<month>{MONTH}),?\s(?P<year>\d{{4}})\b", re.IGNORECASE
)
DAY_AFTER: Final = re.compile(rf"\b(?P<month>{MONTH})\s(?P<day>\d{{1,2}}),?\s(?P<year>\d{{4}})\b", re.IGNORECASE)
MONTH_ALONE: Final = re.compile(rf"\b(?P<month>{MONTH})\s(?P<year>\d{{4}})\b", re.IGNORECASE)
YEAR_ALONE: Final = re.compile(r"^(?:[^\W\d_]+(?:\s[^\W\d_]+)?,?\s)?(?P<year>(?:19|20)\d{2})$")
SYMBOL: Final = re.compile(
    r"(?<![\w/])[A-Z][A-Za-z.]{0,9}(?:/[A-Z0-9][A-Za-z0-9.-]*(?:\([A-Z0-9]+\))?)+"
    r"(?:\s?\((?:\d{4}|[IVXLC]+|Vol\.\s?[IVX]+|Part\s[IVX]+)\))?(?![\w/])"
)
JOINT: Final = re.compile(rf"{SYMBOL.pattern}(?:\s?[-–—]\s?{SYMBOL.pattern})*")  # "A/70/95–S/2015/446"
ORGANS: Final = re.compile(
    r"(?:United Nations|Nations Unies|African Union|Union Africaine|União Africana|European Union"
    r"|Council of the(?:\s(?:European Union|EU))?|Conseil de l[’']Union européenne"
    r"|Security Council|Assembly of the Union|Executive Council"
    r"|General Assembly|Economic and Social Council|Peace and Security Council|Human Rights Council|"
    r"Joint Inspection Unit|Office of Internal Oversight Services|Internal Audit Division"
    r"|Inspection and Evaluation Division|Economic Community of West African States|"
    r"Conseil de sécurité|Assemblée générale|Conseil économique et social|Conseil de paix et de sécurité"
    r"|Conseil des droits de l[’']homme)",
    re.IGNORECASE,
)
LANGUAGE: Final = r"(?:English|French|Français|Anglais|Español|Spanish|Arabic|Chinese|Russian|Arabe|Espagnol)"
ORDINAL: Final = r"\d{1,3}(?:,?\d{3})?(?:st|nd|rd|th|er|e|è?me)"
NO_PLACE: Final = r"(?:On|In|Of|At|By|From|Since|Until|The|And|To|Before|After)\s"
PLACE: Final = rf"(?!{NO_PLACE})(?:(?:[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+)?,\s){{1,2}}|[A-ZÀ-Ý][\w’'-]+\s)"
DATE: Final = (
    rf"(?:(?:{ORDINAL}|\d{{1,2}}),?(?:\s?[-–—]\s?\d{{1,2}})?\s(?:{MONTH}),?|(?:{MONTH})(?:\s\d{{1,2}},)?)\s\d{{4}}"
)
ORDINAL_WORD: Final = r"[A-Z][a-z]+(?:-[A-Za-z]+)?|[A-Z]+(?:-[A-Z]+)?"
SIGNS: Final = tuple(  # of a document's own, and so surer than the name of an organ
    re.compile(rf"(?:{sign})", re.IGNORECASE if insensitive else 0)
    for sign, insensitive in (
        (r"(?:[A-Z]{2,6}(?:/[A-Z]{2,6})?\s\d{1,4}\s*)+(?=$)", False),  # "COPS 34 CFSP/PESC 67"
        (rf"{JOINT.pattern}\*?", False),
        (r"Distr(?:ibution)?\b\.?\s?:?\s?(?:general|limited|restricted|générale|limitée|restreinte)?", True),
        (rf"Original(?:\sversion)?\s?:\s?{LANGUAGE}(?:\s?(?:/|,|and)\s?{LANGUAGE})*", True),
        (rf"(?-i:{PLACE})?(?:le\s)?{DATE}", True),
        (rf"{ORDINAL}\s(?:meeting|réunion|séance|(?:ordinary|extraordinary)\ssession)", True),
        (rf"(?:{ORDINAL_WORD})\s(?:(?i:ordinary\s|extraordinary\s)?(?i:session|year|année)|(?i:meeting))", False),
        (
            r"(?:Agenda\sitems?|Items?|Points?)\s\d{1,3}(?:\s\([a-z]\))?(?:(?:,|\sand|\set)\s\d{1,3}(?:\s\([a-z]\))?)*"
            r"(?:\s(?:of\sthe|de\sl[’'])\s?(?:provisional\sagenda|preliminary\slist|agenda|ordre\sdu\sjour))?\*{0,2}",
            True,
        ),
        (r"\d{2}-\d{5}\s\([A-Z]\)(?:\s+\d{6})*|\*\d{6,10}[A-Z]?\*", False),
        (r"R[ée]solution\s\d+\s\((?:19|20)\d{2}\)", True),
        (r"Official\sRecords|Supplement\sNo\.\s\d+\w?|Volume\s[IVX]+", True),
        (rf"(?:As\s)?Adopt(?:ed|ée)\s(?:by|at|on|par)\b.{{0,90}}?\b{DATE}", True),
        (r"\(OR\.\s[a-z]{2}(?:,\s[a-z]{2})*\)|\d{4,5}/\d{2}(?:\s(?:REV|ADD|COR)\s\d+)*", False),
        (
            r"(?:FINAL\s|JOINT\s)?COMMUNIQU[ÉE]|PRESS\sSTATEMENT|OUTCOME\sOF\sPROCEEDINGS|RÉSULTATS\sDES\sTRAVAUX|NOTE|LIMITE|Press\srelease",
            False,
        ),
        (r"REPORT\s(?:NO\.?\s)?\d{4}/\d{2,4}|Assignment\sno\s?[.:]+\s?\S*\d\S*", True),
        (r"(?:From|To|Origine|Destinataire)\s?:.*|(?:Subject|Objet)\s?:(?=$)", True),
        (r"P\.\s?O\.\sBox\s.*|(?:website|e-?mail|tel(?:ephone)?|fax)\s?:.*", True),
    )
)
IN_BETWEEN: Final = re.compile(rf"[,;·|•\s]+|{LANGUAGE}(?!\w)")
REPORT_OF: Final = re.compile(
    r"(?<=[^\W_][^\W_])\s(?=(?:Reports?\sof\sthe|Note\sby\sthe|Rapports?\sdu)"
    r"(?:\s(?:[A-ZÉ][\w’'-]+|général|of|on|and|de|des|et))+$)"
)
LEADS_ON: Final = re.compile(
    r"(?:\b(?:of|the|and|on|in|to|for|by|with|du|de|des|sur|le|la|les|et)|[,–—-])$", re.IGNORECASE
)
ENDS: Final = (".", ":", ",", "”")
SPEAKS: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|may|must|should|can|made|met|held|wish|wishes|recalls?|refers?"
    r"|est|sont|était|étaient|a|ont|avait|sera|doit|fait|porte|soumis)\b"
)
BEGINS: Final = re.compile(
    r"[“\"]?(?:The|I|We|It|In|On|At|As|This|These|There|Pursuant|By|Since|Le|La|Les|L[’']|Je|J[’']|Nous|Il|En|À|Au)\b"
)
FEWEST: Final = 2
FIRST_BLOCKS, FIRST_LINES, FARTHEST = 6, 3, 8
TEXT_IS_WRAPPED, FULL = 3, 0.75


def cut(line: str) -> tuple[list[str], str]:
    """The signs at the beginning of a line, and what is left of it."""
    signs: list[str] = []
    at = 0
    while at < len(line):
        found = next((found for sign in (*SIGNS, ORGANS) if (found := sign.match(line, at)) and found.end() > at), None)
        if found is None or line[found.end() : found.end() + 1].isalnum() or line[found.end() : found.end() + 1] == "–":
            break
        signs.append(found[0].strip())
        at = found.end()
        while between := IN_BETWEEN.match(line, at):
            at = between.end()
    return signs, line[at:].strip()


def parts(line: str) -> list[str]:
    """A line that runs signs and a title together, cut into them; another as it is."""
    signs, rest = cut(line)
    sure = any(not ORGANS.fullmatch(sign) for sign in signs)
    if len(signs) < FEWEST or not sure:
        signs, rest = [], line
    below = REPORT_OF.search(rest)
    if below and not LEADS_ON.search(rest[: below.start()]):
        return [*signs, rest[: below.start()], rest[below.end() :]]
    return [*signs, rest] if rest else signs


def is_sign(line: str) -> bool:
    """Whether the line is no part of a title or text."""
    signs, rest = cut(line)
    return bool(signs) and not rest


def split(blocks: Sequence[Block]) -> list[Block]:
    """The first blocks, signs and title and text apart, also where no blank line parts them."""
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if at == FIRST_BLOCKS or _is_text(block):
            return [*made, *blocks[at:]]
        made += _split(block)
    return made


def _is_text(block: Block) -> bool:
    return any(sign.match(block.opening) for sign in (PARAGRAPH_MARKER, ITEM_MARKER, SECTION_MARKER))


def _split(block: Block) -> list[Block]:
    signs = [at for at in range(len(block.lines)) if _stands_alone(block.lines, at)]
    chained = [at for place, at in enumerate(signs) if at - (signs[place - 1] if place else 0) <= FARTHEST]
    sure = any(not ORGANS.fullmatch(block.lines[at].body) for at in chained)
    if len(chained) < FEWEST or chained[0] >= FIRST_LINES or not sure or chained != signs[: len(chained)]:
        return [block]
    below = chained[-1] + 1
    rest = block.lines[below:]
    text = below + _text_begins(rest)
    head = replace(block, lines=block.lines[:below], titular=True, runs_on=False)
    made = [head]
    for lines in (block.lines[below:text], block.lines[text:]):
        if lines:
            last = lines[-1] is block.lines[-1]
            goes_on = False if block.look else None
            made.append(
                replace(
                    block, lines=lines, after_break=False, topped=False, goes_on=goes_on, runs_on=block.runs_on and last
                )
            )
    return made


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a sign, and its ends are no mere breaks in a sentence."""
    above, below = (lines[at - 1].body if at else ""), (lines[at + 1].body if at + 1 < len(lines) else "")
    return is_sign(lines[at].body) and not LEADS_ON.search(above) and not below[:1].islower()


def _text_begins(lines: Sequence[Line]) -> int:
    """How many lines are title: down to a number, the body that speaks, or a sentence."""
    for at, line in enumerate(lines):
        if PARAGRAPH_MARKER.match(line.body) or SECTION_MARKER.match(line.body) or names_a_body(line.body):
            return at
        if PART.fullmatch(line.body) or line.body.startswith(("“", '"')):
            return at
        if SPEAKS.search(line.body) and any(without_note(each.body).endswith(ENDS) for each in lines[at:]):
            return next((each for each in range(at, -1, -1) if _begins_text(lines, each)), at)
    return len(lines)


def _begins_text(lines: Sequence[Line], at: int) -> bool:
    if not at or not lines[at].body[:1].isupper():
        return not at
    above, line = lines[at - 1].body, lines[at].body
    width = max(len(each.body) for each in islice(lines, at, at + TEXT_IS_WRAPPED))
    if LEADS_ON.search(above):
        return False
    early = len(above) + 1 + len(line.split()[0]) <= FULL * width
    titled = LETTER_HEADING.fullmatch(" ".join(each.body for each in lines[:at]))
    return early or bool(BEGINS.match(line)) or bool(titled)
