"""Other words, or other words about them: changing, splitting, merging and marking candidates by hand."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import CandidateAct, CandidateOrigin, CandidateState, Kind, Nature
from recommendations.errors import Archived, Invalid
from recommendations.models import Candidate, CandidateDecision, Paragraph
from recommendations.workflow import candidate_rows, candidates_wholes, catalogue
from recommendations.workflow.candidates import likes, register_of_asks, standing_by_rule
from recommendations.workflow.candidates_deciding import held
from recommendations.workflow.locks import locked

COPIED: Final = (
    *("document_version", "paragraph", "kind", "nature", "standing", "standing_symbol", "follow_up"),
    *("more", "score", "is_suggested", "why", "also_at"),
)
JOINS: Final = re.compile(r"(?:[\W_]|\b(?:and|or|et|ou)\b)*", re.IGNORECASE)


@transaction.atomic
def change(candidate: Candidate, *, by: By, version: int, given: Mapping[str, Any]) -> CandidateDecision | None:
    """Other words of the same paragraph, or another kind, nature, part …; None where nothing is other than it was.
    Raises Stale, NotVerbatim, Invalid."""
    access.acting(by, Verb.CATALOGUE)
    return candidate_rows.change_and_say(held(candidate, version), given, by=by)


@transaction.atomic
def split(
    candidate: Candidate, *, by: By, version: int, at: int | None = None, spans: Sequence[tuple[int, int]] = ()
) -> CandidateDecision:
    """In two, at a place of the paragraph's text, or as two spans of it. Raises Stale, Invalid."""
    access.acting(by, Verb.CATALOGUE)
    row = held(candidate, version)
    places = list(spans) if at is None else [(row.start, at), (at, row.end)]
    cut = [_trimmed(row.paragraph.text, *each) for each in places]
    if len(cut) != 2 or not all(cut) or cut[0] == cut[1]:
        raise Invalid({"split": _("Choose a place with words on both sides of it.")})
    before = {row.public_id: candidate_rows.values_of(row)}
    made = [_copy(row, *each, CandidateOrigin.SPLIT) for each in cut if each]
    candidates_wholes.split(row, made)
    for each in made:
        each.save()
    _replace(row, by=by)
    return candidate_rows.write_down(CandidateAct.SPLIT, row.document_version, before, [row, *made], by=by)


@transaction.atomic
def merge(candidate: Candidate, other: Candidate, *, by: By, version: int, other_version: int) -> CandidateDecision:
    """Two into one. In one paragraph, where nothing stands between them, their words become one span; in two, the
    first is kept and the other is a place where the document says the same. Raises Stale, Invalid."""
    access.acting(by, Verb.CATALOGUE)
    if candidate.pk == other.pk or candidate.document_version_id != other.document_version_id:
        raise Invalid({"merge": _("Choose another candidate of this document.")})
    seen = sorted([(candidate, version), (other, other_version)], key=lambda pair: pair[0].pk)
    rows = {each.pk: held(each, at) for each, at in seen}
    row, second = rows[candidate.pk], rows[other.pk]
    before = {each.public_id: candidate_rows.values_of(each) for each in (row, second)}
    made: list[Candidate] = []
    if row.paragraph_id == second.paragraph_id:
        one = _copy(row, *_both(row, second), CandidateOrigin.MERGED)
        one.more = candidates_wholes.merged(row, second)
        one.save()
        made = [one]
        _replace(row, by=by)
    else:
        place = {"paragraph": second.paragraph.label, "quote": second.text}
        row.also_at = [*row.also_at, place, *(each for each in second.also_at if each not in row.also_at)]
        row.more = candidates_wholes.merged(row, second)
        candidate_rows.save(row)
    _replace(second, by=by)
    version_ = row.document_version
    return candidate_rows.write_down(CandidateAct.MERGED, version_, before, [row, second, *made], by=by)


@transaction.atomic
def mark(
    paragraph: Paragraph, *, by: By, quote: str, start: int | None = None, kind: str = Kind.RECOMMENDATION
) -> CandidateDecision:
    """Any words of the document, found by a person. Raises NotVerbatim, Invalid where they are a candidate already."""
    access.acting(by, Verb.CATALOGUE)
    version = paragraph.document_version
    document = locked(version.document)
    if document.archived_at:
        raise Archived()
    candidate_rows.require_quoted(version)
    start, end = candidate_rows.place_of(paragraph, quote, start)
    there = paragraph.candidates.filter(start=start, end=end).exclude(state=CandidateState.REPLACED)
    if there.exists():
        raise Invalid({"quote": _("These very words are a candidate already.")})
    words = paragraph.text[start:end]
    row = Candidate(
        document_version=version,
        paragraph=paragraph,
        start=start,
        end=end,
        text=words,
        kind=kind,
        nature=Nature.SINGLE_ACTION,
        standing=standing_by_rule(document),
        follow_up=catalogue.starts_as(kind, document),
        origin=CandidateOrigin.MARKED,
        like=likes(register_of_asks(), words),
    )
    candidate_rows.require_sound(row)
    row.save()
    return candidate_rows.write_down(CandidateAct.MARKED, version, {}, [row], by=by)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without the white space at its ends; None where no word is left."""
    if not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    inner = (start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))
    return inner if re.search(r"\w", words) else None


def _copy(row: Candidate, start: int, end: int, origin: CandidateOrigin) -> Candidate:
    """Not saved yet."""
    words = row.paragraph.text[start:end]
    values = {name: getattr(row, name) for name in COPIED}
    return Candidate(**values, start=start, end=end, text=words, origin=origin, like=row.like)


def _replace(row: Candidate, *, by: By) -> None:
    candidate_rows.decided(row, CandidateState.REPLACED, by=by)
    candidate_rows.save(row)


def _both(row: Candidate, second: Candidate) -> tuple[int, int]:
    first, last = sorted((row, second), key=lambda each: (each.start, each.end))
    if not JOINS.fullmatch(row.paragraph.text[first.end : last.start]):
        raise Invalid({"merge": _("Other words stand between them: change the words of one instead.")})
    return first.start, max(first.end, last.end)
