"""The one exception to "nothing is deleted": leaked or personal text is replaced by its digest and a notice, when a
data steward and an administrator both say so."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import EntryKind, Role
from recommendations.errors import AlreadyDone, NotPermitted, ReasonNeeded, TwoPeopleNeeded
from recommendations.models import (
    Assignment,
    Entry,
    Evidence,
    Organization,
    ProgressUpdate,
    Recommendation,
    RedactionRequest,
    Review,
    ReviewComment,
    SourceDocument,
    Theme,
    User,
)
from recommendations.models.updates import WORDS_OF_AN_UPDATE
from recommendations.workflow.journal import Subject, record
from recommendations.workflow.locks import locked

NOTICE: Final = "[redacted]"


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
    entry = locked(request.entry)
    record_of = record(
        EntryKind.REDACTED, subject_of(entry), by=by, acting=as_, facts={"entry": str(entry.id)}, update=entry.update
    )
    Entry.objects.filter(pk=entry.pk).update(content={})
    _empty_rows(entry)
    request.done_by, request.done_at = by.person, timezone.now()
    request.save()
    return record_of


def subject_of(entry: Entry) -> Subject:
    """The row whose chain the entry stands in."""
    if entry.assignment:
        return entry.assignment
    if entry.recommendation:
        return entry.recommendation
    for model, field in ((SourceDocument, "public_id"), (Organization, "code"), (Theme, "code"), (User, "pk")):
        if entry.chain_kind == _KINDS[model]:
            row: Subject = model._default_manager.get(**{field: entry.chain_id})
            return row
    raise LookupError(entry.chain_kind)


_KINDS: Final[dict[type, str]] = {
    SourceDocument: "document",
    Organization: "organization",
    Theme: "theme",
    User: "user",
    Assignment: "assignment",
    Recommendation: "recommendation",
}


def _empty_rows(entry: Entry) -> None:
    update = entry.update
    if update and entry.kind in (EntryKind.SUBMITTED, EntryKind.CLEARED):
        given = {name: NOTICE for name in WORDS_OF_AN_UPDATE if getattr(update, name)}
        ProgressUpdate.objects.filter(pk=update.pk).update(**given)
        names = ("title", "symbol", "url", "captured_text", "sighted_by", "filed_at")
        for evidence in update.evidence.all():
            held = {name: NOTICE for name in names if getattr(evidence, name)}
            Evidence.objects.filter(pk=evidence.pk).update(**held)
    if update and entry.kind == EntryKind.RETURNED:
        ProgressUpdate.objects.filter(pk=update.pk).update(feedback=NOTICE)
    Review.objects.filter(entry=entry.id).exclude(note="").update(note=NOTICE)
    ReviewComment.objects.filter(entry=entry.id).update(text=NOTICE)
