"""The rows behind the answers, with all that their shapes read, in a number of queries that does not grow."""

from django.db.models import Prefetch, QuerySet

from recommendations import access
from recommendations.access import Reader
from recommendations.choices import EntryKind
from recommendations.models import (
    Assignment,
    Entry,
    Evidence,
    Organization,
    ProgressUpdate,
    Recommendation,
    Review,
)
from recommendations.queries import conditions
from recommendations.queries.rows import in_full


def recommendations(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    parts = conditions.listed().only("public_id", "whole", "ord").order_by("ord", "pk")
    return in_full(rows).prefetch_related(Prefetch("parts", parts))


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
