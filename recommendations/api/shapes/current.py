"""The row as it is now, for refusals that have to show it beside what was sent."""

from typing import Any

from rest_framework.request import Request

from recommendations.api import acting
from recommendations.api.rows import assignment_alone, seen_updates
from recommendations.api.shapes.around import context
from recommendations.api.shapes.assignments import AssignmentAlone
from recommendations.api.shapes.updates import UpdateShape
from recommendations.models import Assignment, ProgressUpdate


def current_state(row: Any, request: Request) -> dict[str, Any] | None:
    """In the shape of its address, as this reader may see it; None for what has no address or is not theirs to see."""
    match row:
        case ProgressUpdate():
            return update_state(row.public_id, request)
        case Assignment():
            return assignment_state(row.public_id, request)
    return None


def update_state(public_id: str, request: Request) -> dict[str, Any] | None:
    found = seen_updates(acting.reader(request)).filter(public_id=public_id).first()
    return UpdateShape(found, context=context(request)).data if found else None


def assignment_state(public_id: str, request: Request) -> dict[str, Any] | None:
    found = assignment_alone().filter(public_id=public_id).first()
    return AssignmentAlone(found, context=context(request, [found])).data if found else None
