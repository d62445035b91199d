"""The ground: columns, constraints, small questions. A file per subject."""

from recommendations.models.assignments import Assignment, TargetDateAgreement, TargetDateProposal
from recommendations.models.comments import Comment
from recommendations.models.documents import (
    DocumentVersion,
    Footnote,
    Paragraph,
    Section,
    SourceDocument,
    SourcePiece,
)
from recommendations.models.intake import Candidate, CandidateDecision, Reviewing, Upload
from recommendations.models.journal import Chain, Entry, RedactionRequest, Seal
from recommendations.models.kept import Editing, KeptText
from recommendations.models.organizations import Organization, OrganizationName, Succession
from recommendations.models.outbox import DigestRun, Letter, OutboxMessage
from recommendations.models.people import ApiToken, Membership, User
from recommendations.models.recommendations import (
    Addressee,
    LeadInSpan,
    Recommendation,
    RecommendationPlace,
    Rendering,
    Theme,
)
from recommendations.models.registers import ImportedStatement, RegisterFile
from recommendations.models.reviews import Review, ReviewComment
from recommendations.models.saved_views import SavedView
from recommendations.models.updates import Evidence, ProgressUpdate

__all__ = [
    "Addressee",
    "ApiToken",
    "Assignment",
    "Candidate",
    "CandidateDecision",
    "Chain",
    "Comment",
    "DigestRun",
    "DocumentVersion",
    "Editing",
    "Entry",
    "Evidence",
    "Footnote",
    "ImportedStatement",
    "KeptText",
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
    "RegisterFile",
    "Rendering",
    "Review",
    "ReviewComment",
    "Reviewing",
    "SavedView",
    "Seal",
    "Section",
    "SourceDocument",
    "SourcePiece",
    "Succession",
    "TargetDateAgreement",
    "TargetDateProposal",
    "Theme",
    "Upload",
    "User",
]
