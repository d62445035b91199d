"""The candidates of a version for the review screen, in a number of queries that never grows with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from recommendations.choices import CandidateAct, CandidateOrigin, CandidateState
from recommendations.models import (
    Candidate,
    CandidateDecision,
    DocumentVersion,
    Footnote,
    Paragraph,
    Recommendation,
    Reviewing,
    Section,
    User,
)

GONE_AFTER: Final = timedelta(seconds=60)
SHOWN: Final = (CandidateState.TO_DECIDE, CandidateState.ACCEPTED, CandidateState.REJECTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to. `below`: also what was found, but is not offered by itself."""

    state: str = CandidateState.TO_DECIDE
    kind: str = ""
    score: float | None = None
    actor: str = ""
    paragraph: str = ""
    below: bool = False

    def fits(self, row: Candidate) -> bool:
        return (
            (self.state == "all" or row.state == self.state)
            and (not self.kind or row.kind == self.kind)
            and (self.score is None or (row.score or 0) >= self.score)
            and (not self.actor or self.actor in actors(row))
            and (not self.paragraph or row.paragraph.label == self.paragraph)
        )


def actors(row: Candidate) -> list[str]:
    return [each["organization"] for each in row.more.get("parts", [])]


def is_offered(row: Candidate) -> bool:
    """Suggested, marked by a person, or decided: what nobody touched below the mark stands behind a filter."""
    untouched = row.state == CandidateState.TO_DECIDE and row.origin == CandidateOrigin.SUGGESTED
    return row.is_suggested or not untouched


def to_decide(versions: Iterable[int | None]) -> dict[int, int]:
    """How many candidates of each quoted version, by its key, wait for a decision."""
    rows = _waiting().filter(document_version__in=[each for each in versions if each])
    return dict(rows.values_list("document_version").annotate(n=Count("pk")).values_list("document_version", "n"))


def reviews() -> list[tuple[DocumentVersion, int]]:
    """Every report with candidates that wait for a decision, and how many."""
    rows = _waiting().values_list("document_version").annotate(n=Count("pk"))
    left = dict(rows.values_list("document_version", "n"))
    versions = DocumentVersion.objects.defer("content").select_related("document").filter(pk__in=left)
    return [(each, left[each.pk]) for each in versions.order_by("document__code")]


def reviews_count() -> int:
    return _waiting().values("document_version").distinct().count()


def _waiting() -> QuerySet[Candidate]:
    return Candidate.objects.filter(
        Q(is_suggested=True) | ~Q(origin=CandidateOrigin.SUGGESTED),
        document_version__is_quoted=True,
        document_version__document__archived_at__isnull=True,
        state=CandidateState.TO_DECIDE,
    )


@dataclass(slots=True)
class Text:
    """A version with everything that its review shows."""

    version: DocumentVersion
    sections: list[Section]
    paragraphs: list[Paragraph]
    footnotes: list[Footnote]
    every: list[Candidate]
    asks: dict[int, list[Recommendation]]
    decisions: list[CandidateDecision]
    liked: dict[str, Recommendation] = field(default_factory=dict)

    @property
    def offered(self) -> list[Candidate]:
        return [each for each in self.every if is_offered(each)]

    @property
    def below(self) -> list[Candidate]:
        return [each for each in self.every if not is_offered(each)]

    def counts(self) -> Mapping[str, int]:
        """By state, of what is offered."""
        return Counter(each.state for each in self.offered)

    def undoable(self) -> dict[str, CandidateDecision]:
        """By candidate: the decision that brought it where it stands, where nothing followed that decision."""
        latest: dict[str, int] = {}
        found: dict[str, CandidateDecision] = {}
        for each in self.decisions:
            touched = list(each.after)
            if not any(name in latest for name in touched):
                found |= dict.fromkeys(touched, each)
            for name in touched:
                latest.setdefault(name, each.pk)
        return found


def text_of(version: DocumentVersion) -> Text:
    paragraphs = list(version.paragraphs.order_by("ord"))
    by_id = {each.pk: each for each in paragraphs}
    rows = version.candidates.filter(state__in=SHOWN).select_related("decided_by", "recommendation")
    every = list(rows.order_by("paragraph__ord", "start", "-end", "pk"))
    for row in every:
        row.paragraph = by_id[row.paragraph_id]
        row.document_version = version
    asks: dict[int, list[Recommendation]] = {}
    live = Recommendation.objects.filter(paragraph__document_version=version, archived_at__isnull=True)
    for ask in live.order_by("start", "pk"):
        asks.setdefault(ask.paragraph_id, []).append(ask)
    ids = {each["recommendation"] for row in every for each in row.like}
    ids |= {row.more["whole"] for row in every if row.more.get("whole")}
    liked = Recommendation.objects.filter(public_id__in=ids, archived_at__isnull=True)
    return Text(
        version=version,
        sections=list(version.sections.order_by("ord")),
        paragraphs=paragraphs,
        footnotes=list(version.footnotes.order_by("ord")),
        every=every,
        asks=asks,
        decisions=standing(version),
        liked={each.public_id: each for each in liked},
    )


def wholes_beside(row: Candidate) -> list[Candidate]:
    """Those of its version that are counted through others, and the one that it names."""
    rows = Candidate.objects.filter(document_version=row.document_version_id).exclude(pk=row.pk)
    rows = rows.filter(Q(more__is_whole=True) | Q(public_id=row.more.get("whole", "")))
    found = rows.select_related("paragraph", "recommendation")
    return list(found.order_by("paragraph__ord", "start", "pk"))


def standing(version: DocumentVersion) -> list[CandidateDecision]:
    """Decisions that are not undone, the latest first."""
    rows = version.decisions.exclude(act=CandidateAct.UNDONE).filter(undone_by__isnull=True)
    return list(rows.defer("before").select_related("by").order_by("-id"))


def others_here(version: DocumentVersion, user: User) -> list[User]:
    """Who else has the review of this version open right now."""
    rows = Reviewing.objects.filter(document_version=version, seen_at__gt=timezone.now() - GONE_AFTER)
    return [each.user for each in rows.exclude(user=user).select_related("user").order_by("user__username")]


def last_decision(version: DocumentVersion) -> int:
    """So that a page notices what colleagues did since it was shown."""
    return version.decisions.order_by("-id").values_list("id", flat=True).first() or 0


def numbers(rows: Sequence[Candidate]) -> dict[int, str]:
    """What ties marks and cards: 1, 2, 3 … for what is offered, +1, +2 … for what was found below the mark."""
    found: dict[int, str] = {}
    offered = below = 0
    for row in rows:
        if is_offered(row):
            offered += 1
            found[row.pk] = str(offered)
        else:
            below += 1
            found[row.pk] = f"+{below}"
    return found
