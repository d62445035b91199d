"""How many rows each value of each filter would give: of the list as it is, without what that filter itself says.

All of it is worked out from a few plain columns of every listed ask, in a number of queries that grows neither with
the rows nor with the values; only each filter in use costs one more. What no page asks of it is not read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Final, NamedTuple, TypeAlias

from django.db import connection
from django.db.models import BooleanField, Case, Q, Value, When
from django.utils import timezone

from recommendations import access
from recommendations.choices import COUNTING_STATES, PHASE_OF, AssignmentRole, FollowUp, Nature, Status
from recommendations.models import Addressee, Assignment, Recommendation, RecommendationPlace
from recommendations.queries import conditions, figures
from recommendations.queries.filters import RecommendationFilters, Switch
from recommendations.queries.names import Organizations

Pairs: TypeAlias = set[tuple[int, str]]
DOCUMENT: Final = "paragraph__document_version__document"
OF_THE_ASK: Final = ("follow_up", "kind", "nature", "standing", "document", "year", "status", "phase", "basis")
OF_ASSIGNMENTS: Final = ("owner", "organization", "answering", "family", "assignment_state")
OF_AN_ORGANIZATION: Final = ("owner", "organization", "answering", "family", "addressee")


class Ask(NamedTuple):
    pk: int
    follow_up: str
    is_whole: bool
    status: str
    basis: str
    kind: str
    nature: str
    standing: str
    document: str
    year: int | None

    @property
    def tracked(self) -> bool:
        return self.follow_up == FollowUp.TRACKED


COLUMNS: Final = ("pk", "follow_up", "is_whole", "status", "basis", "kind", "nature", "standing")


class Facets:
    """The values of every listed ask, by filter, and which asks the filters in use leave over."""

    def __init__(self, filters: RecommendationFilters, known: Organizations) -> None:
        self.asks, self.switches = _asks(filters)
        self.given = {name: set(_ids(filters, name)) for name in filters.in_use()}
        self.everything = {each.pk for each in self.asks}
        self.found = self._left(self.given)
        self.pairs = Values(self.asks, known)

    def _left(self, names: Iterable[str]) -> set[int]:
        return self.everything.intersection(*(self.given[each] for each in names))

    def _without(self, name: str) -> set[int]:
        """The list without this filter."""
        return self._left(each for each in self.given if each != name) if name in self.given else self.found

    def counts(self, name: str) -> Counter[str]:
        """How many rows each value would give; values that no listed ask has are not in it."""
        base = self._without(name)
        if name in self.switches:
            yes = len(base & self.switches[name])
            return Counter({"true": yes, "false": len(base) - yes})
        return Counter(code for pk, code in self.pairs[name] if pk in base)

    def in_use(self, name: str) -> set[str]:
        """The values that any listed ask has."""
        return {code for _pk, code in self.pairs[name]}

    def population(self, query: figures.Query) -> figures.Population:
        groups = Counter((each.follow_up, each.is_whole, each.nature) for each in self.asks if each.pk in self.found)
        return figures.population_of((figures.Group(*alike, n) for alike, n in groups.items()), query)

    def by_status(self, query: figures.Query) -> figures.Line:
        rated = (each for each in self.asks if each.pk in self.found and each.tracked and not each.is_whole)
        return figures.by_status_of(Counter(each.status for each in rated if each.nature != Nature.AIM), query)


def _ids(filters: RecommendationFilters, name: str) -> Iterable[int]:
    return filters.alone(conditions.listed(), name).order_by().values_list("pk", flat=True)


class Values(Mapping[str, Pairs]):
    """By filter, each value with the asks that have it; read when one of its kind is asked for."""

    def __init__(self, asks: list[Ask], known: Organizations) -> None:
        self.read: dict[str, Pairs] = {}
        self.sources: dict[Callable[[], dict[str, Pairs]], tuple[str, ...]] = {
            partial(_of_the_ask, asks): OF_THE_ASK,
            partial(_of_assignments, known): OF_ASSIGNMENTS,
            _of_themes: ("theme",),
            _of_places: ("place",),
            partial(_of_addressees, known): ("addressee",),
        }

    def __getitem__(self, name: str) -> Pairs:
        if name not in self.read:
            source = next((each for each, names in self.sources.items() if name in names), None)
            if source is None:
                raise KeyError(name)
            self.read |= source()
        return self.read[name]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self.sources.values())

    def __len__(self) -> int:
        return sum(map(len, self.sources.values()))


def _asks(filters: RecommendationFilters) -> tuple[list[Ask], dict[str, set[int]]]:
    """Every listed ask, and per switch those of which it holds: one query for all of it."""
    names = [name for name, each in filters.filters.items() if isinstance(each, Switch)]
    asks, switches = [], {name: set[int]() for name in names}
    sql, parameters = _statement(timezone.localdate())
    never, since = _as_parameter(conditions.recent_since(NEVER)), _as_parameter(conditions.recent_since())
    with connection.cursor() as cursor:
        cursor.execute(sql, [since if each == never else each for each in parameters])
        for row in cursor:
            ask = Ask._make(row[: len(Ask._fields)])
            asks.append(ask)
            for name, yes in zip(names, row[len(Ask._fields) :], strict=True):
                if yes:
                    switches[name].add(ask.pk)
    return asks, switches


# Stands in the statement where the conditions say now, so that nothing of it but this changes in the course of a day.
NEVER: Final = datetime(1900, 1, 1, tzinfo=UTC)


def _as_parameter(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


# Writing the statement takes much longer than running it.
@lru_cache(maxsize=2)
def _statement(day: date) -> tuple[str, tuple[Any, ...]]:
    """Of the conditions as they are on this day."""
    switches = [each for each in RecommendationFilters.base_filters.values() if isinstance(each, Switch)]
    columns = (*COLUMNS, f"{DOCUMENT}__code", f"{DOCUMENT}__dated__year")
    rows = conditions.listed().order_by().values_list(*columns, *(_yes(each.condition(NEVER)) for each in switches))
    return rows.query.sql_with_params()


def _of_the_ask(asks: list[Ask]) -> dict[str, Pairs]:
    rated = [each for each in asks if each.tracked]
    return {
        **{name: {(each.pk, getattr(each, name)) for each in asks} for name in ("follow_up", "kind", "nature")},
        **{name: {(each.pk, getattr(each, name)) for each in asks} for name in ("standing", "document")},
        "year": {(each.pk, str(each.year)) for each in asks if each.year},
        "status": {(each.pk, each.status) for each in rated if each.status},
        "phase": {(each.pk, PHASE_OF[Status(each.status)].value) for each in rated if each.status},
        "basis": {(each.pk, each.basis) for each in rated if each.basis},
    }


def _of_assignments(known: Organizations) -> dict[str, Pairs]:
    """Those that count; the state is that of owners' assignments, whether they count or not."""
    pairs: dict[str, Pairs] = {name: set() for name in OF_ASSIGNMENTS}
    codes, tree = known.codes, known.parents
    above = lru_cache(maxsize=None)(lambda pk: [codes[each] for each in access.with_all_above(pk, tree)])
    columns = ("recommendation_id", "role", "state", "organization_id", "answering_organization_id")
    for pk, role, state, organization, answering in Assignment.objects.order_by().values_list(*columns):
        if role == AssignmentRole.OWNER:
            pairs["assignment_state"].add((pk, state))
        if state not in COUNTING_STATES:
            continue
        pairs["organization"].add((pk, codes[organization]))
        pairs["family"].update((pk, code) for code in above(organization))
        if role == AssignmentRole.OWNER:
            pairs["owner"].add((pk, codes[organization]))
        if answering:
            pairs["answering"].add((pk, codes[answering]))
            pairs["family"].update((pk, code) for code in above(answering))
    return pairs


def _of_themes() -> dict[str, Pairs]:
    themes = Recommendation.themes.through.objects.order_by().values_list("recommendation_id", "theme__code")
    return {"theme": set(themes)}


def _of_places() -> dict[str, Pairs]:
    return {"place": set(RecommendationPlace.objects.order_by().values_list("recommendation_id", "name"))}


def _of_addressees(known: Organizations) -> dict[str, Pairs]:
    rows = Addressee.objects.order_by().exclude(organization=None).values_list("recommendation_id", "organization_id")
    return {"addressee": {(pk, known.codes[organization]) for pk, organization in rows if organization}}


def _yes(condition: Q) -> Any:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
