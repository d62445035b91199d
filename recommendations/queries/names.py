"""Organizations with their names, read once for everything that a page shows of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple
from unicodedata import combining, normalize

from recommendations.models import Addressee, Assignment, Organization, OrganizationName
from recommendations.models.organizations import chosen

# What pages show of one, in the order of its columns; the rest is read where it is asked for.
FIELDS: Final = ("id", "version", "archived_at", "code", "kind", "parent_id", "reports_for_itself", "note", "ends_on")


@lru_cache(maxsize=4096)
def alphabetical(words: str) -> str:
    """What names are sorted by: as in a dictionary, É stands among the Es and small letters among the capitals."""
    return "".join(each for each in normalize("NFD", words.casefold()) if not combining(each))


class Name(NamedTuple):
    """What stands in a row of names."""

    language: str
    name: str
    acronym: str
    valid_from: date | None
    valid_to: date | None


class Organizations(Mapping[int, Organization]):
    """Every organization, by id: two queries, however many rows name them. A row becomes an object when it is asked
    for: a page names a few of them, and its menus need only codes and words."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[Any, ...]] = {row[0]: row for row in Organization.objects.values_list(*FIELDS)}
        self._names: dict[int, list[Name]] = {pk: [] for pk in self._rows}
        for pk, *name in OrganizationName.objects.values_list("organization_id", *Name._fields):
            self._names[pk].append(Name._make(name))
        self._built: dict[int, Organization] = {}
        self.codes: dict[int, str] = {pk: row[FIELDS.index("code")] for pk, row in self._rows.items()}
        self.parents: dict[int, int | None] = {pk: row[FIELDS.index("parent_id")] for pk, row in self._rows.items()}

    @cached_property
    def words(self) -> dict[int, str]:
        """By id, what each is called in the page's language."""
        found = {pk: chosen(names) for pk, names in self._names.items()}
        return {pk: name.name if name else self.codes[pk] for pk, name in found.items()}

    def in_use(self) -> Iterable[int]:
        """Those not put away."""
        return (pk for pk, row in self._rows.items() if row[FIELDS.index("archived_at")] is None)

    def names_of(self, pk: int) -> list[Name]:
        """All of them, former ones too, in the order of their languages and days."""
        return self._names[pk]

    def __getitem__(self, pk: int) -> Organization:
        if pk not in self._built:
            built = Organization.from_db(Organization.objects.db, FIELDS, self._rows[pk])
            built.__dict__["names_read"] = self._names[pk]
            self._built[pk] = built
        return self._built[pk]

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def organizations() -> Organizations:
    return Organizations()


def give(assignments: Iterable[Assignment], known: Organizations) -> None:
    """Puts them into the assignments, so that none of these asks the database again."""
    for each in assignments:
        each.organization = known[each.organization_id]
        answering = each.answering_organization_id
        each.answering_organization = known[answering] if answering else None


def give_addressees(addressees: Iterable[Addressee], known: Organizations) -> None:
    for each in addressees:
        each.organization = known[each.organization_id] if each.organization_id else None
