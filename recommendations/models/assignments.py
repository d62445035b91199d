from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import (
    COUNTING_STATES,
    DERIVED_POSITIONS,
    AssignmentRole,
    AssignmentState,
    Basis,
    DatePrecision,
    Position,
    Receipt,
    Status,
)
from recommendations.models.fields import Versioned, an_id, coded, one_of
from recommendations.models.organizations import Organization
from recommendations.models.people import User
from recommendations.models.recommendations import Recommendation


class Assignment(Versioned):
    """An organization's part in a recommendation."""

    public_id = an_id()
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="assignments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="assignments")
    role = coded(AssignmentRole.choices, verbose_name=_("role"))
    answering_organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers_for",
        verbose_name=_("answering organization"),
        help_text=_("The office that writes. Without one, nothing can be entered."),
    )
    named_in_text = models.BooleanField(_("named in the text"), default=False)
    judgement = models.TextField(_("editorial judgement"), blank=True, default="")
    # Persons of the answering family: who has the work, and who has it while they are away.
    focal_point = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="focal_for", verbose_name=_("focal point")
    )
    alternate = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="alternate_for", verbose_name=_("alternate")
    )

    # Projections of the journal; written by the workflow only and proved by `manage.py audit`.
    state = coded(AssignmentState.choices, default=AssignmentState.PROPOSED, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    position = coded(Position.choices, blank=True, editable=False)
    receipt = coded(Receipt.choices, blank=True, editable=False)
    reported_status = coded(Status.choices, blank=True, editable=False)
    reported_on = models.DateField(null=True, blank=True, editable=False)
    reported_entry = models.UUIDField(null=True, blank=True, editable=False)
    last_cleared_at = models.DateTimeField(null=True, blank=True, editable=False)
    finding_status = coded(Status.choices, blank=True, editable=False)
    finding_basis = coded(Basis.choices, blank=True, editable=False)
    finding_entry = models.UUIDField(null=True, blank=True, editable=False)
    beside_entry = models.UUIDField(null=True, blank=True, editable=False)
    headline = coded(Status.choices, blank=True, editable=False)
    headline_basis = coded(Basis.choices, blank=True, editable=False)
    deferred_until = models.DateField(null=True, blank=True, editable=False)
    review_on = models.DateField(null=True, blank=True, editable=False)
    newer_report = models.BooleanField(default=False, editable=False)
    differ = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["recommendation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "organization"],
                condition=Q(state__in=COUNTING_STATES),
                name="one_open_assignment_per_organization",
            ),
            models.CheckConstraint(
                condition=~Q(role=AssignmentRole.COUNTERPART) | Q(reported_status="", headline=""),
                name="a_counterpart_has_no_status",
            ),
            models.CheckConstraint(condition=~Q(position__in=DERIVED_POSITIONS), name="derived_positions_are_not_kept"),
            models.CheckConstraint(
                condition=Q(focal_point__isnull=True) | Q(alternate__isnull=True) | ~Q(alternate=F("focal_point")),
                name="an_alternate_is_somebody_else",
            ),
            one_of("role", AssignmentRole),
            one_of("state", AssignmentState),
            one_of("reported_status", Status, blank=True),
            one_of("finding_status", Status, blank=True),
            one_of("headline", Status, blank=True),
            one_of("headline_basis", Basis, blank=True),
        ]
        indexes = [models.Index(fields=["answering_organization", "state"], name="assignment_answering")]

    def __str__(self) -> str:
        return f"{self.recommendation} · {self.organization}"

    @property
    def counts(self) -> bool:
        return self.state in COUNTING_STATES

    @property
    def shown_position(self) -> Position:
        """What was said, or what follows from nothing being said: not asked yet, or no response."""
        if self.position:
            return Position(self.position)
        return Position.NO_RESPONSE if self.asked_at or self.last_cleared_at else Position.NOT_ASKED


class TargetDateProposal(models.Model):
    """A date that one owner proposes; it holds when every owner has agreed. Insert only."""

    public_id = an_id()
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="target_date_proposals")
    due_on = models.DateField(null=True, blank=True)
    due_precision = coded(DatePrecision.choices, blank=True)
    due_event = models.CharField(max_length=300, blank=True, default="")
    why = models.TextField(blank=True, default="")
    proposed_for = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, due_precision="")
                | Q(due_on__isnull=False, due_precision__in=DatePrecision.values),
                name="a_proposed_date_has_a_precision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.due_on or self.due_event}"


class TargetDateAgreement(models.Model):
    """An owner's clearing officer agreed to a proposed date. Insert only."""

    proposal = models.ForeignKey(TargetDateProposal, models.PROTECT, related_name="agreements")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "assignment"], name="each_owner_agrees_once")]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.assignment}"
