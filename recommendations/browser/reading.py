"""A text as a page shows it: whole and in its order, cut where words of an ask, footnotes, citations or hits begin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Protocol, TypeVar

from recommendations.choices import FollowUp
from recommendations.models import Footnote, Recommendation
from recommendations.queries.documents import Cited

# Where asks overlap, the words are marked as the first of these that covers them.
STRENGTH: Final = [FollowUp.TRACKED, FollowUp.TO_BE_DECIDED, FollowUp.FOR_REFERENCE]


class Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Spanning = TypeVar("Spanning", bound=Span)


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were searched for; numbered through the whole document."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Part:
    """Words with nothing new in them; `begins` where they are the first of their hit."""

    text: str
    hit: int = 0
    begins: bool = False


@dataclass(slots=True)
class Run:
    """Words that the same asks cover, or a footnote's mark, or a citation; `begin` are the asks that start here."""

    asks: tuple[Recommendation, ...] = ()
    begin: tuple[Recommendation, ...] = ()
    note: Footnote | None = None
    cites: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.parts)

    @property
    def ask(self) -> Recommendation | None:
        """The one that the words lead to: the shortest of those that cover them."""
        return min(self.asks, key=lambda each: each.end - each.start) if self.asks else None

    @property
    def follow_up(self) -> str:
        return min((each.follow_up for each in self.asks), key=lambda each: STRENGTH.index(FollowUp(each)), default="")


def runs(
    text: str,
    asks: Sequence[Recommendation] = (),
    notes: Sequence[Footnote] = (),
    cited: Sequence[Cited] = (),
    hits: Sequence[Hit] = (),
) -> list[Run]:
    """Nothing of the text is lost, nothing stands twice, whatever overlaps whatever."""
    placed: dict[int, list[Footnote]] = {}
    for each in notes:
        if each.at_offset is not None:
            placed.setdefault(min(each.at_offset, len(text)), []).append(each)
    edges = {0, len(text), *placed}
    spans: list[Span] = [*asks, *cited, *hits]
    edges |= {edge for span in spans for edge in (span.start, span.end)}
    found: list[Run] = []
    cites_at, hit_at = _sweep(cited), _sweep(hits)
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text))):
        found += [Run(note=each) for each in placed.get(start, [])]
        covering = tuple(each for each in asks if each.start <= start and end <= each.end)
        begin = tuple(each for each in covering if each.start == start)
        cite, hit = cites_at(start), hit_at(start)
        part = Part(text[start:end], hit.number, hit.start == start) if hit else Part(text[start:end])
        last = found[-1] if found else None
        code = cite.code if cite else ""
        if last and not last.note and not begin and last.asks == covering and last.cites == code:
            last.parts.append(part)
        else:
            found.append(Run(covering, begin, cites=code, parts=[part]))
    return found + [Run(note=each) for each in placed.get(len(text), [])]


def _sweep(spans: Sequence[Spanning]) -> Callable[[int], Spanning | None]:
    """Which of the spans, in order and apart from each other, covers a place; asked from left to right."""
    waiting = list(reversed(spans))

    def at(place: int) -> Spanning | None:
        while waiting and waiting[-1].end <= place:
            waiting.pop()
        return waiting[-1] if waiting and waiting[-1].start <= place else None

    return at
