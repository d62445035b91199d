"""Findings on what was reported: by a reviewer of the same side, or by an oversight body."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import THE_REGISTER, Acting, By, Verb
from recommendations.choices import (
    FOUND_ONLY_WITH_EVIDENCE,
    NEVER_FOUND,
    AssignmentRole,
    Basis,
    EntryKind,
    Finding,
    Nature,
    Release,
    Status,
)
from recommendations.errors import (
    AlreadyDone,
    EvidenceNeeded,
    Invalid,
    NothingToReview,
    NotPermitted,
    OwnWork,
    ReasonNeeded,
)
from recommendations.models import Assignment, Entry, Evidence, ProgressUpdate, Review, ReviewComment
from recommendations.workflow import needs
from recommendations.workflow.evidence import facts_of, words_of
from recommendations.workflow.journal import record
from recommendations.workflow.locks import hold, locked, locked_at
from recommendations.workflow.projection import project

TIME_TO_COMMENT: Final = timedelta(days=14)
VERB_OF: Final = {Basis.OWN_SIDE: Verb.REVIEW_OWN_SIDE, Basis.INDEPENDENT: Verb.FIND_INDEPENDENTLY}


@transaction.atomic
def review(
    update: ProgressUpdate,
    *,
    by: By,
    version: int,
    basis: Basis,
    finding: Finding,
    status: Status | None = None,
    note: str = "",
    evidence: Sequence[Evidence] = (),
    release: Release = Release.PARTNERS,
) -> Review:
    """A finding on the assignment's current cleared update. `version` is the assignment's, as the reviewer saw it;
    `evidence` comes from `evidence.build`. An own-side finding takes effect at once, an independent one after its
    subject's comment or 14 days. Raises NothingToReview, EvidenceNeeded, Invalid, Stale."""
    if basis not in VERB_OF:
        raise Invalid({"basis": _("This basis is not open here.")})
    _require_not_public(release)
    as_ = access.acting_to_review(by, update, VERB_OF[basis])
    hold(update.assignment.recommendation)
    assignment = locked_at(update.assignment, version)
    _require_reviewable(assignment, update)
    found = _status_found(assignment, update, basis, finding, status, note)
    _require_evidence(found, update, evidence)
    if as_.organization is None:
        raise NotPermitted()
    made = Review(assignment=assignment, update=update, basis=basis, finding=finding, status=found or "", note=note)
    made.release, made.made_by, made.acting_organization = release, by.person, as_.organization
    _keep(made, evidence, by=by, acting=as_)
    if basis == Basis.OWN_SIDE:
        _take_effect(made, by=by, acting=as_)
    else:
        project(assignment)
    return made


def _keep(made: Review, evidence: Sequence[Evidence], *, by: By, acting: Acting) -> None:
    """The finding with its entry, and its evidence."""
    made.entry = _record(made, evidence, by=by, acting=acting).id
    made.save()
    for each in evidence:
        each.review = made
        each.save()


def _record(made: Review, evidence: Sequence[Evidence], *, by: By, acting: Acting) -> Entry:
    return record(
        EntryKind.REVIEWED,
        made.assignment,
        by=by,
        acting=acting,
        facts={
            "review": made.public_id,
            "of_entry": str(made.update.cleared_entry),
            "basis": made.basis,
            "finding": made.finding,
            "status": made.status or None,
            "release": made.release,
            "evidence": facts_of(evidence),
        },
        content={"note": made.note, "evidence": words_of(evidence)},
        update=made.update,
    )


def _require_not_public(release: str) -> None:
    if errors := needs.not_public(release):
        raise Invalid(errors)


def _require_reviewable(assignment: Assignment, update: ProgressUpdate) -> None:
    needs.require_open(assignment)
    rated = assignment.role != AssignmentRole.COUNTERPART and assignment.recommendation.nature != Nature.AIM
    current = update.cleared_entry is not None and assignment.reported_entry == update.cleared_entry
    # A report made while the recommendation was an aim has no status to find on.
    if not rated or not current or not update.status:
        raise NothingToReview()


def _require_evidence(found: Status | None, update: ProgressUpdate, evidence: Sequence[Evidence]) -> None:
    there = evidence or update.evidence.filter(removed_at__isnull=True).exists()
    if found in FOUND_ONLY_WITH_EVIDENCE and not there:
        raise EvidenceNeeded()


def _status_found(
    assignment: Assignment, update: ProgressUpdate, basis: Basis, finding: Finding, status: Status | None, note: str
) -> Status | None:
    errors = {}
    if finding == Finding.AGREES:
        return Status(update.status)
    if finding == Finding.COULD_NOT_BE_VERIFIED and basis == Basis.INDEPENDENT:
        if not note.strip():
            raise Invalid({"note": _("Say what could not be verified, and why.")})
        return Status.NOT_VERIFIED
    if finding != Finding.FINDS_OTHERWISE:
        raise Invalid({"finding": _("This finding is not open on this basis.")})
    allowed = needs.statuses_for(assignment.recommendation, reports_for_itself=True)
    if status is None or status not in allowed or status in NEVER_FOUND:
        errors["status"] = _("Choose the status that you find.")
    elif status == update.status:
        errors["status"] = _("This is what was reported: choose “agrees”, or another status.")
    if not note.strip():
        errors["note"] = _("Say why you find otherwise.")
    if errors:
        raise Invalid(errors)
    return status


def _take_effect(made: Review, *, by: By, acting: Acting) -> None:
    entry = record(
        EntryKind.IN_EFFECT,
        made.assignment,
        by=by,
        acting=acting,
        facts={"review": made.public_id, "finding_entry": str(made.entry)},
        update=made.update,
    )
    made.in_effect_at = entry.recorded_at
    made.save(update_fields=["in_effect_at"])
    project(made.assignment)


@transaction.atomic
def comment(made: Review, *, by: By, text: str, release: Release = Release.PARTNERS) -> ReviewComment:
    """The subject's word on a finding, which stands beside it. An independent finding takes effect with it."""
    as_ = access.acting(by, Verb.COMMENT, for_=made.assignment.answering_organization)
    if not text.strip():
        raise ReasonNeeded()
    if made.basis == Basis.INDEPENDENT and by.user == made.made_by:
        raise OwnWork()
    _require_not_public(release)
    hold(made.assignment.recommendation)
    made = locked(made)
    entry = record(
        EntryKind.COMMENTED,
        made.assignment,
        by=by,
        acting=as_,
        facts={"review": made.public_id, "release": release},
        content={"text": text},
        update=made.update,
    )
    kept = ReviewComment.objects.create(review=made, text=text, release=release, made_by=by.person, entry=entry.id)
    if made.in_effect_at is None:
        _take_effect(made, by=by, acting=as_)
    return kept


@transaction.atomic
def take_effect_if_due(made: Review, *, by: By) -> None:
    """After 14 days a finding takes effect without a comment. Raises AlreadyDone when it has, or is not due."""
    hold(made.assignment.recommendation)
    made = locked(made)
    if made.in_effect_at is not None or made.made_at + TIME_TO_COMMENT > timezone.now():
        raise AlreadyDone()
    _take_effect(made, by=by, acting=THE_REGISTER)


def due_for_effect() -> list[Review]:
    waiting = Review.objects.filter(in_effect_at__isnull=True, made_at__lte=timezone.now() - TIME_TO_COMMENT)
    return list(waiting.select_related("assignment__recommendation").order_by("made_at"))
