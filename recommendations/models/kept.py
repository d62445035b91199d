"""What people are writing right now. Working rows: deleted when they have served."""

from django.db import models
from django.utils import timezone

from recommendations.models.assignments import Assignment
from recommendations.models.people import User


class KeptText(models.Model):
    """What somebody typed into a form and has not sent: kept for them alone, until they send it or throw it away."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    form = models.CharField(max_length=200)
    typed: "models.JSONField[dict[str, list[str]], dict[str, list[str]]]" = models.JSONField(default=dict)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-kept_at"]
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_kept_text_per_person_and_form")]

    def __str__(self) -> str:
        return f"{self.user}: {self.form}"


class Editing(models.Model):
    """Somebody has the update form of an assignment open: so that a colleague sees it and nobody is blocked."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]
        constraints = [models.UniqueConstraint(fields=["user", "assignment"], name="one_presence_per_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.assignment}"
