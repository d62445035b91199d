"""One change over the rows of a list: what they are now, mixed where they differ, a preview of exactly what changes in
which row, then all of it or nothing."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from recommendations.browser.shared import by
from recommendations.browser.stewarding import fields
from recommendations.browser.stewarding.fields import ManyThemes
from recommendations.browser.stewarding.forms import StewardForm
from recommendations.browser.stewarding.gate import stewards_only
from recommendations.choices import FollowUp, Kind, Nature, Standing
from recommendations.errors import NotAll, Refused, Stale
from recommendations.models import Recommendation
from recommendations.queries import addresses, conditions, figures, names, order
from recommendations.queries.addresses import whole_number
from recommendations.queries.filters import RecommendationFilters
from recommendations.workflow import bulk_change
from recommendations.workflow.bulk_change import Change, Line, Seen

AS_IT_IS: Final = ("", _("Leave as it is"))
CHOICES: Final[dict[str, Any]] = {"follow_up": FollowUp, "nature": Nature, "kind": Kind, "standing": Standing}


class BulkForm(StewardForm):
    follow_up = forms.ChoiceField(label=_("Follow-up"), choices=[AS_IT_IS, *FollowUp.choices], required=False)
    nature = forms.ChoiceField(label=_("Nature"), choices=[AS_IT_IS, *Nature.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[AS_IT_IS, *Kind.choices], required=False)
    standing = forms.ChoiceField(label=_("Standing"), choices=[AS_IT_IS, *Standing.choices], required=False)
    standing_symbol = forms.CharField(
        label=_("Symbol of the standing"), help_text=_("Empty: it stays."), required=False, max_length=120
    )
    with_themes = ManyThemes(label=_("Themes to add"))
    without_themes = ManyThemes(label=_("Themes to take off"))
    put_away = forms.BooleanField(label=_("Archive them all; nothing else is changed then"), required=False)
    field_order = ("follow_up", "nature", "kind", "standing", "standing_symbol")
    all_optional = True

    def __init__(self, *args: Any, now: "dict[str, Now]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in CHOICES.items():
            self.fields[name].choices = [("", now[name].left), *choices.choices]  # type: ignore[attr-defined]
        for name in ("with_themes", "without_themes"):
            self.fields[name].choices = fields.themes()  # type: ignore[attr-defined]  # declared above

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.change():
            self.add_error(None, gettext("Say what is to change."))
        return data

    def change(self) -> Change:
        data = self.cleaned_data
        return Change(
            {name: data[name] for name in bulk_change.CODES if data.get(name)},
            data.get("with_themes", ()),
            data.get("without_themes", ()),
            archive=data.get("put_away", False),
        )


@dataclass(frozen=True, slots=True)
class Now:
    """What a column holds in the rows: one value, or mixed with how many of each."""

    label: str
    values: list[tuple[str, int]]

    @property
    def mixed(self) -> bool:
        return len(self.values) > 1

    @property
    def left(self) -> str:
        """What leaving it as it is means, for the choice that says so."""
        if self.mixed:
            return gettext("Mixed: leave each as it is")
        return gettext("%(value)s: leave it") % {"value": self.values[0][0]} if self.values else str(AS_IT_IS[1])


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the preview: label, before and after of each column that changes, and why it cannot be."""

    row: Recommendation
    differences: list[tuple[str, str, str]]
    archived: bool
    chosen: bool
    problem: str = ""

    @property
    def changes(self) -> bool:
        return self.archived or bool(self.differences)


@stewards_only
def change_all(request: HttpRequest) -> HttpResponse:
    filters = RecommendationFilters(request.GET, queryset=conditions.listed(), known=names.organizations())
    if problems := addresses.problems(filters, request.GET):
        return render(request, "stewarding/bulk.html", {"problems": problems, "section": "recommendations"}, status=400)
    found = filters.qs.select_related("paragraph").prefetch_related("themes").order_by(*order.IN_THE_DOCUMENT)
    rows = list(found)
    match request.POST.get("action", "") if request.method == "POST" else "":
        case "preview":
            return _preview(request, rows)
        case "apply":
            return _apply(request, rows)
    return _page(request, rows, BulkForm(now=_now(rows)), 200)


def _preview(request: HttpRequest, found: list[Recommendation]) -> HttpResponse:
    """Of every row of the list, as it is now."""
    form = BulkForm(request.POST, now=_now(found))
    if not form.is_valid():
        return _page(request, found, form, 422)
    return _page(request, found, form, 200, shown=_shown(found, form.change()))


