from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import Versioned, an_id
from recommendations.models.organizations import Organization
from recommendations.models.people import User


class SavedView(Versioned):
    """A name for an address of the list: filters, order and columns. Personal, or shared with an organization and all
    below it; only its owner changes it."""

    public_id = an_id()
    owner = models.ForeignKey(User, models.PROTECT, related_name="saved_views")
    name = models.CharField(_("name"), max_length=100)
    query = models.TextField(blank=True, default="")
    shared_with = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("shared with")
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_saved_view_per_name")]

    def __str__(self) -> str:
        return self.name
