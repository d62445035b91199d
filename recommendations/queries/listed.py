"""The rows of the list with all that page and export show of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from recommendations.choices import REVIEWED, AssignmentRole, Basis, FollowUp, Nature, Status
from recommendations.models import Assignment, ProgressUpdate, Recommendation, Review, SourceDocument, Theme
from recommendations.queries import conditions, names, rows


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list. `since` is the day that its status rests on; `made` are the findings of its parts, by the
    id of their entry."""

    recommendation: Recommendation
    parts: list[Assignment]
    themes: list[Theme]
    owners: list[Assignment]
    counterparts: list[Assignment]
    since: date | None
    overdue: bool
    differ: bool
    newer_report: bool
    review_on: date | None
    made: dict[str, Review] = field(default_factory=dict)

    @property
    def asked(self) -> bool:
        return self.recommendation.follow_up == FollowUp.TRACKED

    @property
    def is_aim(self) -> bool:
        return self.recommendation.nature == Nature.AIM

    @property
    def document(self) -> SourceDocument:
        return self.recommendation.paragraph.document_version.document

    @property
    def last_report(self) -> date | None:
        """The latest day of which an owner has said how things stand."""
        return max((each.reported_on for each in self.owners if each.reported_on), default=None)

    def finding_of(self, part: Assignment) -> Review | None:
        return self.made.get(str(part.finding_entry))


# Columns whose words are read only where they are shown.
READ_IF_SHOWN: Final = {"place": "places", "addressee": "addressees"}


def with_source(found: QuerySet[Recommendation], columns: Collection[str] = ()) -> QuerySet[Recommendation]:
    """With the document, and what only some columns show."""
    related = found.select_related("paragraph__document_version__document").annotate(overdue=conditions.is_overdue())
    beside = [name for column, name in READ_IF_SHOWN.items() if column in columns]
    return related.defer(
        "paragraph__text", "paragraph__document_version__content", "paragraph__document_version__document__note"
    ).prefetch_related(*beside)


def shown(found: list[Recommendation], known: names.Organizations) -> list[Listed]:
    """Of rows read `with_source`: three queries more, for assignments, themes and findings."""
    parts: dict[int, list[Assignment]] = {each.pk: [] for each in found}
    for part in Assignment.objects.filter(recommendation__in=list(parts)).order_by("pk"):
        parts[part.recommendation_id].append(part)
    themes: dict[int, list[Theme]] = {each.pk: [] for each in found}
    tied = Recommendation.themes.through.objects.filter(recommendation__in=list(parts)).select_related("theme")
    for each in tied.order_by("theme__name"):
        themes[each.recommendation_id].append(each.theme)
    names.give((part for group in parts.values() for part in group), known)
    return _all(found, parts, themes)


def listed(found: list[Recommendation], parts: dict[int, list[Assignment]] | None = None) -> list[Listed]:
    """Of rows read with their assignments, or beside these `parts`; their themes are where they were read."""
    if parts is None:
        parts = {each.pk: list(each.assignments.all()) for each in found}
    return _all(found, parts, {})


def _all(
    found: list[Recommendation], parts: dict[int, list[Assignment]], themes: dict[int, list[Theme]]
) -> list[Listed]:
    made = rows.findings([part for group in parts.values() for part in group])
    return [_listed(each, rows.in_order(parts[each.pk]), themes.get(each.pk, []), made) for each in found]


def _listed(
    recommendation: Recommendation, assignments: list[Assignment], themes: list[Theme], made: dict[str, Review]
) -> Listed:
    counting = [each for each in assignments if each.counts]
    owners = [each for each in counting if each.role == AssignmentRole.OWNER]
    rated = recommendation.follow_up == FollowUp.TRACKED and not recommendation.is_whole
    behind = behind_the_headline(recommendation, owners)
    return Listed(
        recommendation=recommendation,
        parts=counting,
        themes=themes,
        owners=owners,
        counterparts=[each for each in counting if each.role == AssignmentRole.COUNTERPART],
        since=rests_on(behind, made) if behind else None,
        overdue=recommendation.overdue,  # type: ignore[attr-defined]  # annotated where the row was read
        differ=rated and any(each.differ for each in owners),
        newer_report=rated and any(each.newer_report for each in owners),
        review_on=behind.review_on if behind and recommendation.status == Status.IN_PRACTICE else None,
        made=made,
    )


def behind_the_headline(recommendation: Recommendation, owners: Iterable[Assignment]) -> Assignment | None:
    """The owner whose headline the recommendation shows."""
    for each in owners:
        if each.headline == recommendation.status and each.headline_basis == recommendation.basis:
            return each
    return None


def rests_on(assignment: Assignment, made: dict[str, Review]) -> date | None:
    finding = made.get(str(assignment.finding_entry))
    if assignment.headline_basis in REVIEWED and finding:
        return timezone.localdate(finding.made_at)
    if assignment.headline_basis == Basis.REPORTED:
        return assignment.reported_on
    return timezone.localdate(assignment.asked_at) if assignment.asked_at else None


def last_updates(found: list[Listed]) -> dict[str, ProgressUpdate]:
    """The cleared updates that the parts' reports are, by the id of their entry: one query."""
    entries = [part.reported_entry for each in found for part in each.parts if part.reported_entry]
    return {str(each.cleared_entry): each for each in ProgressUpdate.objects.filter(cleared_entry__in=entries)}
