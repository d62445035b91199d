"""What a document calls the body that speaks in it: "the Committee", "OIOS", "Council"."""

import re
from collections import Counter
from collections.abc import Iterator

from .patterns import Patterns, patterns_for
from .values import Source

NAMES_BY_KIND = {
    "committee_report": (
        "the Special Committee",
        "the Committee",
        "the Working Group",
        "the members of the Working Group",
    ),
    "letter": (
        "the Working Group",
        "the members of the Working Group",
        "the Panel",
        "the Group of Experts",
        "the Committee",
    ),
    "oversight_report": (
        "the Office",
        "OIOS",
        "the Inspectors",
        "the Inspector",
        "the Board",
        "the Unit",
        "JIU",
        "the Joint Inspection Unit",
        "the Advisory Committee",
        "the evaluation",
        "the audit",
        "the audit team",
        "the Board of Auditors",
    ),
    "policy_paper": (
        "the Council",
        "the European Council",
        "this brief",
        "this paper",
        "the authors",
        "the European Union",
        "the EU",
        "the European Union and its Member States",
        "the EU and its Member States",
    ),
    "communique": (
        "the Council",
        "Council",
        "the PSC",
        "the Peace and Security Council",
        "the Authority",
        "the Summit",
        "the Ministers",
        "the Heads of State and Government",
        "Heads of State and Government",
    ),
    "resolution": (
        "the Council",
        "the Security Council",
        "the Assembly",
        "the General Assembly",
        "the Executive Council",
    ),
    "report_of_the_secretary_general": ("the Secretary-General",),
    "meeting_summary": ("the Co-Chairs", "the co-chairs", "the Chair"),
}
FRENCH_NAMES = (
    "le Comité spécial",
    "le Comité",
    "le Conseil",
    "le Conseil de sécurité",
    "les membres du Conseil",
    "les chefs d’État",
    "les chefs d’Etat",
    "les chefs d’État et de gouvernement",
    "les chefs d’Etat et de gouvernement",
    "les ministres",
    "les membres du Conseil de sécurité",
    "le Groupe de travail",
    "la Commission",
    "l’Assemblée générale",
    "le Bureau",
    "les Inspecteurs",
    "l’Inspecteur",
    "l’UE",
    "l’Union européenne",
    "l’Assemblée",
    "le Comité consultatif",
    "le Comité des commissaires aux comptes",
    "le Groupe d’experts",
    "le Groupe",
    "le BSCI",
)
KINDS = ("committee_report", "oversight_report", "policy_paper", "meeting_summary", "resolution", "communique")
UNKNOWN_KIND = (
    *(name for kind in KINDS for name in NAMES_BY_KIND[kind]),
    "the Panel",
    "the Panel of Experts",
    "the Group of Experts",
    "the Monitoring Group",
    "the Monitoring Team",
    "the Group",
    "the Ad Hoc Working Group",
)
# Whose publications speak of them by name, wherever the name stands and though no masthead gives it.
NAMED_BY_THEMSELVES = (
    "Amnesty International",
    "Human Rights Watch",
    "International Crisis Group",
    "the International Crisis Group",
    "Crisis Group",
    "Oxfam",
    "Refugees International",
    "Médecins Sans Frontières",
    "OIG",
    "FIDH",
    "la FIDH",
)
# Who carried out a review and reports on it, whoever transmits it.
REVIEWERS = (
    "the team",
    "the review",
    "the review team",
    "the strategic review team",
    "the strategic review",
    "the assessment team",
    "the assessment mission",
    "the technical assessment mission",
    "the evaluation team",
    "the mission team",
    "the task force",
    "the inter-agency mission",
)
OWN_NOUNS = (
    "Committee Board Panel Council Assembly Commission Authority Unit Group Conference Comité Conseil Groupe Conférence"
)
HEAD = re.compile(
    r"\W*(?P<name>(?:The|Le|La|Les)\s(?:[Mm]embers\sof\sthe\s)?[A-Z][\w’'-]*"
    r"(?:\s(?:(?:of|on|for|and|de|des|du|de\sla|et\sde)\s(?:the\s)?|d['’])?[A-Z][\w’'-]*){0,9}"
    r"|[A-Z]{3,}|[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,3})(?=\s(?:also\s|further\s|therefore\s)?[a-zà-ÿ])"
)
JOINT = re.compile(
    r"\W*(?P<name>(?:The|Both)\s(?:two\s|four\s)?(?:sides|organi[sz]ations|parties|[Cc]ouncils|[Mm]inisters|leaders"
    r"|[Cc]ommissions|delegations|meeting|[Ss]ummit|[Cc]onference|[Hh]eads of [Ss]tate(?: and [Gg]overnment)?))\b"
)
DOMINANT = 0.3  # of the sentences, and whoever heads them is the author of what is told in the past
REPORT_OF = re.compile(
    r"\bReport of the (?P<body>(?:[\w’'-]+\s){0,5}?(?:Commission|Committee|Panel|Group of Experts|Group"
    r"|Mission|Monitoring Team|Team|Board|Task Force|Chairperson|Chair|Envoy|Council|Unit))\b"
)
INSTRUMENT = re.compile(
    r"\b(?:Charter|Agreement|Protocol|Declaration|Policy|Act|Treaty|Statute|Article|Resolution|Law|Convention|Charte|Accord)\b"
)


