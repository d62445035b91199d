"""The one exception to "nothing is deleted": leaked or personal text is replaced by its digest and a notice, when a
data steward and an administrator both say so."""

from django.db import transaction
from django.utils import timezone

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import EntryKind, Role
from recommendations.errors import AlreadyDone, NotPermitted, ReasonNeeded, TwoPeopleNeeded
from recommendations.models import Entry, RedactionRequest
from recommendations.workflow import redacted_words
from recommendations.workflow.journal import record, subject_of
from recommendations.workflow.locks import locked
from recommendations.workflow.redacted_words import NOTICE

__all__ = ["NOTICE", "agree", "ask"]


def _acting(by: By) -> Acting:
    for verb in (Verb.CATALOGUE, Verb.ADMINISTER):
        if by.user is not None and access.may(by, verb):
            return access.acting(by, verb)
    raise NotPermitted()


@transaction.atomic
def ask(entry: Entry, *, by: By, why: str) -> RedactionRequest:
    """The first of the two says which entry's words have to go, and why. Nothing is gone yet."""
    as_ = _acting(by)
    if not why.strip():
        raise ReasonNeeded()
    if not entry.content or RedactionRequest.objects.filter(entry=entry, done_at__isnull=True).exists():
        raise AlreadyDone()
    request = RedactionRequest.objects.create(
        entry=entry, asked_by=by.person, asked_as=as_.role or Role.STEWARD, why=why
    )
    record(
        EntryKind.REDACTION_ASKED,
        subject_of(entry),
        by=by,
        acting=as_,
        facts={"entry": str(entry.id)},
        content={"why": why},
    )
    return request


@transaction.atomic
def agree(request: RedactionRequest, *, by: By) -> Entry:
    """The second, in the other role, agrees: the words are emptied, in the journal and in the row they came from."""
    as_ = _acting(by)
    request = locked(request)
    if request.done_at:
        raise AlreadyDone()
    if by.user == request.asked_by or as_.role == request.asked_as:
        raise TwoPeopleNeeded()
    if request.entry.recommendation:
        # Words that are being cleared at this moment are in the journal then.
        locked(request.entry.recommendation)
    entry = locked(request.entry)
    everywhere = [entry, *redacted_words.saying_the_same(entry)]
    recorded = [
        record(
            EntryKind.REDACTED, subject_of(each), by=by, acting=as_, facts={"entry": str(each.id)}, update=each.update
        )
        for each in everywhere
    ]
    redacted_words.empty_rows(entry, {each.pk for each in everywhere})
    for each in everywhere:
        Entry.objects.filter(pk=each.pk).update(content={})
    request.refresh_from_db()
    request.done_by, request.done_at = by.person, timezone.now()
    request.save()
    return recorded[0]
