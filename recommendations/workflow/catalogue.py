"""A data steward's work on recommendations: adding, changing, archiving, each with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import DatePrecision, DocumentKind, EntryKind, FollowUp, Kind, Nature, Standing
from recommendations.errors import AlreadyCatalogued, AlreadyDone, Archived, Invalid, NotVerbatim, ReasonNeeded
from recommendations.models import (
    Addressee,
    DocumentVersion,
    Entry,
    LeadInSpan,
    Organization,
    Paragraph,
    Recommendation,
    RecommendationPlace,
    SourceDocument,
    Theme,
)
from recommendations.parsing.errors import QuoteNotLocated
from recommendations.parsing.spans import locate
from recommendations.workflow import around
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.journal import record
from recommendations.workflow.locks import locked, locked_at
from recommendations.workflow.projection import project, project_recommendation
from recommendations.workflow.references import InUse, reference_of
from recommendations.workflow.values import last_day, outside_their_lists

CHANGEABLE: Final = ("kind", "follow_up", "standing", "standing_symbol", "nature", "note", "whole")
UNOFFICIAL: Final = (DocumentKind.POLICY_PAPER,)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a steward enters of a recommendation. `lead_in` and `quote` are verbatim words of their paragraphs."""

    quote: str
    kind: Kind
    nature: Nature
    standing: Standing
    follow_up: FollowUp = FollowUp.TO_BE_DECIDED
    number: int | None = 1  # which ask of its paragraph; None: the next one
    standing_symbol: str = ""
    lead_in: Sequence[tuple[Paragraph, str]] = ()
    addressees: Sequence[tuple[str, Organization | None]] = ()
    themes: Sequence[Theme] = ()
    places: Sequence[str] = ()
    due_on: date | None = None
    due_precision: str = ""
    due_event: str = ""
    is_whole: bool = False
    whole: Recommendation | None = None
    note: str = ""
    occurrence: int | None = field(default=None)


def starts_as(kind: str, document: SourceDocument) -> FollowUp:
    """Views expressed, observations and unofficial papers start for reference; all else is to be decided."""
    quiet = kind in (Kind.OBSERVATION, Kind.VIEW_EXPRESSED) or document.kind in UNOFFICIAL
    return FollowUp.FOR_REFERENCE if quiet else FollowUp.TO_BE_DECIDED


def span_of(paragraph: Paragraph, quote: str, occurrence: int | None = None) -> tuple[int, int]:
    """Where the words stand in the paragraph. Raises NotVerbatim."""
    try:
        return locate(paragraph.text, quote, occurrence=occurrence)
    except QuoteNotLocated as problem:
        raise NotVerbatim(paragraph=paragraph.label, quote=quote, problem=problem.code) from problem


@transaction.atomic
def add(paragraph: Paragraph, ask: Ask, *, by: By, why: str = "") -> Recommendation:
    """A new recommendation, tied to the exact words. Raises NotVerbatim, Invalid, or AlreadyCatalogued."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if locked(paragraph.document_version.document).archived_at:
        raise Archived()
    made = row_of(paragraph, ask, InUse([paragraph]))
    around_it = around_of(made, ask)
    made.save()
    around.write(around_it)
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    project_recommendation(made)
    return made


def row_of(paragraph: Paragraph, ask: Ask, in_use: InUse) -> Recommendation:
    """As it would be written: every rule for a new recommendation. Raises as `add` does."""
    start, end = span_of(paragraph, ask.quote, ask.occurrence)
    if there := in_use.live.get((paragraph.pk, start, end)):
        raise AlreadyCatalogued(recommendation=there)
    number = ask.number or in_use.next_number(paragraph)
    reference = reference_of(paragraph, number)
    if reference in in_use.references:
        raise Invalid({"reference": _("%(reference)s is in the register already.") % {"reference": reference}})
    made = _row(paragraph, ask, start, end)
    made.reference, made.ord = reference, paragraph.ord * 100 + number
    _require_sound(made)
    in_use.take(made)
    return made


def _row(paragraph: Paragraph, ask: Ask, start: int, end: int) -> Recommendation:
    return Recommendation(
        paragraph=paragraph,
        start=start,
        end=end,
        text=paragraph.text[start:end],
        kind=ask.kind,
        follow_up=ask.follow_up,
        standing=ask.standing,
        standing_symbol=ask.standing_symbol,
        nature=ask.nature,
        due_on=last_day(ask.due_on, ask.due_precision) if ask.due_on else None,
        due_precision=ask.due_precision,
        due_event=ask.due_event,
        is_whole=ask.is_whole,
        whole=ask.whole,
        note=ask.note,
    )


def around_of(made: Recommendation, ask: Ask) -> list[Model]:
    """What stands around its words, to be written after it."""
    lead_in = [(each, *span_of(each, quote)) for each, quote in ask.lead_in]
    through = Recommendation.themes.through
    return [
        *(
            LeadInSpan(recommendation=made, ord=place, paragraph=each, start=start, end=end)
            for place, (each, start, end) in enumerate(lead_in)
        ),
        *around.addressees_of(made, ask.addressees),
        *around.places_of(made, ask.places),
        *(through(recommendation=made, theme=each) for each in dict.fromkeys(ask.themes)),
    ]


@transaction.atomic
def change(
    recommendation: Recommendation,
    *,
    by: By,
    version: int,
    why: str,
    themes: Sequence[Theme] | None = None,
    addressees: Sequence[tuple[str, Organization | None]] | None = None,
    places: Sequence[str] | None = None,
    **given: Any,
) -> Entry | None:
    """Change kind, follow-up, standing, nature, note, whole, themes, addressees or places. What was recorded before
    stays.

    The words and their place never change here. Raises ReasonNeeded, Invalid, Stale."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    found = locked_at(recommendation, version)
    unknown = set(given) - set(CHANGEABLE)
    if unknown:
        raise Invalid({each: _("This cannot be changed.") for each in sorted(unknown)})
    before = take(found)
    earlier_whole = found.whole
    for name, value in given.items():
        setattr(found, name, value)
    _require_sound(found)
    _set_around(found, themes, addressees, places)
    if found.nature == Nature.AIM:
        found.status = found.basis = ""
    found.version += 1
    found.save()
    entry = record_changed(found, before, by=by, acting=as_, why=why)
    _project_all(found)
    if earlier_whole and earlier_whole != found.whole:
        project_recommendation(locked(earlier_whole))
    return entry


