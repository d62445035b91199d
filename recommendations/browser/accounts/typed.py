"""What was typed into a form of these pages, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from recommendations.errors import Invalid, ReasonNeeded, Refused, Words


@dataclass(frozen=True, slots=True)
class Typed:
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Words] = field(default_factory=dict)
    panel: str = ""
    message: str = ""


def errors_of(refusal: Refused, otherwise: str) -> dict[str, Words]:
    """Field by field; a refusal that names none belongs to the field that is given."""
    if isinstance(refusal, Invalid):
        return dict(refusal.errors)
    return {"why" if isinstance(refusal, ReasonNeeded) else otherwise: str(refusal)}
