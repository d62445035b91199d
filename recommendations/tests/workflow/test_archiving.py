import pytest

from recommendations.errors import AlreadyDone, Archived, Invalid, ReasonNeeded, Stale, StillInUse
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import archiving, assigning, catalogue, organizations, themes
from recommendations.workflow.audit import differences


def put_away(row, cast, why="No longer there."):
    entry = archiving.archive(row, by=by(cast.steward), version=row.version, why=why)
    row.refresh_from_db()
    return entry


def test_a_theme_goes_with_a_reason_and_comes_back(cast):
    theme = themes.add("training", "Training", by=make.REGISTER)
    carried = make.recommendation("1", themes=[theme])
    put_away(theme, cast, "Merged with another.")
    assert theme.archived_at
    assert theme.archived_why == "Merged with another."
    assert list(carried.themes.all()) == [theme], "what carries it keeps it"
    with pytest.raises(AlreadyDone):
        put_away(theme, cast)
    archiving.restore(theme, by=by(cast.steward), version=theme.version, why="Needed after all.")
    theme.refresh_from_db()
    assert (theme.archived_at, theme.archived_why) == (None, "")
    assert differences() == []


def test_it_needs_a_reason_and_the_version_that_was_seen(cast):
    theme = themes.add("training", "Training", by=make.REGISTER)
    with pytest.raises(ReasonNeeded):
        archiving.archive(theme, by=by(cast.steward), version=theme.version, why=" ")
    with pytest.raises(Stale):
        archiving.archive(theme, by=by(cast.steward), version=theme.version + 1, why="Old.")


def test_an_organization_with_open_work_people_or_bodies_below_stays(cast):
    part = make.assignment(make.recommendation("1"), cast.council, answering=cast.dppa)
    make.organization("DPPA-EAST", parent=cast.dppa)
    with pytest.raises(StillInUse) as refusal:
        put_away(cast.dppa, cast)
    assert refusal.value.facts["uses"] == ["1 open assignment", "1 organization below it", "5 memberships"]
    with pytest.raises(StillInUse):
        put_away(cast.council, cast)
    assigning.end(part, by=by(cast.steward), version=part.version, why="Not theirs.")
    put_away(cast.council, cast)
    assert cast.council.archived_at
    assert differences() == []


def test_nothing_new_is_given_to_an_archived_organization(cast):
    body = make.organization("OLD")
    put_away(body, cast)
    row = make.recommendation("1")
    for given in ({"organization": body, "answering": cast.dppa}, {"organization": cast.dppa, "answering": body}):
        with pytest.raises(Invalid):
            assigning.assign(row, by=by(cast.steward), role="owner", named_in_text=True, **given)
    with pytest.raises(Invalid):
        organizations.change(cast.dppa, by=by(cast.steward), version=cast.dppa.version, why="Moved.", parent=body)


def test_a_child_comes_back_after_its_parent(cast):
    parent = make.organization("PARENT")
    child = make.organization("CHILD", parent=parent)
    put_away(child, cast)
    put_away(parent, cast)
    with pytest.raises(Invalid):
        archiving.restore(child, by=by(cast.steward), version=child.version, why="Back.")
    archiving.restore(parent, by=by(cast.steward), version=parent.version, why="Back.")
    archiving.restore(child, by=by(cast.steward), version=child.version, why="Back.")


def test_a_document_goes_when_nothing_of_it_is_in_use_and_takes_no_new_ask(cast):
    row = make.recommendation("1")
    document = row.paragraph.document_version.document
    with pytest.raises(StillInUse):
        put_away(document, cast)
    catalogue.archive(row, by=by(cast.steward), version=row.version, why="A double.")
    put_away(document, cast)
    assert document.archived_at
    with pytest.raises(Archived):
        make.recommendation("2")
    assert Entry.objects.filter(chain_kind="document", kind="archived").count() == 1
    assert differences() == []
