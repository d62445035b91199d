"""How well a parser's answer agrees with the labels of a document.

Paragraphs: a labelled paragraph is right when the parser gives one with its label whose first and last words are the
same (six words each; letters and digits only). Unnumbered blocks ("Summary 2") may carry any label that is not a
printed one. Each parsed paragraph counts for one labelled paragraph, in the order of the text.

Asks: a suggested candidate is an ask's when both stand in the same paragraph and their words overlap with a token F1
of at least 0.6 (words in lower case, each as often as it occurs); the best pairs are made first, one to one. Where
the label names other places of the same ask (`also_at`), and where the candidate does, any of them will do. A
candidate that meets only an ask marked unclear counts neither way; any other candidate is wrong. Kind and actor are
scored on the pairs of clear asks: the actor is right when the codes meet those of the label with a Jaccard index of
at least 0.5; asks whose label names no organization are left out.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

SAME = 0.6


def words(text):
    return re.findall(r"\w+", text.lower())


def f1(one, other):
    a, b = Counter(words(one)), Counter(words(other))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def is_printed(label):
    return bool(
        re.fullmatch(r"(?:(?:App\.|Annex|Enclosure)\S* )?(?:\d+(?:\.\d+)*)?(?:\([a-z0-9]+\))*(?: \[\d+\])?", label)
    )


@dataclass
class Score:
    """Counts, so that documents can be added up."""

    paragraphs: int = 0
    paragraphs_right: int = 0
    asks: int = 0
    found: int = 0
    offered: int = 0
    wrong: int = 0
    kinds_right: int = 0
    actors: int = 0
    actors_right: int = 0
    details: list = field(default_factory=list)

    def __add__(self, other):
        names = [each for each in self.__dataclass_fields__ if each != "details"]
        return Score(
            **{each: getattr(self, each) + getattr(other, each) for each in names}, details=self.details + other.details
        )

    def rates(self):
        def part(one, whole):
            return None if not whole else one / whole

        return {
            "paragraphs": part(self.paragraphs_right, self.paragraphs),
            "recall": part(self.found, self.asks),
            "precision": part(self.found, self.found + self.wrong),
            "kind": part(self.kinds_right, self.found),
            "actor": part(self.actors_right, self.actors),
        }


def _agrees(labelled, found):
    text = words(found["text"])
    first, last = words(labelled["first"]), words(labelled["last"])
    same_label = labelled["label"] == found["label"]
    unnumbered = not is_printed(labelled["label"]) and not is_printed(found["label"])
    return (same_label or unnumbered) and text[: len(first)] == first and text[-len(last) :] == last


def score_paragraphs(labelled, found):
    """The score, and the labels of the parser's paragraphs as the document's labels name them."""
    right, at, missed, names = 0, 0, [], {}
    for each in labelled:
        place = next((i for i in range(at, len(found)) if _agrees(each, found[i])), None)
        if place is None:
            missed.append(("paragraph", each["label"], each["first"], each["last"]))
        else:
            right, at = right + 1, place + 1
            names[found[place]["label"]] = each["label"]
    return Score(paragraphs=len(labelled), paragraphs_right=right, details=missed), names


def renamed(candidates, names):
    """With the paragraphs' labels of the labels' file: the count of an unnumbered block is no part of an ask."""
    return [
        {
            **each,
            "paragraph": names.get(each["paragraph"], each["paragraph"]),
            "also_at": [
                {**place, "paragraph": names.get(place["paragraph"], place["paragraph"])}
                for place in each.get("also_at", [])
            ],
        }
        for each in candidates
    ]


def _places(row):
    return [(row["paragraph"], row["quote"]), *((each["paragraph"], each["quote"]) for each in row.get("also_at", []))]


def overlap(ask, candidate):
    return max(
        (f1(quote, other) for label, quote in _places(ask) for place, other in _places(candidate) if place == label),
        default=0.0,
    )


def score_asks(asks, candidates):
    """`candidates` are the suggested ones."""
    pairs = sorted(
        (
            (overlap(ask, candidate), not ask.get("clear", True), i, j)
            for i, ask in enumerate(asks)
            for j, candidate in enumerate(candidates)
        ),
        key=lambda each: (-each[0], each[1]),
    )
    met, taken = {}, {}
    for same, _, i, j in pairs:
        if same >= SAME and i not in met and j not in taken:
            met[i], taken[j] = j, i
    score = Score(offered=len(candidates))
    for i, ask in enumerate(asks):
        if not ask.get("clear", True):
            continue
        score.asks += 1
        if i not in met:
            score.details.append(("missed", ask["paragraph"], ask["kind"], ask["quote"]))
            continue
        candidate = candidates[met[i]]
        score.found += 1
        score.kinds_right += candidate["kind"] == ask["kind"]
        if candidate["kind"] != ask["kind"]:
            score.details.append(("kind", ask["paragraph"], f"{candidate['kind']} for {ask['kind']}", ask["quote"]))
        if ask["actors"]:
            wanted, given = set(ask["actors"]), set(candidate["actors"])
            right = len(wanted & given) / len(wanted | given) >= 0.5
            score.actors, score.actors_right = score.actors + 1, score.actors_right + right
            if not right:
                score.details.append(("actor", ask["paragraph"], f"{sorted(given)} for {sorted(wanted)}", ask["quote"]))
    for j, candidate in enumerate(candidates):
        unclear = any(overlap(ask, candidate) >= SAME for ask in asks if not ask.get("clear", True))
        inside = any(_inside(ask, candidate) for ask in asks if not ask.get("clear", True))
        if j not in taken and not unclear and not inside:
            score.wrong += 1
            score.details.append(("wrong", candidate["paragraph"], candidate["kind"], candidate["quote"]))
    return score


def _inside(ask, candidate):
    """An unclear ask within a longer sentence, or the other way about."""
    return any(
        label == place and (quote in other or other in quote)
        for label, quote in _places(ask)
        for place, other in _places(candidate)
    )
