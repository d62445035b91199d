"""Where the words of an entry stand besides: in other entries, and in the rows that they came from.

What people typed freely goes from everywhere: updates, findings, comments on findings, feedback, evidence, notes,
judgements, target events, reasons. The words of a source, names and addresses stay in their rows: their own verbs
change them. Words between colleagues, and reasons why candidates were put aside, are in no entry: they are asked for by
themselves."""

from typing import Any, Final, TypeAlias
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from recommendations.choices import ChainKind, EntryKind
from recommendations.models import (
    ApiToken,
    Entry,
    Evidence,
    ImportedStatement,
    ProgressUpdate,
    Recommendation,
    RedactionRequest,
    RegisterFile,
    Review,
    ReviewComment,
    TargetDateProposal,
)
from recommendations.models.updates import FROZEN, WORDS_OF_AN_UPDATE
from recommendations.workflow.journal import SALT, subject_of
from recommendations.workflow.locks import locked
from recommendations.workflow.redacted_candidates import empty_candidate

NOTICE: Final = "[redacted]"
SAYING: Final = (EntryKind.SUBMITTED, EntryKind.CLEARED)
DESCRIBING: Final = (EntryKind.ADDED, EntryKind.CHANGED, EntryKind.ASSIGNED)
DATING: Final = (EntryKind.TARGET_DATE_PROPOSED, EntryKind.TARGET_DATE_SET)
OF_TOKENS: Final = (EntryKind.TOKEN_ISSUED, EntryKind.TOKEN_REVOKED)
REPEATED: Final = (*DESCRIBING, *DATING, *OF_TOKENS)
WORDS_OF_A_ROW: Final = {
    ChainKind.RECOMMENDATION: ("note", "due_event"),
    ChainKind.ASSIGNMENT: ("judgement",),
    ChainKind.ORGANIZATION: ("note",),
    ChainKind.DOCUMENT: ("note",),
    ChainKind.SUCCESSION: ("note",),
}
# What a redaction is of, in the facts of an entry: where its request holds that.
LOOKUPS: Final = {"entry": "entry", "comment": "comment__public_id", "candidate": "candidate__public_id"}
WORDS_OF_EVIDENCE: Final = ("title", "symbol", "url", "captured_text", "file_name", "sighted_by", "filed_at")

# Words, and in which row and column they stand or stood: two entries with the same one say the same.
Said: TypeAlias = tuple[str, str, str]


def saying_the_same(entry: Entry) -> list[Entry]:
    """What is cleared was submitted in the same words; a note stands in the entry that added it and in the one that
    changed it; a target event in its proposal and in the date that was agreed: they go together, or they would not be
    gone."""
    if entry.update is not None and entry.kind in SAYING:
        others = entry.update.entries.filter(kind__in=SAYING).exclude(pk=entry.pk)
        return [each for each in others if _words(each) == _words(entry)]
    said = _said(entry)
    if not said:
        return []
    same_chain = Entry.objects.filter(chain_kind=entry.chain_kind, chain_id=entry.chain_id)
    others = Entry.objects.filter(recommendation=entry.recommendation) if entry.recommendation else same_chain
    return [each for each in others.filter(kind__in=REPEATED).exclude(pk=entry.pk) if _said(each) & said]


def _said(entry: Entry) -> set[Said]:
    content = entry.content
    found: set[Said] = set()
    if entry.kind in DESCRIBING:
        found = _described(entry)
    elif entry.kind in DATING and entry.recommendation:
        subject = entry.recommendation.public_id
        events = [(content.get(when) or {}).get("due_event", "") for when in ("before", "after")]
        found = {(subject, "due_event", each) for each in (*events, content.get("due_event", ""))}
        found.add((str(entry.facts["proposal"]), "why", content.get("why", "")))
    elif entry.kind in OF_TOKENS:
        found = {(str(entry.facts["token"]), "name", content.get("name", ""))}
    return {each for each in found if each[2]}


def _described(entry: Entry) -> set[Said]:
    """The free words about a row in an entry, before and after."""
    held = [entry.content.get(when) or {} for when in ("before", "after")]
    columns = WORDS_OF_A_ROW.get(ChainKind(entry.chain_kind), ())
    return {(entry.chain_id, name, words.get(name) or "") for words in held for name in columns}


