"""Splitting, merging, marking by hand, and what is filled in step by step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from recommendations.browser.intake import reviewing
from recommendations.browser.intake.reviewing import Said
from recommendations.browser.intake.reviewing_form import opened
from recommendations.browser.intake.reviewing_sent import (
    candidate_of,
    on,
    refused,
    sheet_of,
    status,
)
from recommendations.browser.shared import by, version_seen
from recommendations.errors import Invalid, NotVerbatim, Refused
from recommendations.models import Candidate, DocumentVersion, Paragraph
from recommendations.parsing.nearest import nearest
from recommendations.queries.addresses import whole_number
from recommendations.workflow import candidates_shaping


def split(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    """At a chosen place, or as the words that were typed for both."""
    sheet = sheet_of(request, version)
    paragraph, at = sheet.row.paragraph, request.POST.get("split_at", "")
    typed = [request.POST.get(name, "").replace("\r\n", "\n").strip() for name in ("split_first", "split_second")]
    try:
        if at.isdecimal():
            decision = candidates_shaping.split(
                sheet.row, by=by(request), version=version_seen(request), at=whole_number(at)
            )
        else:
            spans = [_within(sheet.row, each) for each in typed if each]
            decision = candidates_shaping.split(sheet.row, by=by(request), version=version_seen(request), spans=spans)
    except Refused as refusal:
        sheet.is_valid()
        return refused(request, version, sheet, refusal)
    first = min(
        (name for name in decision.after if name != sheet.row.public_id), key=lambda n: decision.after[n]["start"]
    )
    words = _("Split in two, in paragraph %(label)s.") % {"label": paragraph.label}
    return on(request, version, first, words)


def _within(row: Candidate, words: str) -> tuple[int, int]:
    """Where they stand in the candidate's own words, or else in its paragraph; nothing is guessed."""
    inside = row.text.find(words)
    at = inside if inside >= 0 else row.paragraph.text.find(words)
    text = row.text if inside >= 0 else row.paragraph.text
    if at < 0:
        raise Invalid({"split": _("“%(words)s” does not stand in the paragraph.") % {"words": words[:60]}})
    if text.find(words, at + 1) >= 0:
        raise Invalid({"split": _("“%(words)s” stands there more than once: give more of it.") % {"words": words[:60]}})
    start = row.start + at if inside >= 0 else at
    return start, start + len(words)


def merge(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    sheet = sheet_of(request, version)
    other, _colon, seen = request.POST.get("merge_with", "").partition(":")
    try:
        if not other:
            raise Invalid({"merge": _("Choose another candidate of this document.")})
        second = get_object_or_404(version.candidates.select_related("paragraph"), public_id=other)
        decision = candidates_shaping.merge(
            sheet.row,
            second,
            by=by(request),
            version=version_seen(request),
            other_version=whole_number(seen),
        )
    except Refused as refusal:
        sheet.is_valid()
        return refused(request, version, sheet, refusal)
    made = [name for name in decision.after if name not in decision.before]
    return on(request, version, next(iter([*made, sheet.row.public_id])), _("Merged into one."))


def mark(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    label, quote = request.POST.get("paragraph", "").strip(), request.POST.get("quote", "")
    start = request.POST.get("start", "")
    typed = {"paragraph": label, "quote": quote}
    found = version.paragraphs.filter(label=label).select_related("document_version__document")
    paragraph = found.defer("document_version__content").first()
    if paragraph is None:
        words = _("This version has no paragraph %(label)s.") % {"label": label or "–"}
        return reviewing.show(request, version, Said(status=422, message=words, marked=typed))
    place = whole_number(start) if start.isdecimal() else None
    try:
        decision = candidates_shaping.mark(paragraph, by=by(request), quote=quote, start=place)
    except NotVerbatim as refusal:
        words, near = _not_there(paragraph, quote.replace("\r\n", "\n").strip())
        said = Said(status=status(refusal), message=words, marked={**typed, "nearest": near})
        return reviewing.show(request, version, said)
    except Refused as refusal:
        words = " ".join(str(each) for each in getattr(refusal, "errors", {"": refusal}).values())
        return reviewing.show(request, version, Said(status=status(refusal), message=words, marked=typed))
    (made,) = decision.after
    return on(request, version, made, _("Marked. Say what it is, then accept it."))


def _not_there(paragraph: Paragraph, quote: str) -> tuple[str, str]:
    """What is wrong, and the nearest words where they are others."""
    facts = {"label": paragraph.label}
    if not quote:
        return _("Give the exact words of paragraph %(label)s.") % facts, ""
    if quote in paragraph.text:
        return _("These words stand more than once in paragraph %(label)s: give more of them.") % facts, ""
    words = _("These words do not stand in paragraph %(label)s, letter for letter.") % facts
    return words, nearest(paragraph.text, quote)


def more(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    """One more row for an addressee or an organization; nothing is saved."""
    return reviewing.show(request, version, Said(open=sheet_of(request, version, request.POST["act"])))


def mark_nearest(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    """The nearest words into the form of words marked by hand; nothing is saved."""
    typed = {"paragraph": request.POST.get("paragraph", ""), "quote": request.POST.get("nearest", "")}
    return reviewing.show(request, version, Said(marked=typed))


def take_nearest(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    data = request.POST.copy()
    data["quote"] = data.get("nearest", "")
    sheet = opened(candidate_of(request, version), version.paragraphs.all(), data)
    return reviewing.show(request, version, Said(open=sheet))
