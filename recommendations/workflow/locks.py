"""Two people at one row: the second waits, then learns that it moved on."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

from recommendations.errors import Archived, Stale
from recommendations.models import Organization, Recommendation, User
from recommendations.models.fields import Versioned
from recommendations.workflow.batches import batches

Row = TypeVar("Row", bound=Model)
VersionedRow = TypeVar("VersionedRow", bound=Versioned)


def locked(row: Row) -> Row:
    """The row as it is now, held until the transaction ends. On SQLite, transactions are IMMEDIATE: writers queue."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def locked_all(rows: Iterable[Row]) -> list[Row]:
    """Several of one table, in one order for everybody, so that no two wait for each other."""
    given = list(rows)
    if not given:
        return []
    keys = sorted({each.pk for each in given})
    held = type(given[0])._default_manager.select_for_update(of=("self",)).order_by("pk")
    return [row for some in batches(keys) for row in held.filter(pk__in=some)]


def locked_at(row: VersionedRow, version: int) -> VersionedRow:
    """The row, held, if it still is at the version that was seen. Raises Stale with the row as it is now."""
    found = locked(row)
    if found.version != version:
        raise Stale(found, seen=version)
    return found


def hold(recommendation: Recommendation) -> Recommendation:
    """Every verb on a recommendation or its assignments holds the recommendation first, so that no two headlines are
    worked out at once. Raises Archived."""
    found = locked(recommendation)
    if found.archived_at:
        raise Archived()
    return found


def hold_people(*people: User | None) -> None:
    """Before any recommendation: whoever is about to be given work, so that their account is not closed and no role is
    withdrawn at the same moment. What others write that only names them does not wait."""
    ids = {each.pk for each in people if each}
    list(User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def hold_the_tree() -> None:
    """Of the organizations. Two that move at once could each come to stand below the other, and read each other's
    words; one could be put below another that is just being archived."""
    list(Organization.objects.select_for_update().order_by("pk").values_list("pk"))
