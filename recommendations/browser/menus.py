"""What a list can be asked: the menus of its filters with how many rows each value would give, and the chips of those
in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from recommendations.choices import PHASES, Phase
from recommendations.queries import addresses
from recommendations.queries.facets import OF_AN_ORGANIZATION, Facets
from recommendations.queries.filters import NOT_PUT_AWAY, RecommendationFilters, chosen

FIRST: Final = ("follow_up", "status", "owner", "document", "theme")
MORE: Final = (
    "phase",
    "basis",
    "organization",
    "family",
    "answering",
    "addressee",
    "assignment_state",
    "year",
    "kind",
    "nature",
    "standing",
    "place",
)
SWITCHES: Final = (
    "overdue",
    "no_recent_information",
    "long_outstanding",
    "differ",
    "newer_report",
    "without_owner",
    "asked",
    "answered",
    "current",
    "dated",
    "by_event",
    "counted",
)
DAYS: Final = ("due_from", "due_to")


@dataclass(frozen=True, slots=True)
class Option:
    """A value, with the rows it would give; None while the list cannot be shown."""

    code: str
    words: str
    checked: bool
    rows: int | None


@dataclass(frozen=True, slots=True)
class Menu:
    name: str
    label: str
    groups: list[tuple[str, list[Option]]]
    in_use: int
    without: str


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    words: str
    without: str


class Menus:
    """The menus of one page. Without `facets` (filters that do not hold) they say no numbers and offer everything."""

    def __init__(self, filters: RecommendationFilters, given: QueryDict, facets: Facets | None) -> None:
        self.filters, self.fields = filters, filters.form.fields
        self.given = given
        self.facets = facets

    def first(self) -> list[Menu]:
        return [self.menu(name) for name in FIRST]

    def more(self) -> list[Menu]:
        """Those with anything to choose."""
        return [each for each in map(self.menu, MORE) if any(options for _heading, options in each.groups)]

    def switches(self) -> list[Menu]:
        return [self.menu(name, (("true", _("yes")), ("false", _("no")))) for name in SWITCHES]

    def days(self) -> list[tuple[str, str, str]]:
        return [(name, str(self.fields[name].label), self.given.get(name, "")) for name in DAYS]

    def more_in_use(self) -> int:
        return sum(1 for name in (*MORE, *SWITCHES, *DAYS) if any(self.given.getlist(name)))

    def menu(self, name: str, choices: Sequence[tuple[str, str]] = ()) -> Menu:
        field = self.fields[name]
        given = {each for each in self.given.getlist(name) if each}
        everything = choices or self.filters.values_of(name)
        offered = self._offered(name)
        counts = self.facets.counts(name) if self.facets else None
        options = [
            Option(code, words, code in given, counts[code] if counts is not None else None)
            for code, words in everything
            if offered is None or code in offered or code in given
        ]
        in_use = sum(1 for each in options if each.checked)
        return Menu(
            name, str(field.label), _grouped(name, options), in_use, addresses.changed(self.given, **{name: None})
        )

    def _offered(self, name: str) -> set[str] | None:
        """Organizations only where they have rows, documents and themes only while they are in use; another is accepted
        in the address."""
        if name in NOT_PUT_AWAY:
            return NOT_PUT_AWAY[name]()
        return self.facets.in_use(name) if self.facets and name in OF_AN_ORGANIZATION else None


def bar(filters: RecommendationFilters, given: QueryDict, facets: Facets | None) -> dict[str, Any]:
    """What the bar of filters shows: on the list, and on what counts its rows."""
    menus = Menus(filters, given, facets)
    return {
        "menus": menus.first(),
        "more_menus": menus.more(),
        "switches": menus.switches(),
        "days": menus.days(),
        "more_in_use": menus.more_in_use(),
        "q": given.get("q", ""),
    }


def _grouped(name: str, options: list[Option]) -> list[tuple[str, list[Option]]]:
    """Statuses stand under their phase."""
    if name != "status":
        return [("", options)]
    by_code = {each.code: each for each in options}
    return [(str(phase.label), [by_code[each.value] for each in PHASES[phase]]) for phase in Phase]


def chips(filters: RecommendationFilters, given: QueryDict) -> list[Chip]:
    return [Chip(label, words, addresses.without(given, name, code)) for name, label, code, words in chosen(filters)]
