"""Rows with all that a list or a page shows of them, in a number of queries that does not grow with the rows."""

from django.db.models import Prefetch, QuerySet

from recommendations.choices import AssignmentRole
from recommendations.models import (
    Addressee,
    Assignment,
    LeadInSpan,
    Organization,
    Paragraph,
    Recommendation,
    RecommendationPlace,
    Review,
)
from recommendations.queries import names


def in_full(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """With source, lead-in, addressees, themes, places, and assignments with their organizations' names."""
    organizations = Organization.objects.prefetch_related("names")
    return but_organizations(rows).prefetch_related(
        Prefetch("assignments__organization", organizations),
        Prefetch("assignments__answering_organization", organizations),
        Prefetch("addressees__organization", organizations),
    )


def but_organizations(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """The same for a page that knows all organizations: see `names.give`."""
    related = rows.select_related("paragraph__document_version__document", "paragraph__section", "whole")
    # The version's row holds the whole file. What is tied to a row is ordered by its own columns: the usual orders
    # begin with the recommendation's, which takes its table again.
    return related.defer("paragraph__document_version__content").prefetch_related(
        Prefetch("assignments", Assignment.objects.order_by("pk")),
        Prefetch("lead_in_spans", LeadInSpan.objects.select_related("paragraph").order_by("ord")),
        Prefetch("addressees", Addressee.objects.order_by("ord")),
        "themes",
        Prefetch("places", RecommendationPlace.objects.order_by("name")),
    )


ROLE_ORDER = list(AssignmentRole)


def in_order(assignments: list[Assignment]) -> list[Assignment]:
    """Owners first, then contributing, then counterparts; equals alphabetically; what no longer counts last."""
    return sorted(
        assignments,
        key=lambda each: (
            not each.counts,
            ROLE_ORDER.index(AssignmentRole(each.role)),
            names.alphabetical(each.organization.name()),
        ),
    )


def around(recommendation: Recommendation) -> list[Paragraph]:
    """The paragraphs to read the ask in: those above it, its neighbours under the same one, and its own, in order."""
    own = recommendation.paragraph
    paragraphs = Paragraph.objects.filter(document_version=own.document_version_id)
    found = {own.pk: own}
    above = own.parent
    while above is not None:
        found[above.pk] = above
        above = above.parent
    siblings = paragraphs.filter(parent=own.parent_id, section=own.section_id).order_by("ord")
    places = list(siblings.values_list("pk", flat=True))
    at = places.index(own.pk)
    found.update(Paragraph.objects.in_bulk({*places[max(at - 1, 0) : at + 2]} - {own.pk}))
    return sorted(found.values(), key=lambda each: each.ord)


def findings(assignments: list[Assignment]) -> dict[str, Review]:
    """The reviews that the assignments' findings are, by the id of their entry."""
    entries = [entry for each in assignments for entry in (each.finding_entry, each.beside_entry) if entry]
    if not entries:
        return {}
    made = Review.objects.filter(entry__in=entries).select_related("update", "acting_organization")
    return {str(each.entry): each for each in made}
