"""The page of one recommendation: its words in their paragraph, where it stands, what can be done, its history."""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from recommendations.browser import ledger, past
from recommendations.browser.dates import Dates, dates
from recommendations.browser.shared import for_readers, organizations_of, reader_of
from recommendations.browser.talks import Talk, talks
from recommendations.browser.typed import Typed
from recommendations.browser.work import Work, work_on
from recommendations.choices import DatePrecision
from recommendations.models import Assignment, Paragraph, Recommendation
from recommendations.queries import conditions, names, renderings, rows
from recommendations.queries.listed import listed
from recommendations.queries.registers import said_elsewhere
from recommendations.queries.target_dates import proposals


@dataclass(frozen=True, slots=True)
class InContext:
    """A paragraph as the page shows it: `parts` are its pieces, each with whether the ask's words are in it."""

    paragraph: Paragraph
    now: bool
    parts: list[tuple[str, str]]


@for_readers
@require_GET
def recommendation(request: HttpRequest, public_id: str) -> HttpResponse:
    return show(request, public_id)


def show(request: HttpRequest, public_id: str, *, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    reader = reader_of(request)
    row = get_object_or_404(rows.but_organizations(Recommendation.objects.all()), public_id=public_id)
    row.overdue = conditions.is_overdue_here(row)  # type: ignore[attr-defined]  # as lists read it with their rows
    known = organizations_of(request)
    names.give(row.assignments.all(), known)
    names.give_addressees(row.addressees.all(), known)
    work = work_on(request, row, reader, typed)
    lines = ledger.lines(row, reader)
    before, after = neighbours(row)
    proposed = proposals(row)
    due, said = dates(row, reader, typed, proposed), talks(row, reader, typed, known)
    context = {
        "section": "recommendations",
        "row": row,
        "document": row.paragraph.document_version.document,
        "version": row.paragraph.document_version,
        "context": in_context(row),
        "verbatim": row.paragraph.text[row.start : row.end] == row.text,
        "rendered": renderings.in_language(row, get_language() or ""),
        "statements": said_elsewhere(row, reader),
        "lines": lines,
        "listed": listed([row])[0],
        "parts": list(row.parts.filter(archived_at__isnull=True).order_by("ord")) if row.is_whole else [],
        "past": past.shown(request, row, reader, known, proposed),
        "dates": due,
        "precisions": DatePrecision.choices,
        "talks": said,
        "before": before,
        "after": after,
        "work": work,
        "typed": typed,
        "message": typed.message if typed and not _stands_in_a_form(work, due, said, typed) else "",
    }
    return render(request, "recommendations/one.html", context, status=status)


def _stands_in_a_form(work: Work, due: Dates, said: list[Talk], typed: Typed) -> bool:
    shown: list[object] = [work.form] if work.form and work.form.message else []
    shown += [each.typed for each in work.open if each.typed]
    shown += [each.typed for each in work.reviews if each.typed]
    shown += [each.typed for each in due.open if each.typed]
    shown += [each.typed for each in said if each.typed]
    shown += [each for _, each in work.comments if each]
    shown += [due.typed] if due.typed and due.propose else []
    return bool(shown) and bool(typed.message)


def in_context(row: Recommendation) -> list[InContext]:
    """The paragraphs around, with the ask's own words and its lead-in marked."""
    lead_in = {each.paragraph_id: each for each in row.lead_in_spans.all()}
    found = []
    for each in rows.around(row):
        now = each.pk == row.paragraph_id
        span = (row.start, row.end, "now") if now else None
        if span is None and each.pk in lead_in:
            span = (lead_in[each.pk].start, lead_in[each.pk].end, "lead")
        found.append(InContext(each, now, _cut(each.text, span)))
    return found


def _cut(text: str, span: tuple[int, int, str] | None) -> list[tuple[str, str]]:
    if span is None:
        return [(text, "")]
    start, end, css = span
    pieces = [(text[:start], ""), (text[start:end], css), (text[end:], "")]
    return [each for each in pieces if each[0]]


class Neighbour(NamedTuple):
    ord: int
    pk: int
    public_id: str
    reference: str


def neighbours(row: Recommendation) -> tuple[Neighbour | None, Neighbour | None]:
    """The asks before and after it in the same document."""
    document = row.paragraph.document_version.document_id
    same = conditions.listed().filter(paragraph__document_version__document=document).order_by("ord", "pk")
    found = [Neighbour(*each) for each in same.values_list(*Neighbour._fields)]
    here = (row.ord, row.pk)
    before = next((each for each in reversed(found) if each[:2] < here), None)
    return before, next((each for each in found if each[:2] > here), None)


def address(assignment: Assignment, *, mark: str = "") -> str:
    """Where the page of its recommendation shows this assignment's form."""
    page = reverse("recommendation", args=[assignment.recommendation.public_id])
    return f"{page}?report={assignment.public_id}{mark}"
