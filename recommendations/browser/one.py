"""The page of one recommendation: its words in their paragraph, where it stands, what can be done, its history."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from recommendations.browser import history, kept, ledger
from recommendations.browser.shared import DRAFT_IS_SAFE, reader_of
from recommendations.browser.typed import Typed
from recommendations.browser.work import work_on
from recommendations.choices import NEEDS, Status
from recommendations.models import Assignment, Paragraph, Recommendation
from recommendations.queries import conditions, rows
from recommendations.queries.timeline import timeline


@dataclass(frozen=True, slots=True)
class InContext:
    """A paragraph as the page shows it: `parts` are its pieces, each with whether the ask's words are in it."""

    paragraph: Paragraph
    now: bool
    parts: list[tuple[str, str]]


@login_required
@require_GET
def recommendation(request: HttpRequest, public_id: str) -> HttpResponse:
    return show(request, public_id)


def show(request: HttpRequest, public_id: str, *, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    reader = reader_of(request)
    row = get_object_or_404(rows.in_full(Recommendation.objects.all()), public_id=public_id)
    work = work_on(request, row, reader, typed, _restored(request, row))
    lines = ledger.lines(row, reader)
    before, after = neighbours(row)
    context = {
        "section": "recommendations",
        "row": row,
        "document": row.paragraph.document_version.document,
        "version": row.paragraph.document_version,
        "context": in_context(row),
        "verbatim": row.paragraph.text[row.start : row.end] == row.text,
        "lines": lines,
        "listed": ledger.listed([row])[0],
        "parts": list(row.parts.filter(archived_at__isnull=True).order_by("ord")) if row.is_whole else [],
        "history": history.sentences(timeline(row, reader), row),
        "before": before,
        "after": after,
        "work": work,
        "typed": typed,
        "message": typed.message if typed and not _stands_in_a_form(work, typed) else "",
        "draft_is_safe": request.session.pop(DRAFT_IS_SAFE, ""),
        "writer": reader.user_id,
        "needs": NEEDS,
        "not_verified": Status.NOT_VERIFIED,
    }
    return render(request, "recommendations/one.html", context, status=status)


def _restored(request: HttpRequest, row: Recommendation) -> Any:
    """What was typed into the update form when the session had ended, once."""
    for each in row.assignments.all():
        found = kept.take(request, reverse("update", args=[each.public_id]))
        if found is not None:
            return found
    return None


def _stands_in_a_form(work: Any, typed: Typed) -> bool:
    shown = [work.form] if work.form and work.form.message else []
    shown += [each.typed for each in (*work.open, *work.reviews) if each.typed]
    shown += [each for _, each in work.comments if each]
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


def neighbours(row: Recommendation) -> tuple[Recommendation | None, Recommendation | None]:
    """The asks before and after it in the same document."""
    same = conditions.listed().filter(paragraph__document_version=row.paragraph.document_version_id).exclude(pk=row.pk)
    before = same.filter(ord__lte=row.ord).order_by("-ord", "-pk").first()
    after = same.filter(ord__gte=row.ord).order_by("ord", "pk").first()
    return before, after


def address(assignment: Assignment, *, mark: str = "") -> str:
    """Where the page of its recommendation shows this assignment's form."""
    page = reverse("recommendation", args=[assignment.recommendation.public_id])
    return f"{page}?report={assignment.public_id}{mark}"
