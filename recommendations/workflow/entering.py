"""A new recommendation with all who have a part in it: one act, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from recommendations.access import By
from recommendations.choices import AssignmentRole
from recommendations.errors import Invalid, Refused, Words
from recommendations.models import Assignment, Organization, Paragraph, Recommendation
from recommendations.workflow import assigning, catalogue


@dataclass(frozen=True, slots=True)
class Part:
    """An organization's part as a steward proposes it."""

    organization: Organization
    role: AssignmentRole
    answering: Organization | None
    named_in_text: bool = False
    judgement: str = ""


@transaction.atomic
def enter(paragraph: Paragraph, ask: catalogue.Ask, parts: Sequence[Part], *, by: By, why: str = "") -> Recommendation:
    """Raises what `catalogue.add` raises, and Invalid with `parts-0`, `parts-1` … for each part that cannot be."""
    made = catalogue.add(paragraph, ask, by=by, why=why)
    errors: dict[str, Words] = {}
    for place, part in enumerate(parts):
        try:
            give_part(made, part, by=by, why=why)
        except Refused as refusal:
            errors[f"parts-{place}"] = _said(refusal)
    if errors:
        raise Invalid(errors)
    return made


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
        why=why,
    )


def _said(refusal: Refused) -> str:
    return " ".join(str(each) for each in refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
