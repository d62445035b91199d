"""The views that a person has saved, and those that others share with them."""

from dataclasses import dataclass

from django.db.models import Q

from recommendations import access
from recommendations.access import Reader
from recommendations.models import SavedView
from recommendations.queries.names import Organizations


@dataclass(frozen=True, slots=True)
class Seen:
    """A saved view as one person sees it. `office` is whom it is shared with; who made it is not said."""

    view: SavedView
    mine: bool
    office: str = ""


def of(reader: Reader, known: Organizations) -> list[Seen]:
    """Their own first, then what is shared with them, each by name: one query."""
    rows = SavedView.objects.filter(
        Q(owner=reader.user_id) | Q(shared_with__in=access.shared_with(reader, known.parents))
    )
    found = [_seen(each, reader, known) for each in rows]
    return sorted(found, key=lambda each: (not each.mine, each.view.name.casefold(), each.view.pk))


def _seen(view: SavedView, reader: Reader, known: Organizations) -> Seen:
    office = known.words[view.shared_with_id] if view.shared_with_id else ""
    return Seen(view, view.owner_id == reader.user_id, office)
