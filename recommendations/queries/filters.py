"""The filters of the list: one set for page and API, so that an address and a call give the same rows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations import access
from recommendations.choices import (
    COUNTING_STATES,
    PHASES,
    AssignmentRole,
    AssignmentState,
    Basis,
    FollowUp,
    Kind,
    Nature,
    Phase,
    Standing,
    Status,
)
from recommendations.models import (
    Assignment,
    Organization,
    Recommendation,
    RecommendationPlace,
    SourceDocument,
    Theme,
)
from recommendations.queries import conditions, names, search

Rows: TypeAlias = QuerySet[Recommendation]
Choices: TypeAlias = Callable[[], list[tuple[str, str]]] | list[tuple[str, str]] | Iterable[tuple[str, str | Promise]]


class Codes(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # django-filter is untyped
    """Any of several codes: `status=deferred&status=in_progress`. `among` says which rows these are."""

    def __init__(self, label: Any, choices: Any, among: Callable[[list[str]], Q]) -> None:
        super().__init__(label=label, choices=choices, distinct=False)
        self.among = among

    def filter(self, rows: Rows, value: list[str]) -> Rows:
        return rows.filter(self.among(value)) if value else rows


class _AsGiven(forms.NullBooleanSelect):
    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name)


class YesOrNo(forms.NullBooleanField):
    """Django's own takes any word for "unknown", so that a misspelt filter would give every row."""

    widget = _AsGiven
    known: Final[dict[Any, bool | None]] = {
        "": None,
        "unknown": None,  # what the widget offers for "either"
        None: None,
        "true": True,
        "false": False,
        True: True,
        False: False,
    }

    def to_python(self, value: Any) -> bool | None:  # type: ignore[override]  # as Django's own
        if value not in self.known:
            raise forms.ValidationError(_("Give true or false."))
        return self.known[value]


class Switch(django_filters.BooleanFilter):  # type: ignore[misc]  # django-filter is untyped
    """`overdue=true` gives the rows that are, `overdue=false` the others. `by_the_hour` when it changes in the course
    of a day: `holds` can then be asked of another moment than now."""

    field_class = YesOrNo

    def __init__(self, label: Any, holds: Callable[..., Q], *, by_the_hour: bool = False) -> None:
        super().__init__(label=label)
        self.holds = holds
        self.by_the_hour = by_the_hour

    def condition(self, now: datetime) -> Q:
        return self.holds(now) if self.by_the_hour else self.holds()

    def filter(self, rows: Rows, value: bool | None) -> Rows:
        if value is None:
            return rows
        return rows.filter(self.holds()) if value else rows.exclude(pk__in=Recommendation.objects.filter(self.holds()))


