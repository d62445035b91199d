"""Accepting candidates into the register and rejecting them: by a steward, at the version that was seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import CandidateAct, CandidateState
from recommendations.errors import AlreadyDone, NotAll, ReasonNeeded, Refused, Stale
from recommendations.models import Candidate, CandidateDecision, DocumentVersion, Recommendation
from recommendations.workflow import assigning, candidate_rows, candidates_wholes, catalogue
from recommendations.workflow.candidate_rows import Named
from recommendations.workflow.entering import New, Part, enter, enter_all, give_part
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
    """Into the register, verified word for word, with what is `given` changed first: a decision of its own, so that
    nothing typed goes when the acceptance is undone. Raises Stale, NotVerbatim, AlreadyCatalogued, and Invalid as
    `entering.enter` does."""
    access.acting(by, Verb.CATALOGUE)
    row = held(candidate, version)
    if given:
        candidate_rows.change_and_say(row, given, by=by)
    before = candidate_rows.values_of(row)
    _take_in(row, by=by)
    return candidate_rows.write_down(CandidateAct.ACCEPTED, row.document_version, {row.public_id: before}, [row], by=by)


@transaction.atomic
def accept_all(seen: Sequence[tuple[Candidate, int]], *, by: By) -> CandidateDecision:
    """All of them, of one document version, each as it was seen, as one decision; or none. Raises NotAll with each that
    cannot be."""
    access.acting(by, Verb.CATALOGUE)
    if not seen:
        raise AlreadyDone()
    version = DocumentVersion.objects.defer("content").select_related("document").get(pk=seen[0][0].document_version_id)
    rows, stopped = _held_all(seen, version)
    candidate_rows.require_quoted(version)
    before = {each.public_id: candidate_rows.values_of(each) for each in rows}
    named = Named(rows)
    for wave in candidates_wholes.waves(rows):
        stopped += _enter(wave, named, by=by)
    if stopped:
        raise NotAll(sorted(stopped, key=lambda pair: pair[0].pk))
    if not rows:
        raise AlreadyDone()
    for row in rows:
        candidate_rows.save(row)
    candidates_wholes.join(rows, by=by)
    return candidate_rows.write_down(CandidateAct.ACCEPTED, version, before, rows, by=by)


def _enter(rows: Sequence[Candidate], named: Named, *, by: By) -> list[tuple[Candidate, Refused]]:
    """Each with its recommendation, not saved yet; or those that cannot be."""
    new: list[New] = []
    stopped: list[tuple[Candidate, Refused]] = []
    for row in rows:
        try:
            candidate_rows.require_sound(row, named)
            if earlier := _earlier(row):
                row.recommendation = _again(row, earlier, named, by=by)
            else:
                parts = candidate_rows.parts_of(row, named)
                new.append(New(row, row.paragraph, candidate_rows.ask_of(row, named), parts))
        except Refused as refusal:
            stopped.append((row, refusal))
    try:
        for each, made in zip(new, enter_all(new, by=by), strict=True):
            each.of.recommendation = made
    except NotAll as refusal:
        stopped += refusal.stopped
    if not stopped:
        for row in rows:
            candidate_rows.decided(row, CandidateState.ACCEPTED, by=by)
        named.wholes.take(rows)
    return stopped


def _held_all(
    seen: Sequence[tuple[Candidate, int]], version: DocumentVersion
) -> tuple[list[Candidate], list[tuple[Candidate, Refused]]]:
    """As `held`, of many: the rows, and those that are not as they were seen."""
    at = {candidate.pk: number for candidate, number in seen}
    rows = version.candidates.select_for_update(of=("self",)).filter(pk__in=at).order_by("pk")
    found: list[Candidate] = []
    stopped: list[tuple[Candidate, Refused]] = []
    for row in rows.select_related("paragraph", "recommendation"):
        row.document_version = row.paragraph.document_version = version
        if row.version != at[row.pk]:
            stopped.append((row, Stale(row, seen=at[row.pk])))
        elif row.state != CandidateState.TO_DECIDE:
            stopped.append((row, AlreadyDone()))
        else:
            found.append(row)
    return found, stopped


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
    named = Named([row])
    candidate_rows.require_sound(row, named)
    if earlier := _earlier(row):
        row.recommendation = _again(row, earlier, named, by=by)
    else:
        parts = candidate_rows.parts_of(row, named)
        row.recommendation = enter(row.paragraph, candidate_rows.ask_of(row, named), parts, by=by)
    candidate_rows.decided(row, CandidateState.ACCEPTED, by=by)
    candidate_rows.save(row)
    candidates_wholes.join([row], by=by)


def _earlier(row: Candidate) -> Recommendation | None:
    """What it was before its acceptance was undone, where it is wanted with the same words."""
    there = row.recommendation
    if there is None or not there.archived_at or there.is_whole != bool(row.more.get("is_whole")):
        return None
    return there if candidate_rows.same_words(row, there) else None


def _again(row: Candidate, earlier: Recommendation, named: Named, *, by: By) -> Recommendation:
    """Accepted before, and undone: the same recommendation comes back, as it is wanted now."""
    why = _("Accepted again.")
    catalogue.restore(earlier, by=by, version=earlier.version, why=why)
    ask = candidate_rows.ask_of(row, named)
    earlier.refresh_from_db()
    catalogue.change(
        earlier,
        by=by,
        version=earlier.version,
        why=why,
        themes=ask.themes,
        addressees=ask.addressees,
        places=ask.places,
        **{name: getattr(ask, name) for name in catalogue.CHANGEABLE},
    )
    earlier.refresh_from_db()
    due = {name: getattr(ask, name) for name in ("due_on", "due_precision", "due_event")}
    catalogue.set_due(earlier, by=by, version=earlier.version, why=why, **due)
    _parts_again(candidate_rows.parts_of(row, named), earlier, by=by, why=why)
    earlier.refresh_from_db()
    return earlier


def _parts_again(parts: Sequence[Part], earlier: Recommendation, *, by: By, why: str) -> None:
    """A part that is wanted as it is stays; others end or are proposed."""
    wanted = {each.organization.pk: each for each in parts}
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
