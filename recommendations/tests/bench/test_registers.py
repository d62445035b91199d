"""What a row of an earlier register costs the worker, as a ratio to plain inserts of what comes of it: `make bench`."""

import time
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.db import transaction

from recommendations.models import Assignment, Chain, Entry, ImportedStatement, Recommendation
from recommendations.tests import make
from recommendations.tests.workflow.test_registers import given
from recommendations.tests.workflow.test_registers_many import words
from recommendations.workflow import registers, registers_bringing

pytestmark = pytest.mark.bench
TABLES: Final = (Recommendation, Assignment, ImportedStatement, Entry, Chain)
MOST: Final = 3.0  # reading the words and checking included
DOCUMENTS: Final = 3


def seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def sheet() -> Iterator[list[object]]:
    for document in range(1, DOCUMENTS + 1):
        code = f"S/2001/{document}"
        make.document(code)
        for paragraph in range(1, 61):
            for ask in (0, 1):
                said = ("AUC", None, "Implemented", "2015", f"Talks on {paragraph}.")
                yield [code, paragraph, words(paragraph, ask), *said]


def test_a_row_costs_little_more_than_its_inserts(cast):
    by = make.by(cast.steward)
    rows = list(sheet())
    register = given(by, *rows)
    previewed = registers.plan_of(register).digest
    registers.bring_in(register, by=by, version=register.version, previewed=previewed)
    before = {table: set(table.objects.values_list("pk", flat=True)) for table in TABLES}
    with transaction.atomic():
        brought_in = seconds(registers_bringing.bring_in_waiting)
        made = [row for table in TABLES for row in table.objects.exclude(pk__in=before[table]).order_by("pk")]
        transaction.set_rollback(True)
    assert Recommendation.objects.count() == 0
    inserted = seconds(lambda: [row.save(force_insert=True) for row in made])
    assert Recommendation.objects.count() == len(rows)
    ratio = brought_in / inserted
    each = 1000 * brought_in / len(rows)
    print(f"\na row of an earlier register {each:.1f} ms  {ratio:.2f} × plain inserts of the same, one by one")
    assert ratio <= MOST