class Day(django_filters.DateFilter):  # type: ignore[misc]  # django-filter is untyped
    """`due_from=2026-01-01`: only days as ISO 8601 writes them, whatever language the page is in."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, input_formats=["%Y-%m-%d"], **more)


def organizations(known: names.Organizations | None = None) -> list[tuple[str, str]]:
    found = names.organizations() if known is None else known
    return sorted(
        ((code, found.words[pk]) for pk, code in found.codes.items()), key=lambda each: names.alphabetical(each[1])
    )


def documents() -> list[tuple[str, str]]:
    return [(each.code, str(each)) for each in SourceDocument.objects.order_by(Lower("code"))]


def themes() -> list[tuple[str, str]]:
    return sorted(
        ((each.code, each.label) for each in Theme.objects.all()), key=lambda pair: names.alphabetical(pair[1])
    )


# What menus offer of them; what was put away is still accepted.
NOT_PUT_AWAY: Final[dict[str, Callable[[], set[str]]]] = {
    "document": lambda: set(SourceDocument.objects.filter(archived_at=None).values_list("code", flat=True)),
    "theme": lambda: set(Theme.objects.filter(archived_at=None).values_list("code", flat=True)),
}


def places() -> list[tuple[str, str]]:
    found = RecommendationPlace.objects.order_by().values_list("name", flat=True).distinct()
    return [(name, name) for name in sorted(found)]


def years() -> list[tuple[str, str]]:
    dated = SourceDocument.objects.exclude(dated=None).order_by().values_list("dated__year", flat=True).distinct()
    return [(str(year), str(year)) for year in sorted(dated)]


def phases() -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in Phase]


def _assigned(**condition: Any) -> Q:
    return Q(Exists(Assignment.objects.filter(recommendation=OuterRef("pk"), **condition)))


def _counting(**condition: Any) -> Q:
    return _assigned(state__in=COUNTING_STATES, **condition)


def _in_families(codes: list[str]) -> Q:
    tops = Organization.objects.filter(code__in=codes).values_list("pk", flat=True)
    ids = access.family(tops)
    return _counting(organization__in=ids) | _counting(answering_organization__in=ids)


def _with_status(codes: Iterable[str]) -> Q:
    return conditions.TRACKED & Q(status__in=list(codes))


def _in_phases(codes: list[str]) -> Q:
    return _with_status(status for phase in codes for status in PHASES[Phase(phase)])


class _Choices:
    """The choices of one filter, read only if it is asked, and once for all filters of the page with the same."""

    def __init__(self, read: dict[Any, list[tuple[str, str]]], source: Callable[[], list[tuple[str, str]]]) -> None:
        self.read = read
        self.source = source

    def __call__(self) -> list[tuple[str, str]]:
        if self.source not in self.read:
            self.read[self.source] = self.source()
        return self.read[self.source]

    def __deepcopy__(self, memo: Any) -> "_Choices":
        """A form copies its fields with all that hangs on them: the lists stay the same."""
        return self


class RecommendationFilters(django_filters.FilterSet):  # type: ignore[misc]  # django-filter is untyped
    """Every filter narrows; a value that is not in its list is an error, never ignored."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    follow_up = Codes(_("Follow-up"), FollowUp.choices, lambda codes: Q(follow_up__in=codes))
    phase = Codes(_("Phase"), phases, _in_phases)
    status = Codes(_("Status"), Status.choices, _with_status)
    basis = Codes(_("Basis"), Basis.choices, lambda codes: conditions.TRACKED & Q(basis__in=codes))
    owner = Codes(
        _("Owner"), organizations, lambda codes: _counting(role=AssignmentRole.OWNER, organization__code__in=codes)
    )
    organization = Codes(
        _("Organization, any role"), organizations, lambda codes: _counting(organization__code__in=codes)
    )
    family = Codes(_("Organization, with all below it"), organizations, _in_families)
    answering = Codes(
        _("Answering organization"),
        organizations,
        lambda codes: _counting(answering_organization__code__in=codes),
    )
    document = Codes(_("Document"), documents, lambda codes: Q(paragraph__document_version__document__code__in=codes))
    year = Codes(_("Year asked"), years, lambda codes: Q(paragraph__document_version__document__dated__year__in=codes))
    kind = Codes(_("Kind"), Kind.choices, lambda codes: Q(kind__in=codes))
    nature = Codes(_("Nature"), Nature.choices, lambda codes: Q(nature__in=codes))
    standing = Codes(_("Standing"), Standing.choices, lambda codes: Q(standing__in=codes))
    theme = Codes(
        _("Theme"),
        themes,
        lambda codes: Q(
            pk__in=Recommendation.themes.through.objects.filter(theme__code__in=codes).values("recommendation")
        ),
    )
    place = Codes(
        _("Country or operation"),
        places,
        lambda names: Q(pk__in=Recommendation.objects.filter(places__name__in=names).values("pk")),
    )
    addressee = Codes(
        _("Addressee"),
        organizations,
        lambda codes: Q(pk__in=Recommendation.objects.filter(addressees__organization__code__in=codes).values("pk")),
    )
    assignment_state = Codes(
        _("Assignment"), AssignmentState.choices, lambda codes: _assigned(role=AssignmentRole.OWNER, state__in=codes)
    )
    counted = Switch(_("Counted (a whole is counted through its parts)"), lambda: conditions.COUNTED)
    overdue = Switch(_("Past its target date"), conditions.overdue)
    no_recent_information = Switch(_("No recent information"), conditions.no_recent_information, by_the_hour=True)
    long_outstanding = Switch(_("Long outstanding"), conditions.long_outstanding)
    differ = Switch(_("Reported and reviewed differ"), conditions.differ)
    newer_report = Switch(_("Newer report, awaiting review"), conditions.newer_report)
    without_owner = Switch(_("Without owner"), conditions.without_owner)
    asked = Switch(_("Asked for information"), conditions.asked)
    answered = Switch(_("Answered"), conditions.answered)
    current = Switch(_("Answered in the last 365 days"), conditions.current, by_the_hour=True)
    by_event = Switch(_("By an event"), conditions.by_event)
    dated = Switch(_("With a target date"), lambda: Q(due_on__isnull=False))
    due_from = Day(_("Target date from"), field_name="due_on", lookup_expr="gte")
    due_to = Day(_("Target date up to"), field_name="due_on", lookup_expr="lte")

    def __init__(self, *args: Any, known: names.Organizations | None = None, **kwargs: Any) -> None:
        """`known`: the organizations, where they are read already."""
        super().__init__(*args, **kwargs)
        # Five filters choose among all organizations: read once for all of them, and only if one of them is asked.
        read: dict[Any, Any] = {} if known is None else {organizations: organizations(known)}
        for each in self.filters.values():
            source = each.extra.get("choices")
            if callable(source):
                each.extra["choices"] = _Choices(read, source)

    class Meta:
        model = Recommendation
        fields: Final[list[str]] = []

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        return search.matching(rows, value)

    def values_of(self, name: str) -> list[tuple[str, str]]:
        """What may be asked for, with its words."""
        choices = self.filters[name].extra.get("choices", ())
        return [(str(code), str(words)) for code, words in (choices() if callable(choices) else choices)]

    def in_use(self) -> list[str]:
        """The filters that narrow, where all of them hold."""
        if not self.is_valid():
            return []
        return [name for name, value in self.form.cleaned_data.items() if value not in EMPTY]

    def alone(self, rows: Rows, name: str) -> Rows:
        """The rows that this filter gives, whatever the others say."""
        found: Rows = self.filters[name].filter(rows, self.form.cleaned_data[name])
        return found


EMPTY: Final[tuple[Any, ...]] = (None, "", [])
SAID: Final = {True: ("true", _("yes")), False: ("false", _("no"))}


def chosen(filters: RecommendationFilters) -> list[tuple[str, str, str, str]]:
    """The filters in use, one by one: field, its label, the value's code and its words. Raises nothing."""
    found: list[tuple[str, str, str, str]] = []
    for name, value in filters.form.cleaned_data.items():
        if value in EMPTY:
            continue
        field = filters.form.fields[name]
        words = dict(filters.values_of(name))
        for each in value if isinstance(value, list) else [value]:
            code, label = SAID[each] if isinstance(each, bool) else (str(each), words.get(each, each))
            label = date_format(each, "j F Y") if isinstance(each, date) else label
            found.append((name, str(field.label), code, str(label)))
    return found
