"""The one exception to "nothing is deleted": leaked or personal text is replaced by its digest and a notice, when a
data steward and an administrator both say so."""

import secrets
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from recommendations import access
from recommendations.access import Acting, By, Verb
from recommendations.choices import EntryKind, Role
from recommendations.errors import AlreadyDone, NotPermitted, ReasonNeeded, TwoPeopleNeeded
from recommendations.models import Candidate, Comment, Entry, RedactionRequest
from recommendations.workflow import redacted_words
from recommendations.workflow.journal import SALT, Subject, digest, record, subject_of
from recommendations.workflow.locks import locked
from recommendations.workflow.redacted_candidates import empty_reasons, reasons_of
from recommendations.workflow.redacted_words import NOTICE

__all__ = ["NOTICE", "agree", "ask"]


def _acting(by: By) -> Acting:
    for verb in (Verb.CATALOGUE, Verb.ADMINISTER):
        if by.user is not None and access.may(by, verb):
            return access.acting(by, verb)
    raise NotPermitted()


@transaction.atomic
def ask(of: Entry | Comment | Candidate, *, by: By, why: str) -> RedactionRequest:
    """The first of the two says whose words have to go, and why: an entry's, a comment's, or the reasons why a
    candidate was put aside. Nothing is gone yet."""
    as_ = _acting(by)
    if not why.strip():
        raise ReasonNeeded()
    name = _NAMES[type(of)]
    if not _words_of(of) or RedactionRequest.objects.filter(**{name: of}, done_at__isnull=True).exists():
        raise AlreadyDone()
    request = RedactionRequest.objects.create(
        **{name: of}, asked_by=by.person, asked_as=as_.role or Role.STEWARD, why=why
    )
    record(
        EntryKind.REDACTION_ASKED,
        _subject_of(of),
        by=by,
        acting=as_,
        facts={name: _id_of(of)},
        content={"why": why},
    )
    return request


_NAMES: Final[dict[type[Entry | Comment | Candidate], str]] = {
    Entry: "entry",
    Comment: "comment",
    Candidate: "candidate",
}


def _id_of(of: Entry | Comment | Candidate) -> str:
    return str(of.id) if isinstance(of, Entry) else of.public_id


def _subject_of(of: Entry | Comment | Candidate) -> Subject:
    match of:
        case Comment():
            return of.assignment
        case Candidate():
            return of.document_version.document
        case _:
            return subject_of(of)


def _words_of(of: Entry | Comment | Candidate) -> dict[str, Any]:
    """Those that are still there."""
    match of:
        case Comment():
            return {"text": of.text} if of.text != NOTICE else {}
        case Candidate():
            reasons = sorted(reasons_of(of) - {NOTICE})
            return {"reasons": reasons} if reasons else {}
        case _:
            return of.content


@transaction.atomic
def agree(request: RedactionRequest, *, by: By) -> Entry:
    """The second, in the other role, agrees: the words are emptied, in the journal and in the row they came from."""
    as_ = _acting(by)
    request = locked(request)
    if request.done_at:
        raise AlreadyDone()
    if by.user == request.asked_by or as_.role == request.asked_as:
        raise TwoPeopleNeeded()
    if request.entry:
        recorded = _empty_entry(request.entry, by=by, acting=as_)
    else:
        recorded = _empty_apart(request, by=by, acting=as_)
    request.refresh_from_db()
    request.done_by, request.done_at = by.person, timezone.now()
    request.save()
    return recorded


def _empty_entry(entry: Entry, *, by: By, acting: Acting) -> Entry:
    if entry.recommendation:
        # Words that are being cleared at this moment are in the journal then.
        locked(entry.recommendation)
    entry = locked(entry)
    everywhere = [entry, *redacted_words.saying_the_same(entry)]
    recorded = [
        record(
            EntryKind.REDACTED,
            subject_of(each),
            by=by,
            acting=acting,
            facts={"entry": str(each.id)},
            update=each.update,
        )
        for each in everywhere
    ]
    redacted_words.empty_rows(entry, {each.pk for each in everywhere})
    for each in everywhere:
        Entry.objects.filter(pk=each.pk).update(content={})
    return recorded[0]


def _empty_apart(request: RedactionRequest, *, by: By, acting: Acting) -> Entry:
    """Of what is in no entry the digest is kept now, salted as an entry's is, so that short words cannot be guessed."""
    of: Comment | Candidate
    if request.comment:
        of = locked(request.comment)
    elif request.candidate:
        of = locked(request.candidate)
    else:
        raise ValueError("a redaction is of something")
    facts = {_NAMES[type(of)]: _id_of(of), "digest": digest({**_words_of(of), SALT: secrets.token_hex(16)})}
    recorded = record(EntryKind.REDACTED, _subject_of(of), by=by, acting=acting, facts=facts)
    if isinstance(of, Candidate):
        empty_reasons(of, NOTICE)
    else:
        Comment.objects.filter(pk=of.pk).update(text=NOTICE)
    return recorded
