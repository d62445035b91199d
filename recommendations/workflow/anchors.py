"""Where the words of a recommendation stand, when its document has several versions. They are always verbatim at their
span, and whatever could not be moved by itself waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import EntryKind
from recommendations.errors import AlreadyCatalogued, AlreadyDone, Archived, Invalid, ReasonNeeded
from recommendations.models import DocumentVersion, Entry, LeadInSpan, Paragraph, Recommendation, Rendering
from recommendations.parsing.aligning import stands_again
from recommendations.queries import versions as versions_of
from recommendations.workflow.attributes import record_changed, take
from recommendations.workflow.catalogue import span_of
from recommendations.workflow.locks import locked, locked_at

ASKS_OF_A_PARAGRAPH: Final = 100  # the place of a recommendation is its paragraph's times this, and which ask it is


@dataclass(frozen=True, slots=True)
class Span:
    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


def move_all(version: DocumentVersion, *, by: By, acting: Acting) -> None:
    """Within the transaction that made the version the quoted one: every recommendation of an earlier version, unless
    archived, whose words stand unchanged in the matching paragraph of the same label, its lead-in too. Where another
    has these very words already, a person decides."""
    rows = versions_of.in_earlier_versions().filter(paragraph__document_version__document=version.document_id)
    partners: dict[int, dict[int, Paragraph]] = {}
    for each in (
        rows.select_related("paragraph__document_version").defer("paragraph__document_version__content").order_by("pk")
    ):
        earlier = each.paragraph.document_version
        if earlier.pk not in partners:
            partners[earlier.pk] = versions_of.partners(earlier, version)
        found = _unchanged(each, partners[earlier.pk])
        held = locked(each) if found else each
        if found and not held.archived_at and not _others_at(found[0], held).exists():
            _move(held, *found, by=by, acting=acting, why="")


def _others_at(span: Span, row: Recommendation) -> QuerySet[Recommendation]:
    live = span.paragraph.recommendations.filter(start=span.start, end=span.end, archived_at__isnull=True)
    return live.exclude(pk=row.pk)


def _unchanged(row: Recommendation, partners: dict[int, Paragraph]) -> tuple[Span, list[Span]] | None:
    own = stands_now(row.paragraph, row.start, row.end, partners)
    lead_in = [stands_now(each.paragraph, each.start, each.end, partners) for each in row.lead_in_spans.order_by("ord")]
    if own is None or None in lead_in:
        return None
    return own, [each for each in lead_in if each]


def stands_now(paragraph: Paragraph, start: int, end: int, partners: dict[int, Paragraph]) -> Span | None:
    """Where these words of an earlier version stand, unchanged and in the matching paragraph of the same label."""
    after = partners.get(paragraph.pk)
    if after is None or after.label != paragraph.label:
        return None
    place = stands_again(paragraph.text, start, end, after.text)
    return Span(after, *place) if place else None


def lead_in_again(row: Recommendation, partners: dict[int, Paragraph]) -> list[Span]:
    """As much of its lead-in as stands unchanged in the newer version: what a person is offered."""
    found = [stands_now(each.paragraph, each.start, each.end, partners) for each in row.lead_in_spans.order_by("ord")]
    return [each for each in found if each]


def _move(row: Recommendation, own: Span, lead_in: Sequence[Span], *, by: By, acting: Acting, why: str) -> Entry | None:
    """The reference never changes, whatever the label of the paragraph is."""
    before = take(row)
    row.paragraph, row.start, row.end, row.text = own.paragraph, own.start, own.end, own.text
    row.ord = own.paragraph.ord * ASKS_OF_A_PARAGRAPH + row.ord % ASKS_OF_A_PARAGRAPH
    row.stays_despite = None
    row.version += 1
    row.save()
    row.lead_in_spans.all().delete()
    for place, each in enumerate(lead_in):
        LeadInSpan.objects.create(
            recommendation=row, ord=place, paragraph=each.paragraph, start=each.start, end=each.end
        )
    return record_changed(row, before, by=by, acting=acting, why=why, kind=EntryKind.MOVED)


@transaction.atomic
def move(
    recommendation: Recommendation,
    paragraph: Paragraph,
    quote: str,
    *,
    occurrence: int | None = None,
    lead_in: Sequence[tuple[Paragraph, str]] = (),
    by: By,
    version: int,
    why: str,
) -> Entry | None:
    """To words that a person chose in the quoted version, letter for letter. Raises NotVerbatim, Invalid,
    AlreadyCatalogued, ReasonNeeded, Stale, Archived."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    found = _held(recommendation, version)
    document = found.paragraph.document_version.document_id
    for each in (paragraph, *(above for above, _quote in lead_in)):
        if each.document_version.document_id != document or not each.document_version.is_quoted:
            raise Invalid({"paragraph": _("Choose a paragraph of the version that is quoted.")})
    own = Span(paragraph, *span_of(paragraph, quote, occurrence))
    if there := _others_at(own, found).first():
        raise AlreadyCatalogued(recommendation=there)
    spans = [Span(above, *span_of(above, words)) for above, words in lead_in]
    return _move(found, own, spans, by=by, acting=as_, why=why)


