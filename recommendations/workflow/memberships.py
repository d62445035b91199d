"""Who acts for whom. Every grant and withdrawal is in the journal."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import ROLES_OF_THE_REGISTER, EntryKind, Role
from recommendations.errors import AccountClosed, AlreadyDone, Invalid, ReasonNeeded, RolesDoNotMix, Words
from recommendations.models import Membership, Organization, User
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold_people, locked_at


@transaction.atomic
def grant(
    user: User,
    role: Role,
    *,
    by: By,
    organization: Organization | None = None,
    own_body: Organization | None = None,
    since: date | None = None,
    why: str = "",
) -> Membership:
    """Let the user act in the role from today, or from `since`. Raises Invalid, AlreadyDone or RolesDoNotMix."""
    as_ = access.acting(by, Verb.ADMINISTER)
    hold_people(user)
    user = User.objects.get(pk=user.pk)
    if not user.is_active:
        raise AccountClosed()
    _require_sound(role, organization, own_body)
    held = list(user.memberships.filter(until__isnull=True))
    if any(each.role == role and each.organization_id == (organization.pk if organization else None) for each in held):
        raise AlreadyDone()
    mixed = {each.role for each in held} | {role}
    if Role.ADMINISTRATOR in mixed and len(mixed) > 1:
        raise RolesDoNotMix()
    made = Membership.objects.create(
        user=user, role=role, organization=organization, own_body=own_body, since=since or timezone.localdate()
    )
    record(EntryKind.GRANTED, user, by=by, acting=as_, facts=facts_of(made), content={"why": why})
    return made


def _require_sound(role: Role, organization: Organization | None, own_body: Organization | None) -> None:
    errors: dict[str, Words] = {}
    if role not in Role.values:
        errors["role"] = _("“%(value)s” is not one of the values.") % {"value": role}
    if (role in ROLES_OF_THE_REGISTER) != (organization is None):
        errors["organization"] = _(
            "Stewards and administrators serve the whole register; every other role names an organization."
        )
    if own_body and role != Role.AUDITOR:
        errors["own_body"] = _("Only an auditor has a body of their own.")
    if errors:
        raise Invalid(errors)


@transaction.atomic
def withdraw(membership: Membership, *, by: By, version: int, why: str) -> Membership:
    """From today on the user no longer acts in it."""
    as_ = access.acting(by, Verb.ADMINISTER)
    if not why.strip():
        raise ReasonNeeded()
    hold_people(membership.user)
    found = locked_at(membership, version)
    if found.until is not None:
        raise AlreadyDone()
    found.until = timezone.localdate()
    found.version += 1
    found.save()
    record(
        EntryKind.WITHDRAWN,
        found.user,
        by=by,
        acting=as_,
        facts={"membership": found.public_id, "until": found.until},
        content={"why": why},
    )
    return found


def facts_of(membership: Membership) -> dict[str, Any]:
    return {
        "membership": membership.public_id,
        "role": membership.role,
        "organization": membership.organization.code if membership.organization else None,
        "own_body": membership.own_body.code if membership.own_body else None,
        "since": membership.since,
    }
