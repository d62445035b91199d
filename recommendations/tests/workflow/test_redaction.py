from datetime import timedelta

import pytest

from recommendations.choices import EntryKind, EvidenceKind, Finding, HeldAs, Scope, Status
from recommendations.errors import AlreadyDone, NotPermitted, ReasonNeeded, Stale, TwoPeopleNeeded
from recommendations.models import (
    Candidate,
    CandidateDecision,
    Entry,
    Recommendation,
    RedactionRequest,
    TargetDateProposal,
)
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.tests.staged import staged
from recommendations.tests.workflow import candidates_stage
from recommendations.workflow import (
    assigning,
    candidates_deciding,
    candidates_undoing,
    catalogue,
    clearing,
    comments,
    evidence,
    redaction,
    reviews,
    sealing,
    target_dates,
    tokens,
    updates,
)
from recommendations.workflow.audit import differences
from recommendations.workflow.journal import digest, hash_of

LEAKED = "The name of a source."


def redact(entry, cast):
    request = redaction.ask(Entry.objects.get(pk=entry), by=by(cast.steward), why="It names a source.")
    return redaction.agree(request, by=by(cast.administrator))


def everything_kept():
    """All words that the journal still has."""
    return str(list(Entry.objects.values_list("content", flat=True)))


@staged
def leak(cast, ours):
    return make.cleared(ours, cast.desk, cast.clearing, done=LEAKED)


def test_it_takes_a_steward_and_an_administrator(cast, leak):
    entry = Entry.objects.get(id=leak.cleared_entry)
    for person in (cast.desk, cast.clearing, cast.manager, cast.auditor, cast.reader):
        with pytest.raises(NotPermitted):
            redaction.ask(entry, by=by(person), why="It names a source.")
    request = redaction.ask(entry, by=by(cast.steward), why="It names a source.")
    another = make.user("another-steward", "steward")
    for person in (cast.steward, another):
        with pytest.raises(TwoPeopleNeeded):
            redaction.agree(request, by=by(person))
    with pytest.raises(NotPermitted):
        redaction.agree(request, by=by(cast.manager))
    assert LEAKED in everything_kept()
    redaction.agree(request, by=by(cast.administrator))


def test_the_administrator_may_be_the_one_who_asks(cast, leak):
    request = redaction.ask(Entry.objects.get(id=leak.cleared_entry), by=by(cast.administrator), why="A name.")
    with pytest.raises(TwoPeopleNeeded):
        redaction.agree(request, by=by(cast.administrator))
    redaction.agree(request, by=by(cast.steward))
    assert LEAKED not in everything_kept()


def test_it_needs_a_reason_and_is_asked_and_done_once(cast, leak):
    entry = Entry.objects.get(id=leak.cleared_entry)
    with pytest.raises(ReasonNeeded):
        redaction.ask(entry, by=by(cast.steward), why=" ")
    request = redaction.ask(entry, by=by(cast.steward), why="A name.")
    with pytest.raises(AlreadyDone):
        redaction.ask(entry, by=by(cast.administrator), why="A name.")
    redaction.agree(request, by=by(cast.administrator))
    with pytest.raises(AlreadyDone):
        redaction.agree(request, by=by(cast.administrator))
    entry.refresh_from_db()
    with pytest.raises(AlreadyDone):
        redaction.ask(entry, by=by(cast.steward), why="Again.")


def test_the_words_go_a_notice_and_their_digest_stay_and_the_chain_is_whole(cast, leak):
    entry = Entry.objects.get(id=leak.cleared_entry)
    digest = entry.content_digest
    redact(leak.cleared_entry, cast)
    entry.refresh_from_db()
    leak.refresh_from_db()
    assert (entry.content, entry.content_digest, entry.hash) == ({}, digest, hash_of(entry))
    assert leak.done == redaction.NOTICE
    assert differences() == []