def _words(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.content.items() if name not in (SALT, "memo")}


def empty_rows(entry: Entry, redacted: set[UUID]) -> None:
    """The notice takes the place of the words wherever a row still has them. `redacted`: all entries that are emptied
    with this one."""
    said = _said(entry)
    if entry.kind in DESCRIBING:
        _empty_description(entry, said)
        if entry.recommendation:
            empty_candidate(entry.recommendation, {words for _row, _column, words in said}, NOTICE)
    if entry.recommendation and entry.kind in REPEATED:
        _empty_target_dates(entry.recommendation, said)
    if entry.kind == EntryKind.ARCHIVED:
        _empty_reason_of_archiving(entry)
    if entry.update:
        _empty_update(locked(entry.update), entry, redacted)
    if entry.kind == EntryKind.REVIEWED:
        _empty_evidence(entry)
    if entry.kind == EntryKind.IMPORTED:
        _empty_statement(entry)
    if entry.kind == EntryKind.REDACTION_ASKED:
        of = {LOOKUPS[name]: value for name, value in entry.facts.items()}
        RedactionRequest.objects.filter(**of, why=entry.content["why"]).update(why=NOTICE)
    for token, _column, name in said if entry.kind in OF_TOKENS else ():
        ApiToken.objects.filter(public_id=token, name=name).update(name=NOTICE)
    Review.objects.filter(entry=entry.id).exclude(note="").update(note=NOTICE)
    ReviewComment.objects.filter(entry=entry.id).update(text=NOTICE)


def _empty_description(entry: Entry, said: set[Said]) -> None:
    """Where the row still says what the entry said. Another version: a form with the old words in it is stale then."""
    row = locked(subject_of(entry))
    given = {name: NOTICE for _subject, name, words in said if getattr(row, name) == words}
    if given:
        model: Any = type(row)
        model._default_manager.filter(pk=row.pk).update(**given, version=F("version") + 1)


def _empty_target_dates(recommendation: Recommendation, said: set[Said]) -> None:
    """An event stands in its proposals and, once it was agreed, in the recommendation; a reason in its proposal."""
    proposals = TargetDateProposal.objects.filter(recommendation=recommendation)
    for subject, name, words in said:
        if name == "due_event":
            proposals.filter(due_event=words).update(due_event=NOTICE)
            held = Recommendation.objects.filter(pk=recommendation.pk, due_event=words)
            held.update(due_event=NOTICE, version=F("version") + 1)
        elif name == "why":
            proposals.filter(public_id=subject, why=words).update(why=NOTICE)


def _empty_reason_of_archiving(entry: Entry) -> None:
    row = subject_of(entry)
    archivable: Any = type(row)
    rows = archivable._default_manager.filter(pk=row.pk, archived_why=entry.content["why"])
    rows.update(archived_why=NOTICE, version=F("version") + 1)


def _empty_statement(entry: Entry) -> None:
    """The spreadsheet has the words too: once it was brought in nothing needs it, and its SHA-256 stays."""
    RegisterFile.objects.filter(public_id=entry.facts["register_file"]).update(content=b"")
    said = ImportedStatement.objects.filter(
        register_file__public_id=entry.facts["register_file"], row=entry.facts["row"]
    )
    said.exclude(said="").update(said=NOTICE)
    said.exclude(words="").update(words=NOTICE)


def _empty_update(update: ProgressUpdate, entry: Entry, redacted: set[UUID]) -> None:
    if entry.kind == EntryKind.RETURNED:
        ProgressUpdate.objects.filter(pk=update.pk).exclude(feedback="").update(feedback=NOTICE)
    if entry.kind not in SAYING:
        return
    latest = update.entries.filter(kind__in=SAYING).order_by("seq").last()
    # Other words that were submitted or cleared since stay as they are.
    if update.state not in FROZEN or (latest and latest.pk in redacted):
        words = _words(entry)
        given = {name: NOTICE for name in WORDS_OF_AN_UPDATE if getattr(update, name) == words.get(name)}
        # Another version: whoever has the old words in a form does not save them again unseen.
        ProgressUpdate.objects.filter(pk=update.pk).update(**given, version=update.version + 1)
        _empty_evidence(entry)


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
