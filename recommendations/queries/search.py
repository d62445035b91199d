"""Words that are searched for: how they are cut, where they have to stand, and which places are the ones meant."""

import re
from typing import Final, TypeAlias

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from recommendations.choices import COUNTING_STATES
from recommendations.models import Assignment, Recommendation

Rows: TypeAlias = QuerySet[Recommendation]

PIECE: Final = re.compile(r'[“"]([^“”"]+)[”"]|(\S+)')
# “79 (d)” is one place.
APART: Final = re.compile(r"(?<=\d)\s+(?=\([a-z])", re.IGNORECASE)
LABEL: Final = re.compile(r"\d+(\([a-z]+\))*", re.IGNORECASE)
NUMBER: Final = re.compile(r"[0-9]+")
# The reports print the sign on the right, people type the one on the left.
APOSTROPHES: Final = ("'", "’")


def words_of(given: str) -> list[str]:
    """In any order; what stands in quotation marks stays together."""
    found = PIECE.findall(APART.sub("", given))
    return [" ".join((quoted or word).split()) for quoted, word in found if (quoted or word).strip()]


def matching(rows: Rows, given: str) -> Rows:
    """Every word has to stand in the reference, the ask's own words, or the name of an organization in it; a number
    as a whole, so that paragraph 8 is not found in every report of 2008."""
    for word in words_of(given):
        found = _named(acronym__iexact=word)
        for spelling in _spellings(word):
            found |= _said("reference", spelling) | _said("text", spelling) | _named(name__icontains=spelling)
        rows = rows.filter(found)
    return rows


def _said(field: str, word: str) -> Q:
    if NUMBER.fullmatch(word):
        return Q(**{f"{field}__regex": f"(^|[^0-9]){word}([^0-9]|$)"})
    return Q(**{f"{field}__icontains": word})


def _spellings(word: str) -> list[str]:
    left, right = APOSTROPHES
    return sorted({word, word.replace(left, right), word.replace(right, left)})


def _named(**condition: str) -> Q:
    names = {f"organization__names__{field}": value for field, value in condition.items()}
    return Q(Exists(Assignment.objects.filter(recommendation=OuterRef("pk"), state__in=COUNTING_STATES, **names)))


def places_in(given: str) -> list[str]:
    """The words that can be the label of a paragraph: 75, 79(d), 79(d)(iii)."""
    return [each for each in words_of(given) if LABEL.fullmatch(each)]


def nearness(given: str) -> Case:
    """0 for the places themselves, 1 for what stands below them, 2 for all other rows."""
    exact, below = Q(reference__iexact=given.strip()), Q(pk__in=[])
    for each in places_in(given):
        exact |= Q(paragraph__label__iexact=each)
        below |= Q(paragraph__label__istartswith=f"{each}(")
    return Case(When(exact, then=Value(0)), When(below, then=Value(1)), default=Value(2), output_field=IntegerField())


def hits(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text: in order, never overlapping."""
    folded = _folded(text)
    spans = sorted(
        (found.start(), found.end())
        for word in words
        for found in re.finditer(_pattern(_folded(word)), folded)
        if found.start() < found.end()
    )
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _pattern(word: str) -> str:
    return f"(?<![0-9]){word}(?![0-9])" if NUMBER.fullmatch(word) else re.escape(word)


def _folded(text: str) -> str:
    """As long as the text itself, so that a place in one is the place in the other."""
    left, right = APOSTROPHES
    return "".join(low if len(low := each.lower()) == 1 else each for each in text).replace(right, left)
