"""Many things a few at a time, so that no statement and no list in memory grows with them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

from django.db.models import QuerySet

AT_ONCE: Final = 200
T = TypeVar("T")


def batches(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def in_batches(rows: "QuerySet[Any, T]") -> Iterator[list[T]]:
    """What the database is asked for; what is prefetched along with it, once for each batch."""
    return batches(rows.iterator(chunk_size=AT_ONCE))


def one_by_one(rows: "QuerySet[Any, T]") -> Iterator[T]:
    """The same for whoever needs no other question."""
    return rows.iterator(chunk_size=AT_ONCE)
