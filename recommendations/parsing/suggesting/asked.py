"""Who an ask is for, by the form of its anchor."""

import re
from dataclasses import dataclass

from . import subjects
from .actors import Named, Names
from .anchors import Anchor
from .patterns import Patterns
from .values import Kind

IT_IS = re.compile(r"\b(?:it|il)\s+$", re.IGNORECASE)

# "That the Council reflect on …": an item below "recommends:".
ITEM_THAT = re.compile(r"(?:that|que|qu['’])\s+|[^;]{3,300}?,\s+(?:that|que|qu['’])\s+", re.IGNORECASE)
# "Decides that MONUC will", "Authorizes Member States to": who is to do what is decided.
DECIDED_THAT = re.compile(
    r"\s+(?:that\s+(?=.{3,90}?\s(?:will|shall|should|may)\s)|(?=.{3,90}?\sto\s+(?:use|take|deploy|carry)\b))"
)
OF_MEMBERS = re.compile(r"\b[Tt]he members of the (?:[A-Z]\w+ ){0,4}$")
CLITIC = re.compile(r"(?:^|\s)les?\s+\w+$")  # "et le prie de"


@dataclass(frozen=True, slots=True)
class Asked:
    """`issuer` is who "I" is, and the body that decides."""

    patterns: Patterns
    names: Names
    issuer: str

    def in_item(self, text: str, led: Named | None) -> Named | None:
        """Whom the words above the list name, or else the item's own: "The Commission to …", "Ensuring that the …"."""
        if led is not None and led.codes:
            return led
        that = ITEM_THAT.match(text)
        own = self.names.chain(text, that.end() if that else 0)
        if own and re.match(r"\s*,?\s*(?:to\b|should|must|[a-z]+\b|d['’]|de\b|,|:)", text[own.end :]):
            return own
        through = re.match(r"(?:Ensuring that|Ensure that)\s+", text) or re.search(
            r"^\w+ing\b[^.;]{0,70}?,?\s(?:by|through)\s+(?=the\s|[A-Z])", text
        )
        return (self.names.chain(text, through.end()) if through else None) or led

    def by(self, text: str, anchor: Anchor) -> Named | None:
        patterns, names = self.patterns, self.names
        if anchor.form == "modal" and re.match(r"il\b", anchor.words, re.IGNORECASE):
            return subjects.after_verb(patterns, names, text, anchor.end)
        if anchor.form == "modal":
            return subjects.before_modal(patterns, names, text, anchor)
        if anchor.form == "accepted":
            return subjects.before_modal(patterns, names, text, anchor)
        if anchor.form == "passive" and IT_IS.search(text[: anchor.start]):
            return subjects.after_verb(patterns, names, text, anchor.end)
        if anchor.form == "passive":
            return subjects.passive_subject(patterns, names, text, anchor)
        if anchor.form == "need":
            return subjects.of_need(names, text, anchor)
        if anchor.form == "stressed":
            return self._stressed(text, anchor)
        if anchor.kind is Kind.COMMITMENT:
            return self._author(text, anchor)
        if anchor.kind is Kind.DECISION:
            return self._decided(text, anchor)
        if CLITIC.search(anchor.words):
            return names.before(text, anchor.start)
        return subjects.after_verb(patterns, names, text, anchor.end)

    def _decided(self, text: str, anchor: Anchor) -> Named | None:
        """ "The Committee agreed that it would", "agrees to meet": its own; what else a body decides asks nobody."""
        agreed = anchor.form == "perfect" and "that" in anchor.words
        told = DECIDED_THAT.match(text, anchor.end)
        if told and (named := self.names.chain(text, told.end())):
            return named
        agreed = agreed or bool(re.search(r"\bagrees?$", anchor.words) and re.match(r"\s+to\s", text[anchor.end :]))
        return self._author(text, anchor) if agreed else None

    def _stressed(self, text: str, anchor: Anchor) -> Named | None:
        if anchor.who is not None:
            return self.names.chain(text, anchor.who[0])
        modal = self.patterns.modal.search(text, anchor.end)
        that = re.compile(r"\s*(?:that|que)\s").match(text, anchor.end)
        if modal and that:
            inner = Anchor("modal", modal.start(), modal.end(), that.end(), None, 0, modal[0])
            return subjects.before_modal(self.patterns, self.names, text, inner)
        return None

    def _author(self, text: str, anchor: Anchor) -> Named | None:
        """Who commits: the organization named, or for "I" the issuing body."""
        if anchor.who is not None:
            members = OF_MEMBERS.search(text[: anchor.who[0]])
            named = self.names.chain(text, members.start() if members else anchor.who[0])
            if named:
                return named
        codes = self.names.everywhere(self.issuer)
        first = re.search(self.patterns.language.first_person, text[anchor.start : anchor.end])
        if not first and anchor.who is None:
            return Named(anchor.start, anchor.start, codes[0].codes if codes else ())
        start = anchor.start if first or anchor.who is None else anchor.who[0]
        word = re.match(r"[\w’']+", text[start:])
        return Named(start, start + (word.end() if word else 0), codes[0].codes if codes else ())
