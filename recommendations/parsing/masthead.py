"""What a document says of itself on its title page: proposals for a person to confirm, never more."""

import re
from itertools import takewhile
from typing import Final

from .found import DocumentFacts, FoundDocument, PieceKind
from .language import language
from .letterhead import DAY, DAY_AFTER, JOINT, MONTH_ALONE, MONTHS, ORGANS, SYMBOL, YEAR_ALONE, parts
from .titling import COMMITTEE, LETTER, OF_THE_SECRETARY_GENERAL, SYMBOLS, Front, of_a_letter, title

COUNTED: Final = re.compile(r"\d|\([IVXLCDM]+\)")
OF_A_REPORT: Final = re.compile(  # "Report 2020/045" of auditors, "5478/22" of a council
    r"REPORT\s(?:NO\.?\s)?(\d{4}/\d{2,4})$|(\d{4,5}/\d{2})(?:\s(?:REV|ADD|COR)\s\d+)*$", re.IGNORECASE
)
IN_BRACKETS: Final = re.compile(rf"\({SYMBOL.pattern}\)$")
SPEAKS: Final = re.compile(
    r"The (?P<body>Security Council|General Assembly|Human Rights Council|Economic and Social Council"
    r"|European Parliament),"
)
PERIOD: Final = re.compile(r"\b(?:period|ended|ending|période|exercice)\b", re.IGNORECASE)
SENDER: Final = re.compile(
    r"\bfrom the (?:(?:Acting |Co-?)?(?:Chairs?|Chairman|Chairperson|President|Presidency) of the )?(?P<body>.+?)"
    r"(?: to the United Nations)? addressed to",
    re.IGNORECASE | re.DOTALL,
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
    r"|^Press statement of the \d[\d,]*\w+ (?:meeting of the (?:peace|psc)|psc meeting)",
    re.IGNORECASE | re.MULTILINE,
)
PRESIDENTIAL: Final = re.compile(
    r"^Statement by the President of the (?P<body>Security Council|General Assembly)", re.I | re.M
)
AU_COUNCIL: Final = "Peace and Security Council of the African Union"
AU_COUNCIL_NAMED: Final = r"peace and security council|conseil de paix et de sécurité"
COUNCIL_OF_THE_EU: Final = re.compile(
    r"^Council of the\s+(?:European Union|EU)\b|^(?:Subject: )?Council conclusions on\b"
    r"|^Conseil de l[’']Union européenne",
    re.M,
)
IN_ENGLISH: Final = {
    "conseil de sécurité": "Security Council",
    "assemblée générale": "General Assembly",
    "conseil économique et social": "Economic and Social Council",
    "conseil des droits de l’homme": "Human Rights Council",
}
FIRST_PERSON: Final = re.compile(r"\b(?:I|my|My)\b")
OFTEN: Final = 3
MOST_HEADINGS: Final = 4


def _front(found: FoundDocument) -> Front:
    before = list(takewhile(lambda piece: piece.kind not in (PieceKind.PARAGRAPH, PieceKind.LABEL), found.pieces))
    # A line without words stays one: what it parts is not one title.
    shown = (PieceKind.TITLE_PAGE, PieceKind.RUNNING_HEAD)
    raws = "".join(piece.raw if piece.kind in shown else "\n" for piece in before if piece.kind is not PieceKind.MARKUP)
    printed = (" ".join(part.split()) for line in raws.splitlines() for part in re.split(r"\t|\s{3,}", line.strip()))
    lines = (part for line in printed for part in (parts(line) or [""]))
    sections = list(dict.fromkeys(piece.section for piece in before if piece.kind is PieceKind.HEADING))
    headings = [found.sections[ord_].heading for ord_ in sections if ord_ is not None]
    heads = [piece.raw.strip() for piece in found.pieces if piece.kind is PieceKind.RUNNING_HEAD]
    return Front(tuple(lines), tuple(headings[:MOST_HEADINGS]), tuple(heads))


def propose(found: FoundDocument) -> DocumentFacts:
    """Each fact, or nothing where the title page does not say it."""
    front, text = _front(found), "\n".join(each.text for each in found.paragraphs[:60])
    symbol = _symbol(front)
    kind = _kind(front, symbol, text)
    return DocumentFacts(
        symbol=symbol,
        title=title(front, symbol, kind),
        date=_date(front),
        issuing_body=_body(front, symbol, kind),
        kind=kind,
        language=language(text),
    )


def _symbol(front: Front) -> str:
    headings = [line for line in front.headings if SYMBOLS.fullmatch(line) or IN_BRACKETS.search(line)]
    for line in (*front.lines, *headings, *front.heads):
        for found in JOINT.finditer(line):
            if COUNTED.search(found[0]):
                return found[0].rstrip(".*")
    own = (OF_A_REPORT.match(line) for line in front.lines)
    return next((each[1] or each[2] for each in own if each), "")


def _date(front: Front) -> str:
    """As exactly as it is printed: "2031-05-14", "2031-05" or "2031"."""
    alone = [line for line in front.lines if len(line) < 40]
    for lines in (alone, front.all):
        for pattern in (DAY, DAY_AFTER, MONTH_ALONE, YEAR_ALONE):
            for line in (each for each in lines if not PERIOD.search(each)):
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
        return AU_COUNCIL if re.search(AU_COUNCIL_NAMED, shown, re.IGNORECASE) else ""
    if kind == "oversight_report":
        named = OVERSIGHT.search(shown)
        if named and named[0].endswith(("Division", "DIVISION")):
            return "Office of Internal Oversight Services"
        return _named(named[0]) if named else "Joint Inspection Unit"
    if kind == "committee_report":
        committee = COMMITTEE.search(shown)
        return committee["body"].split("\n")[0].strip() if committee else ""
    if kind == "letter":
        sender = SENDER.search(" ".join(of_a_letter(front.all).split()))
        return sender["body"] if sender else ""
    if kind == "other":
        president = PRESIDENTIAL.search(shown)
        return president["body"] if president else ""
    spoken = next((found["body"] for line in front.headings if (found := SPEAKS.fullmatch(line))), "")
    by_symbol = next((body for start, body in BODY_OF_SYMBOL.items() if symbol.startswith(start)), "")
    organs = [found[0] for line in front.lines for found in ORGANS.finditer(line) if found[0] != "United Nations"]
    if not kind and COUNCIL_OF_THE_EU.search(shown):
        return "Council of the European Union"
    return by_symbol or spoken or (_named(organs[0]) if organs and kind == "resolution" else "")


def _named(printed: str) -> str:
    """In English, with its capital letters: a title page may set it all in them."""
    name = IN_ENGLISH.get(printed.lower().replace("'", "’"), printed)
    return re.sub(r"\b(?:Of|The|And)\b", lambda found: found[0].lower(), name.title()) if name.isupper() else name
