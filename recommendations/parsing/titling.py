"""The title of a document, from the lines of its title page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .letterhead import DAY, DAY_AFTER, MONTH_ALONE, ORGANS, SYMBOL, YEAR_ALONE, is_sign, parts
from .preamble import names_a_body
from .sections import MOST_LINES_OF_A_LETTER_HEADING

SYMBOLS: Final = re.compile(rf"\W*{SYMBOL.pattern}(?:\W*{SYMBOL.pattern})*\W*")  # a joint one in its halves
WITH_SYMBOL: Final = re.compile(
    rf"{ORGANS.pattern}\s+{SYMBOL.pattern}|{SYMBOL.pattern}\s+{ORGANS.pattern}", re.IGNORECASE
)
NO_TITLE: Final = re.compile(
    r"(?:.*\bDistr\b.*|Original\s?:.*|Dist\.:.*|(?:English|French|Français|Anglais|Español|Espagnol|Arabic|Arabe)|"
    r".*\bsession$|Agenda items?.*|Items? \d.*|Prepared by.*|Page|Contents|"
    r"(?:Executive )?Summary|Policy (?:brief|paper)|"
    r"\(.*\)|\*.*|Fictitious.*|Adopted (?:by|at).*|.*\bmeeting$|.*\byear$|Official Records|Supplement No\..*"
    r"|\d{4} (?:substantive|resumed) session.*|Note by the .*|Advance .*|[\W\d]*)",
    re.IGNORECASE,
)
OF_THE_SECRETARY_GENERAL: Final = re.compile(
    r"Reports? of the Secretary-General|Rapports? du Secrétaire général", re.IGNORECASE
)
WHOSE: Final = re.compile(
    rf"{OF_THE_SECRETARY_GENERAL.pattern}|(?:Reports? of|Note by) the (?:Secretary-General|{ORGANS.pattern}"
    r"|Board of Auditors|Advisory Committee on Administrative and Budgetary Questions)",
    re.IGNORECASE,
)
SUBJECT: Final = re.compile(r"^(?:Subject|Objet)\s?:\s*(\S.*)", re.MULTILINE)
MEETING: Final = re.compile(
    r"\b(?P<meeting>\d{1,3}(?:,?\d{3})?(?:st|nd|rd|th)) (?:PSC )?meeting"
    r"|\b(?P<reunion>\d{1,3}(?:,?\d{3})?(?:er|e|è?me)) réunion",
    re.IGNORECASE,
)
SAYS: Final = re.compile(r"(?:There|It|The) (?:[\w’'-]+ ){0,6}?(?:is|are|was|were|needs?|needed|has|have|had) ")
LETTER: Final = re.compile(r"(?:Identical )?letters? dated .*", re.IGNORECASE | re.DOTALL)
LETTER_TO: Final = re.compile(
    r"(?:Identical )?letters? dated .* addressed to .*\b(?:Council|Assembly|Secretary-General)",
    re.IGNORECASE | re.DOTALL,
)
COMMITTEE: Final = re.compile(
    r"Report of the (?P<body>(?:[\w’'-]+\s){0,8}?(?:Committee|Working Group|Commission|Panel|Group of Experts)\b.*)",
    re.IGNORECASE,
)
SIGN: Final = re.compile(r"(?:[IVXLC]+|[A-Z]|\d+(?:\.\d+)*)(?:\.?\s|\.(?=[A-Z]))")
LONGEST_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class Front:
    """`lines` of the title page, `headings` above the first paragraph, symbols of the running heads."""

    lines: tuple[str, ...]
    headings: tuple[str, ...]
    heads: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.lines, *self.headings)


def title(front: Front, symbol: str, kind: str) -> str:
    if kind == "letter":
        return of_a_letter(front.all)
    if kind == "resolution" and (numbered := _of_resolution(front, symbol)):
        return numbered
    if kind == "communique" and (numbered := _of_a_communique("\n".join(front.all))):
        return numbered
    if subject := SUBJECT.search("\n".join(front.all)):
        return subject[1]
    runs = _runs(front.lines)
    if not runs:
        headings = (part for each in front.headings for part in parts(each))
        return next((each for each in headings if _may_be_title(each) and not SIGN.match(each)), "")
    if kind == "committee_report" and (own := next((text for text, _ in runs if COMMITTEE.match(text)), "")):
        return own[:LONGEST_TITLE]
    above = next((at for at, line in enumerate(front.lines) if WHOSE.fullmatch(line)), None)
    if above is not None:
        return next((text for text, last in reversed(runs) if last < above), runs[0][0])[:LONGEST_TITLE]
    return max(runs, key=lambda run: len(run[0]))[0][:LONGEST_TITLE]


def of_a_letter(lines: Sequence[str]) -> str:
    """Its first line, and those that it goes on in: to whom it is addressed."""
    at = next(at for at, line in enumerate(lines) if LETTER.match(line))
    title = lines[at]
    for line in lines[at + 1 : at + MOST_LINES_OF_A_LETTER_HEADING]:
        if not line or LETTER_TO.fullmatch(title):
            break
        title = f"{title} {line}"
    return title if LETTER_TO.fullmatch(title) else lines[at]


def _of_a_communique(shown: str) -> str:
    meeting = MEETING.search(shown)
    if meeting is None:
        return ""
    if meeting["reunion"]:
        return (
            f"Communiqué de la {meeting['reunion'].lower().replace(',', '')} réunion du Conseil de paix et de sécurité"
        )
    form = "Press statement" if re.search(r"^press statement", shown, re.I | re.M) else "Communiqué"
    return f"{form} of the {meeting['meeting'].lower().replace(',', '')} meeting of the Peace and Security Council"


def _of_resolution(front: Front, symbol: str) -> str:
    printed = next((line for line in front.all if re.match(r"R[ée]solution \d", line)), "")
    number = re.search(r"RES/(.+)", symbol)
    return printed or (f"Resolution {number[1]}" if number else "")


def _runs(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Lines that may be a title, those of one title together, each with the place of its last line."""
    runs: list[tuple[str, int]] = []
    for at, line in enumerate(lines):
        if not _may_be_title(line) or _is_date(line) or (line[:1].islower() and (not runs or runs[-1][1] != at - 1)):
            continue
        if WHOSE.fullmatch(line):
            continue
        if runs and runs[-1][1] == at - 1 and runs[-1][0].isupper() == line.isupper():
            runs[-1] = (f"{runs[-1][0]} {line}", at)
        else:
            runs.append((line, at))
    return runs


def _may_be_title(line: str) -> bool:
    if is_sign(line) or any(sign.fullmatch(line) for sign in (NO_TITLE, SYMBOLS, WITH_SYMBOL)):
        return False
    return not names_a_body(line) and not _is_sentence(line)


def _is_sentence(line: str) -> bool:
    """What auditors say of what they found, above the text."""
    return bool(SAYS.match(line))


def _is_date(line: str) -> bool:
    return len(line) < 60 and any(pattern.search(line) for pattern in (DAY, DAY_AFTER, MONTH_ALONE, YEAR_ALONE))
