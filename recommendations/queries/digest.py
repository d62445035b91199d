"""What a person's digest says: what waits for them, and their dated open items that are due soon or overdue."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from recommendations import access
from recommendations.access import Reader
from recommendations.choices import Nature, Role, Status
from recommendations.models import Assignment, User
from recommendations.queries import conditions, desk
from recommendations.queries.people import has

DUE_WITHIN: Final = timedelta(days=14)
# Not counted with what waits: each stands in the letter by itself.
LISTED: Final = (desk.OVERDUE, desk.DUE_SOON)


@dataclass(frozen=True, slots=True)
class Contents:
    """`waiting` counts what stands on the desk, per kind of work; the others are assignments, earliest day first."""

    waiting: dict[str, int]
    due: list[Assignment]
    overdue: list[Assignment]

    def __bool__(self) -> bool:
        return bool(self.waiting or self.due or self.overdue)

    @property
    def how_many_wait(self) -> int:
        return sum(self.waiting.values())

    @property
    def how_many(self) -> int:
        return self.how_many_wait + len(self.due) + len(self.overdue)


def contents(person: User, day: date) -> Contents:
    """As it would be on that day if nothing happened until then. Empty, and false, when there is nothing to say."""
    reader = access.reader(person)
    return Contents(
        waiting={kind: number for kind, number in desk.counts(reader).items() if kind not in LISTED},
        due=list(theirs(reader).filter(Q(day__gte=day, day__lte=day + DUE_WITHIN))),
        # When a deferral's day has come a review is due, and that is counted.
        overdue=list(theirs(reader).filter(Q(day__lt=day)).exclude(headline=Status.DEFERRED)),
    )


def theirs(reader: Reader) -> QuerySet[Assignment]:
    """Open owners' assignments with a `day`, earliest first: the person's own where they are focal point or alternate,
    and those of their desk that have no focal point."""
    if reader.user_id is None:
        return Assignment.objects.none()
    of_the_desk = desk.open_assignments(reader.offices.get(Role.DESK_OFFICER, frozenset()))
    own = has(reader.user_id) | Q(focal_point__isnull=True)
    rows = conditions.dated_parts(of_the_desk.filter(own)).exclude(recommendation__nature=Nature.AIM)
    return rows.select_related("recommendation").order_by("day", "recommendation__reference", "pk")
