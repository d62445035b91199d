"""Candidates that are counted through others: an ask whose very words open a list of asks, and the asks of that list.

A whole is marked `is_whole` in what stands around it; its parts name it as their `whole`: a candidate, which stands for
whatever it is accepted as, or a recommendation. A part whose whole is rejected, or not a whole any more, is an ask of
its own; one that is accepted first becomes a part when its whole is accepted."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from recommendations.access import By
from recommendations.choices import CandidateState
from recommendations.models import Candidate, Recommendation
from recommendations.workflow import catalogue
from recommendations.workflow.locks import locked

OUT: Final = (CandidateState.REPLACED, CandidateState.REJECTED)
STANDS_FOR: Final = "stands_for"  # candidates that were split or merged, or of an earlier version: parts name them


def is_whole(row: Candidate) -> bool:
    return bool(row.more.get("is_whole"))


def names_of(row: Candidate) -> list[str]:
    """By which its parts may know it."""
    return [row.public_id, *row.more.get(STANDS_FOR, [])]


def tie(rows: Sequence[Candidate]) -> None:
    """Where the words that lead in to an ask are an ask themselves. Only what is offered makes a whole of another: else
    it might be counted through nothing. A whole within a whole stands beside it, because wholes are no parts."""
    there = {(each.paragraph_id, each.start, each.end): each for each in rows if each.is_suggested}
    above = {row.public_id: there.get(tuple(row.more["lead_in"][-1])) for row in rows if row.more["lead_in"]}
    for row in rows:
        if row.is_suggested and (whole := above.get(row.public_id)):
            whole.more["is_whole"] = True
    for row in rows:
        whole = above.get(row.public_id)
        if whole and is_whole(whole) and not is_whole(row):
            row.more["whole"] = whole.public_id


def tie_to_register(rows: Iterable[Candidate], wholes: dict[tuple[int, ...], str]) -> None:
    """`wholes`: those that are in the register already, by their place."""
    for row in rows:
        if row.more["lead_in"] and (whole := wholes.get(tuple(row.more["lead_in"][-1]))):
            row.more["whole"] = whole


class Wholes:
    """The wholes among candidates, by every name that their parts may know them by."""

    def __init__(self, rows: Iterable[Candidate]) -> None:
        self._by_name: dict[str, Candidate] = {}
        self._known: set[str] = set()
        self.take(rows)

    @classmethod
    def named_by(cls, rows: Sequence[Candidate]) -> "Wholes":
        names = {each.more["whole"] for each in rows if each.more.get("whole")}
        if not names:
            return cls([])
        found = Candidate.objects.filter(document_version=rows[0].document_version_id)
        found = found.filter(Q(public_id__in=names) | Q(more__is_whole=True))
        return cls(found.select_related("recommendation__paragraph"))

    def take(self, rows: Iterable[Candidate]) -> None:
        """As they are now."""
        for row in rows:
            self._known.add(row.public_id)
            if row.state not in OUT and is_whole(row):
                self._by_name |= dict.fromkeys(names_of(row), row)

    def is_candidate(self, name: str) -> bool:
        return name in self._known

    def of(self, row: Candidate) -> Candidate | None:
        return self._by_name.get(row.more.get("whole", ""))

    def accepted_as(self, name: str) -> Recommendation | None:
        """Nothing where it is to be decided, was rejected, or what it was accepted as is no whole in use."""
        row = self._by_name.get(name)
        there = row.recommendation if row and row.state == CandidateState.ACCEPTED else None
        return there if there and there.is_whole and not there.archived_at else None


def waves(rows: Sequence[Candidate]) -> list[list[Candidate]]:
    """The parts of wholes that are among them come after these; else in their order."""
    wholes = Wholes(rows)
    parts = {each.pk for each in rows if wholes.of(each)}
    first = [each for each in rows if each.pk not in parts]
    return [each for each in (first, [row for row in rows if row.pk in parts]) if each]


def join(rows: Sequence[Candidate], *, by: By) -> None:
    """What was accepted before its whole was, is a part of it from now on."""
    wholes = {name: each.recommendation for each in rows if is_whole(each) for name in names_of(each)}
    if not wholes:
        return
    alone = _accepted_parts(wholes).filter(recommendation__whole__isnull=True, recommendation__is_whole=False)
    for part in alone:
        _change_whole(part, wholes[part.more["whole"]], _("Its whole was accepted."), by=by)


def release(row: Candidate, *, by: By, why: str) -> None:
    """Its parts are asks of their own, as before it was accepted."""
    if is_whole(row):
        for part in _accepted_parts(names_of(row)).filter(recommendation__whole=row.recommendation):
            _change_whole(part, None, why, by=by)


def _accepted_parts(names: Iterable[str]) -> Any:
    rows = Candidate.objects.filter(state=CandidateState.ACCEPTED, more__whole__in=list(names))
    return rows.filter(recommendation__archived_at__isnull=True).select_related("recommendation").order_by("pk")


def _change_whole(part: Candidate, whole: Recommendation | None, why: str, *, by: By) -> None:
    assert part.recommendation is not None
    there = locked(part.recommendation)
    catalogue.change(there, by=by, version=there.version, why=why, whole=whole)


def split(row: Candidate, made: Sequence[Candidate]) -> None:
    """The piece that ends where a whole ended still opens its list."""
    if is_whole(row):
        last = max(made, key=lambda each: each.end)
        for each in made:
            mine = {"is_whole": True, STANDS_FOR: names_of(row)} if each is last else {}
            each.more = {**_alone(row.more), **mine}


def merged(row: Candidate, second: Candidate) -> dict[str, Any]:
    """What stands around the two as one: a whole where one was, unless what is left of its parts went into it."""
    wholes = [each for each in (row, second) if is_whole(each)]
    if not wholes:
        return row.more
    names = [name for each in wholes for name in names_of(each)]
    within = any(each.more.get("whole") in names for each in (row, second))
    if within and not _has_parts(names, but=(row, second)):
        return _alone(row.more)
    return {**_alone(row.more), "is_whole": True, STANDS_FOR: names}


def _has_parts(names: Sequence[str], *, but: Iterable[Candidate]) -> bool:
    rows = Candidate.objects.filter(more__whole__in=names).exclude(pk__in=[each.pk for each in but])
    return rows.exclude(state__in=OUT).exists()


def _alone(more: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in more.items() if name not in ("is_whole", "whole", STANDS_FOR)}
