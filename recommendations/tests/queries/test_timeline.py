from recommendations.access import reader
from recommendations.choices import Basis, EntryKind, EvidenceKind, Finding, HeldAs, Release, Status
from recommendations.models import Recommendation
from recommendations.queries.timeline import timeline
from recommendations.tests import make
from recommendations.workflow import clearing, evidence, reviews, updates


def kinds(recommendation, user):
    return [line.kind for line in timeline(recommendation, reader(user))]


def test_an_independent_finding_is_shown_to_its_subject_first(db):
    cast = make.cast()
    one = make.recommendation()
    assignment = make.assignment(one, cast.dppa)
    update = make.cleared(assignment, cast.desk, cast.clearing)
    made = make.reviewed(
        update,
        cast.auditor,
        Finding.FINDS_OTHERWISE,
        basis=Basis.INDEPENDENT,
        status=Status.NOT_STARTED,
        note="Nothing was seen.",
    )
    assert EntryKind.REVIEWED in kinds(one, cast.desk)
    assert EntryKind.REVIEWED in kinds(one, cast.auditor)
    assert EntryKind.REVIEWED not in kinds(one, cast.other_desk)
    assert EntryKind.REVIEWED not in kinds(one, cast.reader)
    reviews.comment(made, by=make.by(cast.clearing), text="It has begun since.")
    assert EntryKind.REVIEWED in kinds(one, cast.other_desk)


def test_drafting_stays_inside_the_family_and_unreleased_words_are_held(db):
    cast = make.cast()
    one = make.recommendation()
    assignment = make.assignment(one, cast.dppa)
    make.cleared(assignment, cast.desk, cast.clearing, done="MARKER", cleared_release=Release.OWN_ORGANIZATION)
    assert EntryKind.SUBMITTED in kinds(one, cast.manager)
    assert EntryKind.SUBMITTED not in kinds(one, cast.other_desk)
    outside = next(line for line in timeline(one, reader(cast.other_desk)) if line.kind == EntryKind.CLEARED)
    inside = next(line for line in timeline(one, reader(cast.manager)) if line.kind == EntryKind.CLEARED)
    assert outside.held
    assert "MARKER" not in str(outside.words)
    assert outside.facts["status"] == inside.facts["status"] == "in_progress"
    assert inside.words["done"] == "MARKER"


def test_persons_are_named_inside_their_family_only(db):
    cast = make.cast()
    one = make.recommendation()
    make.cleared(make.assignment(one, cast.dppa), cast.desk, cast.clearing)
    outside = next(line for line in timeline(one, reader(cast.other_desk)) if line.kind == EntryKind.CLEARED)
    inside = next(line for line in timeline(one, reader(cast.desk)) if line.kind == EntryKind.CLEARED)
    assert (outside.name, outside.role) == ("", "clearing_officer")
    assert inside.name == "Clara Clearing"


def test_who_saw_a_sighted_paper_is_a_person_and_named_inside_the_family_only(db):
    cast = make.cast()
    one = make.recommendation()
    update = make.draft(make.assignment(one, cast.dppa), cast.desk)
    seen = {"held_as": HeldAs.SIGHTED, "sighted_by": "Dora Desk", "filed_at": "Registry"}
    evidence.add(update, by=make.by(cast.desk), version=1, kind=EvidenceKind.AGREEMENT, dated=make.today(), **seen)
    update.refresh_from_db()
    updates.submit(update, by=make.by(cast.desk), version=update.version)
    update.refresh_from_db()
    clearing.clear(update, by=make.by(cast.clearing), version=update.version)

    def shown_to(user):
        line = next(each for each in timeline(one, reader(user)) if each.kind == EntryKind.CLEARED)
        return line.evidence[0].get("sighted_by"), line.evidence[0]["filed_at"]

    assert shown_to(cast.desk_two) == ("Dora Desk", "Registry")
    assert shown_to(cast.other_desk) == (None, "Registry")


def test_what_was_written_of_a_part_since_the_parts_were_read_waits_for_the_next_page(db):
    cast = make.cast()
    one = make.recommendation()
    before = Recommendation.objects.prefetch_related("assignments").get(pk=one.pk)
    part = make.assignment(one, cast.dppa)
    make.cleared(part, cast.desk, cast.clearing, done="MARKER", cleared_release=Release.OWN_ORGANIZATION)
    assert "MARKER" not in str([line.words for line in timeline(before, reader(cast.other_desk))])
    assert EntryKind.CLEARED not in [line.kind for line in timeline(before, reader(cast.other_desk))]
    assert EntryKind.CLEARED in kinds(one, cast.other_desk)
