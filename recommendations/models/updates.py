from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import (
    NEEDS,
    NEVER_REPORTED,
    OPEN_UPDATES,
    WRITTEN_IN,
    Answer,
    EvidenceKind,
    HeldAs,
    Position,
    Receipt,
    Release,
    Status,
    UpdateState,
)
from recommendations.models.assignments import Assignment
from recommendations.models.fields import Versioned, an_id, coded, new_public_id, one_of
from recommendations.models.people import User

# The free words of an update: frozen as an entry's content when it is submitted, and what a redaction empties.
WORDS_OF_AN_UPDATE: Final = (
    "done",
    "changed",
    "next_steps",
    "reason",
    "successor",
    "position_words",
    "deferred_event",
    "whose",
)
FROZEN: Final = (UpdateState.SUBMITTED, UpdateState.CLEARED)


def what_each_status_needs() -> list[models.CheckConstraint]:
    """The database's own copy of `choices.NEEDS`, for updates that left the author's hands; "no change" repeats a
    status that had what it needs."""
    return [
        models.CheckConstraint(
            condition=~Q(state__in=FROZEN) | ~Q(status=status) | Q(answer=Answer.NO_CHANGE) | _all_given(needs),
            name=f"needs_of_{status.value}",
        )
        for status, needs in NEEDS.items()
        if needs
    ]


def _all_given(needs: tuple[tuple[str, ...], ...]) -> Q:
    everything = Q()
    for alternatives in needs:
        any_of = Q()
        for field in alternatives:
            is_date = field.endswith(("_on", "_until"))
            any_of |= Q(**{f"{field}__isnull": False}) if is_date else ~Q(**{field: ""})
        everything &= any_of
    return everything


class ProgressUpdate(Versioned):
    """A working row: what an owner is about to say. The frozen facts are its journal entries."""

    public_id = an_id()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="updates")
    state = coded(UpdateState.choices, default=UpdateState.DRAFT, editable=False)
    answer = coded(Answer.choices, default=Answer.NEW_INFORMATION, verbose_name=_("answer"))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    status = coded(Status.choices, blank=True, verbose_name=_("status"))
    receipt = coded(Receipt.choices, blank=True, verbose_name=_("receipt"))
    position = coded(Position.choices, blank=True, verbose_name=_("position"))
    position_words = models.TextField(_("which part, or why not"), blank=True, default="")
    done = models.TextField(_("what was done"), blank=True, default="")
    changed = models.TextField(_("what changed"), blank=True, default="")
    next_steps = models.TextField(_("next steps"), blank=True, default="")
    reason = models.TextField(_("reason"), blank=True, default="")
    successor = models.CharField(_("later ask or decision"), max_length=300, blank=True, default="")
    whose = models.CharField(_("whose it should be"), max_length=300, blank=True, default="")
    language = models.CharField(_("language"), max_length=8, default="en", choices=WRITTEN_IN)
    effective_on = models.DateField(_("true as at"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    deferred_until = models.DateField(_("deferred until"), null=True, blank=True)
    deferred_event = models.CharField(_("deferred until this event"), max_length=300, blank=True, default="")
    release = coded(Release.choices, default=Release.PARTNERS, verbose_name=_("release, once cleared"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    writers = models.ManyToManyField(User, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)
    cleared_entry = models.UUIDField(null=True, blank=True, editable=False)
    feedback = models.TextField(blank=True, default="", editable=False)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state__in=OPEN_UPDATES), name="one_open_update_per_assignment"
            ),
            models.CheckConstraint(condition=~Q(status__in=NEVER_REPORTED), name="derived_statuses_are_not_reported"),
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN) | Q(effective_on__isnull=False), name="what_is_said_is_true_as_at_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.CORRECTION) | Q(corrects__isnull=False) | ~Q(state__in=FROZEN),
                name="a_correction_names_what_it_corrects",
            ),
            models.CheckConstraint(condition=Q(status="") | Q(receipt=""), name="a_status_or_a_receipt_not_both"),
            one_of("state", UpdateState),
            one_of("answer", Answer),
            one_of("status", Status, blank=True),
            one_of("receipt", Receipt, blank=True),
            one_of("release", Release),
            *what_each_status_needs(),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} · {UpdateState(self.state).label}"


def evidence_path(evidence: "Evidence", name: str) -> str:
    return f"evidence/{new_public_id()}"


class Evidence(models.Model):
    """What an update or a finding rests on, in one of four ways of holding."""

    public_id = an_id()
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="evidence")
    review = models.ForeignKey("Review", models.PROTECT, null=True, blank=True, related_name="evidence")
    kind = coded(EvidenceKind.choices, verbose_name=_("kind"))
    held_as = coded(HeldAs.choices, verbose_name=_("held as"))
    title = models.CharField(_("title"), max_length=300, blank=True, default="")
    symbol = models.CharField(_("symbol"), max_length=200, blank=True, default="")
    url = models.URLField(_("address"), max_length=1000, blank=True, default="")
    captured_text = models.TextField(_("text relied on"), blank=True, default="")
    file = models.FileField(_("file"), upload_to=evidence_path, blank=True, default="")
    file_name = models.CharField(max_length=200, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    sighted_by = models.CharField(_("seen by"), max_length=200, blank=True, default="")
    filed_at = models.CharField(_("filed at"), max_length=300, blank=True, default="")
    dated = models.DateField(_("date"))
    release = coded(Release.choices, default=Release.PARTNERS, verbose_name=_("release"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(update__isnull=False, review__isnull=True) | Q(update__isnull=True, review__isnull=False),
                name="evidence_has_one_parent",
            ),
            models.CheckConstraint(
                condition=Q(held_as=HeldAs.SYMBOL) & ~Q(symbol="")
                | Q(held_as=HeldAs.LINK) & ~Q(url="") & ~Q(sha256="")
                | Q(held_as=HeldAs.FILE) & ~Q(file="") & ~Q(sha256="")
                | Q(held_as=HeldAs.SIGHTED) & ~Q(sighted_by="") & ~Q(filed_at=""),
                name="evidence_is_held_somehow",
            ),
            one_of("kind", EvidenceKind),
            one_of("held_as", HeldAs),
            one_of("release", Release),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title or self.url or self.file_name
