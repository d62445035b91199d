"""The asks of a document, for a person to accept or reject."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .actors import Named, Names
from .anchors import infinitive
from .asked import ITEM_THAT, Asked
from .clauses import LEAST, Before, Clause, clauses, opening_marks
from .headings import ASKING, weight_of
from .imperatives import imperative, named_above
from .inline import inline_items
from .items import Lead, ListsOfAsks, lead_from
from .manner import Manner, manner_of
from .natures import nature_of
from .others import speaks_for_others
from .patterns import verb_of
from .records import View, view
from .repeats import offered_once
from .sentences import sentences
from .themes import themes_of
from .values import Candidate, Kind, Organization, Passage, Place, Reason, Source, Theme
from .weighing import OFFERED, PRINTED, weighed

SURELY = 0.6  # what a later sentence of an item asks
HEAD_OF = 90  # letters of a sentence, in which its subject stands after an introduction
BOXES = {
    "recommendation": Kind.RECOMMENDATION,
    "recommandation": Kind.RECOMMENDATION,
    "decision": Kind.DECISION,
    "proposal": Kind.PROPOSAL,
    "commitment": Kind.COMMITMENT,
    "action": Kind.RECOMMENDATION,
}
BOX = re.compile(rf"(?:.* )?(?P<name>{'|'.join(BOXES)}) [\w.-]+(?: \[\d+\])?$", re.IGNORECASE)
RELATIVE_LEAD = re.compile(  # "conflicts which have the potential: (a) …"
    r"\b(?:which|who|that(?=\s(?:ha[sv]e?|are|is|would|can|could|may)\b))(?:\s\w+){1,5}:$"
)
HELD = ("include", "includes", "including")  # "that the benchmarks include: (a) …": the sentence is the ask


@dataclass(slots=True)
class Suggester:
    source: Source
    manner: Manner
    names: Names
    themes: Sequence[Theme]
    lists: ListsOfAsks
    asked: Asked
    announced: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def all(self) -> Iterator[Candidate]:
        for at, passage in enumerate(self.source.passages):
            if not speaks_for_others(passage):
                yield from self._of_passage(at, passage)
            self.names.see(passage.text)

    def _of_passage(self, at: int, passage: Passage) -> Iterator[Candidate]:
        led = self.lists.lead_of(at)
        if led is not None:
            yield from self._of_item(at, passage)
            return
        if BOX.match(passage.label) and not self.lists.leads(at):
            yield self._of_box(passage)
            return
        yield from self._of_sentences(at, passage)

    def _of_sentences(self, at: int, passage: Passage) -> Iterator[Candidate]:
        more, why = weight_of(passage.headings)
        before, told = Before(), 0
        parts = sentences(passage.text)
        for number, (start, end) in enumerate(parts):
            text = passage.text[start:end]
            if self.lists.leads(at) and number == len(parts) - 1 and not self._decides(text):
                continue
            if self.manner.record and (seen := view(self.manner, text, passage.headings)):
                yield from self._views(passage, start, seen)
                continue
            if lettered := list(self._lettered(passage, start, text)):
                yield from lettered
                continue
            found = clauses(self.manner, text, before, more=more, why=why)
            if not found and told == number and self._imperative(text, passage):
                told += 1
                yield self._told(passage, start, end)
            for clause in found:
                if text[clause.anchor.end :].strip() != ":":  # "The outline we recommend:"
                    yield self._candidate(passage, start, text, clause)
            before = self._left_open(text, before)
            self.names.see(text)
        if passage.text.rstrip().endswith(":"):
            self._announce(passage.headings, passage.text[slice(*parts[-1])])

    def _lettered(self, passage: Passage, offset: int, text: str) -> Iterator[Candidate]:
        items = inline_items(text)
        words = text[: items[0]] if items else ""
        lead = lead_from(self.manner, self.names, words, Place(passage.label, words)) if items else None
        if items is None or lead is None or RELATIVE_LEAD.search(words) or words.rstrip(" :").endswith(HELD):
            return
        for start, end in items[1]:
            named = _item_named(self.asked.in_item(text[start:end], lead.named), lead, offset + start)
            yield self._made(passage, offset + start, offset + end, lead.kind, lead.score, lead.why, named, led=lead)

    def _above(self, passage: Passage) -> tuple[str, ...]:
        """The headings, and what announced a list since the last of them: "Key recommendations included:"."""
        headings, words = self.announced
        return (*passage.headings, *words) if headings == passage.headings else passage.headings

    def _announce(self, headings: tuple[str, ...], words: str) -> None:
        """A word between them, "Peace operations:", leaves standing what announced the list."""
        before = self.announced[1] if self.announced[0] == headings else ()
        goes_on = not ASKING.search(words) and any(ASKING.search(each) for each in before)
        self.announced = headings, ((*before, words) if goes_on else (words,))

    def _imperative(self, text: str, passage: Passage) -> bool:
        french = self.manner.patterns.language.code == "fr"
        return bool(imperative(text, self._above(passage), french=french))

    def _told(self, passage: Passage, start: int, end: int) -> Candidate:
        verb = passage.text[start:end].split()[0]
        why = (Reason("imperative", verb), Reason("under_heading", self._above(passage)[-1]))
        named = named_above(self.names, self._above(passage))
        return self._made(passage, start, end, Kind.RECOMMENDATION, 0.74, why, named)

    def _decides(self, text: str) -> bool:
        """Whether the words above a list are a decision themselves: "Decides that the Mission shall:"."""
        found = self.manner.patterns.bare.match(text) if self.manner.operative else None
        verb = verb_of(self.manner.patterns.language, found["verb"]) if found else None
        return verb is not None and verb.kind is Kind.DECISION and len(text.split()) > 6

    def _left_open(self, text: str, before: Before) -> Before:
        patterns = self.manner.patterns
        opened = opening_marks(text)
        own = any(each.match(text, opened) for each in (patterns.author, patterns.noting, patterns.stressed))
        head = text[:HEAD_OF].replace("'", "’")
        own = own or any(head.startswith(name) or f", {name} " in head for name in self.manner.authors)
        rule = bool(patterns.rules.search(text)) and bool(patterns.modal.search(text))
        return Before(
            author_spoke=before.author_spoke or own,
            rule=rule,
            condition=bool(re.match(r"\W*(?:If|Should|Were|Si)\b", text)),
        )

    def _views(self, passage: Passage, offset: int, seen: Sequence[View]) -> Iterator[Candidate]:
        for each in seen:
            named = _moved(each.named(self.manner, self.names, passage.text[offset:]), offset)
            yield self._made(
                passage, offset + each.start, offset + each.end, Kind.VIEW_EXPRESSED, each.score, each.why, named
            )

    def _of_box(self, passage: Passage) -> Candidate:
        found = clauses(self.manner, passage.text, Before())
        why = (Reason("box", passage.label), *(found[0].why if found else ()))
        named_so = BOX.match(passage.label)
        by_name = BOXES[named_so["name"].lower()] if named_so else Kind.RECOMMENDATION
        kind = (found[0].anchor.kind if found else None) or by_name
        named = self.asked.by(passage.text, found[0].anchor) if found else None
        kind = by_name if kind is Kind.OBSERVATION else kind
        return self._made(passage, 0, len(passage.text), kind, 0.97, why, named)

    def _of_item(self, at: int, passage: Passage) -> Iterator[Candidate]:
        """The item, and what a later sentence of it asks by a verb of the author's own: "In addition, I urge …"."""
        led = self.lists.lead_of(at)
        assert led is not None
        if led.kind is Kind.VIEW_EXPRESSED and at in self.lists.above:
            return
        parts = sentences(passage.text) if led.kind is not Kind.VIEW_EXPRESSED else []
        spoke = bool(self.manner.patterns.author.search(passage.text[slice(*parts[0])])) if parts else False
        own = [
            (start, clause)
            for start, end in parts[1:]
            for clause in clauses(self.manner, passage.text[start:end], Before(author_spoke=spoke))
            if clause.anchor.form in ("first", "author")
            or (spoke and clause.anchor.form in ("bare", "joined"))
            or (clause.anchor.form == "modal" and clause.score > SURELY)
        ]
        if item := self._item(passage, led, own[0][0] if own else len(passage.text)):
            yield item
        yield from (self._candidate(passage, start, passage.text[start:], clause) for start, clause in own)

    def _item(self, passage: Passage, led: Lead, end: int) -> Candidate | None:
        text = passage.text[:end].rstrip()
        own = clauses(self.manner, text, Before())
        kind, score = led.kind, led.score
        named = self.asked.in_item(text, led.named)
        if led.kind is Kind.VIEW_EXPRESSED:
            named = View(0, len(text), led.score, led.why).named(self.manner, self.names, text) or named
        if (
            own
            and own[0].anchor.form in ("first", "author", "bare")
            and own[0].anchor.kind
            and not ITEM_THAT.match(text)
        ):
            kind, score = own[0].anchor.kind, own[0].score
            named = self.asked.by(text, own[0].anchor) or named
            return self._made(passage, own[0].start, own[0].end, kind, score, own[0].why, named, led=led)
        if self.manner.patterns.noting.match(text):
            return None
        if led.kind is Kind.DECISION and (begun := infinitive(self.manner.patterns, text)) and begun.kind:
            kind, named = begun.kind, self.asked.by(text, begun) or named
        if own and own[0].anchor.form in ("modal", "passive"):
            named = self.asked.by(text, own[0].anchor) or named
        return self._made(passage, 0, len(text), kind, score, led.why, named, led=led)

    def _candidate(self, passage: Passage, offset: int, text: str, clause: Clause) -> Candidate:
        named = self.asked.by(text, clause.anchor)
        kind, score, why = weighed(self.manner, passage, text, clause, named)
        moved = _moved(named, offset)
        printed = PRINTED.match(text) if clause.start == 0 else None
        start = printed.end() if printed else clause.start
        return self._made(passage, offset + start, offset + clause.end, kind, score, why, moved)

    def _made(
        self,
        passage: Passage,
        start: int,
        end: int,
        kind: Kind,
        score: float,
        why: Sequence[Reason],
        named: Named | None,
        *,
        led: Lead | None = None,
    ) -> Candidate:
        quote = passage.text[start:end]
        if led is not None and named is led.named and named is not None:
            addressee = led.addressee
        else:
            addressee = passage.text[named.start : named.end] if named else ""
        score = round(max(0.0, min(score, 1.0)), 2)
        return Candidate(
            paragraph=passage.label,
            quote=quote,
            start=start,
            end=end,
            lead_in=led.places if led else (),
            kind=kind,
            nature=nature_of(quote),
            addressee=addressee,
            actors=named.codes if named else (),
            themes=themes_of(quote, passage.headings, self.themes),
            score=score,
            suggested=score >= OFFERED,
            why=tuple(why),
        )


