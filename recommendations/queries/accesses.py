"""Who has access to what, since when, granted by whom: from the memberships and the journal's entries on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from recommendations import access
from recommendations.choices import ChainKind, EntryKind, Role
from recommendations.models import Entry, Membership, Organization, User
from recommendations.queries import names

STATES = ("active", "invited", "inactive", "all")


@dataclass(frozen=True, slots=True)
class Access:
    """One membership. Who granted or withdrew it is empty where the register itself did."""

    membership: Membership
    granted_by: str
    granted_at: datetime | None
    why: str
    withdrawn_by: str = ""
    withdrawn_why: str = ""

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        return self.membership.since <= today and (self.membership.until is None or self.membership.until > today)


@dataclass(frozen=True, slots=True)
class Person:
    user: User
    accesses: list[Access]
    has_second_factor: bool

    @property
    def state(self) -> str:
        if not self.user.is_active:
            return "inactive"
        return "invited" if self.user.invited_at and not self.user.has_usable_password() else "active"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is to show."""

    q: str = ""
    organization: str = ""
    role: str = ""
    state: str = "active"
    no_second_factor: bool = False


def people(asked: Asked) -> QuerySet[User]:
    """By user name. An organization stands for itself and all below it."""
    rows = User.objects.all()
    if asked.q:
        rows = rows.filter(
            Q(username__icontains=asked.q) | Q(full_name__icontains=asked.q) | Q(email__icontains=asked.q)
        )
    if asked.organization or asked.role:
        rows = rows.filter(pk__in=_holders(asked.organization, asked.role))
    match asked.state:
        case "inactive":
            rows = rows.filter(is_active=False)
        case "invited":
            rows = rows.filter(is_active=True, invited_at__isnull=False, password__startswith="!")
        case "active":
            rows = rows.filter(is_active=True)
    if asked.no_second_factor:
        rows = rows.exclude(pk__in=with_second_factor())
    return rows.order_by("username")


def _holders(organization: str, role: str) -> QuerySet[Membership, int]:
    today = timezone.localdate()
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=today), since__lte=today)
    if organization:
        top = Organization.objects.filter(code=organization).values_list("pk", flat=True)
        held = held.filter(organization__in=access.family(top))
    if role:
        held = held.filter(role=role)
    return held.values_list("user_id", flat=True)


def with_second_factor() -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return found.values_list("user_id", flat=True)


def in_full(rows: Iterable[User], *, past: bool = False) -> list[Person]:
    """In four queries: with their current accesses, or with past ones too, newest first."""
    users = list(rows)
    held = _memberships(users, past=past)
    entries = _entries(users)
    factors = set(with_second_factor().filter(user__in=users))
    return [
        Person(
            user=each,
            accesses=[_access(one, entries) for one in held if one.user_id == each.pk],
            has_second_factor=each.pk in factors,
        )
        for each in users
    ]


def _memberships(users: list[User], *, past: bool) -> list[Membership]:
    named = Organization.objects.prefetch_related("names")
    rows = Membership.objects.filter(user__in=users).prefetch_related(
        Prefetch("organization", named), Prefetch("own_body", named)
    )
    if not past:
        rows = rows.filter(Q(until__isnull=True) | Q(until__gt=timezone.localdate()))
    return list(rows.order_by("-since", "-pk"))


def _entries(users: list[User]) -> dict[tuple[str, str], Entry]:
    """The granting and the withdrawing of each membership, by its id."""
    rows = Entry.objects.filter(
        chain_kind=ChainKind.USER,
        chain_id__in=[str(each.pk) for each in users],
        kind__in=(EntryKind.GRANTED, EntryKind.WITHDRAWN),
    )
    return {(each.kind, each.facts["membership"]): each for each in rows.select_related("actor")}


def _access(membership: Membership, entries: dict[tuple[str, str], Entry]) -> Access:
    granted = entries.get((EntryKind.GRANTED, membership.public_id))
    withdrawn = entries.get((EntryKind.WITHDRAWN, membership.public_id))
    return Access(
        membership=membership,
        granted_by=_who(granted),
        granted_at=granted.recorded_at if granted else None,
        why=granted.content.get("why", "") if granted else "",
        withdrawn_by=_who(withdrawn),
        withdrawn_why=withdrawn.content.get("why", "") if withdrawn else "",
    )


def _who(entry: Entry | None) -> str:
    return str(entry.actor) if entry and entry.actor else ""


def journal_of(user: User) -> QuerySet[Entry]:
    """What is recorded of the account, newest first."""
    rows = Entry.objects.filter(chain_kind=ChainKind.USER, chain_id=str(user.pk))
    return rows.select_related("actor").order_by("-seq")


def organizations_to_choose() -> list[tuple[str, str]]:
    rows = Organization.objects.filter(archived_at__isnull=True).prefetch_related("names")
    return sorted(((each.code, each.name()) for each in rows), key=lambda each: names.alphabetical(each[1]))


def roles_to_grant() -> list[tuple[str, str]]:
    """Everyone is a reader without being granted it."""
    return [(each.value, str(each.label)) for each in Role if each != Role.READER]
