"""Where the words of one recommendation stand when its document has several versions: chosen in the quoted one, kept in
the older one, or put away; and its words in another language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.browser.differences import changes
from recommendations.browser.shared import by
from recommendations.browser.stewarding.ask_form import LeadInForm
from recommendations.browser.stewarding.forms import StewardForm, Why
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.browser.stewarding.quoting import QuotingForm
from recommendations.models import DocumentVersion, Paragraph, Recommendation
from recommendations.parsing.nearest import nearest
from recommendations.queries import renderings
from recommendations.queries import versions as versions_of
from recommendations.queries.documents import place
from recommendations.workflow import anchors, catalogue


class MarkForm(QuotingForm):
    """In another language: what was marked says enough."""

    why = Why(required=False)


@dataclass(slots=True)
class Target:
    """The paragraph of the quoted version that is offered, and what is chosen in it."""

    paragraph: Paragraph
    difference: SafeString
    form: QuotingForm
    lead_in: list[LeadInForm]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *[each.is_valid() for each in self.lead_in]])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A version in another language, with the form that marks the words in it."""

    version: DocumentVersion
    form: MarkForm | None
    exact: bool


@stewards_only
def to_place(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/words_to_place.html", {"section": "steward", "rows": versions_of.to_place()})


@stewards_only
def words(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = Recommendation.objects.select_related("paragraph__document_version__document")
    row = get_object_or_404(rows.defer("paragraph__document_version__content"), public_id=public_id)
    if request.method != "POST":
        return _page(request, row, {}, 200)
    action, _colon, which = request.POST.get("action", "").partition(":")
    act = ACTS.get(action)
    if act is None:
        raise Http404
    return act(request, row, which)


def _target(request: HttpRequest, row: Recommendation, data: QueryDict | None) -> Target | None:
    """None where the words stand in the quoted version already, or the document has no paragraph to offer."""
    own = row.paragraph.document_version
    quoted = versions_of.quoted_of(own.document)
    if own.pk == quoted.pk:
        return None
    partners = versions_of.partners(own, quoted)
    labels = list(quoted.paragraphs.order_by("ord").values_list("label", flat=True))
    asked = place(labels, request.GET.get("paragraph", "")).label
    after = quoted.paragraphs.filter(label=asked).first() if asked else partners.get(row.paragraph_id)
    if after is None:
        after = quoted.paragraphs.filter(label=row.paragraph.label).first() or quoted.paragraphs.earliest("ord")
    initial = {"quote": nearest(after.text, row.text)}
    form = QuotingForm(data, paragraph=after, row=row, initial=initial, prefix="move")
    again = {each.paragraph.pk: each.text for each in anchors.lead_in_again(row, partners)}
    return Target(after, changes(row.paragraph.text, after.text), form, _lead_in(after, again, data))


def _lead_in(paragraph: Paragraph, again: dict[int, str], data: QueryDict | None) -> list[LeadInForm]:
    above: list[Paragraph] = []
    at = paragraph.parent
    while at is not None:
        above.insert(0, at)
        at = at.parent
    above += [each for each in Paragraph.objects.filter(pk__in=again) if each not in above]
    return [
        LeadInForm(
            data,
            above=each,
            prefix=f"lead-{each.pk}",
            initial={"use": each.pk in again, "words": again.get(each.pk, each.text)},
        )
        for each in above
    ]


def _move(request: HttpRequest, row: Recommendation, which: str) -> HttpResponse:
    target = _target(request, row, request.POST)
    if target is None:
        return _done(request, row, _("Its words stand in the quoted version."))
    if not target.is_valid():
        return _page(request, row, {"target": target}, 422)
    lead_in = [(each.above, each.cleaned_data["words"]) for each in target.lead_in if each.cleaned_data["use"]]

    def do(data: dict[str, Any]) -> None:
        given = {"occurrence": target.form.which, "lead_in": lead_in, "why": data["why"]}
        anchors.move(row, target.paragraph, data["quote"], by=by(request), version=target.form.version, **given)

    return _answer(request, row, target.form, do, {"target": target}, _("Its words stand in the quoted version."))


def _take(request: HttpRequest, row: Recommendation, which: str) -> HttpResponse:
    data = request.POST.copy()
    data["move-quote"] = data.get("nearest", "")
    return _page(request, row, {"target": _target(request, row, data), "quiet": True}, 200)


def _keep(request: HttpRequest, row: Recommendation, which: str) -> HttpResponse:
    form = StewardForm(request.POST, row=row, prefix="keep")

    def do(data: dict[str, Any]) -> None:
        anchors.keep(row, by=by(request), version=form.version, why=data["why"])

    return _answer(request, row, form, do, {"keep": form}, _("Its words stay those of the older version."))


def _archive(request: HttpRequest, row: Recommendation, which: str) -> HttpResponse:
    form = StewardForm(request.POST, row=row, prefix="archive")

    def do(data: dict[str, Any]) -> None:
        catalogue.archive(row, by=by(request), version=form.version, why=data["why"])

    return _answer(request, row, form, do, {"archive": form}, _("Archived."))


def _render(request: HttpRequest, row: Recommendation, which: str) -> HttpResponse:
    others = _elsewhere(row, request.POST, which)
    one = next((each for each in others if each.version.sha256.startswith(which) and which), None)
    if one is None or one.form is None:
        raise Http404
    form = one.form

    def do(data: dict[str, Any]) -> None:
        given = {"occurrence": form.which, "why": data["why"]}
        anchors.render(row, form.paragraph, data["quote"], by=by(request), version=form.version, **given)

    return _answer(request, row, form, do, {"elsewhere": others}, _("Marked in the other language."))


ACTS: dict[str, Callable[[HttpRequest, Recommendation, str], HttpResponse]] = {
    "move": _move,
    "take-nearest": _take,
    "keep": _keep,
    "archive": _archive,
    "render": _render,
}


def _elsewhere(row: Recommendation, data: QueryDict | None = None, which: str = "") -> list[Elsewhere]:
    known = {each.version.pk: each for each in renderings.everywhere(row)}
    found = []
    for version in renderings.versions_beside(row.paragraph.document_version.document):
        there, form = known.get(version.pk), None
        if there:
            sent = data if which and version.sha256.startswith(which) else None
            form = MarkForm(
                sent,
                paragraph=there.paragraph,
                row=row,
                initial={"quote": there.text},
                prefix=f"render-{version.number}",
            )
            form.fields["quote"].label = gettext_lazy("Its words in this paragraph")
        found.append(Elsewhere(version, form, bool(there and there.exact)))
    return found


def _answer(
    request: HttpRequest,
    row: Recommendation,
    form: StewardForm,
    do: Callable[[dict[str, Any]], None],
    shown: dict[str, Any],
    said: str,
) -> HttpResponse:
    status = form.carried_out(do)
    return _done(request, row, said) if status == 200 else _page(request, row, shown, status)


def _done(request: HttpRequest, row: Recommendation, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("place-words", row.public_id)


def _page(request: HttpRequest, row: Recommendation, shown: dict[str, Any], status: int) -> HttpResponse:
    document = row.paragraph.document_version.document
    context = {
        "section": "documents",
        "row": row,
        "document": document,
        "version": row.paragraph.document_version,
        "quoted": versions_of.quoted_of(document),
        "target": shown["target"] if "target" in shown else _target(request, row, None),
        "keep": StewardForm(row=row, prefix="keep"),
        "archive": StewardForm(row=row, prefix="archive"),
        "elsewhere": _elsewhere(row) if "elsewhere" not in shown else [],
        "waiting": versions_of.to_place(document).exclude(pk=row.pk),
        "is_waiting": versions_of.to_place(document).filter(pk=row.pk).exists(),
    }
    return render(request, "intake/words.html", {**context, **shown}, status=status)