@transaction.atomic
def keep(recommendation: Recommendation, *, by: By, version: int, why: str) -> Entry | None:
    """The words stay those of the earlier version, because the quoted one has them no more. Raises ReasonNeeded, Stale,
    AlreadyDone where they stand in the quoted version, or that was decided already."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    found = _held(recommendation, version)
    newest = versions_of.quoted_of(found.paragraph.document_version.document)
    if found.paragraph.document_version.is_quoted or found.stays_despite_id == newest.pk:
        raise AlreadyDone()
    before = take(found)
    found.stays_despite = newest
    found.version += 1
    found.save()
    return record_changed(found, before, by=by, acting=as_, why=why, kind=EntryKind.KEPT_WHERE_IT_STANDS)


def _held(recommendation: Recommendation, version: int) -> Recommendation:
    """The document first, so that no newer version comes meanwhile."""
    locked(recommendation.paragraph.document_version.document)
    found = locked_at(recommendation, version)
    if found.archived_at:
        raise Archived()
    return found


# The words in another language


@transaction.atomic
def render(
    recommendation: Recommendation,
    paragraph: Paragraph,
    quote: str,
    *,
    occurrence: int | None = None,
    by: By,
    version: int,
    why: str = "",
) -> Entry | None:
    """These words of a version in another language are the recommendation's; they take the place of what was marked
    in that version before. Raises NotVerbatim, Invalid, Stale, Archived."""
    as_ = access.acting(by, Verb.CATALOGUE)
    found = _held(recommendation, version)
    own = found.paragraph.document_version
    other = paragraph.document_version
    if other.document_id != own.document_id or other.language == own.language:
        raise Invalid({"paragraph": _("Choose a paragraph of a version in another language.")})
    span = Span(paragraph, *span_of(paragraph, quote, occurrence))
    return _render(found, span, by=by, acting=as_, why=why)


def _render(row: Recommendation, span: Span, *, by: By, acting: Acting, why: str) -> Entry | None:
    before = take(row)
    row.renderings.filter(paragraph__document_version=span.paragraph.document_version_id).delete()
    Rendering.objects.create(recommendation=row, paragraph=span.paragraph, start=span.start, end=span.end)
    row.version += 1
    row.save()
    return record_changed(row, before, by=by, acting=acting, why=why, kind=EntryKind.RENDERED)


def move_renderings(version: DocumentVersion, *, by: By, acting: Acting) -> None:
    """Words that were marked in the version before it in this language, where they stand unchanged. Of the others the
    whole paragraph is shown until a steward marks them again."""
    earlier = versions_of.before(version)
    if earlier is None:
        return
    partners = versions_of.partners(earlier, version)
    marked = Rendering.objects.filter(paragraph__document_version=earlier).select_related("paragraph", "recommendation")
    for each in marked.order_by("recommendation"):
        span = stands_now(each.paragraph, each.start, each.end, partners)
        if span:
            _render(locked(each.recommendation), span, by=by, acting=acting, why="")
