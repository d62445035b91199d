"""The target date on the page of one recommendation: where it comes from, what is proposed, who can speak to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from recommendations.access import Reader
from recommendations.browser.typed import Typed
from recommendations.choices import AssignmentRole, FollowUp, Role
from recommendations.models import Assignment, Recommendation
from recommendations.queries.target_dates import Proposed

PROPOSE: Final = "propose-date"
DECIDE: Final = "decide-date"


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as this reader may see it. `decide`: the owners for whom they can agree or decline now."""

    proposed: Proposed
    readable: bool
    decide: list[Assignment] = field(default_factory=list)
    own_work: bool = False
    typed: Typed | None = None

    @property
    def why_declined(self) -> str:
        entry = self.proposed.declined
        return str(entry.content.get("why", "")) if entry and self.readable else ""


@dataclass(frozen=True, slots=True)
class Dates:
    """`holds`: the proposal that the date of today comes from; without one the source states it."""

    holds: Shown | None = None
    open: list[Shown] = field(default_factory=list)
    earlier: list[Shown] = field(default_factory=list)
    propose: list[Assignment] = field(default_factory=list)
    typed: Typed | None = None

    @property
    def waits(self) -> bool:
        return bool(self.open or self.propose or self.earlier)

    @property
    def decides(self) -> bool:
        """Whether a word of this reader is awaited: then it stands with what else waits for them."""
        return any(each.decide for each in self.open)


def dates(row: Recommendation, reader: Reader, typed: Typed | None, proposed: list[Proposed]) -> Dates:
    seen = [each for each in proposed if each.seen_by(reader)]
    alive = row.archived_at is None and not row.is_whole and row.follow_up == FollowUp.TRACKED
    shown = [_shown(each, reader, typed, alive=alive) for each in seen]
    holds = next((each for each in shown if each.proposed.proposal.set_at and _is_of_today(each.proposed, row)), None)
    return Dates(
        holds=holds,
        open=[each for each in shown if each.proposed.is_open and alive],
        earlier=[each for each in shown if not each.proposed.is_open and each is not holds],
        propose=list(_proposing(row, reader)) if alive else [],
        typed=typed if typed and typed.panel == PROPOSE else None,
    )


def _is_of_today(proposed: Proposed, row: Recommendation) -> bool:
    names = ("due_on", "due_precision", "due_event")
    return all(getattr(proposed.proposal, name) == getattr(row, name) for name in names)


def _shown(proposed: Proposed, reader: Reader, typed: Typed | None, *, alive: bool) -> Shown:
    mine = typed and typed.panel == DECIDE and typed.row == proposed.proposal.public_id
    can = [
        each
        for each in (proposed.awaited if proposed.is_open and alive else [])
        if reader.covers(Role.CLEARING_OFFICER, each.answering_organization_id)
        and (proposed.shared or each.pk == proposed.proposal.proposed_for_id)
    ]
    return Shown(
        proposed=proposed,
        readable=proposed.read_by(reader),
        decide=can,
        own_work=bool(can) and proposed.proposal.proposed_by_id == reader.user_id,
        typed=typed if mine else None,
    )


def _proposing(row: Recommendation, reader: Reader) -> Iterable[Assignment]:
    for each in row.assignments.all():
        owner = each.role == AssignmentRole.OWNER and each.counts
        if owner and reader.covers(Role.DESK_OFFICER, each.answering_organization_id):
            yield each
