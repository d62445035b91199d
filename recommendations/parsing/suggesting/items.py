"""Lists of asks: items below words that ask, as "I recommend:" or "The Department should:"."""

import re
from dataclasses import dataclass, field

from . import subjects
from .actors import Named, Names
from .clauses import Before, Clause, clauses
from .imperatives import is_item
from .manner import Manner
from .records import is_list_of_views
from .sentences import sentences
from .values import Kind, Place, Reason, Source

# "requests the Secretary-General to report every year, focusing on:": the items only say on what.
ASKS_ITSELF = re.compile(
    r"\bto\s+(?:report|submit|present|provide|include|brief|inform|update)\b.{12,}?"
    r"\b(?:focusing|including|information|inter alia|in particular|notably|regarding|concerning|covering|addressing|on)"
    r"(?:\s+(?:on|inter alia|the following(?:\s\w+)?))?,?\s*:\s*$",
    re.DOTALL,
)
# "… coordinate the two missions, in particular:": asked already, the items say how.
IN_PARTICULAR = re.compile(r"\w,\s+(?:in particular|notably|inter alia|especially),?\s*:\s*$")
# What those who met recommend, in the words of who reports it.
FOLLOWING = re.compile(
    r"\b(?:participants?|delegations|the (?:seminar|workshop|meeting|conference|retreat|forum|symposium))\b.*"
    r"\b(?:agreed|adopted|identified|made|formulated|stressed|recommended|proposed|suggested)\b.*"
    r"\bfollowing (?:\w+ ){0,2}(?:recommendations|steps|measures|actions|proposals)\b",
    re.IGNORECASE,
)
PRINTED_NUMBER = re.compile(r"\d+(?:\.\d+)*")
LONGEST_LIST = 60
VERB_ALONE = re.compile(r"\W*(?:\w+ly )?\w+,\s*")  # "Decides,"


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words above a list ask of whom; `places` are those words, outermost first."""

    kind: Kind
    score: float
    why: tuple[Reason, ...]
    named: Named | None
    addressee: str
    places: tuple[Place, ...]


@dataclass(slots=True)
class ListsOfAsks:
    """By the place of the passage: what leads it, and which passages only lead."""

    led: dict[int, Lead] = field(default_factory=dict)
    leading: set[int] = field(default_factory=set)
    above: set[int] = field(default_factory=set)

    def lead_of(self, at: int) -> Lead | None:
        return self.led.get(at)

    def leads(self, at: int) -> bool:
        return at in self.leading

    @classmethod
    def of(cls, source: Source, manner: Manner, names: Names) -> "ListsOfAsks":
        made = cls()
        children: dict[int, list[int]] = {}
        for at, passage in enumerate(source.passages):
            if passage.above is not None:
                children.setdefault(passage.above, []).append(at)
        made.above = set(children)
        for at in range(len(source.passages) - 1):
            if at not in children and (below := _apart(source, manner, at)):
                children[at] = below
        for at, below in sorted(children.items()):
            lead = made._lead(at, source, manner, names)
            whole = ASKS_ITSELF.search(source.passages[at].text) or IN_PARTICULAR.search(source.passages[at].text)
            if lead is not None and not whole:
                made.led |= {item: lead for item in below if item > at}
                if at not in made.led:
                    made.leading.add(at)
        return made

    def _lead(self, at: int, source: Source, manner: Manner, names: Names) -> Lead | None:
        passage = source.passages[at]
        outer = self.led.get(at)
        alone = VERB_ALONE.fullmatch(passage.text)
        if not alone and not passage.text.rstrip().endswith((":", ": –", "—")):
            return _of_views(manner, passage.text, passage.headings)
        start, end = sentences(passage.text)[-1]
        words = passage.text[start:end]
        place = Place(passage.label, words)
        if outer is not None:
            return _nested(names, outer, passage.text, place)
        return lead_from(manner, names, words, place) or _of_views(manner, passage.text, passage.headings)


def _apart(source: Source, manner: Manner, at: int) -> list[int]:
    """The items of a list that a blank line parts from the words above it, so that nothing says they hang on them."""
    lead = source.passages[at]
    if not lead.text.rstrip().endswith(":"):
        return []
    french = manner.patterns.language.code == "fr"
    below: list[int] = []
    for place in range(at + 1, min(len(source.passages), at + LONGEST_LIST)):
        each = source.passages[place]
        alike = each.above == lead.above and each.headings == lead.headings and each.label[-1:] != ")"
        if not alike or PRINTED_NUMBER.fullmatch(each.label) or not is_item(each.text, french=french):
            break
        below.append(place)
    return below if len(below) > 1 else []


def lead_from(manner: Manner, names: Names, words: str, place: Place) -> Lead | None:
    """What words that end in a colon ask; nothing where they only open a list."""
    found = clauses(manner, words, Before(author_spoke=True))
    least = 0.3 if manner.audits else 0.45  # "To address this, the Mission needed to:"
    asking = [each for each in found if each.score >= least and each.anchor.kind is not Kind.OBSERVATION]
    if asking:
        return _asking(manner, names, words, asking[-1], place)
    return _needed(manner, names, words, place)


def _nested(names: Names, outer: Lead, text: str, place: Place) -> Lead:
    """A list within a list: its own words may say who is to act."""
    opened = re.match(r"(?:Ensuring that|Ensure that|To ensure that)\s+", text)
    own = names.chain(text, opened.end() if opened else 0)
    places = (*outer.places, place)
    if own is None or (outer.named and outer.named.codes and not opened):
        return Lead(outer.kind, outer.score, outer.why, outer.named, outer.addressee, places)
    return Lead(outer.kind, outer.score, outer.why, own, text[own.start : own.end], places)


def _asking(manner: Manner, names: Names, words: str, clause: Clause, place: Place) -> Lead:
    anchor = clause.anchor
    if anchor.form == "modal":
        named = subjects.before_modal(manner.patterns, names, words, anchor)
    elif anchor.form == "passive":
        named = subjects.passive_subject(manner.patterns, names, words, anchor)
    else:
        named = subjects.after_verb(manner.patterns, names, words, anchor.end)
    reason = Reason("lead_in", words)
    addressee = words[named.start : named.end] if named else ""
    kind = Kind.COMMITMENT if re.search(r"\bcommitments\s*:$", words) else anchor.kind or Kind.RECOMMENDATION
    return Lead(kind, max(0.75, clause.score), (reason, *clause.why), named, addressee, (place,))


def _needed(manner: Manner, names: Names, words: str, place: Place) -> Lead | None:
    """ "The following steps are required:", "The actions requested of the General Assembly are:", "the Council:"."""
    bare = words.rstrip(" :").rsplit(",", 1)[-1].strip().lower()
    if bare in {name.lower() for name in manner.authors}:
        return Lead(Kind.RECOMMENDATION, 0.4, (Reason("lead_in", words),), None, "", (place,))
    if FOLLOWING.search(words):
        return Lead(Kind.RECOMMENDATION, 0.75, (Reason("lead_in", words),), None, "", (place,))
    needed = re.search(manner.patterns.language.list_needed, words, re.IGNORECASE)
    subject = re.search(
        r"\b(?:steps?|measures?|actions?|areas?|recommendations?|proposals?|mesures)\b", words, re.IGNORECASE
    )
    if not subject or not (needed or subject[0].lower().startswith(("recomm", "propos"))):
        return None
    if manner.patterns.reporting.search(words) and not re.search(
        r"\b(?:required|requested|recommended|proposed)\b\s*(?:of|by|are|:|$)", words
    ):
        return None
    if re.search(r"\b(?:were|was|have been|had|previous|earlier|[Ii]n (?:19|20)\d\d|last year)\b", words):
        return None
    kind = Kind.REQUEST if re.search(r"\brequested\b", words) else Kind.RECOMMENDATION
    of = re.search(r"\b(?:of|by|from)\s+", words[needed.end() :]) if needed else None
    named = names.chain(words, needed.end() + of.end()) if of and needed else None
    return Lead(
        kind, 0.8, (Reason("lead_in", words),), named, words[named.start : named.end] if named else "", (place,)
    )


def _of_views(manner: Manner, words: str, headings: tuple[str, ...]) -> Lead | None:
    if not manner.record or not is_list_of_views(headings):
        return None
    return Lead(Kind.VIEW_EXPRESSED, 0.7, (Reason("list_of_views", headings[-1]),), None, "", ())
