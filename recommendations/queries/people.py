"""The persons of a family: who drafts for which office, and who has which work."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from recommendations import access
from recommendations.choices import COUNTING_STATES, Role
from recommendations.models import Assignment, Membership, User


def _current(role: Role) -> QuerySet[Membership]:
    today = timezone.localdate()
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=today), role=role, since__lte=today)
    return held.filter(user__is_active=True)


def desk_officers(offices: Iterable[int]) -> list[User]:
    """Those whose current membership covers every one of the offices, by name."""
    wanted = set(offices)
    if not wanted:
        return []
    covered = officers_by_office(wanted)
    ids = set.intersection(*(covered[each] for each in wanted))
    return in_order(User.objects.filter(pk__in=ids))


def officers_by_office(offices: Iterable[int]) -> dict[int, set[int]]:
    """Per office, the ids of its desk officers: of its own, and of all that stand above it."""
    tree = access.parents()
    members: dict[int, set[int]] = {}
    for user, organization in _current(Role.DESK_OFFICER).values_list("user", "organization"):
        if organization is not None:
            members.setdefault(organization, set()).add(user)
    return {
        office: set().union(*(members.get(each, set()) for each in access.with_all_above(office, tree)))
        for office in offices
    }


def of_offices(offices: Iterable[int]) -> list[User]:
    """The desk officers of any of the offices, by name."""
    covered = officers_by_office(offices)
    return in_order(User.objects.filter(pk__in=set().union(*covered.values())))


def in_order(rows: QuerySet[User]) -> list[User]:
    return sorted(rows, key=lambda each: str(each).casefold())


def has(person_id: int) -> Q:
    """A condition on Assignment: this person is its focal point or its alternate."""
    return Q(focal_point=person_id) | Q(alternate=person_id)


def work_of(person: User) -> QuerySet[Assignment]:
    """What counts and is not archived, and is this person's as focal point or alternate."""
    return Assignment.objects.filter(
        has(person.pk), state__in=COUNTING_STATES, recommendation__archived_at__isnull=True
    ).order_by("recommendation", "pk")
