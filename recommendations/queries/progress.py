"""Progress of the asks that the filters leave over: the figures of one page, each with the filters of its rows.

Worked out from `facets`, so that every figure is counted as the list filters, in a number of queries that does not
grow with the register."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recommendations.choices import PHASES, REVIEWED, AssignmentState, Basis, FollowUp, Nature, Phase, Status
from recommendations.queries import names
from recommendations.queries.facets import Facets
from recommendations.queries.figures import Figure, Line, Query, line_of, rated

TRACKED_QUERY: Final[Query] = {"follow_up": [FollowUp.TRACKED.value], "counted": ["true"]}
FLAGS: Final = ("overdue", "differ", "newer_report", "no_recent_information", "long_outstanding", "without_owner")
YES, NO = ["true"], ["false"]


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing status: as reported only, as reviewed on any basis, and both."""

    status: str
    reported: Figure
    reviewed: Figure
    all: Figure


@dataclass(frozen=True, slots=True)
class Closures:
    """Closed as reported and closed as reviewed: counted apart, always."""

    reported: Figure
    reviewed: Figure
    by_basis: tuple[Figure, ...]
    by_status: tuple[Closed, ...]
    all: Figure


class Progress:
    """`query` is what the filters say; every figure's rows are among theirs."""

    def __init__(self, facets: Facets, query: Query) -> None:
        self.facets = facets
        self.query = query
        found = [each for each in facets.asks if each.pk in facets.found and each.tracked and not each.is_whole]
        self.tracked = {each.pk: each for each in found}
        self.rated = {each.pk: each for each in found if each.nature != Nature.AIM}
        self.of_the_tracked: Query = {**query, **TRACKED_QUERY}
        self.of_the_rated: Query = rated(query)

    def whole(self) -> Line:
        return line_of("", "", Counter(each.status for each in self.rated.values()), self.of_the_rated)

    def by(self, name: str, words: Mapping[str, str]) -> list[Line]:
        """A line per value of the filter, in alphabetical order of its words. An ask with several values stands in
        each of their lines; where the query names values of this filter, only these have a line."""
        asked = set(self.query.get(name, ()))
        numbers: dict[str, Counter[str]] = {}
        for pk, code in self.facets.pairs[name]:
            if pk in self.rated and (not asked or code in asked):
                numbers.setdefault(code, Counter())[self.rated[pk].status] += 1
        in_order = sorted(numbers, key=lambda code: names.alphabetical(words.get(code, code)))
        return [
            line_of(code, words.get(code, code), numbers[code], {**self.of_the_rated, name: [code]})
            for code in in_order
        ]

    def information(self) -> tuple[Figure, ...]:
        """Of the tracked: asked, answered, and answered in the last 365 days."""
        return tuple(self._switched(each, {each: YES}) for each in ("asked", "answered", "current"))

    def target_dates(self) -> tuple[Figure, ...]:
        """Every rated ask once: no date agreed, by an event, dated and not passed, passed."""
        passed: Query = {"overdue": YES}
        in_time: Query = {"overdue": NO, "dated": YES}
        event: Query = {"overdue": NO, "dated": NO, "by_event": YES}
        none: Query = {"overdue": NO, "dated": NO, "by_event": NO}
        codes = {"none_agreed": none, "by_event": event, "in_time": in_time, "passed": passed}
        return tuple(self._switched(code, given, of_the_rated=True) for code, given in codes.items())

    def flags(self) -> tuple[Figure, ...]:
        """What stands out."""
        return tuple(self._switched(each, {each: YES}) for each in FLAGS)

    def _switched(self, code: str, given: Query, *, of_the_rated: bool = False) -> Figure:
        found = set(self.rated if of_the_rated else self.tracked)
        for name, (value,) in given.items():
            holds = self.facets.switches[name]
            found = found & holds if value == "true" else found - holds
        base = self.of_the_rated if of_the_rated else self.of_the_tracked
        # Two answers to one question leave nothing, and the address can say only one of them.
        if any(name in self.query and self.query[name] != value for name, value in given.items()):
            return Figure(code, 0, base)
        return Figure(code, len(found), {**base, **given})

    def owners(self) -> tuple[Figure, ...]:
        """Tracked asks with an owner's assignment in each state."""
        numbers = Counter(code for pk, code in self.facets.pairs["assignment_state"] if pk in self.tracked)
        asked = set(self.query.get("assignment_state", ()))
        return tuple(
            Figure(each.value, numbers[each.value], {**self.of_the_tracked, "assignment_state": [each.value]})
            for each in AssignmentState
            if not asked or each.value in asked
        )

    def closures(self) -> Closures:
        closed = [each for each in self.rated.values() if each.status in PHASES[Phase.CLOSED]]
        numbers = Counter((each.status, each.basis) for each in closed)
        totals = Counter(each.status for each in closed)
        base: Query = {**self.of_the_rated, "phase": [Phase.CLOSED.value]}
        reviewed = _among(self.query, "basis", [each.value for each in REVIEWED])

        def figure(code: str, bases: list[str], statuses: tuple[Status, ...], more: Query) -> Figure:
            value = sum(numbers[status.value, basis] for status in statuses for basis in bases)
            return Figure(code, value, {**base, "basis": bases, **more})

        everything = PHASES[Phase.CLOSED]
        return Closures(
            reported=figure("reported", [Basis.REPORTED.value], everything, {}),
            reviewed=figure("reviewed", reviewed, everything, {}),
            by_basis=tuple(figure(each, [each], everything, {}) for each in reviewed),
            by_status=tuple(
                Closed(
                    each.value,
                    figure("reported", [Basis.REPORTED.value], (each,), {"status": [each.value]}),
                    figure("reviewed", reviewed, (each,), {"status": [each.value]}),
                    Figure("all", totals[each.value], {**base, "status": [each.value]}),
                )
                for each in everything
            ),
            all=Figure("all", len(closed), base),
        )

    def years(self) -> list[Figure]:
        """What is not closed, by the year in which it was asked."""
        open_ = {pk for pk, each in self.rated.items() if each.status not in PHASES[Phase.CLOSED]}
        numbers = Counter(year for pk, year in self.facets.pairs["year"] if pk in open_)
        phases = _among(self.query, "phase", [each.value for each in Phase if each != Phase.CLOSED])
        return [
            Figure(year, numbers[year], {**self.of_the_rated, "year": [year], "phase": phases})
            for year in sorted(numbers)
        ]


def _among(query: Query, name: str, values: list[str]) -> list[str]:
    """Those of the values that the query leaves; all of them, where it says nothing."""
    return [each for each in values if each in query[name]] if name in query else values
