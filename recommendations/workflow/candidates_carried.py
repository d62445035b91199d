"""What a steward rejected on the version before stays rejected on a corrected one, where the same words stand in the
same paragraph; and a whole keeps the parts that were accepted before it."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from recommendations.access import By
from recommendations.choices import CandidateAct, CandidateState
from recommendations.models import Candidate, CandidateDecision, DocumentVersion
from recommendations.queries import versions as versions_of
from recommendations.workflow import anchors, candidate_rows, candidates_wholes

EARLIER: Final = "earlier"  # in what stands around a candidate: the version and the candidate that were rejected


def carry_over(rows: Iterable[Candidate], version: DocumentVersion, *, by: By) -> None:
    """A rejection with its reason and who made it, and as a decision of its own, so that it can be opened again."""
    before = _reviewed_before(version)
    earlier = _earlier(before, version) if before else {}
    for row in rows:
        there = earlier.get((row.paragraph_id, row.start, row.end))
        if there and candidates_wholes.is_whole(there) and candidates_wholes.is_whole(row):
            row.more = {**row.more, candidates_wholes.STANDS_FOR: candidates_wholes.names_of(there)}
            row.save()
        if there and there.state == CandidateState.REJECTED:
            _carry(row, there, by=by)


def is_carried(decision: CandidateDecision) -> bool:
    """The rejection of an earlier version: one that a person makes has a reason of its own."""
    return decision.act == CandidateAct.REJECTED and not decision.reason


def _reviewed_before(version: DocumentVersion) -> DocumentVersion | None:
    rows = DocumentVersion.objects.filter(document=version.document_id, number__lt=version.number)
    return rows.filter(candidates__isnull=False).defer("content").order_by("-number").first()


def _earlier(before: DocumentVersion, version: DocumentVersion) -> dict[tuple[int, int, int], Candidate]:
    """What was rejected, and wholes that are in no register, by where their words stand now."""
    wholes = Q(state=CandidateState.TO_DECIDE, more__is_whole=True)
    rows = before.candidates.filter(wholes | Q(state=CandidateState.REJECTED))
    earlier = list(rows.select_related("paragraph", "decided_by"))
    partners = versions_of.partners(before, version) if earlier else {}
    spans = [(each, anchors.stands_now(each.paragraph, each.start, each.end, partners)) for each in earlier]
    return {(span.paragraph.pk, span.start, span.end): each for each, span in spans if span}


def _carry(row: Candidate, there: Candidate, *, by: By) -> None:
    first = there.more.get(EARLIER) or {"version": there.document_version.number, "candidate": there.public_id}
    row.more = {**row.more, EARLIER: first}
    before = {row.public_id: candidate_rows.values_of(row)}
    row.state, row.reason = CandidateState.REJECTED, there.reason
    row.decided_by, row.decided_at = there.decided_by, there.decided_at
    candidate_rows.save(row)
    whose = By(there.decided_by, by.channel)
    candidate_rows.write_down(CandidateAct.REJECTED, row.document_version, before, [row], by=whose)
