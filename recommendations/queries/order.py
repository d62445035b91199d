"""The orders of the list: one set for page, export and API. Rows that have no such value come last, both ways."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from django.db.models import Case, CharField, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Lower
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import COUNTING_STATES, LEAST_ADVANCED_FIRST, AssignmentRole
from recommendations.models import Assignment, OrganizationName, Recommendation
from recommendations.queries import conditions, search

Rows: TypeAlias = QuerySet[Recommendation]
Columns: TypeAlias = tuple[str, ...]

DOCUMENT: Final = "paragraph__document_version__document"
IN_THE_DOCUMENT: Final = (f"{DOCUMENT}__code", "ord", "pk")


def _day(expression: Any) -> Any:
    """As text: a cursor carries it, and text orders ISO days."""
    return Cast(expression, CharField())


def _asked() -> Any:
    return _day(f"{DOCUMENT}__dated")


def _owner() -> Any:
    """The first of the owners, as the row shows them: alphabetically, by the names now in use."""
    today = timezone.localdate()
    names = (
        OrganizationName.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
            language="en",
            organization__assignments__recommendation=OuterRef("pk"),
            organization__assignments__role=AssignmentRole.OWNER,
            organization__assignments__state__in=COUNTING_STATES,
        )
        .annotate(low=Lower("name"))
        .order_by("low")
    )
    return _if_tracked(Subquery(names.values("low")[:1]))


def _reported() -> Any:
    owners = (
        Assignment.objects.filter(recommendation=OuterRef("pk"), role=AssignmentRole.OWNER, state__in=COUNTING_STATES)
        .order_by()
        .values("recommendation")
        .annotate(latest=Max("reported_on"))
    )
    return _if_tracked(_day(Subquery(owners.values("latest")[:1])))


def _due() -> Any:
    return _if_tracked(_day("due_on"))


def _if_tracked(expression: Any) -> Any:
    """Nobody is asked about the others: their rows show nothing there."""
    return Case(When(conditions.TRACKED, then=expression), output_field=CharField())


def _status() -> Any:
    """By the order of the headline, least advanced first."""
    ranks = [
        When(conditions.TRACKED & Q(status=status), then=Value(place))
        for place, status in enumerate(LEAST_ADVANCED_FIRST)
    ]
    return Case(*ranks, output_field=IntegerField())


KEYS: Final[dict[str, Callable[[], Any]]] = {
    "asked": _asked,
    "owner": _owner,
    "status": _status,
    "reported": _reported,
    "due": _due,
}
LABELS: Final[dict[str, Promise]] = {
    "asked": _("year asked, oldest first"),
    "-asked": _("year asked, latest first"),
    "reference": _("reference"),
    "-reference": _("reference, backwards"),
    "owner": _("owner, A to Z"),
    "-owner": _("owner, Z to A"),
    "status": _("status, least advanced first"),
    "-status": _("status, most advanced first"),
    "reported": _("last report, oldest first"),
    "-reported": _("last report, latest first"),
    "due": _("target date, earliest first"),
    "-due": _("target date, latest first"),
}
ORDERINGS: Final = tuple(LABELS)
DEFAULT: Final = "asked"


def by(rows: Rows, ordering: str) -> tuple[Rows, Columns]:
    """The rows with what they are ordered by, and the columns, "-" for falling: together unique, never null."""
    name, falls = ordering.lstrip("-"), ordering.startswith("-")
    sign = "-" if falls else ""
    if name == "reference":
        return rows, tuple(f"{sign}{each}" for each in IN_THE_DOCUMENT)
    rows = _keyed(rows, name)
    columns: Columns = (f"lacks_{name}", f"{sign}by_{name}")
    if name != DEFAULT:
        rows, columns = _keyed(rows, DEFAULT), (*columns, f"lacks_{DEFAULT}", f"by_{DEFAULT}")
    return rows, (*columns, *IN_THE_DOCUMENT)


def _keyed(rows: Rows, name: str) -> Rows:
    nothing = Value(0) if name == "status" else Value("")
    lacks = Case(When(**{f"key_{name}__isnull": True}, then=Value(1)), default=Value(0), output_field=IntegerField())
    keyed = rows.alias(**{f"key_{name}": KEYS[name]()})
    return keyed.annotate(**{f"lacks_{name}": lacks, f"by_{name}": Coalesce(F(f"key_{name}"), nothing)})


def in_force(ordering: str, words: str = "") -> str:
    """The order that holds; "" where the places searched for stand first."""
    return ordering or ("" if search.places_in(words) else DEFAULT)


def ordered(rows: Rows, ordering: str = "", words: str = "") -> Rows:
    """Without an ordering: the oldest document first, each in its own order; the places searched for before all."""
    name = in_force(ordering, words)
    if name:
        rows, columns = by(rows, name)
        return rows.order_by(*columns)
    rows, columns = by(rows.annotate(by_nearness=search.nearness(words)), DEFAULT)
    return rows.order_by(F("by_nearness"), *columns)
