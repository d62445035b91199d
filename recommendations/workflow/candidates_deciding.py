"""Accepting candidates into the register and rejecting them: by a steward, at the version that was seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import CandidateAct, CandidateState
from recommendations.errors import AlreadyDone, NotAll, ReasonNeeded, Refused
from recommendations.models import Candidate, CandidateDecision, DocumentVersion, Recommendation
from recommendations.workflow import assigning, candidate_rows, catalogue
from recommendations.workflow.entering import enter, give_part
from recommendations.workflow.locks import locked_at


def held(candidate: Candidate, version: int) -> Candidate:
    """The row, locked, at the version that was seen and still to be decided. Raises Stale or AlreadyDone."""
    row = locked_at(candidate, version)
    if row.state != CandidateState.TO_DECIDE:
        raise AlreadyDone()
    # Without the file, which may be large: of many candidates it would be held as many times.
    of = DocumentVersion.objects.defer("content").select_related("document").get(pk=row.document_version_id)
    row.document_version = row.paragraph.document_version = of
    return row


@transaction.atomic
def accept(candidate: Candidate, *, by: By, version: int, given: Mapping[str, Any] | None = None) -> CandidateDecision:
    """Into the register, verified word for word, with what is `given` changed first. Raises Stale, NotVerbatim,
    AlreadyCatalogued, and Invalid as `entering.enter` does."""
    access.acting(by, Verb.CATALOGUE)
    row = held(candidate, version)
    before = candidate_rows.values_of(row)
    if given:
        candidate_rows.change(row, given)
    _take_in(row, by=by)
    return candidate_rows.write_down(CandidateAct.ACCEPTED, row.document_version, {row.public_id: before}, [row], by=by)


@transaction.atomic
def accept_all(seen: Sequence[tuple[Candidate, int]], *, by: By) -> CandidateDecision:
    """All of them, each as it was seen, as one decision; or none. Raises NotAll with each that cannot be."""
    access.acting(by, Verb.CATALOGUE)
    before: dict[str, Any] = {}
    rows: list[Candidate] = []
    stopped: list[tuple[Candidate, Refused]] = []
    ids = [candidate.pk for candidate, _version in seen]
    list(Candidate.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    for candidate, version in sorted(seen, key=lambda pair: pair[0].pk):
        try:
            with transaction.atomic():
                row = held(candidate, version)
                values = candidate_rows.values_of(row)
                _take_in(row, by=by)
        except Refused as refusal:
            stopped.append((candidate, refusal))
        else:
            before[row.public_id] = values
            rows.append(row)
    if stopped:
        raise NotAll(stopped)
    if not rows:
        raise AlreadyDone()
    return candidate_rows.write_down(CandidateAct.ACCEPTED, rows[0].document_version, before, rows, by=by)


@transaction.atomic
def reject(
    candidate: Candidate, *, by: By, version: int, reason: str, given: Mapping[str, Any] | None = None
) -> CandidateDecision:
    """Not an ask, or not one to keep. Raises ReasonNeeded, Stale."""
    access.acting(by, Verb.CATALOGUE)
    if not reason.strip():
        raise ReasonNeeded()
    row = held(candidate, version)
    before = {row.public_id: candidate_rows.values_of(row)}
    if given:
        candidate_rows.change(row, given)
    candidate_rows.decided(row, CandidateState.REJECTED, by=by, reason=reason.strip())
    candidate_rows.save(row)
    return candidate_rows.write_down(
        CandidateAct.REJECTED, row.document_version, before, [row], by=by, reason=reason.strip()
    )


def _take_in(row: Candidate, *, by: By) -> None:
    candidate_rows.require_quoted(row.document_version)
    candidate_rows.require_sound(row)
    earlier = row.recommendation
    if earlier and earlier.archived_at and candidate_rows.same_words(row, earlier):
        row.recommendation = _again(row, earlier, by=by)
    else:
        row.recommendation = enter(row.paragraph, candidate_rows.ask_of(row), candidate_rows.parts_of(row), by=by)
    candidate_rows.decided(row, CandidateState.ACCEPTED, by=by)
    candidate_rows.save(row)


def _again(row: Candidate, earlier: Recommendation, *, by: By) -> Recommendation:
    """Accepted before, and undone: the same recommendation comes back, as it is wanted now."""
    why = _("Accepted again.")
    catalogue.restore(earlier, by=by, version=earlier.version, why=why)
    ask = candidate_rows.ask_of(row)
    earlier.refresh_from_db()
    catalogue.change(
        earlier,
        by=by,
        version=earlier.version,
        why=why,
        themes=ask.themes,
        addressees=ask.addressees,
        places=ask.places,
        **{name: getattr(ask, name) for name in catalogue.CHANGEABLE if name != "whole"},
    )
    earlier.refresh_from_db()
    due = {name: getattr(ask, name) for name in ("due_on", "due_precision", "due_event")}
    catalogue.set_due(earlier, by=by, version=earlier.version, why=why, **due)
    _parts_again(row, earlier, by=by, why=why)
    earlier.refresh_from_db()
    return earlier


def _parts_again(row: Candidate, earlier: Recommendation, *, by: By, why: str) -> None:
    """A part that is wanted as it is stays; others end or are proposed."""
    wanted = {each.organization.pk: each for each in candidate_rows.parts_of(row)}
    for each in earlier.assignments.select_related("answering_organization"):
        part = wanted.get(each.organization_id)
        if not each.counts:
            continue
        if part and part.role == each.role and part.answering == each.answering_organization:
            del wanted[each.organization_id]
        else:
            assigning.end(each, by=by, version=each.version, why=why)
    for part in wanted.values():
        give_part(earlier, part, by=by, why=why)