def _self_named(texts: list[str], patterns: Patterns) -> list[str]:
    """Bodies that the text makes act in the present at the head of sentences: asking twice, or three times in all."""
    asking, speaking = Counter[str](), Counter[str]()
    for text in texts:
        head = HEAD.match(text)
        if head is None or INSTRUMENT.search(head["name"]):
            continue
        rest = text[head.end("name") :].lstrip()
        if patterns.bare.match(rest):
            asking[head["name"]] += 1
        if patterns.bare.match(rest) or patterns.stressed.match(rest) or patterns.noting.match(rest):
            speaking[head["name"]] += 1
    heads = [name for name, count in asking.items() if count > 1 or speaking[name] > 2]
    return [
        f"{head[:1].lower()}{head[1:]}" if head.startswith(("The ", "Le ", "La ", "Les ")) else head for head in heads
    ]


def _telling(texts: list[str], past: Patterns) -> list[str]:
    """The one body whose acts a text tells in the past, sentence upon sentence: minutes, a joint communiqué."""
    heads = Counter[str]()
    for text in texts:
        head = HEAD.match(text)
        head = JOINT.match(text) or head
        if (
            head
            and head["name"].startswith(("The ", "Both ", "Le ", "La ", "Les "))
            and not INSTRUMENT.search(head["name"])
        ):
            rest = text[head.end("name") :].lstrip()
            heads[head["name"]] += any(each.match(rest) for each in (past.bare, past.stressed, past.noting))
    return [
        f"{name[0].lower()}{name[1:]}" for name, count in heads.items() if count > 1 and count >= DOMINANT * len(texts)
    ]


def _named_in_headings(source: Source) -> list[str]:
    """Who speaks below "Report of the Commission on …": an annex has another author than the letter above it."""
    headings = dict.fromkeys([source.title, *(each for passage in source.passages for each in passage.headings)])
    bodies = [found["body"] for each in headings for found in REPORT_OF.finditer(each)]
    return [f"the {body}" for body in bodies]


def _short(body: str) -> Iterator[str]:
    """ "the Advisory Committee" and "the Committee", of the Advisory Committee on Budgets."""
    before = re.split(r"\s(?:on|of|for|to|in|against|established|d[eu]s?|sur|pour)\s", body, maxsplit=1)[0]
    words = before.split()
    if len(words) > 1:
        yield before
    if words and words[-1] in OWN_NOUNS.split():
        yield words[-1]


def authors_of(source: Source, texts: list[str], code: str) -> tuple[str, ...]:
    """Each as it stands within a sentence and at the head of one; `texts` are the sentences."""
    known = [f"{article} {source.issuing_body}" for article in ("the", "le", "la") if source.issuing_body]
    known += FRENCH_NAMES if code == "fr" else ()
    known += NAMES_BY_KIND.get(source.kind, UNKNOWN_KIND)
    known += REVIEWERS
    if source.kind == "report_of_the_secretary_general":
        known += ["the United Nations", "the Secretariat"]
    else:
        known += [f"the {name}" for name in _short(source.issuing_body)]
        known += _named_in_headings(source)
        known += _self_named(texts, patterns_for(code, ()))
        known += _telling(texts, patterns_for(code, (), past=True))
        known += NAMED_BY_THEMSELVES
    if sum(text.startswith("Council ") for text in texts) > 1:
        known.append("Council")
    return tuple(dict.fromkeys([*known, *(f"{name[0].upper()}{name[1:]}" for name in known)]))
