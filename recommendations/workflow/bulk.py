"""Many at once: each by its own verb, all of them or none, with a list of what stopped it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import AssignmentState, EntryKind
from recommendations.errors import AlreadyDone, Invalid, NotAll, NotPermitted, Refused, Stale
from recommendations.models import Assignment, Entry, User
from recommendations.workflow import assigning, focal_points
from recommendations.workflow.locks import hold, locked_at


@dataclass(frozen=True, slots=True)
class Chosen:
    """An assignment at the version that was seen."""

    assignment: Assignment
    version: int


Act: TypeAlias = Callable[[Chosen], Entry | None]
Holds: TypeAlias = Callable[[Assignment], bool]


def confirm_all(chosen: Iterable[Chosen], *, by: By) -> int:
    """They are ours. How many were confirmed now: those that were already, are not counted again. Raises NotAll, or
    NotPermitted for the first that is another family's."""
    return _all(
        chosen,
        lambda each: assigning.confirm(each.assignment, by=by, version=each.version),
        lambda row: row.state == AssignmentState.CONFIRMED,
    )


def ask_all(chosen: Iterable[Chosen], *, by: By) -> int:
    """Ask for information on each. How many were asked now: a repeated post asks nobody twice. Raises NotAll."""

    def act(each: Chosen) -> Entry:
        access.acting(by, Verb.ASK, for_=each.assignment.answering_organization)
        with transaction.atomic():
            hold(each.assignment.recommendation)
            locked_at(each.assignment, each.version)
            return assigning.ask(each.assignment, by=by)

    def holds(row: Assignment) -> bool:
        last = row.entries.order_by("seq").last()
        return last is not None and last.kind == EntryKind.ASKED and last.actor == by.user

    return _all(chosen, act, holds)


def name_all(chosen: Iterable[Chosen], *, by: By, focal_point: User | None, alternate: User | None = None) -> int:
    """The same focal point, and alternate, for each. How many changed hands. Raises NotAll."""
    return _all(
        chosen,
        lambda each: focal_points.name(
            each.assignment, by=by, version=each.version, focal_point=focal_point, alternate=alternate
        ),
        lambda row: (row.focal_point, row.alternate) == (focal_point, alternate),
    )


@transaction.atomic
def _all(chosen: Iterable[Chosen], act: Act, holds: Holds) -> int:
    """In the order of their recommendations, so that two who do this at once do not wait for each other in a ring."""
    rows = sorted(chosen, key=lambda each: (each.assignment.recommendation_id, each.assignment.pk))
    if not rows:
        raise Invalid({"chosen": _("Choose at least one.")})
    done, stopped = 0, []
    for each in rows:
        try:
            done += act(each) is not None
        except NotPermitted:
            raise
        except AlreadyDone:
            continue
        except Stale as stale:
            if not holds(stale.current):
                stopped.append((each.assignment, _as_refused(stale)))
        except Refused as refusal:
            stopped.append((each.assignment, refusal))
    if stopped:
        raise NotAll(stopped)
    return done


def _as_refused(stale: Stale) -> Refused:
    return Refused(_("Somebody changed it since you looked."), current=stale.current)
