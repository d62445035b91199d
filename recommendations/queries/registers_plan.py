"""What bringing in a spreadsheet would do, cell by cell: every problem at once, what a person still has to decide, and
the rows as they would come in. Reads only."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.errors import Words
from recommendations.models import Organization, Paragraph, Recommendation, SourceDocument
from recommendations.parsing.citations import key
from recommendations.parsing.errors import QuoteNotLocated
from recommendations.parsing.nearest import nearest
from recommendations.parsing.spans import locate
from recommendations.parsing.spreadsheet import MOST_ROWS, Cell, Sheet
from recommendations.parsing.stated import stated
from recommendations.queries.documents import Place, place
from recommendations.queries.registers_columns import NEEDED, Column
from recommendations.queries.registers_meanings import Answers, Meanings
from recommendations.queries.registers_repeated import said_before
from recommendations.queries.registers_rows import Plan, Problem, Row

MOST_NEAREST: Final = 200  # looking for what was probably meant takes its time
LONGEST_WORDS: Final = 20_000


def plan(sheet: Sheet, columns: Mapping[str, str], answers: Answers) -> Plan:
    return _Planning(sheet, columns, answers).plan


class _Planning:
    def __init__(self, sheet: Sheet, columns: Mapping[str, str], answers: Answers) -> None:
        self.plan = Plan()
        self.at = {
            name: sheet.headings.index(heading) for name, heading in columns.items() if heading in sheet.headings
        }
        self.headings = columns
        self.meanings = Meanings(answers)
        self.looked = 0
        if sheet.more:
            words = _("The sheet has more than %(most)d rows. Divide it.") % {"most": MOST_ROWS}
            self._problem(f"A{MOST_ROWS + 1}", words)
        for number, cells in sheet.rows:
            self._row(number, cells)
        self.plan.problems.sort(key=lambda each: _place_of(each.address))
        self.plan.undecided, self.plan.decided = self.meanings.undecided, self.meanings.decided
        self.plan.rows = said_before(self.plan.rows)
        new = (owner for each in self.plan.rows if each.there is None for owner in each.owners)
        self.plan.answering = self.meanings.answering(new)

    def _problem(self, address: str, words: Words, *, nearest: str = "", missing: str = "") -> None:
        self.plan.problems.append(Problem(address, words, nearest, missing))

    def _cell(self, cells: tuple[Cell, ...], column: Column) -> Cell | None:
        return cells[self.at[column]] if column in self.at else None

    def _text(self, cells: tuple[Cell, ...], column: Column) -> str:
        cell = self._cell(cells, column)
        return cell.text if cell else ""

    def _row(self, number: int, cells: tuple[Cell, ...]) -> None:
        before = len(self.plan.problems)
        for column in self.at:
            self._whether_readable(cells[self.at[column]])
        owners = self._owners(cells)
        status = self._status(cells)
        when = self._stated(cells)
        due = self._due(cells)
        span = self._words(cells)
        remarks = "\n".join(each for each in (self._text(cells, Column.REMARKS), due) if each)
        if when and not remarks and not self._text(cells, Column.STATUS):
            cell = self._cell(cells, Column.STATED)
            self._problem(cell.address if cell else "", _("A date is stated, and neither a status nor a remark."))
        if span is None or len(self.plan.problems) > before:
            return
        paragraph, start, end = span
        there = self._there(paragraph, start, end)
        if there and there.archived_at:
            cell = self._cell(cells, Column.WORDS)
            words = _("%(it)s has these words and is archived: bring it back first, or leave the row out.") % {
                "it": there
            }
            return self._problem(cell.address if cell else "", words)
        stated_on, precision = when or (None, "")
        said = self._text(cells, Column.STATUS)
        parts = tuple(self.meanings.part(each) for each in owners)
        self.plan.rows.append(
            Row(number, paragraph, start, end, parts, said, status, remarks, stated_on, precision, there)
        )

    def _whether_readable(self, cell: Cell) -> None:
        if cell.is_lost:
            self._problem(cell.address, _("A formula without a saved value: save the file in a spreadsheet program."))
        elif len(cell.text) > LONGEST_WORDS:
            self._problem(cell.address, _("At most %(most)s characters.") % {"most": LONGEST_WORDS})

    # Where the words stand

    @cached_property
    def _documents(self) -> dict[str, SourceDocument]:
        rows = SourceDocument.objects.all()
        return {key(name): each for each in rows for name in (each.code, each.symbol) if name}

    def _words(self, cells: tuple[Cell, ...]) -> tuple[Paragraph, int, int] | None:
        for column in NEEDED:
            cell = self._cell(cells, column)
            if cell and not cell.text and not cell.is_lost:
                self._problem(cell.address, _("%(column)s: empty.") % {"column": column.label})
        document = self._document(cells)
        paragraph = self._paragraph(cells, document) if document else None
        return self._span(cells, paragraph) if paragraph else None

    def _document(self, cells: tuple[Cell, ...]) -> SourceDocument | None:
        cell = self._cell(cells, Column.SYMBOL)
        if cell is None or not cell.text:
            return None
        found = self._documents.get(key(cell.text))
        if found is None:
            words = _("%(symbol)s is not in the register.") % {"symbol": cell.text}
            self._problem(cell.address, words, missing="document")
        elif found.archived_at:
            self._problem(cell.address, _("%(document)s is archived; bring it back first.") % {"document": found})
            return None
        return found

    def _paragraph(self, cells: tuple[Cell, ...], document: SourceDocument) -> Paragraph | None:
        cell = self._cell(cells, Column.PARAGRAPH)
        if cell is None or not cell.text:
            return None
        paragraphs = self._paragraphs(document)
        found = self._places.get((document.pk, cell.text))
        if found is None:
            found = self._places[document.pk, cell.text] = place(list(paragraphs), cell.text)
        if found.label:
            return paragraphs[found.label]
        words = _("Paragraph %(label)s is not in %(document)s.") % {"label": cell.text, "document": document}
        self._problem(cell.address, words, nearest=", ".join(found.near))
        return None

    def _paragraphs(self, document: SourceDocument) -> dict[str, Paragraph]:
        """Of the quoted version, read once for all the rows."""
        held = self._read.get(document.pk)
        if held is None:
            rows = Paragraph.objects.filter(document_version__document=document, document_version__is_quoted=True)
            rows = rows.select_related("document_version__document").defer("document_version__content")
            held = self._read[document.pk] = {each.label: each for each in rows.order_by("ord")}
            by_key = {each.pk: each for each in held.values()}
            for each in held.values():
                if each.parent_id in by_key:
                    each.parent = by_key[each.parent_id]
        return held

    @cached_property
    def _places(self) -> dict[tuple[int, str], Place]:
        return {}

    @cached_property
    def _read(self) -> dict[int, dict[str, Paragraph]]:
        return {}

    def _span(self, cells: tuple[Cell, ...], paragraph: Paragraph) -> tuple[Paragraph, int, int] | None:
        cell = self._cell(cells, Column.WORDS)
        if cell is None or not cell.text:
            return None
        values = {"label": paragraph.label, "document": paragraph.document_version.document}
        words = cell.text
        if words not in paragraph.text:
            words = words.strip('"“”„«» ')
        try:
            return (paragraph, *locate(paragraph.text, words))
        except QuoteNotLocated as refusal:
            if refusal.code == "more_than_once":
                said = _("These words stand more than once in paragraph %(label)s of %(document)s: give more of them.")
                self._problem(cell.address, said % values)
                return None
        self.looked += 1
        near = nearest(paragraph.text, words) if self.looked <= MOST_NEAREST else ""
        said = _("These words do not stand in paragraph %(label)s of %(document)s, letter for letter.")
        self._problem(cell.address, said % values, nearest=near)
        return None

    def _there(self, paragraph: Paragraph, start: int, end: int) -> Recommendation | None:
        """The same words of the same paragraph, in an earlier version too."""
        known = self._known(paragraph.document_version.document_id)
        return known.get((paragraph.label, paragraph.text[start:end]))

    def _known(self, document: int) -> dict[tuple[str, str], Recommendation]:
        held = self._asks.get(document)
        if held is None:
            rows = Recommendation.objects.filter(paragraph__document_version__document=document)
            # Of several with the same words the one in use, then the first.
            rows = rows.select_related("paragraph").order_by(F("archived_at").desc(nulls_last=True), "-pk")
            held = self._asks[document] = {(each.paragraph.label, each.text): each for each in rows}
        return held

    @cached_property
    def _asks(self) -> dict[int, dict[tuple[str, str], Recommendation]]:
        return {}

    def _owners(self, cells: tuple[Cell, ...]) -> tuple[Organization, ...]:
        cell = self._cell(cells, Column.OWNER)
        return self.meanings.owners(cell) if cell else ()

    def _status(self, cells: tuple[Cell, ...]) -> str:
        cell = self._cell(cells, Column.STATUS)
        return self.meanings.status(cell) if cell and cell.text else ""

    # Dates

    def _stated(self, cells: tuple[Cell, ...]) -> tuple[date, str] | None:
        cell = self._cell(cells, Column.STATED)
        found = self._date(cell) if cell else None
        if cell and found and found[0] > timezone.localdate():
            self._problem(cell.address, _("This date is in the future: nothing can have been stated then."))
        return found

    def _due(self, cells: tuple[Cell, ...]) -> str:
        """Kept as that register said it: a target date that the source does not state is agreed with the owner."""
        cell = self._cell(cells, Column.DATE)
        if cell is None or self._date(cell) is None:
            return ""
        return f"{self.headings[Column.DATE]}: {cell.text}"

    def _date(self, cell: Cell) -> tuple[date, str] | None:
        if not cell.text:
            return None
        found = stated(cell.value)
        if found is None:
            words = _(
                "“%(value)s” is no date that can be read for certain. Write 2015-04-30, April 2015, Q2 2015 or 2015."
            )
            self._problem(cell.address, words % {"value": cell.text[:60]})
        return found


def _place_of(address: str) -> tuple[int, str]:
    """Row by row, as people go through a sheet."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :] or 0), letters.rjust(3)
