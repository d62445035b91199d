"""What earlier registers said: as the journal recorded it."""

from collections.abc import Iterator

from recommendations.choices import EntryKind
from recommendations.models import Entry, ImportedStatement
from recommendations.workflow.audit.difference import Difference
from recommendations.workflow.batches import in_batches, one_by_one
from recommendations.workflow.journal import plain
from recommendations.workflow.registers_bringing import facts_of


def the_imported_statements() -> Iterator[Difference]:
    imported = Entry.objects.filter(kind=EntryKind.IMPORTED)
    recorded = {
        (facts["register_file"], facts["row"]): pk for pk, facts in one_by_one(imported.values_list("pk", "facts"))
    }
    rows = ImportedStatement.objects.select_related("recommendation", "organization", "register_file")
    for some in in_batches(rows.defer("register_file__content")):
        places = [recorded.pop((row.register_file.public_id, row.row), None) for row in some]
        entries = imported.in_bulk([each for each in places if each])
        for row, place in zip(some, places, strict=True):
            yield from _said(row, entries.get(place) if place else None)
    for key in recorded:
        yield Difference(f"imported statement {key}", "is in the journal, and not in the register")


def _said(row: ImportedStatement, entry: Entry | None) -> Iterator[Difference]:
    where = f"{row.recommendation}: {row}"
    if entry is None:
        yield Difference(where, "is in the register, and not in the journal")
        return
    now = plain(facts_of(row))
    if entry.recommendation_id != row.recommendation_id or entry.facts != now:
        yield Difference(where, "is not as it was brought in", entry.facts, now)
    said = (entry.content.get("said", ""), entry.content.get("text", ""))
    if entry.content and said != (row.said, row.words):
        yield Difference(where, "its words were altered")
