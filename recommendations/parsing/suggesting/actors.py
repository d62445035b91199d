"""Which known organizations words name: full and former names, acronyms, short names in their context."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .aliases import ALIASES, IN_FAMILY, POINTING_BACK
from .values import Organization

TOKEN = re.compile(r"[^\s,;:()“”\"«»\[\]]+")
DETERMINER = re.compile(
    r"(?:(?:the|all|both|each|every|other|these|those|relevant|interested|concerned"
    r"|its|their|my|his|her|our|any|new|of|with"
    r"|executive heads? of|heads? of|staff of|leadership of|chairs? of|presidents? of|members of staff of|personnel of"
    r"|governments? of|secretariats? of|(?-i:le|la|les|tous les|toutes les|aux|au|du"
    r"|des|de la|de l['’]|à la|à l['’]|à|Le|La|Les)|[ld]['’])\s*"
    r"(?<![a-z](?=[a-z])))+",
    re.IGNORECASE,
)
CONNECTOR = re.compile(
    (
        r"\s*(?:,?\s+(?:together|jointly) with\s+|,?\s+(?:and|or|et|ou)\s+(?:of\s+"
        r"|with\s+)?|,?\s+as well as\s+|,?\s+ainsi que\s+|[,;]\s+(?!in\b|which|who))"
    ),
)
MORE_OF_THE_NAME = re.compile(
    r"\s+(?!and\b|or\b|to\b|in\b|at\b|on\b|for\b|with\b|as\b|et\b|de\b|à\b|which|who"
    r"|that|not\b|also\b|both\b|alike\b|should\b|must\b|[a-z]+ly\b"
    r"|[a-z]+ing\b)[a-zà-ÿ-]+"
)


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    word = word.replace("’", "'").rstrip(".").lower()
    if not word.isascii():  # "Etats" is written as often as "États"
        word = "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))
    return re.sub(r"'s$|(?<=s)'$", "", word)


def _turned(name: str) -> set[str]:
    """The ways a registered name is written: "X of the Y" as "Y X", and shorter names of the three unions."""
    ways = {name}
    turned = re.fullmatch(r"(.+?) of the (African Union|European Union|United Nations)", name)
    if turned:
        ways.add(f"{turned[2]} {turned[1]}")
    for long, short in (("African Union", "AU"), ("United Nations", "UN"), ("European Union", "EU")):
        ways |= {way.replace(long, short) for way in ways if way != long}
    ways |= {
        way.removeprefix("United Nations ") for way in ways if way.startswith("United Nations ") and way.count(" ") > 2
    }
    return ways


@dataclass(frozen=True, slots=True)
class Named:
    """`text[start:end]` names these organizations."""

    start: int
    end: int
    codes: tuple[str, ...]


MISSION = re.compile(r"(?!.*Office).*\b(?:Mission|Operation|Stabili[sz]ation|Interim Force)\b.*\b(?:in|for|to)\b")
ByFirst = dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]


@lru_cache(maxsize=8)
def _known(
    organizations: tuple[Organization, ...], family: str, own: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[ByFirst, frozenset[str]]:
    """The names by their first words, the longest first, and which of them are acronyms."""
    known: dict[str, str] = {}
    acronyms: set[str] = set()
    for each in organizations:
        for name in each.names:
            acronym = name.isupper() and len(name) < 10
            acronyms |= {name.lower()} if acronym else set()
            for way in {name} if acronym else _turned(name):
                known.setdefault(way, each.code)
    # Later entries win: a family's short names over the general ones, registered names over all.
    phrases: dict[str, tuple[str, ...]] = {}
    in_family = IN_FAMILY.get(family, {})
    for table in (ALIASES, in_family):
        for phrase, means in table.items():
            codes = tuple(known[name] for name in means if name in known)
            phrases |= {phrase: codes} if codes else {}
    phrases |= {phrase: codes for phrase, codes in own if phrase not in phrases}
    phrases |= {way.lower(): (code,) for way, code in known.items() if way.lower() not in in_family}
    by_first: ByFirst = defaultdict(list)
    for phrase, codes in phrases.items():
        words = tuple(_plain(word) for word in TOKEN.findall(phrase))
        if words:
            by_first[words[0]].append((words, codes))
    for found in by_first.values():
        found.sort(key=lambda each: -len(each[0]))
    return by_first, frozenset(acronyms)


@dataclass(slots=True)
class Names:
    """The register's organizations by the words that name them, in a document of one family (UN, AU or EU)."""

    organizations: Sequence[Organization]
    family: str = "UN"
    own: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_first: ByFirst = field(default_factory=dict)
    last: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pair: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        by_first, self.acronyms = _known(tuple(self.organizations), self.family, tuple(self.own.items()))
        self.by_first = dict(by_first)
        self.missions = frozenset(each.code for each in self.organizations if any(map(MISSION.match, each.names)))

    def at(self, text: str, start: int) -> Named | None:
        """The longest name that begins here."""
        tokens = [(found.start(), found.end()) for found in _some(TOKEN.finditer(text, start), 14)]
        if not tokens or tokens[0][0] != start:
            return None
        words = [_plain(text[a:b]) for a, b in tokens]
        for name, codes in self.by_first.get(words[0], ()):
            if tuple(words[: len(name)]) != name or (len(name) == 1 and words[1:2] == ["of"] and name[0] == "members"):
                continue
            if self._is_name(text[start : tokens[0][1]], name):
                end = tokens[len(name) - 1][1]
                return Named(start, start + len(text[start:end].rstrip(".")), codes)
        return self._back(text, start, tokens, words)

    def _is_name(self, written: str, name: tuple[str, ...]) -> bool:
        """An acronym is written in capitals, or as "Nato" from four letters on; a name of one word with one capital."""
        if len(name) > 1:
            return True
        if name[0] in self.acronyms:
            as_word = len(name[0]) > 3 and written[:1].isupper()
            return as_word or written[: len(name[0])].isupper()
        return written[:1].isupper() or (name[0].endswith("s") and name[0] != "states")

    def _back(self, text: str, start: int, tokens: list[tuple[int, int]], words: list[str]) -> Named | None:
        if (
            words[0] in ("two", "both", "deux")
            and len(words) > 1
            and words[1] in ("organizations", "organisations", "unions")
        ):
            return Named(start, tokens[1][1], self.pair) if self.pair else None
        meant = text[start].isupper() or (words[0] == "mission" and text[max(0, start - 4) : start].lower() == "the ")
        if words[0] in POINTING_BACK and meant and words[0] in self.last:
            return Named(start, tokens[0][1], self.last[words[0]])
        return None

    def everywhere(self, text: str) -> list[Named]:
        """Every name in the text, the longest where several begin."""
        found, after = [], 0
        for token in TOKEN.finditer(text):
            if token.start() >= after and (named := self.at(text, token.start())):
                found.append(named)
                after = named.end
        return found

    def see(self, text: str) -> None:
        """Remember what the text names, for the short names that come later."""
        unions = []
        for named in self.everywhere(text):
            words = [_plain(word) for word in TOKEN.findall(text[named.start : named.end])]
            if len(words) > 1 and len(named.codes) == 1:
                self.last |= {word: named.codes for word in POINTING_BACK if word in words}
            if set(named.codes) <= self.missions:
                self.last["mission"] = named.codes
            if named.codes[0] in ("UN", "AU", "EU") and named.codes[0] not in unions:
                unions.append(named.codes[0])
        if len(unions) == 2:
            self.pair = tuple(unions)

    def before(self, text: str, end: int) -> Named | None:
        """What "they" or "them" here means: the last organizations named, together where they stand together."""
        found = None
        for named in self.everywhere(text[:end]):
            chained = self.chain(text[:end], named.start)
            if chained and (found is None or chained.end > found.end):
                found = chained
        return found

    def chain(self, text: str, start: int, *, whole: bool = False) -> Named | None:
        """The organizations a phrase begins with: "the A, the B and the C".

        With `whole`, none where the name only describes something else ("the Security Council mandate").
        """
        opened = DETERMINER.match(text, start)
        at = opened.end() if opened else start
        first = self.at(text, at) or (self.at(text, start) if opened else None)
        if first is None:
            return None
        codes, end = list(first.codes), first.end
        while joined := CONNECTOR.match(text, end):
            opened = DETERMINER.match(text, joined.end())
            following = self.at(text, opened.end() if opened else joined.end())
            if following is None:
                break
            codes += [code for code in following.codes if code not in codes]
            end = following.end
        if whole and MORE_OF_THE_NAME.match(text, end):
            return None
        return Named(start, end, tuple(codes))


