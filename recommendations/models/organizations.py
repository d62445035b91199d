from datetime import date

from django.db import models
from django.db.models import F, Q
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

    def name(self, language: str = "en", on: date | None = None) -> str:
        """The name in `language` (English where there is none) that held on the day; the code where there is none."""
        found = self._names(language, on) or self._names("en", on)
        return found[0].name if found else self.code

    def acronym(self, language: str = "en") -> str:
        found = self._names(language, None) or self._names("en", None)
        return found[0].acronym if found else ""

    def _names(self, language: str, on: date | None) -> list["OrganizationName"]:
        held = [each for each in self.names.all() if each.language == language and each.held_on(on)]
        return sorted(held, key=lambda each: each.valid_from or date.min, reverse=True)


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

    def held_on(self, day: date | None) -> bool:
        """Without a day: the name still in use."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


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
