from recommendations.access import reader
from recommendations.choices import Basis, EntryKind, Finding, Release, Status
from recommendations.queries.timeline import timeline
from recommendations.tests import make
from recommendations.workflow import reviews


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
