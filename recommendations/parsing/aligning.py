"""Which paragraph of a corrected text is which of the text before it: by label, then by likeness."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from rapidfuzz.fuzz import ratio

Labelled: TypeAlias = tuple[str, str]  # label, text

SAME_LABEL: Final = 50.0  # as alike as two paragraphs with one label have to be
OTHER_LABEL: Final = 80.0
# Comparing everything with everything is for short texts; in long ones a paragraph is looked for near its place.
MOST_COMPARED: Final = 250_000
NEAR: Final = 60


class Fate(StrEnum):
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ONLY_BEFORE = "only_before"
    ONLY_AFTER = "only_after"


@dataclass(frozen=True, slots=True)
class Pair:
    """Places in both texts; None where the paragraph is missing there."""

    before: int | None
    after: int | None
    fate: Fate


def align(before: Sequence[Labelled], after: Sequence[Labelled]) -> list[Pair]:
    """Every paragraph of both texts exactly once, in the order of the later one; what only the earlier one has stands
    after what it followed there."""
    partner = _Matching(before, after).found
    gone: dict[int, list[int]] = {}
    last = -1
    for place in range(len(before)):
        if place in partner:
            last = partner[place]
        else:
            gone.setdefault(last, []).append(place)
    back = {new: old for old, new in partner.items()}
    pairs = [Pair(old, None, Fate.ONLY_BEFORE) for old in gone.get(-1, [])]
    for new in range(len(after)):
        if new in back:
            same = before[back[new]][1] == after[new][1]
            pairs.append(Pair(back[new], new, Fate.UNCHANGED if same else Fate.CHANGED))
        else:
            pairs.append(Pair(None, new, Fate.ONLY_AFTER))
        pairs += [Pair(old, None, Fate.ONLY_BEFORE) for old in gone.get(new, [])]
    return pairs


class _Matching:
    """`found` maps places of the earlier text to places of the later one; each place at most once."""

    def __init__(self, before: Sequence[Labelled], after: Sequence[Labelled]) -> None:
        self.before, self.after = before, after
        self.found: dict[int, int] = {}
        self.free = dict.fromkeys(range(len(after)))
        self.label_at = {label: place for place, (label, _text) in enumerate(after)}
        self._by_label(100.0)
        self._by_text()
        self._by_label(SAME_LABEL)
        self._by_likeness()
        self._by_label(0.0)

    @property
    def _left(self) -> list[int]:
        return [place for place in range(len(self.before)) if place not in self.found]

    def _take(self, old: int, new: int) -> None:
        self.found[old] = new
        del self.free[new]

    def _by_label(self, enough: float) -> None:
        for old in self._left:
            label, text = self.before[old]
            new = self.label_at.get(label)
            if new in self.free and (not enough or ratio(text, self.after[new][1]) >= enough):
                self._take(old, new)

    def _by_text(self) -> None:
        """The same words under another label, where they stand once on either side."""
        left, free = self._left, list(self.free)
        ours, theirs = Counter(self.before[old][1] for old in left), Counter(self.after[new][1] for new in free)
        where = {self.after[new][1]: new for new in free}
        for old in left:
            text = self.before[old][1]
            if ours[text] == theirs[text] == 1:
                self._take(old, where[text])

    def _by_likeness(self) -> None:
        """The most alike first; of equals the one that stands first."""
        left, free = self._left, list(self.free)
        near = len(left) * len(free) > MOST_COMPARED
        shift = len(self.after) / max(len(self.before), 1)
        scored = []
        for old in left:
            text = self.before[old][1]
            around = [new for new in free if abs(new - old * shift) <= NEAR] if near else free
            for new in around:
                if alike := ratio(text, self.after[new][1], score_cutoff=OTHER_LABEL):
                    scored.append((-alike, abs(new - old * shift), old, new))
        for _alike, _away, old, new in sorted(scored):
            if old not in self.found and new in self.free:
                self._take(old, new)


def stands_again(before: str, start: int, end: int, after: str) -> tuple[int, int] | None:
    """Where the words before[start:end] stand in the later text: unchanged, ending where words end as they did, and
    with no doubt which of several they are. None otherwise."""
    if before == after:
        return start, end
    words = before[start:end]
    old, new = _places(before, words), _places(after, words)
    if start not in old or len(old) != len(new):
        return None
    found = new[old.index(start)]
    return found, found + len(words)


def _places(text: str, words: str) -> list[int]:
    """Where the words stand as words: never inside longer ones."""
    places, at = [], text.find(words)
    while words and at >= 0:
        end = at + len(words)
        begins = at == 0 or not (text[at - 1].isalnum() and text[at].isalnum())
        ends = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
        if begins and ends:
            places.append(at)
        at = text.find(words, at + 1)
    return places
