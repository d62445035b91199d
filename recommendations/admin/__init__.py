"""Django's own administration, for staff: it reads, shapes and calls the verbs. Django finds this package itself."""

from recommendations.admin import (
    assignments,
    documents,
    letters,
    memberships,
    organizations,
    people,
    recommendations,
    redaction,
    successions,
    updates,
)

__all__ = [
    "assignments",
    "documents",
    "letters",
    "memberships",
    "organizations",
    "people",
    "recommendations",
    "redaction",
    "successions",
    "updates",
]
