"""The filters of the list: one set for page and API, so that an address and a call give the same rows."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
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
from recommendations.models import Addressee, Assignment, Organization, Recommendation, SourceDocument, Theme
from recommendations.queries import conditions

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
    """`overdue=true` gives the rows that are, `overdue=false` the others."""

    field_class = YesOrNo

    def __init__(self, label: Any, holds: Callable[[], Q]) -> None:
        super().__init__(label=label)
        self.holds = holds

    def filter(self, rows: Rows, value: bool | None) -> Rows:
        if value is None:
            return rows
        return rows.filter(self.holds()) if value else rows.exclude(pk__in=Recommendation.objects.filter(self.holds()))


def organizations() -> list[tuple[str, str]]:
    rows = Organization.objects.prefetch_related("names")
    return sorted(((each.code, each.name()) for each in rows), key=lambda each: each[1].casefold())


def documents() -> list[tuple[str, str]]:
    return [(each.code, str(each)) for each in SourceDocument.objects.order_by("code")]


def themes() -> list[tuple[str, str]]:
    return list(Theme.objects.order_by("name").values_list("code", "name"))


def places() -> list[tuple[str, str]]:
    names = Recommendation.objects.exclude(places__name=None).values_list("places__name", flat=True).distinct()
    return [(name, name) for name in sorted(names)]


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
    no_recent_information = Switch(_("No recent information"), conditions.no_recent_information)
    long_outstanding = Switch(_("Long outstanding"), conditions.long_outstanding)
    differ = Switch(_("Reported and reviewed differ"), conditions.differ)
    newer_report = Switch(_("Newer report, awaiting review"), conditions.newer_report)
    without_owner = Switch(_("Without owner"), lambda: Q(without_owner=True) & conditions.COUNTED)
    dated = Switch(_("With a target date"), lambda: Q(due_on__isnull=False))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Five filters choose among all organizations: read once for all of them.
        read: dict[Any, Any] = {}
        for each in self.filters.values():
            source = each.extra.get("choices")
            if callable(source):
                each.extra["choices"] = read[source] if source in read else read.setdefault(source, source())

    class Meta:
        model = Recommendation
        fields: Final[list[str]] = []

    def search(self, rows: Rows, name: str, value: str) -> Rows:
        """Every word has to stand in the reference, the ask's own words, or the name of an organization in it."""
        for word in value.split():
            rows = rows.filter(
                Q(reference__icontains=word)
                | Q(text__icontains=word)
                | _counting(organization__names__name__icontains=word)
                | _counting(organization__names__acronym__iexact=word)
            )
        return rows


def organizations_in_use() -> dict[str, set[str]]:
    """Per filter that chooses organizations, the codes that have rows: what a menu offers. The others are accepted."""
    used = Assignment.objects.filter(state__in=COUNTING_STATES, recommendation__archived_at__isnull=True)
    assigned = set(used.values_list("role", "organization_id", "answering_organization_id"))
    everything = dict(Organization.objects.values_list("pk", "code"))
    tree = access.parents()
    any_role = {each for _role, each, _answering in assigned}
    answering = {each for _role, _organization, each in assigned if each}
    ids = {
        "owner": {each for role, each, _answering in assigned if role == AssignmentRole.OWNER},
        "organization": any_role,
        "answering": answering,
        "family": {above for each in any_role | answering for above in access.with_all_above(each, tree)},
        "addressee": set(Addressee.objects.exclude(organization=None).values_list("organization", flat=True)),
    }
    return {name: {everything[each] for each in found} for name, found in ids.items()}


SAID: Final = {True: ("true", _("yes")), False: ("false", _("no"))}


def chosen(filters: RecommendationFilters) -> list[tuple[str, str, str, str]]:
    """The filters in use, one by one: field, its label, the value's code and its words. Raises nothing."""
    found: list[tuple[str, str, str, str]] = []
    for name, value in filters.form.cleaned_data.items():
        if value in (None, "", []):
            continue
        field = filters.form.fields[name]
        words = dict(getattr(field, "choices", []))
        for each in value if isinstance(value, list) else [value]:
            code, label = SAID[each] if isinstance(each, bool) else (str(each), words.get(each, each))
            found.append((name, str(field.label), code, str(label)))
    return found
