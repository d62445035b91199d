"""A new recommendation: words marked in the reader, or pasted; the register finds them in the paragraph, letter for
letter, gives the reference, and takes all of it or nothing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from recommendations.browser.shared import by
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.ask_form import (
    Addressees,
    AskForm,
    LeadInForm,
    Parts,
    Rows,
    rows_of,
)
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.errors import AlreadyCatalogued, Invalid, Refused
from recommendations.models import Entry, Paragraph, Recommendation, SourceDocument
from recommendations.parsing.spans import occurrence_at
from recommendations.queries import documents as reading
from recommendations.queries.addresses import whole_number
from recommendations.workflow import catalogue, references
from recommendations.workflow.entering import enter


@dataclass(slots=True)
class Sheet:
    """Everything that is filled in for a new recommendation."""

    paragraph: Paragraph
    form: AskForm
    lead_in: list[LeadInForm]
    addressees: Rows
    parts: Rows
    there: Recommendation | None = None

    def is_valid(self) -> bool:
        """All of them are asked, so that every mistake is said at once."""
        sound = [self.form.is_valid(), self.addressees.is_valid(), self.parts.is_valid()]
        return all([*sound, *(each.is_valid() for each in self.lead_in)])

    def ask(self) -> catalogue.Ask:
        lead_in = [(each.above, each.cleaned_data["words"]) for each in self.lead_in if each.cleaned_data["use"]]
        addressees = [each.pair for each in self.addressees.forms if each.pair]
        return self.form.ask(lead_in, addressees)

    def show(self, refusal: Refused) -> None:
        if isinstance(refusal, Invalid):
            parts = [each for each in self.parts.forms if each.part]
            for name in [each for each in refusal.errors if each.startswith("parts-")]:
                parts[int(name.removeprefix("parts-"))].refuse(refusal.errors.pop(name))
        if isinstance(refusal, AlreadyCatalogued):
            self.there = refusal.facts["recommendation"]
        if not isinstance(refusal, Invalid) or refusal.errors:
            self.form.show(refusal)


@stewards_only
def new(request: HttpRequest) -> HttpResponse:
    paragraph = _paragraph(request)
    if request.method != "POST":
        return _page(request, _sheet(paragraph, None, initial=_marked(paragraph, request.GET)), 200)
    data = request.POST.copy()
    action = data.get("action", "add")
    if action == "take-nearest":
        data["quote"] = data.get("nearest", "")
    sheet = _sheet(paragraph, data, action=action)
    if action != "add":
        return _page(request, sheet, 200, quiet=True)
    return _add(request, sheet)


def _paragraph(request: HttpRequest) -> Paragraph:
    """By document and label, as the reader says them: of the version that is quoted."""
    document = get_object_or_404(SourceDocument, code=request.GET.get("document", ""))
    version = get_object_or_404(reading.quoted(document))
    labels = list(version.paragraphs.order_by("ord").values_list("label", flat=True))
    found = reading.place(labels, request.GET.get("paragraph", ""))
    if not found.label:
        raise Http404
    return version.paragraphs.select_related("document_version__document", "parent").get(label=found.label)


def _marked(paragraph: Paragraph, given: QueryDict) -> dict[str, Any]:
    """The words between the places that were marked in the reader, and which of them they are."""
    start, end = whole_number(given.get("start", "")), whole_number(given.get("end", ""))
    if not start < end <= len(paragraph.text):
        return {}
    words = paragraph.text[start:end]
    before = len(words) - len(words.lstrip())
    return {"quote": words.strip(), "occurrence": occurrence_at(paragraph.text, words.strip(), start + before)}


def _sheet(
    paragraph: Paragraph, data: QueryDict | None, *, action: str = "", initial: dict[str, Any] | None = None
) -> Sheet:
    form = AskForm(data, paragraph=paragraph, initial=initial or {})
    choices = fields.organizations()
    addressees = rows_of(Addressees, "addressees", data, more=action == "more-addressees")
    parts = rows_of(Parts, "parts", data, more=action == "more-parts")
    for each in addressees.forms:
        fields.offer(each, choices)
    for each in parts.forms:
        each.offer(choices)
    return Sheet(paragraph, form, _lead_in(paragraph, data), addressees, parts)


def _lead_in(paragraph: Paragraph, data: QueryDict | None) -> list[LeadInForm]:
    """The paragraphs above, the nearest last."""
    above: list[Paragraph] = []
    at = paragraph.parent
    while at is not None:
        above.insert(0, at)
        at = at.parent
    return [
        LeadInForm(data, above=each, prefix=f"lead-{each.pk}", initial={"use": True, "words": each.text})
        for each in above
    ]


def _add(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if not sheet.is_valid():
        return _page(request, sheet, 422)
    parts = [each.part for each in sheet.parts.forms if each.part]
    try:
        made = enter(sheet.paragraph, sheet.ask(), parts, by=by(request))
    except AlreadyCatalogued as refusal:
        there: Recommendation = refusal.facts["recommendation"]
        if Entry.objects.filter(recommendation=there, kind="added", actor=by(request).user).exists():
            messages.info(request, _("These words are in the register: you added them as %(it)s.") % {"it": there})
            return redirect("recommendation", there.public_id)
        sheet.show(refusal)
        return _page(request, sheet, 409)
    except Refused as refusal:
        sheet.show(refusal)
        return _page(request, sheet, 422)
    messages.success(request, _("Added as %(reference)s.") % {"reference": made.reference})
    return redirect("recommendation", made.public_id)


def _page(request: HttpRequest, sheet: Sheet, status: int, *, quiet: bool = False) -> HttpResponse:
    paragraph = sheet.paragraph
    number = references.next_number(paragraph)
    context = {
        "section": "documents",
        "sheet": sheet,
        "form": sheet.form,
        "paragraph": paragraph,
        "document": paragraph.document_version.document,
        "asks": paragraph.recommendations.filter(archived_at__isnull=True).order_by("start"),
        "reference": references.reference_of(paragraph, number),
        # Other words marked in the same paragraph are another form: what was kept of this one does not cover them.
        "marked": ":{start}-{end}".format(**request.GET.dict()) if {"start", "end"} <= set(request.GET) else "",
        "quiet": quiet,
        "refused": status != 200,
    }
    return render(request, "stewarding/new.html", context, status=status)
