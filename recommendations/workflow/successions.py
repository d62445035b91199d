"""Which bodies gave way to which. For now their data: what moves open work comes with the verbs of succession."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import EntryKind, SuccessionKind
from recommendations.errors import Invalid
from recommendations.models import Organization, Succession
from recommendations.workflow.attributes import record_added


@transaction.atomic
def add(
    kind: SuccessionKind,
    *,
    by: By,
    on: date,
    predecessors: Sequence[Organization],
    successors: Sequence[Organization] = (),
    note: str = "",
    why: str = "",
) -> Succession:
    """Record a succession; assignments stay where they are. Raises Invalid."""
    as_ = access.acting(by, Verb.CATALOGUE)
    closed = kind == SuccessionKind.CLOSED_WITHOUT_SUCCESSOR
    if not predecessors:
        raise Invalid({"predecessors": _("Say which organization it was.")})
    if closed == bool(successors):
        raise Invalid({"successors": _("A body closed without successor has none; every other succession has.")})
    made = Succession.objects.create(kind=kind, on=on, note=note)
    made.predecessors.set(predecessors)
    made.successors.set(successors)
    record_added(made, EntryKind.ADDED, by=by, acting=as_, why=why)
    return made


def find(kind: str, on: date, predecessors: Sequence[Organization]) -> Succession | None:
    """The succession that is recorded already, if it is."""
    wanted = {each.pk for each in predecessors}
    for each in Succession.objects.filter(kind=kind, on=on).prefetch_related("predecessors"):
        if {row.pk for row in each.predecessors.all()} == wanted:
            return each
    return None
