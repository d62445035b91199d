"""What an administrator does with one person: a table of acts, each a verb with what was typed."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from recommendations.access import By
from recommendations.choices import Role
from recommendations.errors import Invalid, Words
from recommendations.models import Organization, User
from recommendations.queries.addresses import whole_number
from recommendations.workflow import accounts, invitations, memberships, tokens
from recommendations.workflow.invitations import Function

Row = TypeVar("Row", bound=Model)

# Does it, and says what was done.
Act: TypeAlias = Callable[[User, QueryDict, By, int], str]


def change(person: User, data: QueryDict, by: By, version: int) -> str:
    given = {name: data.get(name, "").strip() for name in ("full_name", "email", "language")}
    entry = accounts.change(
        person, by=by, version=version, why=data.get("why", ""), is_staff="is_staff" in data, **given
    )
    return _("Changed.") if entry else _("Nothing was different.")


def grant(person: User, data: QueryDict, by: By, version: int) -> str:
    wanted = function_of(data, "")
    if wanted is None:
        raise Invalid({"role": _("Choose a role.")})
    memberships.grant(
        person,
        wanted.role,
        by=by,
        organization=wanted.organization,
        own_body=wanted.own_body,
        since=_day(data, "since"),
        why=data.get("why", ""),
    )
    return _("Granted.")


def withdraw(person: User, data: QueryDict, by: By, version: int) -> str:
    found = _of(person.memberships.filter(public_id=data.get("membership", "")), "membership")
    memberships.withdraw(
        found, by=by, version=whole_number(data.get("membership_version", "")), why=data.get("why", "")
    )
    return _("Withdrawn. From today on the person no longer acts in it.")


def invite_again(person: User, data: QueryDict, by: By, version: int) -> str:
    invitations.again(person, by=by, version=version, why=data.get("why", ""))
    return _("A new letter is on its way. The link of the one before opens nothing any more.")


def activate(person: User, data: QueryDict, by: By, version: int) -> str:
    accounts.activate(person, by=by, version=version, why=data.get("why", ""))
    return _("The account is open again. Its memberships are as they were.")


def remove_second_factor(person: User, data: QueryDict, by: By, version: int) -> str:
    accounts.remove_second_factors(person, by=by, version=version, why=data.get("why", ""))
    return _("Removed. The password alone opens the account until the person adds another.")


def revoke(person: User, data: QueryDict, by: By, version: int) -> str:
    found = _of(person.api_tokens.filter(public_id=data.get("token", "")), "token")
    tokens.revoke(found, by=by, why=data.get("why", ""))
    return _("Revoked. The token opens nothing any more.")


ACTS: Final[dict[str, Act]] = {
    "change": change,
    "grant": grant,
    "withdraw": withdraw,
    "invite-again": invite_again,
    "activate": activate,
    "remove-second-factor": remove_second_factor,
    "revoke": revoke,
}


def _of(rows: QuerySet[Row], name: str) -> Row:
    found = rows.first()
    if found is None:
        raise Invalid({name: _("This is not the person’s.")})
    return found


def function_of(data: QueryDict, prefix: str) -> Function | None:
    """Role, organization and body of one line of a form; None for a line that was left empty. Raises Invalid."""
    role, code, body = (data.get(f"{prefix}{name}", "") for name in ("role", "organization", "own_body"))
    if not (role or code or body):
        return None
    errors: dict[str, Words] = {}
    if role not in Role.values or role == Role.READER:
        errors[f"{prefix}role"] = _("Choose a role.")
    found = {each.code: each for each in Organization.objects.filter(code__in=[code, body])}
    for name, wanted in (("organization", code), ("own_body", body)):
        if wanted and wanted not in found:
            errors[f"{prefix}{name}"] = _("Choose one of the organizations.")
    if errors:
        raise Invalid(errors)
    return Function(Role(role), found.get(code), found.get(body))


def _day(data: QueryDict, name: str) -> date | None:
    typed = data.get(name, "").strip()
    if not typed:
        return None
    try:
        found = parse_date(typed)
    except ValueError:
        found = None
    if found is None:
        raise Invalid({name: _("Give a day, such as 2026-05-31.")})
    return found
