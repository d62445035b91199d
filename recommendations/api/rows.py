"""The rows behind the answers, with all that their shapes read, in a number of queries that does not grow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Prefetch, QuerySet

from recommendations import access
from recommendations.access import Reader
from recommendations.choices import EntryKind
from recommendations.models import (
    Addressee,
    Assignment,
    Entry,
    Evidence,
    LeadInSpan,
    Organization,
    ProgressUpdate,
    Recommendation,
    RecommendationPlace,
    Review,
)
from recommendations.queries import conditions, names
from recommendations.queries.rows import in_order

VERSION: Final = "paragraph__document_version"


class TiedTheme(NamedTuple):
    pk: int
    version: int
    code: str
    name: str


class TiedAddressee(NamedTuple):
    words: str
    organization: Organization | None


class TiedPart(NamedTuple):
    pk: int
    public_id: str


@dataclass(frozen=True, slots=True)
class InFull:
    """A recommendation with what its shape says beside it."""

    row: Recommendation
    assignments: list[Assignment]
    lead_in: list[str]
    addressees: list[TiedAddressee]
    themes: list[TiedTheme]
    places: list[str]
    parts: list[TiedPart]


def recommendations(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """With their source; `in_full` reads the rest of those that are shown."""
    related = rows.annotate(overdue=conditions.is_overdue()).select_related(f"{VERSION}__document", "whole")
    # The version's row holds the whole file.
    return related.defer("paragraph__text", f"{VERSION}__content", f"{VERSION}__document__note")


def in_full(found: Sequence[Recommendation]) -> list[InFull]:
    """Values and not rows, where a shape says no more than values: a page has hundreds of them."""
    known = names.organizations()
    parts: dict[int, list[Assignment]] = {each.pk: [] for each in found}
    for part in Assignment.objects.filter(recommendation__in=list(parts)).order_by("pk"):
        parts[part.recommendation_id].append(part)
    names.give((part for group in parts.values() for part in group), known)
    shown = parts.keys()
    lead_in = _by(shown, LeadInSpan.objects.order_by("ord"), "recommendation", "paragraph__text", "start", "end")
    addressees = _by(shown, Addressee.objects.order_by("ord"), "recommendation", "words", "organization")
    tied = Recommendation.themes.through.objects.order_by("theme__name")
    themes = _by(shown, tied, "recommendation", "theme", "theme__version", "theme__code", "theme__name")
    places = _by(shown, RecommendationPlace.objects.order_by("name"), "recommendation", "name")
    wholes = _by(shown, conditions.listed().order_by("ord", "pk"), "whole", "pk", "public_id")
    return [
        InFull(
            row=each,
            assignments=in_order(parts[each.pk]),
            lead_in=[text[start:end] for text, start, end in lead_in[each.pk]],
            addressees=[TiedAddressee(words, known[pk] if pk else None) for words, pk in addressees[each.pk]],
            themes=[TiedTheme(*values) for values in themes[each.pk]],
            places=[name for (name,) in places[each.pk]],
            parts=[TiedPart(*values) for values in wholes[each.pk]],
        )
        for each in found
    ]


def _by(shown: Collection[int], tied: QuerySet[Any], to: str, *columns: str) -> dict[int, list[tuple[Any, ...]]]:
    """What is tied to the recommendations: its values, by their ids."""
    found: dict[int, list[tuple[Any, ...]]] = {pk: [] for pk in shown}
    for pk, *values in tied.filter(**{f"{to}__in": list(shown)}).values_list(to, *columns):
        found[pk].append(tuple(values))
    return found


def _organizations() -> QuerySet[Organization]:
    return Organization.objects.prefetch_related("names")


def assignment_alone() -> QuerySet[Assignment]:
    return Assignment.objects.select_related("recommendation").prefetch_related(
        Prefetch("organization", _organizations()), Prefetch("answering_organization", _organizations())
    )


def seen_updates(reader: Reader) -> QuerySet[ProgressUpdate]:
    """Those whose existence the reader may know, with evidence, findings and who submitted them."""
    evidence = Evidence.objects.filter(removed_at__isnull=True)
    organizations = Prefetch("acting_organization", _organizations())
    reviews = Review.objects.select_related("assignment").prefetch_related(
        organizations, "comments", Prefetch("evidence", evidence)
    )
    submissions = Entry.objects.filter(kind=EntryKind.SUBMITTED).order_by("seq").prefetch_related(organizations)
    return (
        ProgressUpdate.objects.filter(access.seen_updates(reader))
        .select_related("assignment__recommendation", "author", "corrects")
        .prefetch_related(
            Prefetch("assignment__answering_organization", _organizations()),
            Prefetch("evidence", evidence),
            Prefetch("reviews", reviews.order_by("made_at", "pk")),
            Prefetch("entries", submissions, to_attr="submissions"),
        )
    )
