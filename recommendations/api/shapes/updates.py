"""What was reported, with its evidence and the findings on it, as far as each is released to the reader."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recommendations.access import Reader
from recommendations.api.shapes.fields import Code, Moment, NamedOrganization, Withholding, Words
from recommendations.choices import (
    Answer,
    Basis,
    EvidenceKind,
    Finding,
    HeldAs,
    Position,
    Receipt,
    Release,
    Role,
    Status,
    UpdateState,
)
from recommendations.models import Entry, Evidence, ProgressUpdate, Review, ReviewComment
from recommendations.models.updates import WORDS_OF_AN_UPDATE

WORDS_OF_EVIDENCE: Final = ("title", "symbol", "url", "captured_text", "file_name", "sha256", "sighted_by", "filed_at")


class _Readable(Withholding):
    @property
    def reader(self) -> Reader:
        found: Reader = self.context["around"].reader
        return found


class EvidenceShape(_Readable):
    id = serializers.CharField(source="public_id")
    kind = Code(EvidenceKind.choices)
    held_as = Code(HeldAs.choices)
    title = Words()
    symbol = Words()
    url = Words()
    captured_text = Words()
    file_name = Words()
    sha256 = Words()
    sighted_by = Words()
    filed_at = Words()
    dated = serializers.DateField()
    release = Code(Release.choices)

    def hidden(self, row: Evidence) -> list[str]:
        """Released as far as what it belongs to is; and who saw it is a person, known to the own family only."""
        if not self.reader.reads_evidence(row):
            return list(WORDS_OF_EVIDENCE)
        return [] if self.reader.reads_who_saw(row) else ["sighted_by"]


class CommentShape(_Readable):
    text = Words()
    release = Code(Release.choices)
    made_at = Moment()

    def hidden(self, row: ReviewComment) -> list[str]:
        return [] if self.reader.may_read(row.review.assignment, row.release) else ["text"]


class ReviewShape(_Readable):
    id = serializers.CharField(source="public_id")
    basis = Code(Basis.choices)
    finding = Code(Finding.choices)
    status = Code(Status.choices, allow_null=True)
    note = Words()
    release = Code(Release.choices)
    organization = NamedOrganization(source="acting_organization")
    made_at = Moment()
    in_effect = serializers.SerializerMethodField()
    evidence = EvidenceShape(many=True)
    comments = CommentShape(many=True)

    def get_in_effect(self, row: Review) -> bool:
        return row.in_effect_at is not None

    def hidden(self, row: Review) -> list[str]:
        return [] if self.reader.reads_finding(row) else ["note"]


class AuthorFunction(serializers.Serializer[Any]):
    role = Code(Role.choices)
    organization = NamedOrganization(allow_null=True)


class UpdateShape(_Readable):
    id = serializers.CharField(source="public_id")
    assignment = serializers.CharField(source="assignment.public_id")
    recommendation = serializers.CharField(source="assignment.recommendation.public_id")
    state = Code(UpdateState.choices)
    answer = Code(Answer.choices)
    corrects = serializers.SerializerMethodField()
    status = Code(Status.choices, allow_null=True)
    receipt = Code(Receipt.choices, allow_null=True)
    position = Code(Position.choices, allow_null=True)
    position_words = Words()
    done = Words()
    changed = Words()
    next_steps = Words()
    reason = Words()
    successor = Words()
    whose = Words()
    deferred_event = Words()
    language = serializers.CharField()
    effective_on = serializers.DateField(allow_null=True)
    review_on = serializers.DateField(allow_null=True)
    deferred_until = serializers.DateField(allow_null=True)
    release = Code(Release.choices)
    evidence = EvidenceShape(many=True)
    author = serializers.SerializerMethodField()
    author_function = serializers.SerializerMethodField()
    feedback = Words()
    submitted_at = Moment(allow_null=True)
    cleared_at = Moment(allow_null=True)
    reviews = serializers.SerializerMethodField()
    version = serializers.IntegerField()

    def get_corrects(self, row: ProgressUpdate) -> str | None:
        return row.corrects.public_id if row.corrects else None

    def get_author(self, row: ProgressUpdate) -> str | None:
        return str(row.author)

    @extend_schema_field(AuthorFunction)
    def get_author_function(self, row: ProgressUpdate) -> Any:
        return AuthorFunction(_function(row)).data

    @extend_schema_field(ReviewShape(many=True))
    def get_reviews(self, row: ProgressUpdate) -> Any:
        shown = [each for each in row.reviews.all() if self.reader.sees_finding(each)]
        return ReviewShape(shown, many=True, context=self.context).data

    def hidden(self, row: ProgressUpdate) -> list[str]:
        names: list[str] = []
        if not self.reader.reads_update(row):
            names += WORDS_OF_AN_UPDATE
        organization = _function(row)["organization"]
        if not self.reader.knows(organization.pk if organization else None):
            names.append("author")
        if not self.reader.reads_words_of(row.assignment):
            names.append("feedback")
        return names


def _function(row: ProgressUpdate) -> dict[str, Any]:
    """As what its author wrote it: as submitted, or for the answering office while it is a draft."""
    submissions: list[Entry] = row.submissions  # type: ignore[attr-defined]  # prefetched
    if submissions:
        return {"role": submissions[-1].role, "organization": submissions[-1].acting_organization}
    return {"role": Role.DESK_OFFICER, "organization": row.assignment.answering_organization}
