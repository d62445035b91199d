"""What becomes of an open assignment whose body gave way to another: a steward decides, one by one."""

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations.access import By
from recommendations.choices import AssignmentRole
from recommendations.errors import Invalid
from recommendations.models import Assignment, Organization
from recommendations.workflow import assigning


class Decision(StrEnum):
    END = "end"
    MOVE = "move"
    ANSWER = "answer"


@transaction.atomic
def decide(
    assignment: Assignment, decision: str, *, by: By, version: int, why: str, to: Organization | None = None
) -> None:
    """End it; or end it and propose the part to another body, which confirms or declines; or let another office answer.
    Raises Invalid, and what the verbs raise that do it."""
    if decision in (Decision.MOVE, Decision.ANSWER) and to is None:
        raise Invalid({"to": _("Choose the other body or office.")})
    match decision:
        case Decision.END:
            assigning.end(assignment, by=by, version=version, why=why)
        case Decision.MOVE:
            assigning.end(assignment, by=by, version=version, why=why)
            _propose(assignment, to, by=by, why=why)
        case Decision.ANSWER:
            assigning.change_answering(assignment, by=by, version=version, answering=to, why=why)
        case _:
            raise Invalid({"decision": _("Choose what becomes of it.")})


def _propose(assignment: Assignment, to: Organization | None, *, by: By, why: str) -> None:
    """In the same role; not named in the text, because the text knew the other body."""
    if to is None or to == assignment.organization:
        raise Invalid({"to": _("Choose another body than the one that has it.")})
    assigning.assign(
        assignment.recommendation,
        by=by,
        organization=to,
        role=AssignmentRole(assignment.role),
        answering=to,
        judgement=why,
        why=why,
    )
