"""One organization or theme, and what concerns it; and the lists of them, with how many asks each has."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from recommendations import access
from recommendations.choices import OrganizationKind
from recommendations.models import Organization, SourceDocument, Succession, Theme
from recommendations.queries import conditions, names
from recommendations.queries.facets import Facets
from recommendations.queries.figures import Figure, Query
from recommendations.queries.filters import RecommendationFilters
from recommendations.queries.progress import TRACKED_QUERY, Progress

# In which of its parts an organization is looked at: the filter of the list that says the same.
PARTS: Final = ("family", "organization", "owner", "answering")


@dataclass(frozen=True, slots=True)
class Listed:
    """Tracked asks of which it is an owner, has any part in, or answers for somebody."""

    organization: Organization
    parent: Organization | None
    owner: Figure
    any_role: Figure
    answering: Figure

    @property
    def has_asks(self) -> bool:
        return bool(self.owner.value or self.any_role.value or self.answering.value)


@dataclass(frozen=True, slots=True)
class Group:
    """A family, with the tracked asks of all in it; or those of one kind that have no family."""

    family: Organization | None
    asks: Figure | None
    kind: str
    rows: list[Listed]

    @property
    def has_asks(self) -> bool:
        return any(each.has_asks for each in self.rows)


def progress_of(query: Query, known: names.Organizations) -> Progress:
    """Of the asks that these filters give."""
    given = QueryDict(mutable=True)
    for name, values in query.items():
        given.setlist(name, list(values))
    filters = RecommendationFilters(given, queryset=conditions.listed(), known=known)
    if not filters.form.is_valid():
        raise ValueError(f"not a query of the list: {query}")
    return Progress(Facets(filters, known), query)


def listed(known: names.Organizations) -> list[Group]:
    """Every organization in use, by family and, where it has none, by kind. Those with tracked asks stand first, among
    groups and inside each; otherwise all is in alphabetical order, a family's head before what is below it."""
    found = progress_of({}, known)
    numbers = {name: _tracked(found, name) for name in ("owner", "organization", "answering", "family")}
    rows: dict[tuple[int, str], list[Listed]] = {}
    heads = set(known.parents.values())
    for each in known.values():
        if each.archived_at is None:
            figures = (_figure(name, each.code, numbers[name]) for name in ("owner", "organization", "answering"))
            parent = known[each.parent_id] if each.parent_id else None
            rows.setdefault(_group_of(each, heads, known), []).append(Listed(each, parent, *figures))
    groups = []
    for (head, kind), within in rows.items():
        family = known[head] if head else None
        asks = _figure("family", family.code, numbers["family"]) if family else None
        within.sort(key=lambda row: (not row.has_asks, row.parent is not None, _place(row.organization, known)))
        groups.append(Group(family, asks, kind, within))
    return sorted(groups, key=lambda group: (not group.has_asks, *_among(group, known)))


def _group_of(organization: Organization, heads: set[int | None], known: names.Organizations) -> tuple[int, str]:
    """The head of its family; or, standing alone, its kind."""
    head = access.with_all_above(organization.pk, known.parents)[-1]
    return (head, "") if head in heads else (0, organization.kind)


def _among(group: Group, known: names.Organizations) -> tuple[int, str]:
    """Families by name, then kinds as they stand in every list."""
    if group.family is None:
        return 1 + OrganizationKind.values.index(group.kind), ""
    return 0, _place(group.family, known)


def _place(organization: Organization, known: names.Organizations) -> str:
    return names.alphabetical(known.words[organization.pk])


def _tracked(found: Progress, name: str) -> Counter[str]:
    return Counter(code for pk, code in found.facets.pairs[name] if pk in found.tracked)


def _figure(name: str, code: str, numbers: Counter[str]) -> Figure:
    return Figure(name, numbers[code], {**TRACKED_QUERY, name: [code]})


def themes() -> list[tuple[Theme, Figure]]:
    found = progress_of({}, names.organizations())
    numbers = _tracked(found, "theme")
    rows = sorted(Theme.objects.filter(archived_at__isnull=True), key=lambda each: names.alphabetical(each.label))
    return [(each, _figure("theme", each.code, numbers)) for each in rows]


def successions(organization: Organization) -> list[Succession]:
    """In which it gave way or came in, latest first."""
    rows = Succession.objects.filter(pk__in=_of(organization)).order_by("-on", "-pk")
    named = Organization.objects.prefetch_related("names")
    return list(rows.prefetch_related(Prefetch("predecessors", named), Prefetch("successors", named)))


def _of(organization: Organization) -> Iterable[int]:
    gave = organization.succeeded_by.values_list("pk", flat=True)
    came = organization.succeeded.values_list("pk", flat=True)
    return {*gave, *came}


def documents(organization: Organization) -> QuerySet[SourceDocument]:
    """Those it issued."""
    return SourceDocument.objects.filter(issuers=organization, archived_at__isnull=True).order_by("-dated", "code")
