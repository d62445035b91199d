"""What each source gave: how much of it is text, how much furniture, and what was found to ask in it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from recommendations.choices import AssignmentRole, Basis, FollowUp, Kind, Nature
from recommendations.models import Assignment, DocumentVersion
from recommendations.parsing.found import FURNITURE
from recommendations.queries import conditions


@dataclass(frozen=True, slots=True)
class SourceReport:
    """Numbers of one document's quoted version. `kinds`, `follow_ups`, `natures` and `bases` count the document's
    recommendations, wholes and those that stay in an earlier version included; `owners` its owners' assignments, named
    in the text or by editorial judgement."""

    document: str
    sha256: str
    sections: int
    paragraphs: int
    sub_paragraphs: int
    footnotes: int
    removed_pieces: int
    recommendations: int
    wholes: int
    kinds: dict[str, int]
    follow_ups: dict[str, int]
    natures: dict[str, int]
    bases: dict[str, int]
    owners: dict[str, int]


def source_reports() -> list[SourceReport]:
    """One per document, in the order of their codes."""
    versions = DocumentVersion.objects.filter(is_quoted=True).select_related("document").order_by("document__code")
    return [_of(each) for each in versions.defer("content")]


def _of(version: DocumentVersion) -> SourceReport:
    rows = conditions.listed().filter(paragraph__document_version__document=version.document_id)
    paragraphs = version.paragraphs.all()
    owners = Assignment.objects.filter(recommendation__in=rows, role=AssignmentRole.OWNER)
    named = owners.filter(named_in_text=True).count()
    return SourceReport(
        document=version.document.code,
        sha256=version.sha256,
        sections=version.sections.count(),
        paragraphs=paragraphs.filter(parent=None).count(),
        sub_paragraphs=paragraphs.exclude(parent=None).count(),
        footnotes=version.footnotes.count(),
        removed_pieces=version.pieces.filter(kind__in=[each.value for each in FURNITURE]).count(),
        recommendations=rows.count(),
        wholes=rows.filter(is_whole=True).count(),
        kinds=_counted(rows, "kind", Kind.values),
        follow_ups=_counted(rows, "follow_up", FollowUp.values),
        natures=_counted(rows, "nature", Nature.values),
        bases=_counted(rows.exclude(basis=""), "basis", Basis.values),
        owners={"named": named, "editorial": owners.count() - named},
    )


def _counted(rows: conditions.Rows, column: str, codes: list[str]) -> dict[str, int]:
    numbers = Counter(dict(rows.order_by().values_list(column).annotate(Count("pk"))))
    return {code: numbers[code] for code in codes if numbers[code]}
