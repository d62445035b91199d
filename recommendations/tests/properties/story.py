"""A long ordinary story: some weeks of work that leave every kind of row behind, with a seal for every day."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from recommendations.choices import (
    Answer,
    AssignmentRole,
    Basis,
    EvidenceKind,
    Finding,
    HeldAs,
    Nature,
    Position,
    Receipt,
    Release,
    Role,
    Status,
)
from recommendations.models import Assignment, Entry, Membership, Organization, Recommendation, SourceDocument, Theme
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.workflow import (
    assigning,
    catalogue,
    clearing,
    documents,
    evidence,
    memberships,
    organizations,
    redaction,
    reviews,
    sealing,
    target_dates,
    themes,
    updates,
)

LEAKED = "The name of a source."


def tell(cast: make.Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for chapter in (the_first_reports, the_catalogue, the_findings, the_dates, the_people, the_redaction):
            chapter(cast)
            clock.shift(timedelta(days=1, minutes=5))
            sealing.seal_until_yesterday()
        clock.shift(timedelta(days=15))
        for made in reviews.due_for_effect():
            reviews.take_effect_if_due(made, by=REGISTER)
        make.draft(row(cast.dppa, "9"), cast.desk)


def row(organization: Organization, paragraph: str, **more) -> Assignment:
    reference = f"S/2000/1 para. {paragraph}"
    there = Assignment.objects.filter(recommendation__reference=reference, organization=organization).first()
    if there:
        return there
    found = Recommendation.objects.filter(reference=reference).first() or make.recommendation(paragraph)
    return make.assignment(found, organization, **more)


def fresh(thing):
    thing.refresh_from_db()
    return thing


def the_first_reports(cast):
    ours, theirs = row(cast.dppa, "1"), row(cast.auc, "1")
    assigning.ask(ours, by=by(cast.manager))
    update = make.draft(ours, cast.desk, position=Position.ACCEPTED_IN_PART, position_words="The first half.")
    held = {"kind": EvidenceKind.MEETING_RECORD, "dated": make.today()}
    for held_as, given in (
        (HeldAs.SYMBOL, {"symbol": "S/PRST/2021/21", "title": "Statement"}),
        (HeldAs.LINK, {"url": "https://example.org/", "captured_text": "The Council met."}),
        (HeldAs.FILE, {"file": ("minutes.txt", b"Minutes."), "unclassified": True}),
        (HeldAs.SIGHTED, {"sighted_by": "Head of the desk", "filed_at": "Registry"}),
    ):
        evidence.add(fresh(update), by=by(cast.desk), version=update.version, held_as=held_as, **held, **given)
    fresh(update)
    updates.submit(update, by=by(cast.desk), version=update.version)
    clearing.give_back(fresh(update), by=by(cast.clearing), version=update.version, feedback="Which talks?")
    updates.save(fresh(update), by=by(cast.desk), version=update.version, done="Talks in Addis Ababa.")
    updates.submit(fresh(update), by=by(cast.desk_two), version=update.version)
    updates.recall(fresh(update), by=by(cast.desk_two), version=update.version)
    updates.submit(fresh(update), by=by(cast.desk), version=update.version)
    clearing.clear(fresh(update), by=by(cast.clearing), version=update.version, memo="DPPA/1")
    hidden = {"release": Release.OWN_ORGANIZATION, "why": "A name is in it."}
    clearing.set_release(fresh(update), by=by(cast.clearing), version=update.version, **hidden)
    first = make.cleared(theirs, cast.other_desk, cast.other_clearing, Status.IMPLEMENTED)
    correction = {"answer": Answer.CORRECTION, "corrects": first, "reason": "Misread."}
    make.cleared(theirs, cast.other_desk, cast.other_clearing, Status.DEFERRED, **correction)
    received = row(cast.auc, "2", role=AssignmentRole.COUNTERPART)
    make.cleared(received, cast.other_desk, cast.other_clearing, "", receipt=Receipt.ARRIVED_IN_PART)
    returned = make.submitted(row(cast.dppa, "3"), cast.desk)
    clearing.give_back(returned, by=by(cast.clearing), version=returned.version, feedback="Too long.")
    updates.discard(make.draft(row(cast.dppa, "4"), cast.desk), by=by(cast.desk), version=1)
    make.submitted(row(cast.dppa, "5"), cast.desk)
    make.cleared(row(cast.auc, "3"), cast.other_desk, cast.other_clearing, "", answer=Answer.NOT_OURS, whose="EU")


def the_catalogue(cast):
    steward = by(cast.steward)
    theme = themes.add("mediation", "Mediation", by=steward)
    themes.rename(theme, by=steward, version=1, name="Mediation and prevention", why="As printed.")
    found = Recommendation.objects.get(reference="S/2000/1 para. 2")
    catalogue.change(found, by=steward, version=found.version, why="Read again.", themes=[theme], note="Close.")
    document = SourceDocument.objects.get()
    documents.change(document, by=steward, version=document.version, why="As printed.", title="The report")
    whole = make.recommendation("10", is_whole=True)
    for number in ("11", "12"):
        place = document.versions.get().paragraphs.get(label="10")
        part = make.recommendation(
            number,
            whole=whole,
            addressees=[("The African Union", cast.au)],
            places=["Somalia"],
            lead_in=[(place, "The United Nations")],
        )
        make.assignment(part, cast.dppa)
    make.assignment(make.recommendation("13", nature=Nature.AIM), cast.dppa)
    catalogue.archive(part, by=steward, version=part.version, why="Entered twice.")
    catalogue.restore(fresh(part), by=steward, version=part.version, why="It was not.")
    gone = make.recommendation("14")
    catalogue.archive(gone, by=steward, version=gone.version, why="Entered twice.")
    ended = row(cast.auc, "4")
    assigning.end(ended, by=steward, version=ended.version, why="Functions transferred.")
    moved = row(cast.dppa, "6")
    assigning.change_answering(moved, by=steward, version=moved.version, answering=cast.secretariat, why="Moved.")
    assigning.confirm(fresh(moved), by=by(cast.clearing_above), version=moved.version)
    organizations.change(cast.oversight, by=steward, version=1, why="Renamed.", note="Independent.")


def the_findings(cast):
    ours = Assignment.objects.get(recommendation__reference="S/2000/1 para. 1", organization=cast.dppa)
    update = ours.updates.get()
    otherwise = {"finding": Finding.FINDS_OTHERWISE, "note": "The minutes say otherwise."}
    held = make.held_as_symbol(cast.reviewer)
    make.reviewed(update, cast.reviewer, **otherwise, status=Status.IMPLEMENTED, evidence=[held])
    made = make.reviewed(update, cast.auditor, **otherwise, status=Status.NOT_STARTED, basis=Basis.INDEPENDENT)
    reviews.comment(made, by=by(cast.clearing), text="We see it differently.")
    joint = make.found_jointly(update, cast.manager, cast.dppa, Finding.AGREES, Status.IN_PROGRESS)
    reviews.comment(joint, by=by(cast.manager), text="Agreed.", release=Release.OWN_ORGANIZATION)
    make.reviewed(update, cast.reviewer)
    make.reviewed(
        make.cleared(fresh(ours), cast.desk, cast.clearing, Status.SUPERSEDED),
        cast.auditor,
        Finding.COULD_NOT_BE_VERIFIED,
        basis=Basis.INDEPENDENT,
        note="No papers.",
    )


def the_dates(cast):
    ours = row(cast.dppa, "1")
    due = {"due_on": make.today() + timedelta(days=300), "due_precision": "day", "why": "Before the summit."}
    proposal = target_dates.propose(ours, by=by(cast.desk), **due)
    target_dates.agree(proposal, ours, by=by(cast.clearing))
    target_dates.agree(proposal, row(cast.auc, "1"), by=by(cast.other_clearing))
    event = {"due_on": None, "due_event": "when the standby force is operational"}
    target_dates.propose(row(cast.dppa, "5"), by=by(cast.desk), **event)


def the_people(cast):
    administrator = by(cast.administrator)
    made = memberships.grant(cast.reader, Role.DESK_OFFICER, by=administrator, organization=cast.au, why="New post.")
    memberships.withdraw(made, by=administrator, version=1, why="Moved on.")
    memberships.grant(cast.reader, Role.REVIEWER, by=administrator, organization=cast.auc)
    assert Membership.objects.exists()
    assert Theme.objects.exists()


def the_redaction(cast):
    update = make.cleared(row(cast.dppa, "7"), cast.desk, cast.clearing, done=LEAKED)
    entry = Entry.objects.get(id=update.cleared_entry)
    request = redaction.ask(entry, by=by(cast.steward), why="It names a source.")
    redaction.agree(request, by=by(cast.administrator))
