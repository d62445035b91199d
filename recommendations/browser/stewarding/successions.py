"""One body gives way to another: recorded with its day, and then each assignment that is still open is decided."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.shared import by
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.fields import ManyOrganizations, OrganizationField
from recommendations.browser.stewarding.forms import Day, StewardForm
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import SuccessionKind
from recommendations.models import Assignment, Succession
from recommendations.workflow import deciding, successions
from recommendations.workflow.deciding import Decision

SEVERAL = _("Several: hold Ctrl or ⌘ while you choose.")


class SuccessionForm(StewardForm):
    kind = forms.ChoiceField(label=_("What happened"), choices=[("", _("Choose")), *SuccessionKind.choices])
    on = Day(label=_("On"))
    predecessors = ManyOrganizations(label=_("What it was before"), help_text=SEVERAL)
    successors = ManyOrganizations(label=_("What came after"), help_text=SEVERAL)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("The decision that says so, with its symbol."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DecideForm(StewardForm):
    """What becomes of one open assignment."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("", _("Choose")),
            (Decision.END, _("It ends: nobody takes it up")),
            (Decision.MOVE, _("It ends, and is proposed to another body, which confirms or declines")),
            (Decision.ANSWER, _("It stays, and another office answers")),
        ],
    )
    to = OrganizationField(label=_("The other body or office"), empty=_("None"), required=False)


@stewards_only
def listed(request: HttpRequest) -> HttpResponse:
    rows = Succession.objects.prefetch_related("predecessors__names", "successors__names").order_by("-on", "-pk")
    left = successions.how_much_is_open()
    found = [(each, left.get(each.pk, 0)) for each in rows]
    return render(request, "stewarding/successions.html", {"section": "organizations", "rows": found})


@stewards_only
def new(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SuccessionForm(data, initial={"predecessors": request.GET.getlist("of")})
    fields.offer(form, fields.organizations([*request.GET.getlist("of"), *request.POST.getlist("predecessors")]))
    if data is None:
        return render(request, "stewarding/new_succession.html", {"section": "organizations", "form": form})
    recorded: list[successions.Recorded] = []

    def do(given: dict[str, Any]) -> None:
        recorded.append(successions.add(given.pop("kind"), by=by(request), **given))

    status = form.carried_out(do)
    if status != 200:
        context = {"section": "organizations", "form": form}
        return render(request, "stewarding/new_succession.html", context, status=status)
    moved = len(recorded[0].moved)
    words = ngettext("%(n)d open assignment went over.", "%(n)d open assignments went over.", moved) % {"n": moved}
    messages.success(request, f"{gettext('The succession is recorded.')} {words if moved else ''}".strip())
    return redirect("succession", recorded[0].succession.public_id)


@stewards_only
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_object_or_404(Succession, public_id=public_id)
    action = request.POST.get("action", "") if request.method == "POST" else ""
    open_work = successions.open_work(row)
    if not action:
        return _page(request, row, [(each, _form(each, row)) for each in open_work], 200)
    chosen = next((each for each in open_work if each.public_id == action.removeprefix("decide:")), None)
    if chosen is None:
        there = Assignment.objects.filter(public_id=action.removeprefix("decide:")).exists()
        if not there:
            raise Http404
        messages.info(request, gettext("This one is decided already."))
        return redirect("succession", row.public_id)
    return _decide(request, row, open_work, chosen)


def _decide(request: HttpRequest, row: Succession, open_work: list[Assignment], chosen: Assignment) -> HttpResponse:
    form = _form(chosen, row, request.POST)

    def do(given: dict[str, Any]) -> None:
        deciding.decide(
            chosen, given["decision"], by=by(request), version=form.version, to=given["to"], why=given["why"]
        )

    status = form.carried_out(do, holds=lambda current: not current.counts)
    if status != 200:
        shown = [(each, form if each == chosen else _form(each, row)) for each in open_work]
        return _page(request, row, shown, status)
    messages.success(request, gettext("Decided, with your reason in the history."))
    return redirect("succession", row.public_id)


def _form(assignment: Assignment, row: Succession, data: Any = None) -> DecideForm:
    """The successors stand first."""
    form = DecideForm(data, row=assignment, prefix=assignment.public_id)
    after = {each.code for each in row.successors.all()}
    choices = sorted(fields.organizations(), key=lambda each: each[0] not in after)
    fields.offer(form, choices)
    return form


def _page(
    request: HttpRequest, row: Succession, shown: list[tuple[Assignment, DecideForm]], status: int
) -> HttpResponse:
    context = {
        "section": "organizations",
        "row": row,
        "shown": shown,
        "moves": row.kind in successions.MOVING,
        "before": sorted(row.predecessors.prefetch_related("names"), key=str),
        "after": sorted(row.successors.prefetch_related("names"), key=str),
    }
    return render(request, "stewarding/succession.html", context, status=status)
