"""A person leaves: the account is closed, and what they had goes to somebody of the same office, or to its manager."""

from django.db import transaction

from recommendations import access
from recommendations.access import By, Verb
from recommendations.models import Assignment, Entry, User
from recommendations.queries import people
from recommendations.workflow import accounts
from recommendations.workflow.focal_points import put
from recommendations.workflow.handing_over import HANDED_OVER
from recommendations.workflow.locks import hold_people, locked


@transaction.atomic
def deactivate(person: User, *, takes_over: User | None, by: By, version: int, why: str) -> Entry:
    """Close the account. Whoever takes over has the work of the offices that they are a desk officer of; all other work
    has nobody from now on, and stands in the queue of its manager. Raises what `accounts.deactivate` does."""
    as_ = access.acting(by, Verb.ADMINISTER)
    hold_people(person, takes_over)
    entry = accounts.deactivate(person, by=by, version=version, why=why)
    for officers, found in _with_officers(_held(person)):
        to = takes_over if takes_over and takes_over.pk in officers else None
        focal_point, alternate = _afterwards(found, person, to)
        put(
            found,
            focal_point,
            alternate,
            by=by,
            acting=as_,
            office=found.answering_organization,
            why=why,
            **({HANDED_OVER: True} if to else {}),
        )
    return entry


def _held(person: User) -> list[Assignment]:
    """All of the person's work, each row as it is now that nobody else changes it."""
    rows = people.work_of(person)
    for each in rows.select_related("recommendation"):
        locked(each.recommendation)
        locked(each)
    return list(rows)


def _with_officers(rows: list[Assignment]) -> list[tuple[set[int], Assignment]]:
    """Each with the ids of those who may have it."""
    offices = {each.answering_organization_id for each in rows if each.answering_organization_id}
    officers = people.officers_by_office(offices)
    return [(officers.get(each.answering_organization_id or 0, set()), each) for each in rows]


def _afterwards(row: Assignment, person: User, to: User | None) -> tuple[User | None, User | None]:
    """Nobody is both, and an alternate does not stand alone."""
    after = [to if each == person else each for each in (row.focal_point, row.alternate)]
    staying = list(dict.fromkeys(each for each in after if each))
    focal_point, alternate = [*staying, None, None][:2]
    return focal_point, alternate


def could_take_over(person: User) -> list[User]:
    """The desk officers of any of the offices whose work it is."""
    offices = people.work_of(person).values_list("answering_organization_id", flat=True)
    found = people.of_offices({each for each in offices if each})
    return [each for each in found if each != person]
