"""All of one person's work to another, inside one family: previewed first, then all of it or nothing."""

import hashlib
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import OPEN_UPDATES, AssignmentState
from recommendations.errors import Invalid, NotAsPreviewed, NotPermitted
from recommendations.models import Assignment, Organization, ProgressUpdate, User
from recommendations.queries import people
from recommendations.workflow.focal_points import not_a_desk_officer, put
from recommendations.workflow.locks import hold, hold_people, locked

HANDED_OVER: Final = "handed_over"


@dataclass(frozen=True, slots=True)
class Move:
    """One assignment, and who has it afterwards. Nobody is focal point and alternate at once: whoever becomes one
    stops being the other."""

    assignment: Assignment
    focal_point: User | None
    alternate: User | None

    @property
    def moves_focal_point(self) -> bool:
        return self.assignment.focal_point != self.focal_point

    @property
    def alternate_falls_away(self) -> bool:
        return self.assignment.alternate is not None and self.alternate is None


@dataclass(frozen=True, slots=True)
class HandOver:
    """What would move. Open drafts stay where they are, with the office: every desk officer of it goes on with them,
    and those of the assignments that move stand on the new focal point's desk."""

    moves: list[Move]
    drafts: list[ProgressUpdate]
    missing: list[Organization]
    seal: str


def preview(from_: User, to: User, *, by: By) -> HandOver:
    """Raises NotPermitted where `from_` has no work in `by`'s organizations, Invalid for one and the same person."""
    offices = access.offices_of(by, Verb.HAND_OVER)
    if from_ == to:
        raise Invalid({"to": _("Choose somebody else than the person whose work it is.")})
    rows = list(_rows(from_, offices))
    if not rows:
        raise NotPermitted(_("This person has no work in your organizations."))
    moves = [_move(each, from_, to) for each in rows]
    return HandOver(
        moves=moves,
        drafts=list(_drafts(from_, offices)),
        missing=_not_covered(to, rows),
        seal=_seal(from_, to, rows),
    )


def _rows(from_: User, offices: frozenset[int]) -> QuerySet[Assignment]:
    named = Organization.objects.prefetch_related("names")
    return (
        people.work_of(from_)
        .filter(answering_organization__in=offices)
        .select_related("recommendation", "focal_point", "alternate")
        .prefetch_related(Prefetch("answering_organization", named), Prefetch("organization", named))
    )


def _drafts(from_: User, offices: frozenset[int]) -> QuerySet[ProgressUpdate]:
    rows = ProgressUpdate.objects.filter(
        author=from_, state__in=OPEN_UPDATES, assignment__answering_organization__in=offices
    ).exclude(assignment__state__in=(AssignmentState.DECLINED, AssignmentState.ENDED))
    return rows.select_related("assignment__recommendation", "assignment__answering_organization").order_by("pk")


def _move(assignment: Assignment, from_: User, to: User) -> Move:
    focal_point = to if assignment.focal_point == from_ else assignment.focal_point
    alternate = to if assignment.alternate == from_ else assignment.alternate
    return Move(assignment, focal_point, None if alternate == focal_point else alternate)


def _not_covered(to: User, rows: list[Assignment]) -> list[Organization]:
    """The offices among them that `to` is no desk officer of."""
    offices = {each.answering_organization for each in rows if each.answering_organization}
    covered = people.officers_by_office({each.pk for each in offices})
    return sorted((each for each in offices if to.pk not in covered[each.pk]), key=lambda each: each.name().casefold())


def _seal(from_: User, to: User, rows: list[Assignment]) -> str:
    """Stands for exactly these rows as they are."""
    seen = [f"{from_.pk}>{to.pk}", *(f"{each.pk}.{each.version}" for each in rows)]
    return hashlib.sha256(" ".join(seen).encode()).hexdigest()


@transaction.atomic
def hand_over(from_: User, to: User, *, by: By, seal: str, why: str = "") -> int:
    """Every assignment of `from_` in `by`'s organizations becomes `to`'s, as focal point or alternate as it was. How
    many. Raises NotAsPreviewed, with nothing moved, where it is no longer what `seal` was given for; Invalid where `to`
    is not a desk officer of each office."""
    hold_people(from_, to)
    for row in preview(from_, to, by=by).moves:
        hold(row.assignment.recommendation)
        locked(row.assignment)
    found = preview(from_, to, by=by)
    if found.seal != seal:
        raise NotAsPreviewed()
    if found.missing:
        raise Invalid({"to": not_a_desk_officer(to, found.missing)})
    for move in found.moves:
        office = move.assignment.answering_organization
        as_ = access.acting(by, Verb.HAND_OVER, for_=office)
        put(
            move.assignment,
            move.focal_point,
            move.alternate,
            by=by,
            acting=as_,
            office=office,
            why=why,
            **{HANDED_OVER: True},
        )
    return len(found.moves)
