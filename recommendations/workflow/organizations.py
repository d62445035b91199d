"""A data steward's work on organizations and their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import WRITTEN_IN, EntryKind, OrganizationKind
from recommendations.errors import Invalid, ReasonNeeded
from recommendations.models import Entry, Organization, OrganizationName
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.locks import hold_the_tree, locked_at
from recommendations.workflow.values import outside_their_lists

CHANGEABLE: Final = ("kind", "parent", "reports_for_itself", "note", "ends_on")
CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
# Where the name stands in a name, a note says how it is to be understood.
NAMES_THAT_NEED_A_NOTE: Final = ("Kosovo", "Косово", "كوسوفو", "科索沃")


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
    if Organization.objects.filter(code=code).exists():
        raise Invalid({"code": _("%(code)s is in the register already.") % {"code": code}})
    made = Organization(
        code=code, kind=kind, parent=parent, reports_for_itself=reports_for_itself, note=note, ends_on=ends_on
    )
    _require_sound(made, names)
    made.save()
    _set_names(made, names)
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    return made


def _require_sound(found: Organization, names: Sequence[Name]) -> None:
    errors = outside_their_lists(found, ("code", "kind"))
    if not CODE.fullmatch(found.code):
        errors.setdefault("code", _("Letters, digits, hyphens and dots only."))
    if found.parent and found.parent.archived_at and not found.archived_at:
        errors["parent"] = _("%(parent)s is archived.") % {"parent": found.parent.name()}
    if not found.note.strip() and any(word in each.name for each in names for word in NAMES_THAT_NEED_A_NOTE):
        errors["note"] = _("This name needs a note that says how it is to be understood.")
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
    columns: dict[str, Any] = {name: OrganizationName._meta.get_field(name) for name in ("name", "acronym")}
    longest = {name: column.max_length for name, column in columns.items()}
    if any(len(getattr(each, name)) > most for each in names for name, most in longest.items()):
        raise Invalid({"names": _("A name has at most %(name)d characters, an acronym %(acronym)d.") % longest})
    if any(each.language not in dict(WRITTEN_IN) for each in names):
        raise Invalid({"names": _("Choose the language of each name.")})


@transaction.atomic
def change(
    organization: Organization, *, by: By, version: int, why: str, names: Sequence[Name] | None = None, **given: Any
) -> Entry | None:
    """Change what is known of an organization; earlier names are kept by dating them. Raises Invalid, Stale."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    if "parent" in given:
        hold_the_tree()
    found = locked_at(organization, version)
    unknown = set(given) - set(CHANGEABLE)
    if unknown:
        raise Invalid({each: _("This cannot be changed.") for each in sorted(unknown)})
    before = take(found)
    for name, value in given.items():
        setattr(found, name, value)
    if found.parent and found.pk in access.with_all_above(found.parent.pk, access.parents()):
        raise Invalid({"parent": _("An organization cannot stand below itself.")})
    _require_sound(found, names if names is not None else names_of(found))
    if names is not None:
        _set_names(found, names)
    found.version += 1
    found.save()
    return record_changed(found, before, by=by, acting=as_, why=why)


def names_of(organization: Organization) -> list[Name]:
    rows = organization.names.order_by("language", "valid_from", "id")
    return [Name(each.name, each.acronym, each.language, each.valid_from, each.valid_to) for each in rows]
