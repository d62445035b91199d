from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.journal import Entry
from recommendations.models.people import User


class OutboxMessage(models.Model):
    """Something that has to leave the building, written in the transaction that caused it. The row is the truth;
    a broker is only a nudge."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # What it is about where no entry says it: a comment's id, or the day of a digest.
    about = models.CharField(max_length=60, blank=True, default="")
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=100, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["done_at", "due_at"], name="outbox_open")]

    def __str__(self) -> str:
        return self.key


class Letter(models.Model):
    """A mail that left, or is about to: one per outbox message, with the Message-ID that it keeps through repeats."""

    outbox_message = models.OneToOneField(OutboxMessage, models.PROTECT, related_name="letter")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    kind = models.CharField(max_length=40)
    mail_id = models.CharField("Message-ID", max_length=200, unique=True)
    subject = models.CharField(max_length=300)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject


class DigestRun(models.Model):
    """The digest of one day: how many letters were put into the outbox, and how many people the cap left out."""

    day = models.DateField(unique=True)
    run_at = models.DateTimeField(auto_now_add=True)
    letters = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)
