"""Who has the update form of an assignment open: said to colleagues, so that they talk; nobody is kept out."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from recommendations import access
from recommendations.access import By, Verb
from recommendations.models import Assignment, Editing
from recommendations.queries.editing import GONE_AFTER

TIDIED_AFTER: Final = timedelta(days=1)


@transaction.atomic
def is_here(assignment: Assignment, *, by: By) -> None:
    """This person has the form open now; to be said again before GONE_AFTER."""
    access.acting(by, Verb.DRAFT, for_=assignment.answering_organization)
    now = timezone.now()
    Editing.objects.update_or_create(user=by.person, assignment=assignment, defaults={"seen_at": now})
    sweep()


def sweep() -> int:
    """Forget who had a form open a day ago or earlier. How many."""
    return Editing.objects.filter(seen_at__lt=timezone.now() - max(GONE_AFTER, TIDIED_AFTER)).delete()[0]


@transaction.atomic
def is_gone(assignment: Assignment, *, by: By) -> None:
    """The form was left."""
    Editing.objects.filter(user=by.person, assignment=assignment).delete()
