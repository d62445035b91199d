"""Words of a recommendation that stand in the candidate it came from, and in what was decided about that one."""

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
