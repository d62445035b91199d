"""Statements that are there already: of the same recommendation and organization, the same words, at the same date."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext as _

from recommendations.models import ImportedStatement
from recommendations.queries.registers_rows import Place, Row

# Of what, by whom, the status in its own words, the remarks, the date and its precision.
Statement: TypeAlias = tuple[int | Place, int | None, str, str, date | None, str]


def said_before(rows: list[Row]) -> list[Row]:
    """The rows in their order, each that says nothing new with whom it repeats: an earlier register, or a row above."""
    known = _of_earlier_registers(rows)
    found = []
    for row in rows:
        said = _statement(row)
        if row.states and said in known:
            found.append(replace(row, said_by=known[said]))
            continue
        if row.states:
            known[said] = _("row %(number)d of this sheet") % {"number": row.number}
        found.append(row)
    return found


def _statement(row: Row) -> Statement:
    subject = row.there.pk if row.there else row.place
    whose = row.organization.pk if row.organization else None
    return subject, whose, row.said, row.remarks, row.stated_on, row.stated_precision


def _of_earlier_registers(rows: list[Row]) -> dict[Statement, str]:
    documents = {each.paragraph.document_version.document_id for each in rows if each.there}
    there = ImportedStatement.objects.filter(recommendation__paragraph__document_version__document__in=documents)
    there = there.select_related("register_file").defer("register_file__content").order_by("-pk")
    return {
        (
            *(each.recommendation_id, each.organization_id, each.said),
            *(each.words, each.stated_on, each.stated_precision),
        ): str(each.register_file)
        for each in there
    }
