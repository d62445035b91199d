"""How a report comes in: the file that was given, what the suggester proposes of it, and what people decided."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from recommendations.choices import (
    CandidateAct,
    CandidateOrigin,
    CandidateState,
    FollowUp,
    Kind,
    Nature,
    Standing,
    UploadState,
)
from recommendations.models.documents import DocumentVersion, Paragraph, SourceDocument
from recommendations.models.fields import Versioned, an_id, coded, one_of
from recommendations.models.people import User
from recommendations.models.recommendations import Recommendation


class Upload(Versioned):
    """A file that a steward gave, and how far its reading has come. The row is the truth, a broker only a nudge: a
    worker claims it by `taken_at` and `taken_by`. What was found stays here until it is taken into the register."""

    public_id = an_id()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    encoding = models.CharField(max_length=20, blank=True, default="")  # a person's answer where it was unsure
    state = coded(UploadState.choices, default=UploadState.WAITING)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=100, blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=40, blank=True, default="")  # a code: why it could not be read
    # Encodings that it may be in, each with how it then reads.
    encodings: "models.JSONField[list[list[str]], list[list[str]]]" = models.JSONField(default=list)
    found: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    # Where it went, or the document of which the giver said that it is a version.
    document = models.ForeignKey(SourceDocument, models.PROTECT, null=True, related_name="uploads")
    document_version = models.OneToOneField(DocumentVersion, models.PROTECT, null=True, related_name="upload")

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            one_of("state", UploadState),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~Q(state__in=[UploadState.REFUSED, UploadState.DISCARDED]),
                name="one_upload_per_file",
            ),
        ]
        indexes = [models.Index(fields=["state", "given_at"], name="upload_open")]

    def __str__(self) -> str:
        return self.file_name


class Candidate(Versioned):
    """An ask of a document version as the suggester or a person proposes it: nothing of the register until accepted.
    `text` is the span, letter for letter. Rows are never deleted: what was rejected keeps its reason."""

    public_id = an_id()
    document_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="candidates")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="candidates")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    kind = coded(Kind.choices)
    nature = coded(Nature.choices)
    standing = coded(Standing.choices)
    standing_symbol = models.CharField(max_length=120, blank=True, default="")
    follow_up = coded(FollowUp.choices)
    # What the proposal says around the words, in the form in which the review screen sends it: lead-in spans
    # [[paragraph id, start, end]], addressees [{words, organization}], parts [{organization, role, answering, named,
    # judgement}], theme codes, places, target date, whether it is a whole or a part (`workflow.candidates_wholes`).
    # Checked by the verbs when the candidate is accepted.
    more: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    origin = coded(CandidateOrigin.choices)
    score = models.FloatField(null=True)
    is_suggested = models.BooleanField(default=True)
    why: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list)
    also_at: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list)
    # Asks of the register that say much the same: [{recommendation: public id, likeness, shared}].
    like: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)
    state = coded(CandidateState.choices, default=CandidateState.TO_DECIDE)
    reason = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    recommendation = models.OneToOneField(Recommendation, models.PROTECT, null=True, related_name="candidate")

    class Meta:
        ordering = ["document_version", "paragraph__ord", "start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_candidate_has_a_length"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("text")), name="its_text_is_as_long_as_its_span"
            ),
            models.CheckConstraint(
                condition=~Q(state=CandidateState.ACCEPTED) | Q(recommendation__isnull=False),
                name="what_is_accepted_is_in_the_register",
            ),
            models.CheckConstraint(
                condition=~Q(state=CandidateState.REJECTED) | ~Q(reason=""), name="a_rejection_has_a_reason"
            ),
            one_of("kind", Kind),
            one_of("nature", Nature),
            one_of("standing", Standing),
            one_of("follow_up", FollowUp),
            one_of("origin", CandidateOrigin),
            one_of("state", CandidateState),
        ]
        indexes = [models.Index(fields=["document_version", "state"], name="candidate_open")]

    def __str__(self) -> str:
        return f"{self.document_version.document} para. {self.paragraph.label}: {self.text[:60]}"


class CandidateDecision(models.Model):
    """What somebody did with candidates, with each row before and after, so that it can be undone and seen.
    Append-only; undoing is a decision of its own."""

    document_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="decisions")
    act = coded(CandidateAct.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True, default="")
    # {public id of a candidate: its values}; a candidate that an act made is missing in `before`.
    before: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    after: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("act", CandidateAct),
            models.CheckConstraint(
                condition=Q(act=CandidateAct.UNDONE, undoes__isnull=False)
                | (~Q(act=CandidateAct.UNDONE) & Q(undoes__isnull=True)),
                name="an_undoing_says_what_it_undoes",
            ),
        ]

    def __str__(self) -> str:
        return f"{CandidateAct(self.act).label}: {self.document_version}"


class Reviewing(models.Model):
    """Somebody has the review screen of a version open: so that a colleague sees it and nobody is blocked."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    document_version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]
        constraints = [models.UniqueConstraint(fields=["user", "document_version"], name="one_reviewing_per_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.document_version}"
