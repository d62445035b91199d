"""Whom somebody can ask: the people of their own offices, by function."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils import timezone

from recommendations import access
from recommendations.access import Reader
from recommendations.choices import Role
from recommendations.models import Membership, Organization, User

# Who decides stands first.
ASKED: Final = (Role.MANAGER, Role.CLEARING_OFFICER, Role.REVIEWER, Role.DESK_OFFICER)


@dataclass(frozen=True, slots=True)
class Contact:
    """Outside the reader's family `name` and `email` are empty: there a person is known by `office` and function."""

    name: str
    email: str
    office: Organization


@dataclass(frozen=True, slots=True)
class Office:
    """One office of the reader, with who has each function for it."""

    organization: Organization
    functions: list[tuple[Role, list[Contact]]]


def whom_to_ask(person: User, reader: Reader) -> list[Office]:
    """For each office that the person works for: who else works for it, or for one above it. The bodies in an
    auditor's mandate are not the auditor's offices."""
    held = [each for each in access.current_memberships(person) if each.organization and each.role in ASKED]
    offices = {each.organization.pk: each.organization for each in held if each.organization}
    if not offices:
        return []
    tree = access.parents()
    above = {office: access.with_all_above(office, tree) for office in offices}
    members = _members({each for found in above.values() for each in found}, but=person)
    return [Office(offices[office], _functions(members, found, reader)) for office, found in above.items()]


def _members(organizations: Iterable[int], *, but: User) -> list[Membership]:
    today = timezone.localdate()
    current = Q(until__isnull=True) | Q(until__gt=today)
    rows = Membership.objects.filter(current, since__lte=today, organization__in=organizations, role__in=ASKED)
    there = rows.filter(user__is_active=True).exclude(user=but).select_related("user", "organization")
    return list(there.prefetch_related("organization__names"))


def _functions(members: list[Membership], above: list[int], reader: Reader) -> list[tuple[Role, list[Contact]]]:
    """The nearest first, then by name; a function that nobody has is left out."""
    here = [each for each in members if each.organization_id in above]
    here.sort(key=lambda each: (above.index(each.organization_id or 0), str(each.user).casefold()))
    found = [(role, _contacts([each for each in here if each.role == role], reader)) for role in ASKED]
    return [(role, contacts) for role, contacts in found if contacts]


def _contacts(members: list[Membership], reader: Reader) -> list[Contact]:
    """Each once: whom one may not know by name is one function, however many have it."""
    found: list[Contact] = []
    for each in members:
        if each.organization is None:
            continue
        known = reader.knows(each.organization_id)
        contact = Contact(str(each.user) if known else "", each.user.email if known else "", each.organization)
        if contact not in found:
            found.append(contact)
    return found
