"""A view of the list as content for a file: its rows in their order, its columns, and nothing that its reader may not
read. What belongs to several organizations stands in one cell, a line for each, and apart in a table of its own."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.access import Reader
from recommendations.choices import DEFINITIONS, PHASE_OF, Status
from recommendations.models import LeadInSpan
from recommendations.queries import addresses, columns, figures, listed, names, order
from recommendations.queries.cells import BESIDE, CELLS, FIRST, LAST, PARTS, Cell, Part, Row
from recommendations.queries.filters import RecommendationFilters, chosen
from recommendations.queries.tables import Column, Content, Holds, Table, Value


def content(given: QueryDict, filters: RecommendationFilters, reader: Reader, known: names.Organizations) -> Content:
    """Of a view whose filters hold. The number of queries grows neither with the rows nor with the columns."""
    rows = _rows(given, filters, reader, known)
    title = _("Recommendations")
    now = timezone.localtime()
    wanted = columns.chosen(given.getlist("columns"))
    cells = [*FIRST, *(cell for name in wanted for cell in CELLS[name]), *LAST]
    main = Table(
        title,
        [each.column() for each in cells],
        [[each.value(row) for each in cells] for row in rows],
        _said(given, filters, len(rows), f"{date_format(now, 'j F Y, H:i')} ({timezone.get_current_timezone_name()})"),
    )
    return Content(title, [main, _parts(rows), _definitions()], now)


def _rows(given: QueryDict, filters: RecommendationFilters, reader: Reader, known: names.Organizations) -> list[Row]:
    lead_in = Prefetch("lead_in_spans", LeadInSpan.objects.select_related("paragraph"))
    found = listed.with_source(filters.qs, BESIDE).prefetch_related(lead_in)
    ordered = order.ordered(found, given.get("ordering", ""), given.get("q", ""))
    seen = listed.shown(list(ordered), known)
    updates = listed.last_updates(seen)
    return [Row(each, updates, reader) for each in seen]


def _said(given: QueryDict, filters: RecommendationFilters, rows: int, as_at: str) -> list[tuple[str, Value]]:
    """What the rows are: the first lines of a sheet."""
    population = figures.population(filters.qs, addresses.filters_in(given))
    in_use = [f"{label}: {words}" for _name, label, _code, words in chosen(filters)]
    now = order.in_force(given.get("ordering", ""), given.get("q", ""))
    demonstration = _("Every account, status, date and update is invented.")
    return [
        *([(_("Demonstration data"), demonstration)] if settings.DEMO else []),
        (_("Population"), _in_words(population)),
        (_("Filters"), "; ".join(in_use) or _("none")),
        (_("Order"), str(order.LABELS[now]) if now else _("the places searched for first")),
        (_("As at"), as_at),
        (_("Rows"), rows),
    ]


def _in_words(population: figures.Population) -> str:
    numbers = {
        "asks": population.asks.value,
        "tracked": population.tracked.value,
        "for_reference": population.for_reference.value,
        "to_be_decided": population.to_be_decided.value,
    }
    words = _(
        "%(asks)s asks: %(tracked)s tracked, %(for_reference)s for reference, %(to_be_decided)s to be decided; "
        "each counted once."
    )
    if population.wholes:
        return f"{words % numbers} " + _("Wholes, counted through their parts: %(n)s.") % {"n": population.wholes}
    return words % numbers


def _parts(rows: list[Row]) -> Table:
    """Each organization's part in each of the asks that are tracked: nobody is asked about the others."""
    parts = [Part(row, each) for row in rows if row.seen.asked for each in row.seen.parts]
    cells: list[Cell[Part]] = PARTS
    return Table(
        _("Organizations"), [each.column() for each in cells], [[each.value(part) for each in cells] for part in parts]
    )


def _definitions() -> Table:
    heads = [
        Column("phase", _("Phase")),
        Column("status", _("Status")),
        Column("code", _("Code")),
        Column("definition", _("Definition"), Holds.LONG_WORDS),
    ]
    rows = [[str(PHASE_OF[each].label), str(each.label), each.value, str(DEFINITIONS[each])] for each in Status]
    notes = [
        (_("Tracked"), _("Only what is tracked is asked for, updated, reviewed and counted.")),
        (_("Whole"), _("A whole is counted through its parts; its status is the least advanced of theirs.")),
        (_("Basis"), _("On whose word a status stands. A closure that is only reported is not a reviewed one.")),
        (_("Aim"), _("Described in words, never rated: it has no status.")),
        (_("Not released"), _("Words that an organization keeps to itself are left out; status and dates never are.")),
    ]
    return Table(_("Definitions"), heads, [*rows, *(["", word, "", meaning] for word, meaning in notes)])
