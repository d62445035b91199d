"""A new recommendation with all who have a part in it: one act, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import AssignmentRole, EntryKind
from recommendations.errors import AlreadyAssigned, Archived, Invalid, NotAll, Refused, Words
from recommendations.models import Assignment, Organization, Paragraph, Recommendation
from recommendations.workflow import around, assigning, catalogue, naming, projection
from recommendations.workflow.attributes import around_read, record_added_all
from recommendations.workflow.locks import locked, locked_all
from recommendations.workflow.references import InUse


@dataclass(frozen=True, slots=True)
class Part:
    """An organization's part as a steward proposes it: named in the text or not, or (None) as the text has it. What is
    `stated` was read so elsewhere and is not held against the words again."""

    organization: Organization
    role: AssignmentRole
    answering: Organization | None
    named_in_text: bool | None = False
    judgement: str = ""
    office_agreed: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class New:
    """What is to be entered; `of` is whatever it comes from, named in a refusal."""

    of: Any
    paragraph: Paragraph
    ask: catalogue.Ask
    parts: Sequence[Part]


@transaction.atomic
def enter(paragraph: Paragraph, ask: catalogue.Ask, parts: Sequence[Part], *, by: By, why: str = "") -> Recommendation:
    """Raises what `catalogue.add` raises, and Invalid with `parts-0`, `parts-1` … for each part that cannot be."""
    try:
        return enter_all([New(paragraph, paragraph, ask, parts)], by=by, why=why)[0]
    except NotAll as refusal:
        raise refusal.stopped[0][1] from None


@transaction.atomic
def enter_all(given: Sequence[New], *, by: By, why: str = "") -> list[Recommendation]:
    """The same of many, written together; or none. Raises NotAll with each that cannot be, Archived."""
    as_ = access.acting(by, Verb.CATALOGUE)
    for document in locked_all(each.paragraph.document_version.document for each in given):
        if document.archived_at:
            raise Archived()
    in_use = InUse(each.paragraph for each in given)
    rows: list[Recommendation] = []
    beside: list[Model] = []
    assignments: list[Assignment] = []
    stopped: list[tuple[Any, Refused]] = []
    for each in given:
        try:
            row = catalogue.row_of(each.paragraph, each.ask, in_use)
            beside += catalogue.around_of(row, each.ask)
            parts = _parts_of(row, each)
        except Refused as refusal:
            stopped.append((each.of, refusal))
        else:
            projection.begin(row, parts)
            rows.append(row)
            assignments += parts
    if stopped:
        raise NotAll(stopped)
    around.write([*rows, *beside, *assignments])
    with around_read(rows):
        record_added_all(rows, EntryKind.ADDED, by=by, acting=as_, why=why)
    record_added_all(assignments, EntryKind.ASSIGNED, by=by, acting=as_, why=why)
    for whole in {row.whole for row in rows if row.whole}:
        projection.project_recommendation(locked(whole))
    return rows


def _parts_of(row: Recommendation, new: New) -> list[Assignment]:
    said = naming.Said.by_ask(new.paragraph, new.ask)
    made: dict[Organization, Assignment] = {}
    errors: dict[str, Words] = {}
    for place, part in enumerate(new.parts):
        try:
            if part.organization in made:
                raise AlreadyAssigned(organization=part.organization)
            made[part.organization] = assigning.row_of(
                row,
                part.organization,
                part.role,
                part.answering,
                named_in_text=part.named_in_text,
                judgement=part.judgement,
                office_agreed=part.office_agreed,
                said=None if part.stated else said,
            )
        except Refused as refusal:
            errors[f"parts-{place}"] = _said(refusal)
    if errors:
        raise Invalid(errors)
    return list(made.values())


def give_part(recommendation: Recommendation, part: Part, *, by: By, why: str) -> Assignment:
    """The part as it is proposed. Raises what `assigning.assign` raises."""
    return assigning.assign(
        recommendation,
        by=by,
        organization=part.organization,
        role=part.role,
        answering=part.answering,
        named_in_text=part.named_in_text,
        judgement=part.judgement,
        office_agreed=part.office_agreed,
        stated=part.stated,
        why=why,
    )


def _said(refusal: Refused) -> str:
    return " ".join(str(each) for each in refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
