"""Who else has an update form open right now, as a colleague knows them."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from recommendations.access import Reader
from recommendations.models import Assignment, Editing
from recommendations.queries.colleagues import colleagues

GONE_AFTER: Final = timedelta(seconds=60)


def others_at(assignment: Assignment, reader: Reader) -> list[str]:
    """Names, or functions where the reader knows no name; nothing for those outside the family."""
    if not reader.reads_words_of(assignment):
        return []
    rows = Editing.objects.filter(assignment=assignment, seen_at__gt=timezone.now() - GONE_AFTER)
    there = set(rows.exclude(user=reader.user_id).values_list("user_id", flat=True))
    if not there:
        return []
    people = colleagues(assignment.answering_organization, reader)
    return [each.name for pk, each in people.items() if pk in there]
