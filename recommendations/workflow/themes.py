"""A data steward's work on themes."""

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import EntryKind
from recommendations.errors import Invalid, ReasonNeeded
from recommendations.models import Entry, Theme
from recommendations.workflow.attributes import record_added, record_changed, take
from recommendations.workflow.locks import locked_at
from recommendations.workflow.values import outside_their_lists

LETTERS: Final = set("abcdefghijklmnopqrstuvwxyz0123456789-")


@transaction.atomic
def add(code: str, name: str, *, by: By, why: str = "") -> Theme:
    """Raises Invalid when the code is taken or has other signs than small letters, digits and hyphens."""
    as_ = access.acting(by, Verb.CATALOGUE)
    made = Theme(code=code, name=name.strip())
    _require_sound(made)
    if Theme.objects.filter(code=code).exists():
        raise Invalid({"code": _("%(code)s is in the register already.") % {"code": code}})
    made.save()
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    return made


@transaction.atomic
def rename(theme: Theme, *, by: By, version: int, name: str, why: str) -> Entry | None:
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    found = locked_at(theme, version)
    before = take(found)
    found.name = name.strip()
    _require_sound(found)
    found.version += 1
    found.save()
    return record_changed(found, before, by=by, acting=as_, why=why)


def _require_sound(theme: Theme) -> None:
    errors = outside_their_lists(theme, ("code", "name"))
    if not theme.code or not LETTERS.issuperset(theme.code):
        errors.setdefault("code", _("Small letters, digits and hyphens only."))
    if not theme.name:
        errors["name"] = _("Give the theme a name.")
    if errors:
        raise Invalid(errors)
