"""A data steward's work on recommendations: adding, changing, archiving, each with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import DatePrecision, DocumentKind, EntryKind, FollowUp, Kind, Nature, Standing
from recommendations.errors import AlreadyCatalogued, AlreadyDone, Archived, Invalid, NotVerbatim, ReasonNeeded
from recommendations.models import (
    Addressee,
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
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.journal import record
from recommendations.workflow.locks import locked, locked_at
from recommendations.workflow.projection import project, project_recommendation
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


def reference_of(paragraph: Paragraph, number: int) -> str:
    second = f", ask {number}" if number > 1 else ""
    return f"{paragraph.document_version.document} para. {paragraph.label}{second}"


def next_number(paragraph: Paragraph) -> int:
    """After the last ask of the paragraph, archived ones too: a reference is never given twice."""
    first = paragraph.recommendations.count() + 1
    free = (n for n in count(first) if not Recommendation.objects.filter(reference=reference_of(paragraph, n)).exists())
    return next(free)


@transaction.atomic
def add(paragraph: Paragraph, ask: Ask, *, by: By, why: str = "") -> Recommendation:
    """A new recommendation, tied to the exact words. Raises NotVerbatim, Invalid, or AlreadyCatalogued."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if locked(paragraph.document_version.document).archived_at:
        raise Archived()
    start, end = span_of(paragraph, ask.quote, ask.occurrence)
    if there := paragraph.recommendations.filter(start=start, end=end, archived_at__isnull=True).first():
        raise AlreadyCatalogued(recommendation=there)
    number = ask.number or next_number(paragraph)
    reference = reference_of(paragraph, number)
    if Recommendation.objects.filter(reference=reference).exists():
        raise Invalid({"reference": _("%(reference)s is in the register already.") % {"reference": reference}})
    made = _row(paragraph, ask, start, end)
    made.reference, made.ord = reference, paragraph.ord * 100 + number
    _require_sound(made)
    made.save()
    _add_around(made, ask)
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    project_recommendation(made)
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


def _add_around(made: Recommendation, ask: Ask) -> None:
    for place, (paragraph, quote) in enumerate(ask.lead_in):
        start, end = span_of(paragraph, quote)
        LeadInSpan.objects.create(recommendation=made, ord=place, paragraph=paragraph, start=start, end=end)
    _set_addressees(made, ask.addressees)
    _set_places(made, ask.places)
    made.themes.set(ask.themes)


def _set_addressees(found: Recommendation, addressees: Sequence[tuple[str, Organization | None]]) -> None:
    longest = Addressee._meta.get_field("words").max_length or 0
    if any(not words.strip() or len(words) > longest for words, _organization in addressees):
        raise Invalid({"addressees": _("Words for each addressee, at most %(most)d characters.") % {"most": longest}})
    found.addressees.all().delete()
    for place, (words, organization) in enumerate(addressees):
        Addressee.objects.create(recommendation=found, ord=place, words=words, organization=organization)


def _set_places(found: Recommendation, places: Sequence[str]) -> None:
    longest = RecommendationPlace._meta.get_field("name").max_length or 0
    if any(not name.strip() or len(name) > longest for name in places):
        raise Invalid({"places": _("At most %(most)d characters for each.") % {"most": longest}})
    found.places.all().delete()
    for name in dict.fromkeys(places):
        RecommendationPlace.objects.create(recommendation=found, name=name)


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
        _set_addressees(found, addressees)
    if places is not None:
        _set_places(found, places)


def _require_sound(found: Recommendation) -> None:
    errors = outside_their_lists(found, ("kind", "follow_up", "standing", "standing_symbol", "nature"))
    if found.standing == Standing.ENDORSED and not found.standing_symbol:
        errors["standing_symbol"] = _("Give the symbol of the endorsement.")
    if found.whole and (found.whole.pk == found.pk or found.is_whole or not found.whole.is_whole):
        errors["whole"] = _("A part belongs to a whole, which is not itself a part.")
    if errors:
        raise Invalid(errors)


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