def _some(found: Iterable[re.Match[str]], most: int) -> list[re.Match[str]]:
    return [each for each, _ in zip(found, range(most), strict=False)]


BY_SYMBOL = (
    ("AU", re.compile(r"PSC/|AU/|EX\.CL/|Assembly/AU")),
    ("UN", re.compile(r"[ASE]/|ST/|JIU|DP/")),
    ("EU", re.compile(r"EU/|COM\(|JOIN\(")),
)
BY_NAME = (
    (
        "UN",
        re.compile(
            r"united nations|secretary-general|nations unies|secrétaire général|security "
            r"council\b(?<!peace and security council)"
        ),
    ),
    ("AU", re.compile(r"african union|union africaine|peace and security council")),
    (
        "EU",
        re.compile(
            r"european union|council conclusions|european external|european commission"
            r"|european council|union européenne"
        ),
    ),
)
PSC = r"peace and security council|conseil de paix et de sécurité"
OPENING = 600  # letters of a text whose title page could not be told
SPEAKING = (
    (
        "ECOWAS",
        re.compile(r"\bthe Authority of Heads of State\b|\bECOWAS Commission\b|\b[Tt]he Authority (?=[a-z]+s\b)"),
    ),
    (
        "EU",
        re.compile(
            r"\bthe High Representative\b|\bthe EU and its Member States\b|\bthe EU (?:will"
            r"|remains|reaffirms|welcomes)\b"
        ),
    ),
    ("AU", re.compile(r"\bthe PSC\b|\ble CPS\b|\bAU Commission\b|\bAU Member States\b")),
)


def family_of(symbol: str, issuing_body: str, title: str, text: str) -> str:
    """Which union a document speaks from: its short names ("the Commission") follow from that."""
    for family, pattern in BY_SYMBOL:
        if pattern.match(symbol):
            return family
    for family, pattern in BY_NAME:
        if pattern.search(issuing_body.lower()):
            return family
    opening = f"{title}\n{text[:OPENING]}".lower()
    if re.search(r"council conclusions|conclusions du conseil|council of the european union", opening):
        return "EU"
    if "communiqu" in opening and re.search(PSC, opening):
        return "AU"
    spoken = {family: len(pattern.findall(text)) for family, pattern in SPEAKING}
    first = max(spoken, key=lambda family: spoken[family])
    return first if spoken[first] > 1 else "UN"
