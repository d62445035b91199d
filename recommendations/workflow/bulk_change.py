"""One change over many recommendations: shown row by row first, then done to all of them or to none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.errors import AlreadyDone, Invalid, NotAll, NotPermitted, ReasonNeeded, Refused, Stale
from recommendations.models import Entry, Recommendation, Theme
from recommendations.workflow import catalogue

CODES: Final = ("follow_up", "nature", "kind", "standing", "standing_symbol")
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be alike afterwards; what is not named stays as it is in each row. Archiving stands alone."""

    codes: dict[str, str] = field(default_factory=dict)
    with_themes: Sequence[Theme] = ()
    without_themes: Sequence[Theme] = ()
    archive: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes or self.with_themes or self.without_themes or self.archive)


@dataclass(frozen=True, slots=True)
class Difference:
    """A column of one row, before and after, as codes; themes as their names."""

    name: str
    before: str | list[str]
    after: str | list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """What the change does to one row, at the version that is shown."""

    row: Recommendation
    differences: list[Difference]
    archived: bool = False

    @property
    def changes(self) -> bool:
        return self.archived or bool(self.differences)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row at the version that was shown."""

    row: Recommendation
    version: int


def preview(rows: Iterable[Recommendation], change: Change) -> list[Line]:
    """Exactly what would change, and what would stay; writes nothing. `themes` of the rows are read once each."""
    return [Line(each, _differences(each, change), change.archive and not each.archived_at) for each in rows]


def _differences(row: Recommendation, change: Change) -> list[Difference]:
    if change.archive:
        return []
    found = [
        Difference(name, getattr(row, name), value)
        for name, value in change.codes.items()
        if getattr(row, name) != value
    ]
    held = sorted(row.themes.all(), key=lambda each: each.name)
    wanted = _themes(row, change)
    if {each.pk for each in held} != {each.pk for each in wanted}:
        found.append(Difference("themes", [each.name for each in held], [each.name for each in wanted]))
    return found


def _themes(row: Recommendation, change: Change) -> list[Theme]:
    without = {each.pk for each in change.without_themes}
    kept = {each.pk: each for each in row.themes.all() if each.pk not in without}
    kept.update({each.pk: each for each in change.with_themes})
    return sorted(kept.values(), key=lambda each: each.name)


@transaction.atomic
def apply(seen: Sequence[Seen], change: Change, *, by: By, why: str) -> list[Entry]:
    """The change, one entry for each row that it changes. Raises NotAll with every row that moved on or that it cannot
    be done to: then none was changed."""
    access.acting(by, Verb.CATALOGUE)
    _require_sound(seen, change, why)
    entries: list[Entry] = []
    stopped: list[tuple[Recommendation, Refused]] = []
    # In one order, so that two who do this at once do not wait for each other in a ring.
    for each in sorted(seen, key=lambda each: each.row.pk):
        try:
            entry = _apply(each, change, by=by, why=why)
        except NotPermitted:
            raise
        except Refused as refusal:
            stopped.append((each.row, refusal))
        else:
            entries += [entry] if entry else []
    if stopped:
        raise NotAll(stopped)
    return entries


def _require_sound(seen: Sequence[Seen], change: Change, why: str) -> None:
    if not why.strip():
        raise ReasonNeeded()
    if not seen:
        raise Invalid({"rows": _("Choose at least one.")})
    if len(seen) > MOST:
        raise Invalid({"rows": _("At most %(most)d at once: narrow the list.") % {"most": MOST}})
    if not change:
        raise Invalid({"change": _("Say what is to change.")})
    if change.archive and (change.codes or change.with_themes or change.without_themes):
        raise Invalid({"archive": _("Archiving stands alone: what is archived is not changed at the same time.")})
    if {each.pk for each in change.with_themes} & {each.pk for each in change.without_themes}:
        raise Invalid({"without_themes": _("The same theme cannot be added and taken off.")})


def _apply(seen: Seen, change: Change, *, by: By, why: str) -> Entry | None:
    """A row that has moved on is stale, also where the change would not touch it: it was seen as it was."""
    current = Recommendation.objects.get(pk=seen.row.pk)
    if current.version != seen.version:
        raise Stale(current, seen=seen.version)
    if change.archive:
        if current.archived_at:
            raise AlreadyDone()
        return catalogue.archive(current, by=by, version=seen.version, why=why)
    given: dict[str, Any] = {each.name: each.after for each in _differences(current, change) if each.name != "themes"}
    themes = _themes(current, change) if change.with_themes or change.without_themes else None
    if not _differences(current, change):
        return None
    return catalogue.change(current, by=by, version=seen.version, why=why, themes=themes, **given)
