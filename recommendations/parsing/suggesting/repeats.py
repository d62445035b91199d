"""One ask said in several places of a document is offered once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from .headings import is_summary
from .values import Candidate, Place, Source

OWN_PARAGRAPH = re.compile(r"\((?:see )?paras?\. (\d+(?:\.\d+)*)")
NUMBER = re.compile(r"\d+")  # "by June 2030" is another ask than "by June 2031"
SAME_WORDS, SUMMED_UP = 92.0, 84.0
LEAST_WORDS = 6
RAREST, MOST_COMPARED = 8, 60


def _same(one: str, other: str, *, summed_up: bool) -> bool:
    """Both are the sorted words of a quote."""
    if min(one.count(" "), other.count(" ")) + 1 < LEAST_WORDS:
        return False
    if fuzz.ratio(one, other, score_cutoff=SAME_WORDS) and NUMBER.findall(one) == NUMBER.findall(other):
        return True
    return summed_up and fuzz.token_set_ratio(one, other) >= SUMMED_UP


def pointed(candidate: Candidate) -> str:
    """The paragraph that a summary says it sums up: "(para. 77)"."""
    words = " ".join([*(place.quote for place in candidate.lead_in), candidate.quote])
    found = OWN_PARAGRAPH.search(words)
    return found[1] if found else ""


@dataclass(slots=True)
class Kept:
    """The asks offered so far, by their rare words: each is compared with few others, however many there are."""

    held_by: Counter[str]
    asks: list[Candidate] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_paragraph: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, candidate: Candidate, words: str) -> None:
        at = len(self.asks)
        self.asks.append(candidate)
        self.words.append(words)
        for word in set(words.split()):
            self.by_word[word].append(at)
        self.by_paragraph[candidate.paragraph.partition("(")[0]].append(at)

    def _near(self, words: str) -> list[int]:
        rare = sorted(set(words.split()), key=lambda word: (self.held_by[word], word))[:RAREST]
        shared = Counter(at for word in rare for at in self.by_word.get(word, ())[:MOST_COMPARED])
        return sorted(at for at, _ in shared.most_common(MOST_COMPARED))

    def repeated_by(self, candidate: Candidate, words: str, *, summing: bool) -> int | None:
        """The place of the ask that this one says again."""
        told = self.by_paragraph.get(pointed(candidate), [])[:1] if summing else []
        alike = (
            at
            for at in self._near(words)
            if self.asks[at].paragraph != candidate.paragraph and _same(self.words[at], words, summed_up=summing)
        )
        return min([*told, *_first(alike)], default=None)


def _first(places: Iterable[int]) -> list[int]:
    found = next(iter(places), None)
    return [] if found is None else [found]


def offered_once(source: Source, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The fullest place stands for all, never a summary's; the others are named in `also_at`."""
    headings = {each.label: each.headings for each in source.passages}
    summing = {each.paragraph: is_summary(headings[each.paragraph]) for each in candidates}
    words = [" ".join(sorted(each.quote.split())) for each in candidates]
    kept = Kept(Counter(word for each in words for word in set(each.split())))
    order = sorted(range(len(candidates)), key=lambda at: (summing[candidates[at].paragraph], -len(words[at])))
    for at in order:
        each = candidates[at]
        first = kept.repeated_by(each, words[at], summing=summing[each.paragraph])
        if first is None:
            kept.keep(each, words[at])
        else:
            again = Place(each.paragraph, each.quote)
            kept.asks[first] = replace(kept.asks[first], also_at=(*kept.asks[first].also_at, again))
    place = {each.label: at for at, each in enumerate(source.passages)}
    return tuple(sorted(kept.asks, key=lambda one: (place[one.paragraph], one.start)))
