"""What the words of an earlier register mean here: by the register's own names and values, or as a person decided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias

from django.db.models import Count, F
from django.utils import translation

from recommendations.choices import Status
from recommendations.models import Assignment, Organization
from recommendations.parsing.spreadsheet import Cell
from recommendations.queries import names
from recommendations.queries.registers_columns import Column
from recommendations.queries.registers_rows import Answering, Part, Undecided

NONE: Final = "-"  # a person's answer: no organization, no value
ANSWERING: Final = "answering"  # beside the columns: which office a person chose for an owner
# What a register could say of itself; the others are derived here, or an oversight body's.
STATUSES: Final = [
    each for each in Status if each not in (Status.NOT_ASKED, Status.NO_INFORMATION, Status.NOT_VERIFIED)
]
LANGUAGES: Final = ("en", "fr")

Answers: TypeAlias = Mapping[str, Mapping[str, str]]
Cells: TypeAlias = dict[tuple[Column, str], list[str]]


class Meanings:
    """Asked cell by cell; what nobody can place is `undecided` then, with the cells in which it stands."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.open: Cells = defaultdict(list)
        self.settled: Cells = defaultdict(list)

    @property
    def undecided(self) -> list[Undecided]:
        return [Undecided(column, words, tuple(cells)) for (column, words), cells in self.open.items()]

    @property
    def decided(self) -> list[Undecided]:
        return [
            Undecided(column, words, tuple(cells), self._answer(column, words))
            for (column, words), cells in self.settled.items()
        ]

    def _answer(self, column: Column, words: str) -> str:
        return self.answers.get(column, {}).get(words, "")

    def owners(self, cell: Cell) -> tuple[Organization, ...]:
        found = [self._owner(each, cell.address) for each in _parts(str(cell.value or ""))]
        return tuple(dict.fromkeys(each for each in found if each))

    def _owner(self, words: str, address: str) -> Organization | None:
        answer = self._answer(Column.OWNER, words)
        if answer == NONE or answer in self._organizations:
            self.settled[Column.OWNER, words].append(address)
            return self._organizations.get(answer)
        codes = self._named.get(words.casefold(), set())
        if len(codes) == 1:
            return self._organizations[next(iter(codes))]
        self.open[Column.OWNER, words].append(address)
        return None

    def part(self, owner: Organization) -> Part:
        """With the office that answers: as a person chose; else the organization itself, or nobody where it does not
        report for itself. Never guessed."""
        answer = self.answers.get(ANSWERING, {}).get(owner.code, "")
        by_rule = owner if owner.reports_for_itself else None
        return owner, None if answer == NONE else self._organizations.get(answer, by_rule)

    def answering(self, owners: Iterable[Organization]) -> list[Answering]:
        """In the order of their names."""
        answers = self.answers.get(ANSWERING, {})
        wanted = {each.code: each for each in owners}
        often = offices_that_answer_most_often(wanted.values())
        found = []
        for each in sorted(wanted.values(), key=lambda one: one.name()):
            hint = self._organizations.get(often.get(each.code, ""))
            found.append(Answering(each, self.part(each)[1], answers.get(each.code, ""), hint))
        return found

    def status(self, cell: Cell) -> str:
        answer = self._answer(Column.STATUS, cell.text)
        if answer == NONE or answer in STATUSES:
            self.settled[Column.STATUS, cell.text].append(cell.address)
            return "" if answer == NONE else answer
        if found := self._values.get(cell.text.casefold()):
            return found
        self.open[Column.STATUS, cell.text].append(cell.address)
        return ""

    @cached_property
    def _organizations(self) -> dict[str, Organization]:
        return {each.code: each for each in names.organizations().values() if not each.archived_at}

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """Codes by every name and acronym, former ones too."""
        found: dict[str, set[str]] = defaultdict(set)
        for code, each in self._organizations.items():
            for name in each.names.all():
                for words in (name.name, name.acronym):
                    if words:
                        found[words.casefold()].add(code)
        return found

    @cached_property
    def _values(self) -> dict[str, str]:
        found: dict[str, str] = {each.value: each.value for each in STATUSES}
        for language in LANGUAGES:
            with translation.override(language):
                found |= {str(each.label).casefold(): each.value for each in STATUSES}
        return found


def offices_that_answer_most_often(owners: Iterable[Organization]) -> dict[str, str]:
    """Other than the owner itself; codes."""
    rows = Assignment.objects.filter(organization__in=list(owners), answering_organization__archived_at__isnull=True)
    rows = rows.exclude(answering_organization=F("organization")).exclude(answering_organization=None)
    pairs = rows.values_list("organization__code", "answering_organization__code").annotate(n=Count("pk"))
    found: dict[str, str] = {}
    for owner, office, _n in pairs.order_by("-n", "answering_organization__code"):
        found.setdefault(owner, office)
    return found


def _parts(words: str) -> Iterator[str]:
    """Several owners stand on lines of their own, or with a semicolon between."""
    for line in words.replace(";", "\n").splitlines():
        if folded := " ".join(line.split()):
            yield folded
