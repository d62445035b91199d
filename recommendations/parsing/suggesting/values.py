"""What the suggester is given and what it gives, as plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The register's kinds of an ask, by the author's operative verb."""

    DECISION = "decision"
    REQUEST = "request"
    CALL = "call"
    RECOMMENDATION = "recommendation"
    PROPOSAL = "proposal"
    ENCOURAGEMENT = "encouragement"
    COMMITMENT = "commitment"
    OBSERVATION = "observation"
    VIEW_EXPRESSED = "view_expressed"


@dataclass(frozen=True, slots=True)
class Organization:
    """Every name and acronym it has or had, in any language."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; `above` is the place of the one it hangs on, `headings` are those above it, outermost first."""

    label: str
    text: str
    above: int | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document's paragraphs in order, and what its masthead says: each fact may be empty."""

    passages: tuple[Passage, ...]
    symbol: str = ""
    title: str = ""
    issuing_body: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for an ask or against it, and the words it rests on."""

    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Verbatim words of a paragraph."""

    paragraph: str
    quote: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An ask as the suggester reads it; `quote` is `text[start:end]` of its paragraph.

    `also_at` are the other places where the document says the same: it is offered once.
    """

    paragraph: str
    quote: str
    start: int
    end: int
    lead_in: tuple[Place, ...]
    kind: Kind
    nature: str
    addressee: str
    actors: tuple[str, ...]
    themes: tuple[str, ...]
    score: float
    suggested: bool
    why: tuple[Reason, ...]
    also_at: tuple[Place, ...] = ()
