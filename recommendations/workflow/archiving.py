"""Putting away organizations, themes and documents: out of lists and menus, still readable where they are named.

What others still rely on is not put away: first its open work is handed on, or what stands in it is archived.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import COUNTING_STATES, EntryKind
from recommendations.errors import AlreadyDone, Invalid, ReasonNeeded, StillInUse
from recommendations.models import (
    Assignment,
    Entry,
    Membership,
    Organization,
    Recommendation,
    SourceDocument,
    Theme,
)
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold_the_tree, locked_at

PutAway = TypeVar("PutAway", Organization, Theme, SourceDocument)


def open_work_of(*organizations: int) -> QuerySet[Assignment]:
    """Assignments that count, of recommendations in use, which any of them (by id) has or answers for."""
    theirs = Q(organization__in=organizations) | Q(answering_organization__in=organizations)
    return Assignment.objects.filter(theirs, state__in=COUNTING_STATES, recommendation__archived_at__isnull=True)


def _uses_of_an_organization(row: Organization) -> list[str]:
    today = timezone.localdate()
    people = Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=today))
    people = people.filter(Q(organization=row) | Q(own_body=row))
    below = row.children.filter(archived_at__isnull=True)
    return _counted(
        (open_work_of(row.pk).count(), lambda n: ngettext("%(n)d open assignment", "%(n)d open assignments", n)),
        (below.count(), lambda n: ngettext("%(n)d organization below it", "%(n)d organizations below it", n)),
        (people.count(), lambda n: ngettext("%(n)d membership", "%(n)d memberships", n)),
    )


def _uses_of_a_document(row: SourceDocument) -> list[str]:
    asks = Recommendation.objects.filter(paragraph__document_version__document=row, archived_at__isnull=True)
    return _counted((asks.count(), lambda n: ngettext("%(n)d recommendation", "%(n)d recommendations", n)))


def _counted(*uses: tuple[int, Callable[[int], str]]) -> list[str]:
    return [words(n) % {"n": n} for n, words in uses if n]


# A theme that recommendations carry may go: they keep it, and nobody is offered it any more.
USES: Final[dict[type, Callable[[Any], list[str]]]] = {
    Organization: _uses_of_an_organization,
    SourceDocument: _uses_of_a_document,
    Theme: lambda row: [],
}


def uses(row: Organization | Theme | SourceDocument) -> list[str]:
    """What keeps the row from being archived, in words; nothing when it may go."""
    return USES[type(row)](row)


@transaction.atomic
def archive(row: PutAway, *, by: By, version: int, why: str) -> Entry:
    """Raises ReasonNeeded, Stale, AlreadyDone, and StillInUse with what relies on it."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    if isinstance(row, Organization):
        hold_the_tree()
    found = locked_at(row, version)
    if found.archived_at:
        raise AlreadyDone()
    if relying := uses(found):
        words = _("It is in use: %(uses)s. End, move or archive these first.")
        raise StillInUse(words % {"uses": ", ".join(relying)}, uses=relying)
    entry = record(EntryKind.ARCHIVED, found, by=by, acting=as_, content={"why": why})
    found.archived_at, found.archived_why = entry.recorded_at, why
    _save(found)
    return entry


@transaction.atomic
def restore(row: PutAway, *, by: By, version: int, why: str) -> Entry:
    """Back into lists and menus. Raises Invalid for an organization whose parent is archived."""
    as_ = access.acting(by, Verb.CATALOGUE)
    if not why.strip():
        raise ReasonNeeded()
    if isinstance(row, Organization):
        hold_the_tree()
    found = locked_at(row, version)
    if not found.archived_at:
        raise AlreadyDone()
    if isinstance(found, Organization) and found.parent and found.parent.archived_at:
        raise Invalid({"parent": _("Bring %(parent)s back first.") % {"parent": found.parent.name()}})
    entry = record(EntryKind.RESTORED, found, by=by, acting=as_, content={"why": why})
    found.archived_at, found.archived_why = None, ""
    _save(found)
    return entry


def _save(row: Organization | Theme | SourceDocument) -> None:
    row.version += 1
    row.save()
