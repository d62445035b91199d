"""Which asks already known say much the same: an index of weighted words finds them, rapidfuzz puts them in order."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from .little_words import EMPTY

LOOKED_AT, NEAREST = 20, 5
LEAST_LIKE = 55.0
LEAST_SHARED = 0.35  # of the weight of all words of both: "the United Nations will support" is said everywhere


@dataclass(frozen=True, slots=True)
class Like:
    """A known ask (`key` as it was given), how like it is from 0 to 100, and the rare words both have."""

    key: str
    likeness: float
    shared: tuple[str, ...]


def terms(text: str) -> list[str]:
    """Words in lower case, little words left out, endings of number and time taken off."""
    found = re.findall(r"[^\W\d_]{3,}|\d{4}", text.lower())
    return [re.sub(r"(?<=\w{4})(?:ies|ing|ed|es|s)$", "", word) for word in found if word not in EMPTY]


@dataclass(slots=True)
class Register:
    """The known asks by the words in them. Built once, asked often; memory grows with the words alone."""

    texts: dict[str, str] = field(default_factory=dict)
    postings: dict[str, list[tuple[str, float]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, asks: Iterable[tuple[str, str]]) -> "Register":
        """`asks` are keys and words: a reference, and the verbatim text with its lead-in."""
        made = cls()
        for key, text in asks:
            made.texts[key] = text
            counted = Counter(terms(text))
            length = math.sqrt(sum((1 + math.log(n)) ** 2 for n in counted.values())) or 1.0
            for term, count in counted.items():
                made.postings[term].append((key, (1 + math.log(count)) / length))
        return made

    def weight(self, term: str) -> float:
        """The rarer among the known asks, the more a word says."""
        holding = len(self.postings.get(term, ()))
        return math.log(1 + len(self.texts) / holding) if holding else 0.0

    def like(self, text: str, *, most: int = NEAREST, least: float = LEAST_LIKE) -> tuple[Like, ...]:
        """The nearest first, at most `most`; none that is not much the same. Equals stand in the order of keys."""
        counted = Counter(terms(text))
        scores: dict[str, float] = defaultdict(float)
        for term, count in counted.items():
            weight = self.weight(term) ** 2 * (1 + math.log(count))
            for key, part in self.postings.get(term, ()):
                scores[key] += weight * part
        first = sorted(scores, key=lambda key: (-scores[key], key))[:LOOKED_AT]
        first = [key for key in first if self._share(set(counted), key) >= LEAST_SHARED]
        ranked = sorted((-self._likeness(text, key), key) for key in first)
        return tuple(Like(key, -score, self._shared(counted, key)) for score, key in ranked[:most] if -score >= least)

    def _share(self, words: set[str], key: str) -> float:
        """How much of what both say is said by both, from 0 to 1; a word that no known ask holds is the rarest."""
        others = set(terms(self.texts[key]))
        rarest = math.log(1 + len(self.texts))
        weigh = {term: (self.weight(term) or rarest) ** 2 for term in words | others}
        both = 2 * sum(weigh[term] for term in words & others)
        return both / (sum(weigh[term] for term in words) + sum(weigh[term] for term in others))

    def _likeness(self, text: str, key: str) -> float:
        other = self.texts[key]
        whole = fuzz.token_sort_ratio(text, other, processor=str.lower)
        either = fuzz.token_set_ratio(text, other, processor=str.lower)
        return round(0.6 * whole + 0.4 * either, 1)

    def _shared(self, counted: Counter[str], key: str) -> tuple[str, ...]:
        both = set(counted) & set(terms(self.texts[key]))
        return tuple(sorted(both, key=lambda term: (-self.weight(term), term))[:6])
