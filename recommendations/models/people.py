from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import ROLES_OF_THE_REGISTER, Appearance, Digest, Role
from recommendations.models.fields import Versioned, an_id, coded, one_of
from recommendations.models.organizations import Organization


class User(AbstractUser):
    """A person with an account. What they may do is said by their memberships, never by Django's groups."""

    full_name = models.CharField(_("full name"), max_length=200, blank=True, default="")
    is_demonstration = models.BooleanField(_("demonstration account"), default=False, editable=False)
    language = models.CharField(_("language"), max_length=8, default="en")
    time_zone = models.CharField(
        _("time zone"), max_length=60, blank=True, default="", help_text=_("Without one: the installation's.")
    )
    appearance = coded(Appearance.choices, default=Appearance.SYSTEM, verbose_name=_("appearance"))
    single_keys = models.BooleanField(_("single keys act in lists"), default=True)
    digest = coded(Digest.choices, default=Digest.DAILY, verbose_name=_("digest"))
    mail_when_returned = models.BooleanField(_("mail when an update is returned to me"), default=True)
    mail_when_mentioned = models.BooleanField(_("mail when a comment mentions me"), default=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["username"]
        constraints = [one_of("digest", Digest), one_of("appearance", Appearance)]

    def __str__(self) -> str:
        return self.full_name or self.username


class Membership(Versioned):
    """A user acts for an organization, and all below it, in a role."""

    public_id = an_id()
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("user"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organization")
    )
    own_body = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the auditor's own body"),
        help_text=_("For auditors: the organization names the body in the mandate, this the auditor's own."),
    )
    role = coded(Role.choices, verbose_name=_("role"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["user", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                condition=Q(until__isnull=True),
                name="one_current_membership_each",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(until__isnull=True, organization__isnull=True),
                name="one_current_register_role_each",
            ),
            models.CheckConstraint(
                condition=Q(role__in=ROLES_OF_THE_REGISTER, organization__isnull=True)
                | (~Q(role__in=ROLES_OF_THE_REGISTER) & Q(organization__isnull=False)),
                name="only_roles_of_the_register_name_no_organization",
            ),
            one_of("role", Role),
        ]

    def __str__(self) -> str:
        of = f", {self.organization}" if self.organization else ""
        return f"{self.user}: {Role(self.role).label}{of}"


class ApiToken(models.Model):
    """Only the digest is kept; what the token opens is its user's rights, narrowed by the scopes."""

    public_id = an_id()
    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
