"""What a steward enters and changes of recommendations, organizations' names and documents."""

import pytest

from recommendations.errors import AlreadyCatalogued, Invalid
from recommendations.models import Entry
from recommendations.tests import make
from recommendations.tests.make import by
from recommendations.workflow import catalogue, documents, organizations
from recommendations.workflow.audit import differences

WORDS = {"kind": "call", "nature": "single_action", "standing": "recommended"}


def ask(paragraph, quote, **more):
    return catalogue.Ask(quote=quote, number=None, **WORDS, **more)


@pytest.fixture
def paragraph(cast):
    return make.document().versions.get().paragraphs.get(label="8")


def test_the_register_gives_the_reference_and_an_archived_one_keeps_its_own(cast, paragraph):
    first, second = (f"{each.strip()}." for each in paragraph.text.split(".")[:2])
    one = catalogue.add(paragraph, ask(paragraph, first), by=by(cast.steward), why="Read.")
    catalogue.archive(one, by=by(cast.steward), version=one.version, why="Too short.")
    two = catalogue.add(paragraph, ask(paragraph, second), by=by(cast.steward), why="Read.")
    three = catalogue.add(paragraph, ask(paragraph, first), by=by(cast.steward), why="Right after all.")
    assert [each.reference for each in (one, two, three)] == [
        "S/2000/1 para. 8",
        "S/2000/1 para. 8, ask 2",
        "S/2000/1 para. 8, ask 3",
    ]


def test_the_same_words_are_catalogued_once(cast, paragraph):
    one = catalogue.add(paragraph, ask(paragraph, paragraph.text), by=by(cast.steward), why="Read.")
    with pytest.raises(AlreadyCatalogued) as refusal:
        catalogue.add(paragraph, ask(paragraph, paragraph.text), by=by(cast.steward), why="Read.")
    assert refusal.value.facts["recommendation"] == one


def test_addressees_and_places_are_changed_and_journaled(cast):
    row = make.recommendation("1", addressees=[("the Union", None)], places=["Mali"])
    entry = catalogue.change(
        row,
        by=by(cast.steward),
        version=row.version,
        why="As the text says.",
        addressees=[("the African Union", cast.au), ("the Council", None)],
        places=["Mali", "Darfur"],
    )
    assert entry.content["before"] == {"addressee_words": ["the Union"], "places": ["Mali"]}
    assert entry.facts["after"] == {"addressees": ["AU", None]}
    assert [str(each) for each in row.addressees.all()] == ["the African Union", "the Council"]
    assert [str(each) for each in row.places.all()] == ["Darfur", "Mali"]
    assert differences() == []


@pytest.mark.parametrize(
    "given", [{"addressees": [(" ", None)]}, {"addressees": [("x" * 301, None)]}, {"places": [""]}]
)
def test_an_addressee_has_words_and_a_place_a_name(cast, given):
    row = make.recommendation("1")
    with pytest.raises(Invalid):
        catalogue.change(row, by=by(cast.steward), version=row.version, why="Read.", **given)


def test_the_issuers_of_a_document_are_changed_and_journaled(cast):
    row = make.document()
    documents.change(row, by=by(cast.steward), version=row.version, why="Printed on it.", issuers=[cast.un, cast.au])
    entry = Entry.objects.get(chain_kind="document", kind="changed")
    assert (entry.facts["before"], entry.facts["after"]) == ({"issuers": []}, {"issuers": ["AU", "UN"]})
    assert differences() == []


@pytest.mark.parametrize("given", [{"title": " "}, {"symbol": "S/2000/2"}, {"kind": "novel"}, {"dated": None}])
def test_what_a_document_cannot_be_is_said_by_its_field(cast, given):
    make.document("S/2000/2")
    row = make.document()
    with pytest.raises(Invalid):
        documents.change(row, by=by(cast.steward), version=row.version, why="Read.", **given)


def test_a_name_that_needs_a_note_is_not_kept_without_one(cast):
    name = organizations.Name("Mission in Kosovo")
    given = {"kind": "other", "names": [name]}
    with pytest.raises(Invalid) as refusal:
        organizations.add("MISSION", by=by(cast.steward), why="Read.", **given)
    assert "note" in refusal.value.errors
    made = organizations.add("MISSION", by=by(cast.steward), why="Read.", note="In the context of 1244.", **given)
    with pytest.raises(Invalid):
        organizations.change(made, by=by(cast.steward), version=made.version, why="Shorter.", note="")
    with pytest.raises(Invalid):
        organizations.change(cast.dppa, by=by(cast.steward), version=cast.dppa.version, why="New.", names=[name])
    assert differences() == []
