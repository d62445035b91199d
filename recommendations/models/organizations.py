from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from recommendations.choices import OrganizationKind, SuccessionKind
from recommendations.models.fields import Archivable, Versioned, an_id, coded, one_of


class Organization(Versioned, Archivable):
    """A body that asks, owns or answers. With all below it, it is a family."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = coded(OrganizationKind.choices, verbose_name=_("kind"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    reports_for_itself = models.BooleanField(_("reports for itself"), default=True)
    note = models.TextField(_("note"), blank=True, default="")
    ends_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="no_organization_is_its_own_parent"),
            one_of("kind", OrganizationKind),
        ]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None, on: date | None = None) -> str:
        """The name that held on the day, in `language` or the page's; English where there is none, or the code."""
        found = chosen(self._names(), language, on)
        return found.name if found else self.code

    def acronym(self, language: str | None = None) -> str:
        found = chosen(self._names(), language)
        return found.acronym if found else ""

    def _names(self) -> "Iterable[Named]":
        """As they were read along with it, or asked for now."""
        read: Iterable[Named] | None = self.__dict__.get("names_read")
        return self.names.all() if read is None else read


class Named(Protocol):
    """A name of an organization, as a row or as it was read of one."""

    @property
    def language(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def acronym(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


N = TypeVar("N", bound=Named)


def chosen(names: Iterable[N], language: str | None = None, on: date | None = None) -> N | None:
    """The one that held on the day, in `language` or the page's; English where there is none. Of several the latest;
    without a day, the name still in use."""
    wanted = language or get_language() or "en"
    found: N | None = None
    for each in names:
        if each.language not in (wanted, "en") or not (on is None or held_on(each, on)):
            continue
        if found is None or _rank(each, wanted) > _rank(found, wanted):
            found = each
    return found


def _rank(name: Named, language: str) -> tuple[bool, date]:
    return name.language == language, name.valid_from or date.min


def held_on(name: Named, day: date) -> bool:
    return (name.valid_from is None or name.valid_from <= day) and (name.valid_to is None or day <= name.valid_to)


class OrganizationName(models.Model):
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="names")
    language = models.CharField(max_length=8, default="en")
    name = models.CharField(max_length=300)
    acronym = models.CharField(max_length=40, blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["language", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "language", "valid_from"], name="one_name_per_language_and_day"
            ),
            models.UniqueConstraint(
                fields=["organization", "language"],
                condition=Q(valid_from__isnull=True),
                name="one_first_name_per_language",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="a_name_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(Versioned):
    """One or several bodies gave way to one or several others, on a day."""

    public_id = an_id()
    kind = coded(SuccessionKind.choices, verbose_name=_("kind"))
    on = models.DateField(_("on"))
    predecessors = models.ManyToManyField(Organization, related_name="succeeded_by", verbose_name=_("predecessors"))
    successors = models.ManyToManyField(
        Organization, related_name="succeeded", verbose_name=_("successors"), blank=True
    )
    note = models.TextField(_("note"), blank=True, default="")

    class Meta:
        ordering = ["on", "id"]
        constraints = [one_of("kind", SuccessionKind)]

    def __str__(self) -> str:
        return f"{self.on}: {SuccessionKind(self.kind).label}"
