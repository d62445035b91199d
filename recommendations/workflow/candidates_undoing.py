"""Taking a decision about candidates back. Nothing is deleted: what was accepted is archived, and what was made by
splitting, merging or marking is no longer offered."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import CandidateAct, CandidateState
from recommendations.errors import AlreadyDone, Followed, WrongState
from recommendations.models import Candidate, CandidateDecision, DocumentVersion
from recommendations.workflow import candidate_rows, candidates_wholes, catalogue
from recommendations.workflow.candidates_carried import is_carried
from recommendations.workflow.locks import locked


def standing_decisions(version: DocumentVersion) -> QuerySet[CandidateDecision]:
    """Those that are not undone, the latest first."""
    rows = version.decisions.exclude(act=CandidateAct.UNDONE).filter(undone_by__isnull=True)
    return rows.order_by("-id")


def last_of(rows: Iterable[CandidateDecision], user_id: int) -> CandidateDecision | None:
    """The last one of this person's that nothing followed; `rows` are those that stand, the latest first. What was
    carried over from an earlier version was decided there."""
    touched: set[str] = set()
    for each in rows:
        if each.by_id == user_id and not is_carried(each) and not touched & set(each.after):
            return each
        touched |= set(each.after)
    return None


@transaction.atomic
def undo(decision: CandidateDecision, *, by: By, reason: str = "") -> CandidateDecision:
    """Everything that it changed is as it was before. Raises AlreadyDone where it is undone, Followed where a later
    decision on the same candidates stands, WrongState where others work on what was accepted."""
    access.acting(by, Verb.CATALOGUE)
    version = decision.document_version
    mine = set(decision.after)
    rows = list(Candidate.objects.select_for_update(of=("self",)).filter(public_id__in=mine).order_by("pk"))
    if decision.act == CandidateAct.UNDONE or CandidateDecision.objects.filter(undoes=decision).exists():
        raise AlreadyDone()
    later = standing_decisions(version).filter(id__gt=decision.pk)
    if any(mine & set(each.after) for each in later):
        raise Followed()
    locked(version.document)  # so that nobody accepts a part of a whole that goes
    before = {each.public_id: candidate_rows.values_of(each) for each in rows}
    why = reason.strip() or _("Accepting it was undone.")
    for row in sorted(rows, key=candidates_wholes.is_whole):
        _take_back(row, decision.before.get(row.public_id), by=by, why=why)
    return candidate_rows.write_down(
        CandidateAct.UNDONE, version, before, rows, by=by, undoes=decision, reason=reason.strip()
    )


def _take_back(row: Candidate, was: dict[str, Any] | None, *, by: By, why: str) -> None:
    there = row.recommendation
    if row.state == CandidateState.ACCEPTED and there and not there.archived_at:
        if there.assignments.filter(Q(asked_at__isnull=False) | Q(updates__isnull=False)).exists():
            words = _("%(reference)s was asked or written about since. Archive it on its own page, with your reason.")
            raise WrongState(words % {"reference": there})
        candidates_wholes.release(row, by=by, why=_("The acceptance of its whole was undone."))
        catalogue.archive(there, by=by, version=there.version, why=why)
    if was is None:
        candidate_rows.decided(row, CandidateState.REPLACED, by=by)
    else:
        candidate_rows.put_back(row, was)
    candidate_rows.save(row)
