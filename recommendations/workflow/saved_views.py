"""Saved views: an address of the list with a name. Personal until their owner shares them with an own organization.

They are people's own working rows, no facts of the register: nothing of them is journaled, and they are deleted."""

from typing import Final

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By
from recommendations.choices import Role
from recommendations.errors import Invalid, NotPermitted
from recommendations.models import Organization, SavedView
from recommendations.queries import addresses, conditions
from recommendations.queries.filters import RecommendationFilters
from recommendations.workflow.locks import locked_at

LONGEST_QUERY: Final = 4000


@transaction.atomic
def save(name: str, query: str, *, by: By) -> SavedView:
    """Keep an address under a name. The same name and address again give the same view. Raises Invalid for an
    address that shows no list, and for a name that stands for another one."""
    address, named = _sound_query(query), _sound_name(name)
    found, _new = SavedView.objects.get_or_create(owner=by.person, name=named, defaults={"query": address})
    if found.query != address:
        raise Invalid({"name": _("You have another view of this name. Choose a different one.")})
    return found


@transaction.atomic
def rename(view: SavedView, name: str, *, by: By, version: int) -> SavedView:
    found = _held(view, by, version)
    named = _sound_name(name)
    if SavedView.objects.filter(owner=by.person, name=named).exclude(pk=found.pk).exists():
        raise Invalid({"name": _("You have another view of this name. Choose a different one.")})
    found.name = named
    return _saved(found)


@transaction.atomic
def share(view: SavedView, organization: Organization, *, by: By, version: int) -> SavedView:
    """All of the organization's family see it from now on. Raises Invalid for an organization of others."""
    found = _held(view, by, version)
    if organization not in offices_of(by):
        raise Invalid({"organization": _("Choose an organization that you belong to.")})
    found.shared_with = organization
    return _saved(found)


@transaction.atomic
def stop_sharing(view: SavedView, *, by: By, version: int) -> SavedView:
    found = _held(view, by, version)
    found.shared_with = None
    return _saved(found)


@transaction.atomic
def delete(view: SavedView, *, by: By, version: int) -> None:
    _held(view, by, version).delete()


def offices_of(by: By) -> list[Organization]:
    """The organizations that this person may share with. Those in an auditor's mandate are not the auditor's own."""
    held = [each for each in access.current_memberships(by.person) if each.role != Role.AUDITOR]
    found = {each.organization.pk: each.organization for each in held if each.organization}
    return sorted(found.values(), key=lambda each: each.name().casefold())


def _held(view: SavedView, by: By, version: int) -> SavedView:
    """Raises NotPermitted for everybody but its owner, Stale."""
    if view.owner_id != by.person.pk:
        raise NotPermitted(_("Only the person who saved this view can change it."))
    return locked_at(view, version)


def _saved(view: SavedView) -> SavedView:
    view.version += 1
    view.save()
    return view


def _sound_name(name: str) -> str:
    named = " ".join(name.split())
    longest = SavedView._meta.get_field("name").max_length or 0
    if not named:
        raise Invalid({"name": _("Give the view a name.")})
    if len(named) > longest:
        raise Invalid({"name": _("At most %(most)s characters.") % {"most": longest}})
    return named


def _sound_query(query: str) -> str:
    address = addresses.permanent(QueryDict(query.lstrip("?")))
    given = QueryDict(address)
    filters = RecommendationFilters(given, queryset=conditions.listed())
    wrong = addresses.problems(filters, given)
    if wrong:
        raise Invalid({"query": " ".join(wrong)})
    if len(address) > LONGEST_QUERY:
        raise Invalid({"query": _("This address is too long to be saved: choose fewer filters.")})
    return address
