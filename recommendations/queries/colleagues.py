"""People who work on an office's assignments, as one of them knows them: by name inside their family, else by
function."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import Reader, Verb
from recommendations.models import Membership, Organization, User
from recommendations.queries import names

BODIES: Final = ("organization", "own_body")
NAMES: Final = ("organization__names", "own_body__names")


@dataclass(frozen=True, slots=True)
class Colleague:
    """`here`: may write about the office's work today. Whoever left stays known by what they were."""

    user: User
    name: str
    known: bool
    here: bool


def colleagues(
    office: Organization | None, reader: Reader, known: names.Organizations | None = None
) -> dict[int, Colleague]:
    """All who act, or once acted, for the office or one above it, by their ids; in one query where the organizations
    are known."""
    if office is None:
        return {}
    known = known or names.organizations()
    above = access.with_all_above(office.pk, known.parents)
    held: dict[int, list[Membership]] = {}
    rows = Membership.objects.filter(organization_id__in=above).select_related("user").order_by("-since", "pk")
    for each in rows:
        each.organization = known[each.organization_id] if each.organization_id else None
        each.own_body = known[each.own_body_id] if each.own_body_id else None
        held.setdefault(each.user_id, []).append(each)
    today = timezone.localdate()
    found = [_colleague(each, reader, today) for each in held.values()]
    return {each.user.pk: each for each in sorted(found, key=lambda each: each.name.casefold())}


def those_here(found: dict[int, Colleague]) -> list[Colleague]:
    return [each for each in found.values() if each.here]


def called(persons: Collection[User], reader: Reader) -> dict[int, str]:
    """How this reader knows each of the persons, by id: by name or by function, in two queries. Whoever is not asked
    for, and works in a family of the reader's, comes along."""
    held: dict[int, list[Membership]] = {each.pk: [] for each in persons}
    rows = Membership.objects.filter(Q(user__in=persons) | Q(organization__in=reader.line))
    for each in rows.select_related("user", *BODIES).prefetch_related(*NAMES).order_by("-since", "pk"):
        held.setdefault(each.user_id, []).append(each)
    known = {each.user_id: each.user for rows_of_one in held.values() for each in rows_of_one}
    known.update({each.pk: each for each in persons})
    return {pk: _called(known[pk], rows_of_one, reader) for pk, rows_of_one in held.items()}


def _called(person: User, held: list[Membership], reader: Reader) -> str:
    if person.pk == reader.user_id or _is_known(held, reader):
        return str(person)
    return function_of(held[0]) if held else _("Reader")


def _is_known(held: list[Membership], reader: Reader) -> bool:
    """An auditor is of their own body, and of none in the mandate."""
    return any(reader.knows(each.own_body_id or each.organization_id) for each in held)


def _colleague(held: list[Membership], reader: Reader, today: date) -> Colleague:
    person = held[0].user
    known = _is_known(held, reader)
    writes = [each for each in held if each.role in access.RULES[Verb.DISCUSS].roles]
    here = person.is_active and any(_is_held(each, today) for each in writes)
    return Colleague(person, _called(person, held, reader), known, here)


def _is_held(membership: Membership, today: date) -> bool:
    return membership.since <= today and (membership.until is None or membership.until > today)


def function_of(membership: Membership) -> str:
    body = membership.own_body or membership.organization
    return f"{membership.get_role_display()}, {body.name()}" if body else str(membership.get_role_display())