def _item_named(named: Named | None, lead: Lead, offset: int) -> Named | None:
    return named if named is lead.named else _moved(named, offset)


def _moved(named: Named | None, offset: int) -> Named | None:
    return None if named is None else Named(named.start + offset, named.end + offset, named.codes)


def _names(source: Source, manner: Manner, organizations: Sequence[Organization]) -> Names:
    """With the short names that the document gives its own author: "the Working Group"."""
    names = Names(organizations, manner.family)
    issuer = names.everywhere(source.issuing_body)
    if not issuer or source.kind == "report_of_the_secretary_general":
        return names
    short = {name.removeprefix("the ").lower(): issuer[0].codes for name in manner.authors if name.startswith("the ")}
    return Names(organizations, manner.family, short)


def suggest(source: Source, organizations: Sequence[Organization], themes: Sequence[Theme]) -> tuple[Candidate, ...]:
    """In the order of the text. The same source gives the same candidates."""
    manner = manner_of(source)
    names = _names(source, manner, organizations)
    by_kind = "Secretary-General" if source.kind == "report_of_the_secretary_general" else ""
    asked = Asked(manner.patterns, names, source.issuing_body or by_kind)
    found = Suggester(source, manner, names, themes, ListsOfAsks.of(source, manner, names), asked)
    kept = [each for each in found.all() if each.score >= LEAST and len(each.quote.split()) > 2]
    return offered_once(source, kept)
