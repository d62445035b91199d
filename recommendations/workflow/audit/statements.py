"""What earlier registers said: as the journal recorded it."""

from collections.abc import Iterator

from recommendations.choices import EntryKind
from recommendations.models import Entry, ImportedStatement
from recommendations.workflow.audit.difference import Difference
from recommendations.workflow.journal import plain
from recommendations.workflow.registers_bringing import facts_of


def the_imported_statements() -> Iterator[Difference]:
    recorded = {
        (each.facts["register_file"], each.facts["row"]): each for each in Entry.objects.filter(kind=EntryKind.IMPORTED)
    }
    rows = ImportedStatement.objects.select_related("recommendation", "organization", "register_file")
    for row in rows.defer("register_file__content"):
        entry = recorded.pop((row.register_file.public_id, row.row), None)
        if entry is None:
            yield Difference(f"{row.recommendation}: {row}", "is in the register, and not in the journal")
            continue
        if entry.recommendation_id != row.recommendation_id or entry.facts != plain(facts_of(row)):
            yield Difference(
                f"{row.recommendation}: {row}", "is not as it was brought in", entry.facts, plain(facts_of(row))
            )
        said = (entry.content.get("said", ""), entry.content.get("text", ""))
        if entry.content and said != (row.said, row.words):
            yield Difference(f"{row.recommendation}: {row}", "its words were altered")
    for key in recorded:
        yield Difference(f"imported statement {key}", "is in the journal, and not in the register")
