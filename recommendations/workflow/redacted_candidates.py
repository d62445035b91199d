"""Words around candidates: those of a recommendation in the candidate it came from and in what was decided about that
one, and the reasons why candidates were put aside."""

from collections.abc import Set
from typing import Any

from django.db.models import F

from recommendations.models import Candidate, CandidateDecision, Recommendation


def empty_candidate(recommendation: Recommendation, words: Set[str], notice: str) -> None:
    """The notice takes the place of these very words in what was typed around the candidate."""
    for row in Candidate.objects.filter(recommendation=recommendation):
        more = _without(row.more, words, notice)
        if more != row.more:
            Candidate.objects.filter(pk=row.pk).update(more=more, version=F("version") + 1)
        for decision in CandidateDecision.objects.filter(document_version=row.document_version_id):
            before, after = (
                {
                    name: _without(values, words, notice) if name == row.public_id else values
                    for name, values in of.items()
                }
                for of in (decision.before, decision.after)
            )
            if (before, after) != (decision.before, decision.after):
                CandidateDecision.objects.filter(pk=decision.pk).update(before=before, after=after)


def reasons_of(candidate: Candidate) -> set[str]:
    """Why it was put aside or taken back, now and before."""
    found = {candidate.reason}
    for decision in _decisions_with(candidate):
        held = [of.get(candidate.public_id) or {} for of in (decision.before, decision.after)]
        found |= {decision.reason, *(values.get("reason") or "" for values in held)}
    return found - {""}


def _decisions_with(candidate: Candidate) -> list[CandidateDecision]:
    made = CandidateDecision.objects.filter(document_version=candidate.document_version_id)
    return [each for each in made if candidate.public_id in each.before or candidate.public_id in each.after]


def empty_reasons(candidate: Candidate, notice: str) -> None:
    """Many are put aside for one reason, and a newer version carries it on: it goes from the whole document."""
    document, words = candidate.document_version.document_id, reasons_of(candidate)
    same = Candidate.objects.filter(document_version__document=document, reason__in=words)
    same.update(reason=notice, version=F("version") + 1)
    for decision in CandidateDecision.objects.filter(document_version__document=document):
        before, after = (_with_reasons(of, words, notice) for of in (decision.before, decision.after))
        reason = notice if decision.reason in words else decision.reason
        if (before, after, reason) != (decision.before, decision.after, decision.reason):
            CandidateDecision.objects.filter(pk=decision.pk).update(before=before, after=after, reason=reason)


def _with_reasons(of: dict[str, Any], words: Set[str], notice: str) -> dict[str, Any]:
    return {
        name: {**values, "reason": notice} if values.get("reason") in words else values for name, values in of.items()
    }


def _without(value: Any, words: Set[str], notice: str) -> Any:
    match value:
        case str():
            return notice if value in words else value
        case list():
            return [_without(each, words, notice) for each in value]
        case dict():
            return {name: _without(each, words, notice) for name, each in value.items()}
        case _:
            return value
