"""The one exception to "nothing is deleted": leaked or personal text is replaced by its digest and a notice, when a
data steward and an administrator both say so."""

from typing import Any, Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import EntryKind, Role
from recommendations.errors import AlreadyDone, NotPermitted, ReasonNeeded, TwoPeopleNeeded
from recommendations.models import (
    Entry,
    Evidence,
    ProgressUpdate,
    RedactionRequest,
    Review,
    ReviewComment,
)
from recommendations.models.updates import FROZEN, WORDS_OF_AN_UPDATE
from recommendations.workflow.journal import SALT, record, subject_of
from recommendations.workflow.locks import locked

NOTICE: Final = "[redacted]"
SAYING: Final = (EntryKind.SUBMITTED, EntryKind.CLEARED)
WORDS_OF_EVIDENCE: Final = ("title", "symbol", "url", "captured_text", "file_name", "sighted_by", "filed_at")


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
    everywhere = [entry, *_saying_the_same(entry)]
    recorded = [
        record(
            EntryKind.REDACTED, subject_of(each), by=by, acting=as_, facts={"entry": str(each.id)}, update=each.update
        )
        for each in everywhere
    ]
    _empty_rows(entry, {each.pk for each in everywhere})
    for each in everywhere:
        Entry.objects.filter(pk=each.pk).update(content={})
    request.done_by, request.done_at = by.person, timezone.now()
    request.save()
    return recorded[0]


def _saying_the_same(entry: Entry) -> list[Entry]:
    """What is cleared was submitted in the same words: they go together, or they would not be gone."""
    if entry.update is None or entry.kind not in SAYING:
        return []
    others = entry.update.entries.filter(kind__in=SAYING).exclude(pk=entry.pk)
    return [each for each in others if _words(each) == _words(entry)]


def _words(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.content.items() if name not in (SALT, "memo")}


def _empty_rows(entry: Entry, redacted: set[UUID]) -> None:
    update = locked(entry.update) if entry.update else None
    if update and entry.kind in SAYING:
        latest = update.entries.filter(kind__in=SAYING).order_by("seq").last()
        # Other words that were submitted or cleared since stay as they are.
        if update.state not in FROZEN or (latest and latest.pk in redacted):
            words = _words(entry)
            given = {name: NOTICE for name in WORDS_OF_AN_UPDATE if getattr(update, name) == words.get(name)}
            # Another version: whoever has the old words in a form does not save them again unseen.
            ProgressUpdate.objects.filter(pk=update.pk).update(**given, version=update.version + 1)
            _empty_evidence(entry)
    elif entry.kind == EntryKind.REVIEWED:
        _empty_evidence(entry)
    if update and entry.kind == EntryKind.RETURNED:
        ProgressUpdate.objects.filter(pk=update.pk).exclude(feedback="").update(feedback=NOTICE)
    Review.objects.filter(entry=entry.id).exclude(note="").update(note=NOTICE)
    ReviewComment.objects.filter(entry=entry.id).update(text=NOTICE)


def _empty_evidence(entry: Entry) -> None:
    named = [each[0] for each in entry.facts["evidence"]]
    for evidence in Evidence.objects.filter(public_id__in=named):
        held = {name: NOTICE for name in WORDS_OF_EVIDENCE if getattr(evidence, name)}
        if evidence.file:
            held["file"] = _notice_for(evidence)
        Evidence.objects.filter(pk=evidence.pk).update(**held)


def _notice_for(evidence: Evidence) -> str:
    """The name of a file that holds the notice only. What was held is gone from the disk with the commit; its SHA-256
    stays with the evidence and in the journal."""
    storage, held = evidence.file.storage, str(evidence.file.name)
    transaction.on_commit(lambda: storage.delete(held))
    return storage.save(evidence.file.field.generate_filename(evidence, "notice"), ContentFile(NOTICE.encode()))