def _apply(request: HttpRequest, found: list[Recommendation]) -> HttpResponse:
    """To the rows that were shown and are still ticked, at the versions that were shown."""
    form = BulkForm(request.POST, now=_now(found))
    seen, wrong = _seen(request.POST)
    if not form.is_valid() or wrong:
        return _page(request, found, form, 422)
    try:
        done = bulk_change.apply(seen, form.change(), by=by(request), why=form.cleaned_data["why"])
    except NotAll as refusal:
        return _stopped(request, found, form, refusal, seen)
    except Refused as refusal:
        return _page(request, found, form, form.show(refusal), shown=_shown(found, form.change()))
    words = ngettext("%(n)d recommendation was changed.", "%(n)d recommendations were changed.", len(done))
    messages.success(request, words % {"n": len(done)})
    return redirect(f"{reverse('recommendations')}?{request.GET.urlencode()}")


def _seen(data: QueryDict) -> tuple[list[Seen], bool]:
    """`row` holds id and version; whether one of them is no row at all."""
    versions = {}
    for each in data.getlist("row"):
        public_id, _colon, version = each.partition(":")
        versions[public_id] = whole_number(version)
    rows = Recommendation.objects.filter(public_id__in=versions).prefetch_related("themes")
    seen = [Seen(each, versions[each.public_id]) for each in rows]
    return seen, len(seen) != len(versions)


def _stopped(
    request: HttpRequest, found: list[Recommendation], form: BulkForm, refusal: NotAll, seen: list[Seen]
) -> HttpResponse:
    """A second click finds that every row is as it should be; else each row that stops it is shown with why."""
    change, problems = form.change(), {row.pk: why for row, why in refusal.stopped}
    current = Recommendation.objects.filter(pk__in=[each.row.pk for each in seen]).prefetch_related("themes")
    rows = list(current.order_by(*order.IN_THE_DOCUMENT))
    if not any(line.changes for line in bulk_change.preview(rows, change)):
        messages.success(request, gettext("These recommendations are as you wanted them."))
        return redirect(f"{reverse('recommendations')}?{request.GET.urlencode()}")
    stale = any(isinstance(each, Stale) for each in problems.values())
    form.add_error(None, str(refusal))
    chosen = {each.row.pk for each in seen}
    shown = [_show(line, chosen, problems) for line in bulk_change.preview(rows, change)]
    shown.sort(key=lambda each: not each.problem)
    return _page(request, found, form, 409 if stale else 422, shown=shown)


def _shown(rows: list[Recommendation], change: Change) -> list[Shown]:
    chosen = {each.pk for each in rows}
    return [_show(line, chosen, {}) for line in bulk_change.preview(rows, change)]


def _show(line: Line, chosen: set[int], problems: dict[int, Refused]) -> Shown:
    differences = [
        (_label(each.name), _words(each.name, each.before), _words(each.name, each.after)) for each in line.differences
    ]
    problem = problems.get(line.row.pk)
    words = "" if problem is None else _said(problem)
    return Shown(line.row, differences, line.archived, line.row.pk in chosen, words)


def _said(problem: Refused) -> str:
    if isinstance(problem, Stale):
        return gettext("Somebody changed it since you saw it; it is shown as it is now.")
    return " ".join(str(each) for each in getattr(problem, "errors", {}).values()) or str(problem)


def _label(name: str) -> str:
    found = str(Recommendation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all have one
    return found[:1].upper() + found[1:]


def _words(name: str, value: str | list[str]) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return str(CHOICES[name](value).label) if name in CHOICES and value else value or "–"


def _now(rows: list[Recommendation]) -> dict[str, Now]:
    found = {}
    for name in bulk_change.CODES:
        held = Counter(getattr(each, name) for each in rows)
        found[name] = Now(_label(name), [(_words(name, code), n) for code, n in held.most_common()])
    held = Counter(theme.name for each in rows for theme in each.themes.all())
    return {**found, "themes": Now(_label("themes"), sorted(held.items()))}


def _page(
    request: HttpRequest,
    found: list[Recommendation],
    form: BulkForm,
    status: int,
    *,
    shown: list[Shown] | None = None,
) -> HttpResponse:
    query = addresses.filters_in(request.GET)
    listed = RecommendationFilters(request.GET, queryset=conditions.listed()).qs
    context = {
        "section": "recommendations",
        "form": form,
        "population": figures.population(listed, query),
        "count": len(found),
        "too_many": len(found) > bulk_change.MOST,
        "most": bulk_change.MOST,
        "now": _now(found).values(),
        "shown": shown,
        "changing": sum(each.changes for each in shown or []),
        "address": f"?{request.GET.urlencode()}",
    }
    return render(request, "stewarding/bulk.html", context, status=status)
