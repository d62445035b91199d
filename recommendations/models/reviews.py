from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import NEVER_FOUND, REVIEWED, Basis, Finding, Release, Status
from recommendations.models.assignments import Assignment
from recommendations.models.fields import an_id, coded, one_of
from recommendations.models.organizations import Organization
from recommendations.models.people import User
from recommendations.models.updates import ProgressUpdate


class Review(models.Model):
    """A finding on one cleared update. Insert only, but for `in_effect_at`, a projection of the journal."""

    public_id = an_id()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reviews")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="reviews")
    basis = coded(Basis.choices, verbose_name=_("basis"))
    finding = coded(Finding.choices, verbose_name=_("finding"))
    status = coded(Status.choices, blank=True, verbose_name=_("status found"))
    note = models.TextField(_("reason"), blank=True, default="")
    release = coded(Release.choices, default=Release.PARTNERS, verbose_name=_("release"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    acting_organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    entry = models.UUIDField(editable=False)
    in_effect_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            one_of("basis", Basis),
            one_of("finding", Finding),
            models.CheckConstraint(condition=Q(basis__in=REVIEWED), name="a_finding_has_a_basis"),
            models.CheckConstraint(
                condition=~Q(finding=Finding.COULD_NOT_BE_VERIFIED)
                | Q(basis=Basis.INDEPENDENT, status=Status.NOT_VERIFIED),
                name="only_an_independent_finding_is_not_verified",
            ),
            models.CheckConstraint(
                condition=Q(finding=Finding.COULD_NOT_BE_VERIFIED) | ~Q(status=Status.NOT_VERIFIED),
                name="not_verified_is_that_finding_only",
            ),
            models.CheckConstraint(
                condition=~Q(finding=Finding.FINDS_OTHERWISE)
                | (~Q(note="") & ~Q(status="") & ~Q(status__in=NEVER_FOUND)),
                name="finds_otherwise_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(finding=Finding.NO_FINDING_YET_AGREED) | Q(basis=Basis.JOINT, status=""),
                name="no_finding_yet_is_a_joint_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{Basis(self.basis).label}: {Finding(self.finding).label}"


class ReviewComment(models.Model):
    """The subject's word on a finding; it stands beside it. Insert only."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="comments")
    text = models.TextField()
    release = coded(Release.choices, default=Release.PARTNERS)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    entry = models.UUIDField(editable=False)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return self.text
