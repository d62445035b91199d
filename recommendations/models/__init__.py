"""The ground: columns, constraints, small questions. A file per subject."""

from recommendations.models.assignments import Assignment, TargetDateAgreement, TargetDateProposal
from recommendations.models.documents import (
    DocumentVersion,
    Footnote,
    Paragraph,
    Section,
    SourceDocument,
    SourcePiece,
)
from recommendations.models.journal import Chain, Entry, RedactionRequest, Seal
from recommendations.models.organizations import Organization, OrganizationName, Succession
from recommendations.models.outbox import Letter, OutboxMessage
from recommendations.models.people import ApiToken, Membership, User
from recommendations.models.recommendations import (
    Addressee,
    LeadInSpan,
    Recommendation,
    RecommendationPlace,
    Theme,
)
from recommendations.models.reviews import Review, ReviewComment
from recommendations.models.updates import Evidence, ProgressUpdate

__all__ = [
    "Addressee",
    "ApiToken",
    "Assignment",
    "Chain",
    "DocumentVersion",
    "Entry",
    "Evidence",
    "Footnote",
    "LeadInSpan",
    "Letter",
    "Membership",
    "Organization",
    "OrganizationName",
    "OutboxMessage",
    "Paragraph",
    "ProgressUpdate",
    "Recommendation",
    "RecommendationPlace",
    "RedactionRequest",
    "Review",
    "ReviewComment",
    "Seal",
    "Section",
    "SourceDocument",
    "SourcePiece",
    "Succession",
    "TargetDateAgreement",
    "TargetDateProposal",
    "Theme",
    "User",
]
