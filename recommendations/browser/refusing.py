"""A refusal on the page it came from: in plain words, with what was typed still there."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from recommendations.browser import between, one
from recommendations.browser.typed import Typed
from recommendations.errors import (
    ClassifiedMaterial,
    EvidenceNeeded,
    Invalid,
    NotPermitted,
    ReasonNeeded,
    RecordNeeded,
    Refused,
    Stale,
)
from recommendations.models import Recommendation

NOT_COMPLETE: Final = (Invalid, ReasonNeeded, EvidenceNeeded, RecordNeeded, ClassifiedMaterial)
# The field that a refusal without field names is about.
FIELD_OF: Final[dict[type[Refused], str]] = {
    EvidenceNeeded: "evidence",
    RecordNeeded: "evidence",
    ClassifiedMaterial: "unclassified",
}


def status_of(refusal: Refused) -> int:
    if isinstance(refusal, NotPermitted):
        return 403
    return 422 if isinstance(refusal, NOT_COMPLETE) else 409


def refused(
    request: HttpRequest, recommendation: Recommendation, refusal: Refused, *, panel: str, row: str, reason: str = ""
) -> HttpResponse:
    """`reason` is the field in which the reason is missing, when one is."""
    if isinstance(refusal, Stale):
        return between.page(request, refusal)
    if isinstance(refusal, Invalid):
        errors, message = dict(refusal.errors), str(refusal.words)
    else:
        field = FIELD_OF.get(type(refusal)) or (reason if isinstance(refusal, ReasonNeeded) else "")
        errors, message = ({field: str(refusal)} if field else {}), str(refusal)
    typed = Typed(panel=panel, row=row, data=request.POST, errors=errors, message=message)
    return one.show(request, recommendation.public_id, typed=typed, status=status_of(refusal))
