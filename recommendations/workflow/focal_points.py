"""Who has the work: the focal point of an assignment and the alternate, persons of the office that answers."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import EntryKind
from recommendations.errors import Invalid, NobodyAnswers, NotCounting, Words
from recommendations.models import Assignment, Entry, Organization, User
from recommendations.queries import people
from recommendations.workflow.attributes import take
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold, hold_people, locked_at

NAMES: Final = ("focal_point", "alternate")


@transaction.atomic
def name(
    assignment: Assignment,
    *,
    by: By,
    version: int,
    focal_point: User | None,
    alternate: User | None = None,
    why: str = "",
) -> Entry | None:
    """Say who has the work, and who has it while they are away; nobody takes a name off. None, and no entry, when it
    was so already. Raises Invalid for somebody who is no desk officer of the office, NotCounting, Stale."""
    as_ = access.acting(by, Verb.NAME_FOCAL_POINT, for_=assignment.answering_organization)
    hold_people(focal_point, alternate)
    hold(assignment.recommendation)
    found = locked_at(assignment, version)
    if not found.counts:
        raise NotCounting()
    if found.answering_organization is None:
        raise NobodyAnswers()
    _require_sound(found.answering_organization, focal_point, alternate)
    return put(found, focal_point, alternate, by=by, acting=as_, office=found.answering_organization, why=why)


def _require_sound(office: Organization, focal_point: User | None, alternate: User | None) -> None:
    errors: dict[str, Words] = {}
    officers = {each.pk for each in people.desk_officers([office.pk])}
    for field, person in zip(NAMES, (focal_point, alternate), strict=True):
        if person and person.pk not in officers:
            errors[field] = not_a_desk_officer(person, [office])
    if alternate and focal_point is None:
        errors["focal_point"] = _("An alternate stands beside a focal point: name one first.")
    elif alternate and alternate == focal_point:
        errors["alternate"] = _("The alternate is somebody else than the focal point.")
    if errors:
        raise Invalid(errors)


def not_a_desk_officer(person: User, offices: Iterable[Organization]) -> str:
    words = _("%(person)s is not a desk officer of %(offices)s.")
    return words % {"person": person, "offices": ", ".join(sorted(each.name() for each in offices))}


def put(
    found: Assignment,
    focal_point: User | None,
    alternate: User | None,
    *,
    by: By,
    acting: Acting,
    office: Organization | None,
    why: str = "",
    **facts: Any,
) -> Entry | None:
    """Write both into a row that is held, and record it: ids are facts, names are words, which a redaction can empty.
    The entry is read in the family of the office whose persons it names."""
    before = take(found).facts
    was = {f"{each}_was": str(getattr(found, each) or "") for each in NAMES}
    found.focal_point, found.alternate = focal_point, alternate
    after = take(found).facts
    changed = [each for each in NAMES if before[each] != after[each]]
    if not changed:
        return None
    found.version += 1
    found.save()
    return record(
        EntryKind.FOCAL_POINT_NAMED,
        found,
        by=by,
        acting=acting,
        facts={
            "office": office.pk if office else None,
            "before": {each: before[each] for each in changed},
            "after": {each: after[each] for each in changed},
            **facts,
        },
        content={**{each: str(getattr(found, each) or "") for each in NAMES}, **was, "why": why},
    )


def leave_with_the_office(
    found: Assignment, before: Organization | None, *, by: By, acting: Acting, why: str
) -> Entry | None:
    """Another office answers now: who is no desk officer there no longer has the work. The row is held."""
    office = found.answering_organization
    officers = {each.pk for each in people.desk_officers([office.pk])} if office else set()
    staying = [each for each in (found.focal_point, found.alternate) if each and each.pk in officers]
    focal_point, alternate = [*staying, None, None][:2]
    return put(found, focal_point, alternate, by=by, acting=acting, office=before, why=why)
