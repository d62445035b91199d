"""A data steward's work on organizations and themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import EntryKind, OrganizationKind
from recommendations.errors import Invalid, ReasonNeeded
from recommendations.models import Entry, Organization, OrganizationName, Theme
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.locks import locked_at

CHANGEABLE: Final = ("kind", "parent", "reports_for_itself", "note", "ends_on")


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    acronym: str = ""
    language: str = "en"
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def add(
    code: str,
    *,
    by: By,
    kind: OrganizationKind,
    names: Sequence[Name],
    parent: Organization | None = None,
    reports_for_itself: bool = True,
    note: str = "",
    ends_on: date | None = None,
    why: str = "",
) -> Organization:
    as_ = access.acting(by, Verb.CATALOGUE)
    _require_sound(code, kind)
    made = Organization.objects.create(
        code=code, kind=kind, parent=parent, reports_for_itself=reports_for_itself, note=note, ends_on=ends_on
    )
    _set_names(made, names)
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    return made


def _require_sound(code: str, kind: str) -> None:
    errors = {}
    if Organization.objects.filter(code=code).exists():
        errors["code"] = _("%(code)s is in the register already.") % {"code": code}
    if kind not in OrganizationKind.values:
        errors["kind"] = _("“%(value)s” is not one of the values.") % {"value": kind}
    if errors:
        raise Invalid(errors)


def _set_names(organization: Organization, names: Sequence[Name]) -> None:
    """A row whose language and first day stay keeps its id, so that a form that was open meanwhile still fits."""
    _require_sound_names(names)
    kept = []
    for each in names:
        row, _made = OrganizationName.objects.update_or_create(
            organization=organization,
            language=each.language,
            valid_from=each.valid_from,
            defaults={"name": each.name, "acronym": each.acronym, "valid_to": each.valid_to},
        )
        kept.append(row.pk)
    organization.names.exclude(pk__in=kept).delete()


def _require_sound_names(names: Sequence[Name]) -> None:
    if not names or not all(each.name.strip() for each in names):
        raise Invalid({"names": _("An organization has at least one name.")})
    if len({(each.language, each.valid_from) for each in names}) < len(names):
        raise Invalid({"names": _("Only one name of a language begins on a day.")})
    if any(each.valid_from and each.valid_to and each.valid_from > each.valid_to for each in names):
        raise Invalid({"names": _("A name begins before it ends.")})


@transaction.atomic
def change(
    organization: Organization, *, by: By, version: int, why: str, names: Sequence[Name] | None = None, **given: Any
) -> Entry | None:
    """Change what is known of an organization; earlier names are kept by dating them. Raises Invalid, Stale."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    if "parent" in given:
        _hold_the_tree()
    found = locked_at(organization, version)
    unknown = set(given) - set(CHANGEABLE)
    if unknown:
        raise Invalid({each: _("This cannot be changed.") for each in sorted(unknown)})
    before = take(found)
    for name, value in given.items():
        setattr(found, name, value)
    if found.parent and found.pk in access.with_all_above(found.parent.pk, access.parents()):
        raise Invalid({"parent": _("An organization cannot stand below itself.")})
    if names is not None:
        _set_names(found, names)
    found.version += 1
    found.save()
    return record_changed(found, before, by=by, acting=as_, why=why)


def _hold_the_tree() -> None:
    """Two that move at once could each come to stand below the other, and read each other's words."""
    list(Organization.objects.select_for_update().order_by("pk").values_list("pk"))


@transaction.atomic
def add_theme(code: str, name: str, *, by: By, why: str = "") -> Theme:
    as_ = access.acting(by, Verb.CATALOGUE)
    if Theme.objects.filter(code=code).exists():
        raise Invalid({"code": _("%(code)s is in the register already.") % {"code": code}})
    made = Theme.objects.create(code=code, name=name)
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    return made


@transaction.atomic
def rename_theme(theme: Theme, *, by: By, version: int, name: str, why: str) -> Entry | None:
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    found = locked_at(theme, version)
    before = take(found)
    found.name = name
    found.version += 1
    found.save()
    return record_changed(found, before, by=by, acting=as_, why=why)
