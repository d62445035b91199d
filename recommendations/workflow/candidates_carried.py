"""What a steward rejected on the version before stays rejected on a corrected one, where the same words stand in the
same paragraph."""

from collections.abc import Iterable
from typing import Final

from recommendations.access import By
from recommendations.choices import CandidateAct, CandidateState
from recommendations.models import Candidate, CandidateDecision, DocumentVersion
from recommendations.queries import versions as versions_of
from recommendations.workflow import anchors, candidate_rows

EARLIER: Final = "earlier"  # in what stands around a candidate: the version and the candidate that were rejected


def carry_over(rows: Iterable[Candidate], version: DocumentVersion, *, by: By) -> None:
    """Each with the earlier decision, its reason and who made it, and as a decision of its own, so that it can be
    opened again."""
    before = _reviewed_before(version)
    rejected = _rejected(before, version) if before else {}
    for row in rows:
        if there := rejected.get((row.paragraph_id, row.start, row.end)):
            _carry(row, there, by=by)


def is_carried(decision: CandidateDecision) -> bool:
    """The rejection of an earlier version: one that a person makes has a reason of its own."""
    return decision.act == CandidateAct.REJECTED and not decision.reason


def _reviewed_before(version: DocumentVersion) -> DocumentVersion | None:
    rows = DocumentVersion.objects.filter(document=version.document_id, number__lt=version.number)
    return rows.filter(candidates__isnull=False).defer("content").order_by("-number").first()


def _rejected(before: DocumentVersion, version: DocumentVersion) -> dict[tuple[int, int, int], Candidate]:
    """By where their words stand now."""
    rows = before.candidates.filter(state=CandidateState.REJECTED).select_related("paragraph", "decided_by")
    rejected = list(rows)
    partners = versions_of.partners(before, version) if rejected else {}
    spans = [(each, anchors.stands_now(each.paragraph, each.start, each.end, partners)) for each in rejected]
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
