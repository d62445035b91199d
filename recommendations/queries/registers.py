"""What earlier registers said of a recommendation."""

from dataclasses import dataclass

from django.db.models import Prefetch

from recommendations.access import Reader
from recommendations.models import ImportedStatement, Recommendation, RegisterFile


@dataclass(frozen=True, slots=True)
class Said:
    """One statement for one reader; its remarks are empty where they are `held`."""

    statement: ImportedStatement
    words: str
    held: bool


def said_elsewhere(row: Recommendation, reader: Reader) -> list[Said]:
    """The latest stated first; those without a date last. They move no status."""
    statements = row.imported_statements.order_by("pk")  # put in order below, without the tables of the usual order
    files = RegisterFile.objects.defer("content")
    found = list(statements.prefetch_related(Prefetch("register_file", files), "organization"))
    readable = bool(found) and reader.reads_remarks(row.assignments.all())
    found.sort(
        key=lambda each: (each.stated_on is None, -(each.stated_on.toordinal() if each.stated_on else 0), each.pk),
    )
    return [Said(each, each.words if readable else "", bool(each.words) and not readable) for each in found]
