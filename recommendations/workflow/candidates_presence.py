"""Who has the review of a version open: said to colleagues, so that they talk; nobody is kept out."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from recommendations import access
from recommendations.access import By, Verb
from recommendations.models import DocumentVersion, Reviewing

TIDIED_AFTER: Final = timedelta(days=1)


@transaction.atomic
def is_here(version: DocumentVersion, *, by: By) -> None:
    """This person has it open now; to be said again before `queries.candidates.GONE_AFTER`."""
    access.acting(by, Verb.CATALOGUE)
    now = timezone.now()
    Reviewing.objects.update_or_create(user=by.person, document_version=version, defaults={"seen_at": now})
    Reviewing.objects.filter(seen_at__lt=now - TIDIED_AFTER).delete()


@transaction.atomic
def is_gone(version: DocumentVersion, *, by: By) -> None:
    Reviewing.objects.filter(user=by.person, document_version=version).delete()
