"""Versions of a document: what became of each paragraph from one to the next, and which recommendations still wait
for a decision where their words stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from recommendations.models import DocumentVersion, Paragraph, Recommendation, SourceDocument
from recommendations.parsing.aligning import Fate, Pair, align

VERSION: Final = "paragraph__document_version"


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph before and after; None where it is missing there."""

    before: Paragraph | None
    after: Paragraph | None
    fate: Fate

    @property
    def relabelled(self) -> bool:
        return bool(self.before and self.after and self.before.label != self.after.label)


@dataclass(frozen=True, slots=True)
class Beside:
    """A version in another language, by labels: which have no partner."""

    only_quoted: list[str]
    only_here: list[str]
    together: int


def without_files(rows: QuerySet[DocumentVersion]) -> QuerySet[DocumentVersion]:
    """The versions without the files themselves; `size` is the file's."""
    return rows.defer("content").annotate(size=Length("content"))


def quoted_of(document: SourceDocument) -> DocumentVersion:
    return without_files(document.versions.filter(is_quoted=True)).get()


def before(version: DocumentVersion) -> DocumentVersion | None:
    """The one that it corrects: the version before it in the same language."""
    rows = DocumentVersion.objects.filter(document=version.document_id, language=version.language)
    return without_files(rows.filter(number__lt=version.number)).order_by("-number").first()


def compared(before: DocumentVersion, after: DocumentVersion) -> list[Compared]:
    """Every paragraph of both, in the order of the later one."""
    old, new = (list(each.paragraphs.order_by("ord")) for each in (before, after))
    return [
        Compared(
            old[each.before] if each.before is not None else None,
            new[each.after] if each.after is not None else None,
            each.fate,
        )
        for each in pairs_of(old, new)
    ]


def pairs_of(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    return align([(each.label, each.text) for each in old], [(each.label, each.text) for each in new])


def partners(before: DocumentVersion, after: DocumentVersion) -> dict[int, Paragraph]:
    """By the id of each earlier paragraph, the later one that it became."""
    return {each.before.pk: each.after for each in compared(before, after) if each.before and each.after}


def beside(quoted: DocumentVersion, other: DocumentVersion) -> Beside:
    ours = list(quoted.paragraphs.order_by("ord").values_list("label", flat=True))
    theirs = list(other.paragraphs.order_by("ord").values_list("label", flat=True))
    here, there = set(ours), set(theirs)
    return Beside(
        only_quoted=[each for each in ours if each not in there],
        only_here=[each for each in theirs if each not in here],
        together=len(here & there),
    )


IN_AN_EARLIER_ONE: Final = Q(paragraph__document_version__is_quoted=False, archived_at__isnull=True)


def in_earlier_versions() -> QuerySet[Recommendation]:
    """Recommendations whose words are those of a version that is no longer the quoted one."""
    return Recommendation.objects.filter(IN_AN_EARLIER_ONE)


def to_place(document: SourceDocument | None = None) -> QuerySet[Recommendation]:
    """Those of which nobody decided yet, since the newest version came, where their words stand."""
    rows = in_earlier_versions().filter(Q(stays_despite=None) | Q(stays_despite__is_quoted=False))
    if document is not None:
        rows = rows.filter(paragraph__document_version__document=document)
    return (
        rows.select_related(f"{VERSION}__document")
        .defer(f"{VERSION}__content")
        .order_by(f"{VERSION}__document", "ord", "pk")
    )
