"""What a document says of itself on its title page: proposals for a person to confirm, never more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from .found import DocumentFacts, FoundDocument, PieceKind
from .language import language
from .preamble import names_a_body

MONTHS: Final = re.findall(
    r"\w+",
    "january february march april may june july august september october november december "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)
MONTH: Final = "|".join(MONTHS)
DAY: Final = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?,?\s(?P<month>{MONTH})\s(?P<year>\d{{4}})\b", re.IGNORECASE
)
DAY_AFTER: Final = re.compile(rf"\b(?P<month>{MONTH})\s(?P<day>\d{{1,2}}),?\s(?P<year>\d{{4}})\b", re.IGNORECASE)
MONTH_ALONE: Final = re.compile(rf"\b(?P<month>{MONTH})\s(?P<year>\d{{4}})\b", re.IGNORECASE)
YEAR_ALONE: Final = re.compile(r"^(?:[^\W\d_]+(?:\s[^\W\d_]+)?,?\s)?(?P<year>(?:19|20)\d{2})$")
SYMBOL: Final = re.compile(
    r"(?<![\w/])[A-Z][A-Za-z]{0,7}(?:/[A-Z0-9][A-Za-z0-9.-]*(?:\([A-Z0-9]+\))?)+(?:\s?\((?:\d{4}|[IVXLC]+)\))?(?![\w/])"
)
SYMBOLS: Final = re.compile(rf"\W*{SYMBOL.pattern}(?:\W*{SYMBOL.pattern})*\W*")  # a joint one in its halves
IN_BRACKETS: Final = re.compile(rf"\({SYMBOL.pattern}\)$")
SPEAKS: Final = re.compile(
    r"The (?P<body>Security Council|General Assembly|Human Rights Council|Economic and Social Council"
    r"|European Parliament),"
)
ORGANS: Final = re.compile(
    r"(?:United Nations|Nations Unies|African Union|Union Africaine|AFRICAN UNION.*|European Union|Security Council|"
    r"General Assembly|Economic and Social Council|Peace and Security Council|Human Rights Council|"
    r"Joint Inspection Unit|Office of Internal Oversight Services|"
    r"Conseil de sécurité|Assemblée générale|Conseil économique et social|Conseil de paix et de sécurité)",
    re.IGNORECASE,
)
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
LETTER: Final = re.compile(r"(?:Identical )?letters? dated .*", re.IGNORECASE | re.DOTALL)
SENDER: Final = re.compile(
    r"\bfrom the (?:(?:Acting |Co-?)?(?:Chairs?|Chairman|Chairperson|President|Presidency) of the )?(?P<body>.+?)"
    r"(?: to the United Nations)? addressed to",
    re.IGNORECASE | re.DOTALL,
)
COMMITTEE: Final = re.compile(
    r"Report of the (?P<body>(?:[\w’'-]+\s){0,8}?(?:Committee|Working Group|Commission|Panel|Group of Experts)\b.*)",
    re.IGNORECASE,
)
OVERSIGHT: Final = re.compile(
    r"Joint Inspection Unit|Internal Audit Division|Inspection and Evaluation Division|"
    r"Office of Internal Oversight Services|Board of Auditors|Independent Evaluation Office|"
    r"Court of Auditors|Audit Advisory",
    re.IGNORECASE,
)
BODY_OF_SYMBOL: Final = {
    "S/RES/": "Security Council",
    "A/RES/": "General Assembly",
    "A/HRC/RES/": "Human Rights Council",
}
OF_THE_AU_COUNCIL: Final = re.compile(
    r"^(?:The|Adopted by the) Peace and Security Council\b[^\n]{0,60}\bat its \d+"
    r"|^Press statement of the \d+\w+ meeting of the (?:peace|psc)",
    re.IGNORECASE | re.MULTILINE,
)
PRESIDENTIAL: Final = re.compile(
    r"^Statement by the President of the (?P<body>Security Council|General Assembly)", re.I | re.M
)
AU_COUNCIL: Final = "Peace and Security Council of the African Union"
FIRST_PERSON: Final = re.compile(r"\b(?:I|my|My)\b")
OFTEN: Final = 3
SIGN: Final = re.compile(r"(?:[IVXLC]+|[A-Z]|\d+(?:\.\d+)*)(?:\.?\s|\.(?=[A-Z]))")
MOST_HEADINGS: Final = 4
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


def _front(found: FoundDocument) -> Front:
    before = list(takewhile(lambda piece: piece.kind not in (PieceKind.PARAGRAPH, PieceKind.LABEL), found.pieces))
    shown = (PieceKind.TITLE_PAGE, PieceKind.RUNNING_HEAD)
    raws = "".join(piece.raw if piece.kind in shown else "\n" for piece in before)
    lines = (" ".join(part.split()) for line in raws.splitlines() for part in re.split(r"\t|\s{3,}", line))
    sections = list(dict.fromkeys(piece.section for piece in before if piece.kind is PieceKind.HEADING))
    headings = [found.sections[ord_].heading for ord_ in sections if ord_ is not None]
    heads = [piece.raw.strip() for piece in found.pieces if piece.kind is PieceKind.RUNNING_HEAD]
    return Front(tuple(line for line in lines if line), tuple(headings[:MOST_HEADINGS]), tuple(heads))


def propose(found: FoundDocument) -> DocumentFacts:
    """Each fact, or nothing where the title page does not say it."""
    front, text = _front(found), "\n".join(each.text for each in found.paragraphs[:60])
    symbol = _symbol(front)
    kind = _kind(front, symbol, text)
    return DocumentFacts(
        symbol=symbol,
        title=_title(front, symbol, kind),
        date=_date(front),
        issuing_body=_body(front, symbol, kind),
        kind=kind,
        language=language(text),
    )


def _symbol(front: Front) -> str:
    headings = [line for line in front.headings if SYMBOLS.fullmatch(line) or IN_BRACKETS.search(line)]
    for line in (*front.lines, *headings, *front.heads):
        for found in SYMBOL.finditer(line):
            if any(sign.isdigit() for sign in found[0]):
                return found[0].rstrip(".*")
    return ""


def _date(front: Front) -> str:
    """As exactly as it is printed: "2031-05-14", "2031-05" or "2031"."""
    alone = [line for line in front.lines if len(line) < 40]
    for lines in (alone, front.all):
        for pattern in (DAY, DAY_AFTER, MONTH_ALONE, YEAR_ALONE):
            for line in lines:
                if found := pattern.search(line):
                    return _written(_with_its_day(front, found.groupdict()))
    return ""


def _with_its_day(front: Front, date: dict[str, str]) -> dict[str, str]:
    """A month whose day stands at the end of the line above."""
    if "month" not in date or "day" in date:
        return date
    dates = (found.groupdict() for found in DAY.finditer(" ".join(front.all)))
    return next((each for each in dates if (each["month"], each["year"]) == (date["month"], date["year"])), date)


def _written(date: dict[str, str]) -> str:
    month = f"-{MONTHS.index(date['month'].lower()) % 12 + 1:02}" if "month" in date else ""
    day = f"-{int(date['day']):02}" if "day" in date else ""
    return f"{date['year']}{month}{day}"


def _kind(front: Front, symbol: str, text: str) -> str:
    """The code of a kind of document."""
    shown = "\n".join(front.all)
    letter = next((at for at, line in enumerate(front.all) if LETTER.match(line)), None)
    signs = (
        ("resolution", bool(re.search(r"/RES/", symbol)) or bool(re.search(r"(?m)^R[ée]solution \d", shown))),
        ("resolution", bool(re.search(r"(?m)^European Parliament resolution of", shown))),
        ("resolution", any(SPEAKS.fullmatch(line) for line in front.headings)),
        ("communique", bool(re.search(r"communiqu[ée]", shown, re.IGNORECASE)) or "/COMM." in symbol),
        ("communique", bool(OF_THE_AU_COUNCIL.search(shown))),
        ("other", bool(PRESIDENTIAL.search(shown))),
        ("letter", letter is not None),
        ("oversight_report", bool(OVERSIGHT.search(shown)) or symbol.startswith("JIU/")),
        ("report_of_the_secretary_general", bool(OF_THE_SECRETARY_GENERAL.search(shown))),
        ("committee_report", bool(COMMITTEE.search(shown))),
        ("meeting_summary", bool(re.search(r"\bsummary\b", shown, re.IGNORECASE)) and bool(_of_meeting(shown))),
        ("policy_paper", bool(re.search(r"policy (?:brief|paper)|\bbrief\b", shown, re.IGNORECASE))),
        ("report_of_the_secretary_general", symbol[:2] in ("S/", "A/") and len(FIRST_PERSON.findall(text)) >= OFTEN),
    )
    return next((kind for kind, shown_by in signs if shown_by), "")


def _of_meeting(shown: str) -> re.Match[str] | None:
    return re.search(r"co-?chair|chair|workshop|meeting|dialogue|seminar|conference|retreat", shown, re.IGNORECASE)


def _body(front: Front, symbol: str, kind: str) -> str:
    shown = "\n".join(front.all)
    if kind == "report_of_the_secretary_general":
        return "Secretary-General" if OF_THE_SECRETARY_GENERAL.search(shown) else ""
    if kind == "communique":
        return AU_COUNCIL if re.search(r"peace and security council", shown, re.IGNORECASE) else ""
    if kind == "oversight_report":
        named = OVERSIGHT.search(shown)
        if named and named[0].endswith(("Division", "DIVISION")):
            return "Office of Internal Oversight Services"
        return named[0] if named else "Joint Inspection Unit"
    if kind == "committee_report":
        committee = COMMITTEE.search(shown)
        return committee["body"].split("\n")[0].strip() if committee else ""
    if kind == "letter":
        sender = SENDER.search(" ".join(next(line for line in front.all if LETTER.match(line)).split()))
        return sender["body"] if sender else ""
    if kind == "other":
        president = PRESIDENTIAL.search(shown)
        return president["body"] if president else ""
    spoken = next((found["body"] for line in front.headings if (found := SPEAKS.fullmatch(line))), "")
    by_symbol = next((body for start, body in BODY_OF_SYMBOL.items() if symbol.startswith(start)), "")
    organs = [found[0] for line in front.lines for found in ORGANS.finditer(line) if found[0] != "United Nations"]
    return by_symbol or spoken or (organs[0] if organs and kind == "resolution" else "")


def _title(front: Front, symbol: str, kind: str) -> str:
    if kind == "letter":
        return next(line for line in front.all if LETTER.match(line))
    if kind == "resolution" and (numbered := _of_resolution(front, symbol)):
        return numbered
    meeting = re.search(r"\b(\d{1,4})(?:st|nd|rd|th) meeting", "\n".join(front.all), re.IGNORECASE)
    if kind == "communique" and meeting:
        ordinal = meeting[0].split()[0].lower()
        form = "Press statement" if re.search(r"^press statement", "\n".join(front.all), re.I | re.M) else "Communiqué"
        return f"{form} of the {ordinal} meeting of the Peace and Security Council"
    runs = _runs(front.lines)
    if not runs:
        return next((each for each in front.headings if _may_be_title(each) and not SIGN.match(each)), "")
    if kind == "committee_report" and (own := next((text for text, _ in runs if COMMITTEE.match(text)), "")):
        return own[:LONGEST_TITLE]
    above = next((at for at, line in enumerate(front.lines) if OF_THE_SECRETARY_GENERAL.fullmatch(line)), None)
    if above is not None:
        return next((text for text, last in reversed(runs) if last < above), runs[0][0])[:LONGEST_TITLE]
    return max(runs, key=lambda run: len(run[0]))[0][:LONGEST_TITLE]


def _of_resolution(front: Front, symbol: str) -> str:
    printed = next((line for line in front.all if re.match(r"R[ée]solution \d", line)), "")
    number = re.search(r"RES/(.+)", symbol)
    return printed or (f"Resolution {number[1]}" if number else "")


def _runs(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Lines that may be a title, those of one title together, each with the place of its last line."""
    runs: list[tuple[str, int]] = []
    for at, line in enumerate(lines):
        if not _may_be_title(line) or _is_date(line):
            continue
        if OF_THE_SECRETARY_GENERAL.fullmatch(line):
            continue
        if runs and runs[-1][1] == at - 1 and runs[-1][0].isupper() == line.isupper():
            runs[-1] = (f"{runs[-1][0]} {line}", at)
        else:
            runs.append((line, at))
    return runs


def _may_be_title(line: str) -> bool:
    signs = (ORGANS, NO_TITLE, SYMBOLS, WITH_SYMBOL)
    return not any(sign.fullmatch(line) for sign in signs) and not names_a_body(line)


def _is_date(line: str) -> bool:
    return len(line) < 60 and any(pattern.search(line) for pattern in (DAY, DAY_AFTER, MONTH_ALONE, YEAR_ALONE))
