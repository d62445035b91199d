"""The journal: frozen facts, in hash chains. Written by `workflow.journal` only."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from recommendations.choices import ChainKind, Channel, EntryKind, Role
from recommendations.models.assignments import Assignment
from recommendations.models.fields import coded, one_of
from recommendations.models.organizations import Organization
from recommendations.models.people import User
from recommendations.models.recommendations import Recommendation
from recommendations.models.updates import ProgressUpdate


class Chain(models.Model):
    """The head of one subject's chain, so that a chain cut at its end is noticed at once."""

    kind = coded(ChainKind.choices)
    subject = models.CharField(max_length=60)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["kind", "subject"]
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_chain_per_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Entry(models.Model):
    """One frozen fact. `facts` are codes, dates and ids, never redacted: projections rebuild from them alone.
    `content` holds all free words; a redaction empties it and leaves `content_digest`, so the chain stays whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chain_kind = coded(ChainKind.choices)
    chain_id = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    kind = coded(EntryKind.choices)
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="entries")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="entries")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, null=True, related_name="entries")
    facts: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    content_digest = models.CharField(max_length=64)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    acting_organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    role = coded(Role.choices, blank=True)
    channel = coded(Channel.choices)
    request_id = models.CharField(max_length=64, blank=True, default="")
    recorded_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, blank=True, default="")
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["recorded_at", "chain_kind", "chain_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["chain_kind", "chain_id", "seq"], name="one_entry_per_place_in_a_chain"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="a_chain_begins_at_one"),
            one_of("chain_kind", ChainKind),
            one_of("kind", EntryKind),
            one_of("channel", Channel),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="entry_recorded_at")]

    def __str__(self) -> str:
        return f"{self.chain_kind} {self.chain_id} {self.seq}: {self.kind}"


class Seal(models.Model):
    """The heads of all chains at the end of a day, hashed; seals are a chain themselves."""

    day = models.DateField(unique=True)
    entries = models.PositiveIntegerField()
    heads_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True, default="")
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.hash}"


class RedactionRequest(models.Model):
    """The first of the two people that a redaction takes. Of an entry's words; or of what is in no entry: a word
    between colleagues, the reason why a candidate was put aside."""

    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="redaction_requests")
    comment = models.ForeignKey("recommendations.Comment", models.PROTECT, null=True, blank=True, related_name="+")
    candidate = models.ForeignKey("recommendations.Candidate", models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_as = coded(Role.choices)
    why = models.TextField()
    asked_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=[each], condition=Q(done_at__isnull=True), name=f"one_open_redaction_request_per_{each}"
                )
                for each in ("entry", "comment", "candidate")
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, comment__isnull=True, candidate__isnull=True)
                | Q(entry__isnull=True, comment__isnull=False, candidate__isnull=True)
                | Q(entry__isnull=True, comment__isnull=True, candidate__isnull=False),
                name="a_redaction_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.why}"

    @property
    def about(self) -> str:
        """Without the words that have to go."""
        if self.comment:
            return f"comment {self.comment.public_id}"
        return f"candidate {self.candidate.public_id}" if self.candidate else str(self.entry)
