"""Proposed target dates: where each stands, who has agreed, and what of it a reader may know.

A proposal is its owner's own until that owner's clearing officer agrees to it, like an update that is not cleared. From
then on everybody sees that there is one and for when; its words are read by the owners, who have to decide, and by all
once the date holds."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Case, CharField, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from recommendations.access import Reader
from recommendations.choices import COUNTING_STATES, AssignmentRole, ChainKind, EntryKind, ProposalState
from recommendations.models import (
    Assignment,
    Entry,
    Organization,
    Recommendation,
    TargetDateAgreement,
    TargetDateProposal,
)

# The entries that closed a proposal. Before there was a kind for it, they stood in the recommendation's own chain.
DECLINING: Final = Q(kind=EntryKind.TARGET_DATE_DECLINED) | Q(
    kind=EntryKind.DECLINED, chain_kind=ChainKind.RECOMMENDATION
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """`owners` are those who count today; `declined` is the journal's entry that closed it, where one did."""

    proposal: TargetDateProposal
    state: ProposalState
    owners: list[Assignment]
    agreed: list[Assignment] = field(default_factory=list)
    declined: Entry | None = None

    @property
    def awaited(self) -> list[Assignment]:
        agreed = {each.pk for each in self.agreed}
        return [each for each in self.owners if each.pk not in agreed]

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    @property
    def shared(self) -> bool:
        """Whether the proposing owner's own clearing officer stands behind it."""
        return any(each.pk == self.proposal.proposed_for_id for each in self.agreed)

    def seen_by(self, reader: Reader) -> bool:
        return self.shared or reader.reads_words_of(self.proposal.proposed_for)

    def read_by(self, reader: Reader) -> bool:
        """Its words: the event, and why."""
        if self.proposal.set_at or reader.reads_words_of(self.proposal.proposed_for):
            return True
        return self.shared and any(reader.reads_words_of(each) for each in self.owners)


def with_states(rows: QuerySet[TargetDateProposal]) -> QuerySet[Any]:
    """Each proposal with its `state`: the one place that says where a proposal stands."""
    of_the_same = TargetDateProposal.objects.filter(recommendation=OuterRef("recommendation"))
    newer = of_the_same.filter(proposed_for=OuterRef("proposed_for")).filter(
        Q(proposed_at__gt=OuterRef("proposed_at")) | Q(proposed_at=OuterRef("proposed_at"), pk__gt=OuterRef("pk"))
    )
    settled_since = of_the_same.filter(set_at__gt=OuterRef("proposed_at"))
    declined = Entry.objects.filter(DECLINING, recommendation=OuterRef("recommendation"))
    declined = declined.annotate(named=KeyTextTransform("proposal", "facts")).filter(named=OuterRef("public_id"))
    past = Q(due_on__lt=timezone.localdate())
    counts = Q(proposed_for__role=AssignmentRole.OWNER, proposed_for__state__in=COUNTING_STATES)
    state = Case(
        When(set_at__isnull=False, then=Value(ProposalState.AGREED)),
        When(Exists(declined), then=Value(ProposalState.DECLINED)),
        When(Exists(newer) | Exists(settled_since), then=Value(ProposalState.REPLACED)),
        When(past | ~counts, then=Value(ProposalState.LAPSED)),
        default=Value(ProposalState.OPEN),
        output_field=CharField(),
    )
    return rows.annotate(state=state)


def awaiting(person: int | None) -> QuerySet[TargetDateProposal]:
    """Open proposals that the assignment of the outer query has to agree to, earliest first; not the person's own."""
    agreements = TargetDateAgreement.objects.filter(proposal=OuterRef("pk"))
    agreed = agreements.filter(assignment=OuterRef(OuterRef("pk")))
    shared = agreements.filter(assignment=OuterRef("proposed_for"))
    rows = (
        with_states(TargetDateProposal.objects.filter(recommendation=OuterRef("recommendation")))
        .filter(Q(proposed_for=OuterRef("pk")) | Q(Exists(shared)), state=ProposalState.OPEN)
        .exclude(Exists(agreed))
        .order_by("proposed_at", "pk")
    )
    return rows if person is None else rows.exclude(proposed_by=person)


def proposals(recommendation: Recommendation) -> list[Proposed]:
    """Newest first, in a number of queries that does not grow with them. Most asks have none: that is asked first,
    because where proposals stand takes long to ask."""
    if not TargetDateProposal.objects.filter(recommendation=recommendation).exists():
        return []
    found = _rows(recommendation)
    organizations = Prefetch("organization", Organization.objects.prefetch_related("names"))
    owners = list(
        Assignment.objects.filter(recommendation=recommendation, role=AssignmentRole.OWNER, state__in=COUNTING_STATES)
        .prefetch_related(organizations)
        .order_by("pk")
    )
    declined = _declined(recommendation)
    return [
        Proposed(
            proposal=each,
            state=ProposalState(each.state),
            owners=owners,
            agreed=[agreement.assignment for agreement in each.agreements.all()],
            declined=declined.get(each.public_id),
        )
        for each in found
    ]


def _rows(recommendation: Recommendation) -> list[Any]:
    organizations = Organization.objects.prefetch_related("names")
    rows = TargetDateProposal.objects.filter(recommendation=recommendation)
    rows = rows.select_related("proposed_for", "proposed_by").prefetch_related(
        Prefetch("proposed_for__organization", organizations),
        Prefetch("agreements__assignment__organization", organizations),
    )
    return list(with_states(rows).order_by("-proposed_at", "-pk"))


def _declined(recommendation: Recommendation) -> dict[str, Entry]:
    rows = Entry.objects.filter(DECLINING, recommendation=recommendation)
    rows = rows.select_related("acting_organization").prefetch_related("acting_organization__names")
    return {each.facts["proposal"]: each for each in rows.order_by("recorded_at", "seq")}
