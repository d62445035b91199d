"""Documents for the reader: a whole text with what is catalogued in it, in a number of queries that never grows."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Length

from recommendations.models import (
    Assignment,
    DocumentVersion,
    Footnote,
    Paragraph,
    Recommendation,
    Section,
    SourceDocument,
)
from recommendations.parsing.citations import Citation, citations, key
from recommendations.queries import conditions, figures, names

DOCUMENT: Final = "paragraph__document_version__document__code"


def quoted(document: SourceDocument) -> QuerySet[DocumentVersion]:
    """The version whose text is quoted, without the file itself; `size` is the file's."""
    return document.versions.filter(is_quoted=True).defer("content").annotate(size=Length("content"))


def populations() -> dict[str, figures.Population]:
    """By the documents' codes; a document in which nothing is catalogued is not there."""
    grouped = conditions.listed().order_by().values("follow_up", "is_whole", "nature", document=F(DOCUMENT))
    found: dict[str, list[figures.Group]] = defaultdict(list)
    for each in grouped.annotate(n=Count("pk")):
        found[each["document"]].append(
            figures.Group(each["follow_up"], each["is_whole"], each["nature"], each["n"]),
        )
    return {code: figures.population_of(groups, {"document": [code]}) for code, groups in found.items()}


@dataclass(frozen=True, slots=True)
class Text:
    """A version's text in its order; asks by their paragraph, and their parts by the ask."""

    sections: list[Section]
    paragraphs: list[Paragraph]
    footnotes: list[Footnote]
    asks: dict[int, list[Recommendation]]
    parts: dict[int, list[Assignment]]

    @property
    def every_ask(self) -> list[Recommendation]:
        return [each for paragraph in self.paragraphs for each in self.asks.get(paragraph.pk, [])]


def text_of(version: DocumentVersion) -> Text:
    rows = conditions.listed().filter(paragraph__document_version=version).annotate(overdue=conditions.is_overdue())
    asks: dict[int, list[Recommendation]] = defaultdict(list)
    parts: dict[int, list[Assignment]] = {}
    for each in rows.order_by("start", "-end", "pk"):
        asks[each.paragraph_id].append(each)
        parts[each.pk] = []
    for part in Assignment.objects.filter(recommendation__in=list(parts)).order_by("pk"):
        parts[part.recommendation_id].append(part)
    names.give((part for group in parts.values() for part in group), names.organizations())
    return Text(
        sections=list(version.sections.order_by("ord")),
        paragraphs=list(version.paragraphs.order_by("ord")),
        footnotes=list(version.footnotes.order_by("ord")),
        asks=dict(asks),
        parts=parts,
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """`text[start:end]` cites a document that is held here."""

    start: int
    end: int
    code: str


class Held:
    """Which documents can be read here, to link what cites them. A document does not link to itself."""

    def __init__(self, reading: SourceDocument) -> None:
        others = SourceDocument.objects.filter(archived_at__isnull=True, versions__is_quoted=True)
        rows = others.exclude(pk=reading.pk).values_list("code", "symbol")
        self.codes = {key(symbol or code): code for code, symbol in rows}

    def cited_in(self, text: str) -> list[Cited]:
        if not self.codes:
            return []
        return [Cited(each.start, each.end, self.codes[each.symbol]) for each in self._held(citations(text))]

    def _held(self, found: list[Citation]) -> list[Citation]:
        return [each for each in found if each.symbol in self.codes]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: to a paragraph, or, when there is none with that label, to the ones like it."""

    label: str
    near: tuple[str, ...] = ()


NEAR: Final = 6


def place(labels: list[str], typed: str) -> Place:
    """The paragraph meant by what somebody typed: "79(d)(iii)", "para. 79 (D) (iii)", "improving the un's …"."""
    if typed in labels:
        return Place(typed)
    wanted = _bare(typed)
    bare = {_bare(each): each for each in reversed(labels)}
    if wanted in bare:
        return Place(bare[wanted])
    near = [each for each in labels if wanted and _bare(each).startswith(wanted)] or _above(wanted, bare)
    return Place("", tuple(near[:NEAR]))


def _bare(label: str) -> str:
    text = re.sub(r"^\s*(?:paragraph|para|§)[\s.]*", "", label.casefold())
    return re.sub(r"[\s.]", "", text).replace("’", "'").replace("‘", "'")


def _above(wanted: str, bare: dict[str, str]) -> list[str]:
    """The nearest paragraph above one that is not there: 79(d) for 79(d)(ix)."""
    while "(" in wanted:
        wanted = wanted[: wanted.rindex("(")]
        if wanted in bare:
            return [bare[wanted]]
    return []


_QUOTES: Final = {"'": "['’‘ʼ]", "’": "['’‘ʼ]", '"': '["“”„]', "“": '["“”„]', "”": '["“”„]', "-": "[-‐‑–—]"}
_QUOTES_AND_DASHES: Final = {**_QUOTES, "–": _QUOTES["-"], "—": _QUOTES["-"]}


def finder(words: str) -> re.Pattern[str]:
    """What finds these words as they are typed: letter case, curly quotes, dashes and line breaks do not matter."""
    patterns = ["".join(_QUOTES_AND_DASHES.get(letter, re.escape(letter)) for letter in word) for word in words.split()]
    return re.compile(r"\s+".join(patterns), re.IGNORECASE)