def _set_around(
    found: Recommendation,
    themes: Sequence[Theme] | None,
    addressees: Sequence[tuple[str, Organization | None]] | None,
    places: Sequence[str] | None,
) -> None:
    """None leaves it as it is."""
    if themes is not None:
        found.themes.set(themes)
    if addressees is not None:
        asked = around.addressees_of(found, addressees)
        found.addressees.all().delete()
        Addressee.objects.bulk_create(asked)
    if places is not None:
        named = around.places_of(found, places)
        found.places.all().delete()
        RecommendationPlace.objects.bulk_create(named)


def _require_sound(found: Recommendation) -> None:
    errors = outside_their_lists(found, ("kind", "follow_up", "standing", "standing_symbol", "nature"))
    if found.standing == Standing.ENDORSED and not found.standing_symbol:
        errors["standing_symbol"] = _("Give the symbol of the endorsement.")
    if found.whole and (found.whole.pk == found.pk or found.is_whole or not found.whole.is_whole):
        errors["whole"] = _("A part belongs to a whole, which is not itself a part.")
    elif found.whole and not _of_one_document(found.whole, found):
        errors["whole"] = _("A part belongs to a whole of its own document.")
    if errors:
        raise Invalid(errors)


def _of_one_document(*rows: Recommendation) -> bool:
    versions = {each.paragraph.document_version_id for each in rows}
    of_them = DocumentVersion.objects.filter(pk__in=versions)
    return len(versions) == 1 or of_them.values("document").distinct().count() == 1


def _project_all(found: Recommendation) -> None:
    for assignment in found.assignments.all():
        assignment.recommendation = found
        project(assignment)
    project_recommendation(found)


@transaction.atomic
def archive(recommendation: Recommendation, *, by: By, version: int, why: str) -> Entry:
    """Out of lists, counts and search from today; still readable at its address, still counted at earlier days."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    found = locked_at(recommendation, version)
    if found.archived_at:
        raise AlreadyDone()
    entry = record(EntryKind.ARCHIVED, found, by=by, acting=as_, content={"why": why})
    _set_archived(found, entry.recorded_at, why)
    return entry


@transaction.atomic
def restore(recommendation: Recommendation, *, by: By, version: int, why: str) -> Entry:
    """In use again. Raises AlreadyCatalogued where another has its very words by now."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    locked(recommendation.paragraph.document_version.document)
    found = locked_at(recommendation, version)
    if not found.archived_at:
        raise AlreadyDone()
    same = found.paragraph.recommendations.filter(start=found.start, end=found.end, archived_at__isnull=True)
    if there := same.first():
        raise AlreadyCatalogued(recommendation=there)
    entry = record(EntryKind.RESTORED, found, by=by, acting=as_, content={"why": why})
    _set_archived(found, None, "")
    return entry


def _set_archived(found: Recommendation, at: Any, why: str) -> None:
    found.archived_at, found.archived_why = at, why
    found.version += 1
    found.save()
    if found.whole_id:
        project_recommendation(locked(found))


@transaction.atomic
def set_due(
    recommendation: Recommendation,
    *,
    by: By,
    version: int,
    why: str,
    due_on: date | None,
    due_precision: str = "",
    due_event: str = "",
) -> Entry | None:
    """Enter a target date that the source itself states."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    if bool(due_on) != bool(due_precision):
        raise Invalid({"due_precision": _("A date has a precision: day, month, quarter or year.")})
    if due_precision and due_precision not in DatePrecision.values:
        raise Invalid({"due_precision": _("A date has a precision: day, month, quarter or year.")})
    found = locked_at(recommendation, version)
    before = take(found)
    due_on = last_day(due_on, due_precision) if due_on else None
    found.due_on, found.due_precision, found.due_event = due_on, due_precision, due_event
    found.version += 1
    found.save()
    return record_changed(found, before, by=by, acting=as_, why=why)
