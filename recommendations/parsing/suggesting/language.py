"""The words of one language, and which language a text is in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .little_words import ENGLISH, FRENCH
from .values import Kind


@dataclass(frozen=True, slots=True)
class Verb:
    """As in "I request", "the Council requests" and "is requested"; `ADV` is where an adverb may stand."""

    base: str
    third: str
    participle: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    verbs: tuple[Verb, ...]
    reiterated: dict[str, Kind]
    stressing: tuple[str, ...]
    noting: tuple[str, ...]
    noting_phrases: tuple[str, ...]
    noting_past: tuple[str, ...]
    stressing_past: tuple[str, ...]
    has: str
    modals: dict[str, tuple[float, Kind]]
    no_action: str
    reporting: tuple[str, ...]
    reporting_now: tuple[str, ...]
    impersonal: dict[str, float]
    rules: str
    participants: str
    first_person: str
    adverbs: str
    coordinators: str
    conditional: str
    introducers: Sequence[str]
    pronouns: str
    passive_be: str
    passive_next: str
    reiterating: str
    said_after: str
    before_participants: str
    will: str
    embedded: str
    relative: str
    need_for_somebody: str
    list_needed: str
    agent: str
    to_do: str
    perfect: str
    noun_before: str
    in_his_view: str
    example: str
    subordinate: str
    pronoun_object: str
    infinitive: str
    accepted: str


def language_of(text: str) -> str:
    """`fr` where French little words outnumber English ones, `en` for all else."""
    words = re.findall(r"[a-zà-ÿ]+", text[:20_000].lower())
    return "fr" if sum(word in FRENCH for word in words) > sum(word in ENGLISH for word in words) else "en"