@pytest.mark.parametrize("kind", [EntryKind.SUBMITTED, EntryKind.CLEARED])
def test_what_was_submitted_and_cleared_in_the_same_words_goes_together(cast, leak, kind):
    redact(Entry.objects.get(update=leak, kind=kind).pk, cast)
    assert LEAKED not in everything_kept()
    assert Entry.objects.filter(kind=EntryKind.REDACTED).count() == 2
    assert differences() == []


def test_status_dates_and_counts_stay(cast, ours, leak):
    names = ("headline", "headline_basis", "reported_on", "reported_entry", "version")
    before = [getattr(ours, name) for name in names]
    redact(leak.cleared_entry, cast)
    ours.refresh_from_db()
    assert [getattr(ours, name) for name in names] == before


def test_better_words_that_were_submitted_since_stay(cast, ours):
    update = make.submitted(ours, cast.desk, done=LEAKED)
    clearing.give_back(update, by=by(cast.clearing), version=update.version, feedback="No names.")
    update.refresh_from_db()
    updates.save(update, by=by(cast.desk), version=update.version, done="Talks were held.")
    update.refresh_from_db()
    updates.submit(update, by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    clearing.clear(update, by=by(cast.clearing), version=update.version)
    redact(Entry.objects.filter(update=update, kind=EntryKind.SUBMITTED).order_by("seq").first().pk, cast)
    update.refresh_from_db()
    assert (update.done, LEAKED in everything_kept()) == ("Talks were held.", False)
    assert differences() == []


def test_a_draft_that_still_says_it_is_emptied_and_what_was_typed_since_is_kept(cast, ours):
    update = make.submitted(ours, cast.desk, done=LEAKED)
    updates.recall(update, by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    updates.save(update, by=by(cast.desk), version=update.version, next_steps="Typed since.")
    redact(Entry.objects.get(update=update, kind=EntryKind.SUBMITTED).pk, cast)
    update.refresh_from_db()
    assert (update.done, update.next_steps) == (redaction.NOTICE, "Typed since.")


def test_the_words_of_evidence_go_with_those_of_the_update(cast, ours):
    update = make.draft(ours, cast.desk)
    given = {"kind": EvidenceKind.WEB_PAGE, "held_as": HeldAs.LINK, "dated": make.today(), "title": LEAKED}
    evidence.add(update, by=by(cast.desk), version=1, url="https://example.org", captured_text=LEAKED, **given)
    update.refresh_from_db()
    updates.submit(update, by=by(cast.desk), version=update.version)
    redact(Entry.objects.get(update=update, kind=EntryKind.SUBMITTED).pk, cast)
    held = update.evidence.get()
    assert (held.title, held.captured_text) == (redaction.NOTICE,) * 2
    assert differences() == []


def test_a_file_goes_from_the_disk_and_its_name_with_it(
    cast, ours, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    update = make.draft(ours, cast.desk)
    given = {"kind": EvidenceKind.CORRESPONDENCE, "held_as": HeldAs.FILE, "dated": make.today(), "unclassified": True}
    held = evidence.add(update, by=by(cast.desk), version=1, file=(f"{LEAKED}.txt", LEAKED.encode()), **given)
    sha256 = held.sha256
    update.refresh_from_db()
    updates.submit(update, by=by(cast.desk), version=update.version)
    with django_capture_on_commit_callbacks(execute=True):
        redact(Entry.objects.get(update=update, kind=EntryKind.SUBMITTED).pk, cast)
    held.refresh_from_db()
    assert (held.file_name, held.file.read().decode(), held.sha256) == (redaction.NOTICE, redaction.NOTICE, sha256)
    held.file.close()
    assert [each.read_text() for each in tmp_path.rglob("*") if each.is_file()] == [redaction.NOTICE]
    assert differences() == []


def test_a_form_that_still_holds_the_words_does_not_bring_them_back_unseen(cast, ours):
    update = make.submitted(ours, cast.desk, done=LEAKED)
    updates.recall(update, by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    redact(Entry.objects.get(update=update, kind=EntryKind.SUBMITTED).pk, cast)
    with pytest.raises(Stale):
        updates.save(update, by=by(cast.desk), version=update.version, done=LEAKED, next_steps="Typed since.")


def test_a_finding_a_comment_and_a_feedback_can_be_redacted_too(cast, ours):
    update = make.submitted(ours, cast.desk)
    returned = clearing.give_back(update, by=by(cast.clearing), version=update.version, feedback=LEAKED)
    redact(returned.pk, cast)
    update.refresh_from_db()
    assert update.feedback == redaction.NOTICE
    updates.submit(update, by=by(cast.desk), version=update.version)
    update.refresh_from_db()
    clearing.clear(update, by=by(cast.clearing), version=update.version)
    update.refresh_from_db()
    held = make.held_as_symbol(cast.reviewer, LEAKED)
    otherwise = {"finding": Finding.FINDS_OTHERWISE, "status": Status.NOT_STARTED, "note": LEAKED, "evidence": [held]}
    made = make.reviewed(update, cast.reviewer, **otherwise)
    comment = reviews.comment(made, by=by(cast.clearing), text=LEAKED)
    for entry in (made.entry, comment.entry):
        redact(entry, cast)
    assert LEAKED not in everything_kept()
    made.refresh_from_db()
    assert (made.note, made.evidence.get().symbol, made.comments.get().text) == (redaction.NOTICE,) * 3
    assert differences() == []


def test_a_sealed_day_stays_sealed(cast, leak):
    import time_machine
    from django.utils import timezone

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert sealing.seal_until_yesterday()
        redact(leak.cleared_entry, cast)
        assert differences() == []


def test_a_note_and_a_judgement_go_from_their_rows_too(cast, ours):
    row = make.recommendation("30", note=LEAKED)
    part = assigning.assign(
        row, by=by(cast.steward), organization=cast.au, role="owner", answering=cast.au, judgement=LEAKED, why="Read."
    )
    redact(Entry.objects.get(assignment=part, kind=EntryKind.ASSIGNED).pk, cast)
    redact(Entry.objects.get(recommendation=row, assignment=None, kind=EntryKind.ADDED).pk, cast)
    seen = row.version
    row.refresh_from_db()
    part.refresh_from_db()
    assert (row.note, part.judgement) == (redaction.NOTICE,) * 2
    assert LEAKED not in everything_kept()
    assert differences() == []
    with pytest.raises(Stale):
        catalogue.change(row, by=by(cast.steward), version=seen, why="An old form.", note=LEAKED)


def test_they_go_from_the_candidate_that_it_came_from_and_from_what_was_decided_there(cast, ours):
    (candidate,) = candidates_stage.proposed(candidates_stage.ask("3"))
    part = {"organization": "UN", "role": "owner", "answering": "", "named": "judgement", "judgement": LEAKED}
    candidates_deciding.accept(
        candidate, by=by(cast.steward), version=candidate.version, given={"parts": [part], "note": LEAKED}
    )
    row = Recommendation.objects.get(candidate=candidate)
    redact(Entry.objects.get(recommendation=row, kind=EntryKind.ASSIGNED).pk, cast)
    redact(Entry.objects.get(recommendation=row, assignment=None, kind=EntryKind.ADDED).pk, cast)
    assert LEAKED not in everything_kept()
    kept = [*Candidate.objects.values_list("more"), *CandidateDecision.objects.values_list("before", "after")]
    assert LEAKED not in str(kept)
    assert redaction.NOTICE in str(kept)
    assert differences() == []


def test_a_better_note_stays_and_the_entry_that_remembers_the_first_goes(cast):
    row = make.recommendation("30", note=LEAKED)
    catalogue.change(row, by=by(cast.steward), version=row.version, why="No names.", note="A better note.")
    row.refresh_from_db()
    catalogue.change(row, by=by(cast.steward), version=row.version, why="Read again.", kind="call")
    redact(Entry.objects.get(recommendation=row, kind=EntryKind.ADDED).pk, cast)
    row.refresh_from_db()
    assert row.note == "A better note."
    assert LEAKED not in everything_kept()
    assert Entry.objects.get(recommendation=row, kind=EntryKind.CHANGED, content__why="Read again.")
    assert differences() == []


def test_the_reason_of_an_archiving_goes_from_its_row(cast):
    row = make.recommendation("30")
    redact(catalogue.archive(row, by=by(cast.steward), version=row.version, why=LEAKED).pk, cast)
    row.refresh_from_db()
    assert row.archived_why == redaction.NOTICE
    assert row.archived_at
    assert differences() == []


def an_event(cast, ours, event=LEAKED, why=LEAKED):
    return target_dates.propose(ours, by=by(cast.desk), due_on=None, due_event=event, why=why)


@pytest.mark.parametrize("kind", [EntryKind.TARGET_DATE_PROPOSED, EntryKind.TARGET_DATE_SET])
def test_the_event_and_the_reason_of_a_target_date_go_from_everywhere(cast, ours, kind):
    proposal = an_event(cast, ours)
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    row = ours.recommendation
    row.refresh_from_db()
    assert row.due_event == LEAKED
    seen = row.version
    redact(Entry.objects.get(kind=kind).pk, cast)
    proposal.refresh_from_db()
    row.refresh_from_db()
    assert (proposal.due_event, proposal.why, row.due_event) == (redaction.NOTICE,) * 3
    assert LEAKED not in everything_kept()
    assert row.version > seen
    assert differences() == []


def test_the_reason_alone_goes_from_a_proposal_that_nobody_agreed_to(cast, ours):
    proposal = target_dates.propose(
        ours, by=by(cast.desk), due_on=make.today() + timedelta(days=9), due_precision="day", why=LEAKED
    )
    redact(Entry.objects.get(kind=EntryKind.TARGET_DATE_PROPOSED).pk, cast)
    proposal.refresh_from_db()
    assert (proposal.why, proposal.due_event) == (redaction.NOTICE, "")
    assert differences() == []


def test_another_proposal_keeps_its_words(cast, ours):
    first = an_event(cast, ours)
    other = an_event(cast, ours, "When the force is ready.", "Better so.")
    redact(Entry.objects.get(kind=EntryKind.TARGET_DATE_PROPOSED, facts__proposal=first.public_id).pk, cast)
    other.refresh_from_db()
    assert (other.due_event, other.why) == ("When the force is ready.", "Better so.")
    assert Entry.objects.get(kind=EntryKind.TARGET_DATE_PROPOSED, facts__proposal=other.public_id).content
    assert set(TargetDateProposal.objects.values_list("due_event", flat=True)) == {redaction.NOTICE, other.due_event}
    assert differences() == []


def test_a_target_event_of_the_source_goes_too(cast):
    row = make.recommendation("30", due_event=LEAKED)
    redact(Entry.objects.get(recommendation=row, kind=EntryKind.ADDED).pk, cast)
    row.refresh_from_db()
    assert row.due_event == redaction.NOTICE
    assert differences() == []


def test_why_a_redaction_was_asked_for_can_be_redacted_itself(cast, leak):
    redaction.ask(Entry.objects.get(id=leak.cleared_entry), by=by(cast.steward), why=LEAKED)
    redact(Entry.objects.get(kind=EntryKind.REDACTION_ASKED, content__why=LEAKED).pk, cast)
    assert LEAKED not in RedactionRequest.objects.values_list("why", flat=True)
    assert LEAKED not in str(list(Entry.objects.filter(kind=EntryKind.REDACTION_ASKED).values_list("content")))


def test_the_name_that_somebody_gave_a_token_goes_from_the_token(cast):
    token, _text = tokens.issue(cast.desk, name=LEAKED, scopes=[Scope.READ], by=by(cast.desk))
    tokens.revoke(token, by=by(cast.desk))
    redact(Entry.objects.get(kind=EntryKind.TOKEN_REVOKED).pk, cast)
    token.refresh_from_db()
    assert token.name == redaction.NOTICE
    assert LEAKED not in everything_kept()
    assert differences() == []


# What is in no entry


def test_a_word_between_colleagues_goes_too_and_its_salted_digest_stays(cast, ours):
    said = comments.write(ours, by=by(cast.desk), text=LEAKED, once="form")
    comments.take_back(said, by=by(cast.desk))
    request = redaction.ask(said, by=by(cast.steward), why="It names a source.")
    with pytest.raises(TwoPeopleNeeded):
        redaction.agree(request, by=by(cast.steward))
    redaction.agree(request, by=by(cast.administrator))
    said.refresh_from_db()
    assert (said.text, said.author) == (redaction.NOTICE, cast.desk)
    entry = Entry.objects.get(kind=EntryKind.REDACTED)
    assert entry.assignment == ours
    assert entry.facts["comment"] == said.public_id
    assert len(entry.facts["digest"]) == 64
    assert entry.facts["digest"] not in {digest({"text": LEAKED}), digest(LEAKED)}, "short words could be guessed"
    assert list(differences()) == []
    with pytest.raises(AlreadyDone):
        redaction.ask(said, by=by(cast.steward), why="Again.")


def test_the_reason_of_a_rejection_goes_from_every_candidate_and_every_decision_that_has_it(cast):
    first, second, third = candidates_stage.proposed()
    for row, why in ((first, LEAKED), (second, LEAKED), (third, "A summary.")):
        candidates_deciding.reject(row, by=by(cast.steward), version=row.version, reason=why)
    request = redaction.ask(first, by=by(cast.administrator), why="It names a source.")
    seen = Candidate.objects.get(pk=second.pk).version
    redaction.agree(request, by=by(cast.steward))
    assert list(Candidate.objects.order_by("pk").values_list("reason", flat=True)) == [
        redaction.NOTICE,
        redaction.NOTICE,
        "A summary.",
    ]
    assert LEAKED not in str(list(CandidateDecision.objects.values_list("reason", "before", "after")))
    assert Candidate.objects.get(pk=second.pk).version > seen, "a form with the old words is stale"
    entry = Entry.objects.get(kind=EntryKind.REDACTED)
    assert (entry.chain_id, entry.facts["candidate"]) == (first.document_version.document.public_id, first.public_id)
    assert list(differences()) == []


def test_the_reason_of_a_rejection_that_was_undone_goes_too(cast):
    row = candidates_stage.proposed()[0]
    made = candidates_deciding.reject(row, by=by(cast.steward), version=row.version, reason=LEAKED)
    candidates_undoing.undo(made, by=by(cast.steward), reason=f"{LEAKED} It is an ask.")
    row.refresh_from_db()
    assert row.reason == ""
    redaction.agree(redaction.ask(row, by=by(cast.steward), why="It names a source."), by=by(cast.administrator))
    assert LEAKED not in str(list(CandidateDecision.objects.values_list("reason", "before", "after")))


def test_why_a_comment_had_to_go_can_be_redacted_itself(cast, ours):
    said = comments.write(ours, by=by(cast.desk), text=LEAKED, once="form")
    request = redaction.ask(said, by=by(cast.steward), why=LEAKED)
    redaction.agree(request, by=by(cast.administrator))
    redact(Entry.objects.get(kind=EntryKind.REDACTION_ASKED).pk, cast)
    request.refresh_from_db()
    assert request.why == redaction.NOTICE
    assert LEAKED not in everything_kept()


def test_only_a_steward_or_an_administrator_asks_for_a_comment_and_only_once_at_a_time(cast, ours):
    said = comments.write(ours, by=by(cast.desk), text=LEAKED, once="form")
    for person in (cast.desk, cast.clearing, cast.manager, cast.auditor):
        with pytest.raises(NotPermitted):
            redaction.ask(said, by=by(person), why="It names a source.")
    redaction.ask(said, by=by(cast.steward), why="It names a source.")
    with pytest.raises(AlreadyDone):
        redaction.ask(said, by=by(cast.administrator), why="It names a source.")
