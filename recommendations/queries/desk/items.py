"""The pieces of work as they are shown: an assignment, and the update, finding, date or comment that it is about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Subquery

from recommendations.access import Reader
from recommendations.choices import OPEN_UPDATES
from recommendations.models import Assignment, Comment, ProgressUpdate, Review, TargetDateProposal
from recommendations.queries import target_dates as dates
from recommendations.queries.desk import kinds


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work: whose, and since when it waits or which day it is about."""

    kind: str
    assignment: Assignment
    since: date | datetime | None
    update: ProgressUpdate | None = None
    review: Review | None = None
    proposal: TargetDateProposal | None = None
    comment: Comment | None = None


def items_of(kind: str, reader: Reader, rows: list[Assignment]) -> list[Item]:
    """In the order of the rows, with what each is about, in two queries more."""
    about = _about(kind, reader, rows)
    return [Item(kind, each, getattr(each, "since", None), **about.get(each.pk, {})) for each in rows]


def _about(kind: str, reader: Reader, rows: list[Assignment]) -> dict[int, dict[str, Any]]:
    match kind:
        case kinds.RETURNED | kinds.DRAFTS | kinds.TO_CLEAR:
            updates = ProgressUpdate.objects.filter(assignment__in=rows, state__in=OPEN_UPDATES)
            return {each.assignment_id: {"update": each} for each in updates.select_related("author")}
        case kinds.TO_REVIEW | kinds.TO_FIND:
            reported = [each.reported_entry for each in rows]
            updates = ProgressUpdate.objects.filter(cleared_entry__in=reported).select_related("author")
            return {each.assignment_id: {"update": each} for each in updates}
        case kinds.TO_COMMENT:
            waiting = Review.objects.filter(assignment__in=rows, in_effect_at__isnull=True).order_by("-made_at")
            found = waiting.select_related("update").prefetch_related("acting_organization__names")
            return {each.assignment_id: {"update": each.update, "review": each} for each in found}
        case kinds.TO_AGREE:
            return _proposals(reader, rows)
        case kinds.MENTIONS if reader.user_id is not None:
            comments = kinds.mentioning(reader.user_id).filter(assignment__in=rows).order_by("written_at")
            return {each.assignment_id: {"comment": each} for each in comments.select_related("author")}
    return {}


def _proposals(reader: Reader, rows: list[Assignment]) -> dict[int, dict[str, Any]]:
    first = dates.awaiting(reader.user_id).values("pk")[:1]
    chosen = Assignment.objects.filter(pk__in=[each.pk for each in rows]).annotate(awaiting=Subquery(first))
    of = dict(chosen.values_list("pk", "awaiting"))
    named = TargetDateProposal.objects.prefetch_related("proposed_for__organization__names").in_bulk(list(of.values()))
    return {pk: {"proposal": named[proposal]} for pk, proposal in of.items()}
