"""An earlier register comes in whole or not at all, says every mistake at once, and moves no status."""

from datetime import date

import pytest

from recommendations import access
from recommendations.choices import Channel, EntryKind, FollowUp
from recommendations.errors import (
    AlreadyDone,
    Invalid,
    NotAsPreviewed,
    NotPermitted,
    ReasonNeeded,
    Stale,
    WrongState,
)
from recommendations.models import (
    Assignment,
    Entry,
    ImportedStatement,
    Organization,
    Recommendation,
    RegisterFile,
    SourceDocument,
)
from recommendations.parsing.errors import Unreadable
from recommendations.queries.put_away import put_away
from recommendations.queries.registers import said_elsewhere
from recommendations.queries.timeline import timeline
from recommendations.tests import make
from recommendations.tests.parsing.test_spreadsheet import book
from recommendations.workflow import audit, catalogue, redaction, registers, registers_bringing

HEADINGS = ["Symbol", "Para.", "Recommendation", "Responsible", "Deadline", "Status", "Status date", "Remarks"]
ONE = "The United Nations should do thing 1 well."
TWO = "The United Nations should do thing 2 well."


@pytest.fixture
def steward(cast):
    make.document()
    return make.by(cast.steward)


def given(by, *rows, headings=HEADINGS):
    return registers.give("matrix.xlsx", book(headings, *rows), by=by, name="The old matrix")


def brought_in(register, by):
    register.refresh_from_db()
    plan = registers.plan_of(register)
    registers.bring_in(register, by=by, version=register.version, previewed=plan.digest)
    registers_bringing.bring_in_waiting()
    register.refresh_from_db()
    return register


def problems(register):
    return {each.address: (str(each.words), each.nearest) for each in registers.plan_of(register).problems}


def test_columns_are_guessed_in_english_and_in_french(steward):
    assert given(steward).columns == {
        "symbol": "Symbol",
        "paragraph": "Para.",
        "words": "Recommendation",
        "owner": "Responsible",
        "date": "Deadline",
        "status": "Status",
        "stated": "Status date",
        "remarks": "Remarks",
    }
    french = [
        "Cote du document",
        "Paragraphe",
        "Libellé",
        "Entité responsable",
        "Échéance",
        "État",
        "Mise à jour",
        "Remarques",
    ]
    assert set(given(steward, headings=french).columns) == set(given(steward, ["x"], headings=HEADINGS).columns)


def test_what_is_ready_comes_in_with_statements_that_move_no_status(cast, steward):
    there = make.recommendation("2")
    make.assignment(there, cast.dppa)
    register = given(
        steward,
        ["S/2000/1", 1, ONE, "African Union Commission", "2016", "Implemented", "Q2 2015", "Done in full."],
        ["S/2000/1", "para. 2", f"“{TWO}”", "AUC", None, "not started", date(2014, 5, 1), None],
        ["S/2000/1", "3", "The United Nations should do thing 3 well.", None, None, None, None, None],
    )
    plan = registers.plan_of(register)
    assert plan.is_ready
    assert (len(plan.new), len(plan.known), len(plan.statements)) == (2, 1, 2)
    made = brought_in(register, steward)
    assert (made.state, made.new_asks, made.statements.count()) == ("brought_in", 2, 2)
    new = Recommendation.objects.get(paragraph__label="1")
    assert (new.text, new.follow_up, new.due_on, new.status) == (ONE, FollowUp.TO_BE_DECIDED, None, "not_asked")
    assert [each.organization for each in new.assignments.all()] == [cast.auc]
    [said] = said_elsewhere(new, access.reader(cast.steward))
    statement = said.statement
    assert (statement.said, statement.status, statement.organization) == ("Implemented", "implemented", cast.auc)
    assert (statement.stated_on, statement.stated_precision) == (date(2015, 4, 1), "quarter")
    assert said.words == "Done in full.\nDeadline: 2016"
    for person, reads in (
        (cast.other_desk, True),
        (cast.steward, True),
        (cast.desk, False),
        (cast.administrator, False),
    ):
        reader = access.reader(person)
        [said] = said_elsewhere(new, reader)
        assert (bool(said.words), said.held) == (reads, not reads), person
        [line] = [each for each in timeline(new, reader) if each.kind == EntryKind.IMPORTED]
        assert ("Done in full." in str(line.words)) is reads, person
        assert line.words["said"] == "Implemented"
    there.refresh_from_db()
    assert there.status == "not_asked"
    assert Assignment.objects.filter(recommendation=there).count() == 1
    entry = Entry.objects.get(kind=EntryKind.IMPORTED, recommendation=new)
    assert entry.channel == Channel.SPREADSHEET
    assert audit.differences() == []


def test_every_mistake_is_said_at_once_with_its_cell(steward):
    register = given(
        steward,
        ["S/2099/1", 1, ONE, None, None, None, None, None],
        ["S/2000/1", 99, ONE, None, None, None, None, None],
        ["S/2000/1", 1, "The United Nations should do things 1 well.", None, "03/04/2015", "Done", "soon", None],
        [None, None, None, None, None, None, "2015", None],
        ["S/2000/1", 1, "thing 1", None, None, "Done", "2099", None],
        ["S/2000/1", 1, "=A1", None, None, None, None, None],
    )
    found = problems(register)
    assert "S/2099/1 is not in the register." in found["A2"][0]
    assert "Paragraph 99 is not in S/2000/1." in found["B3"][0]
    assert found["C4"][1] == ONE
    assert {"E4", "G4", "A5", "B5", "C5", "G5", "C6", "G6", "C7"} <= set(found)
    assert not registers.plan_of(register).is_ready
    before = (Recommendation.objects.count(), Organization.objects.count(), SourceDocument.objects.count())
    with pytest.raises(Invalid):
        brought_in(register, steward)
    assert (Recommendation.objects.count(), Organization.objects.count(), SourceDocument.objects.count()) == before


def test_owners_and_status_words_that_cannot_be_placed_are_for_a_person(cast, steward):
    register = given(
        steward,
        ["S/2000/1", 1, ONE, "The Commission; DPPA", None, "Largely done", "2015", None],
        ["S/2000/1", 2, TWO, "Nobody knows", None, "Largely done", "2015", None],
    )
    plan = registers.plan_of(register)
    assert {(each.column, each.words): each.cells for each in plan.undecided} == {
        ("owner", "The Commission"): ("D2",),
        ("owner", "Nobody knows"): ("D3",),
        ("status", "Largely done"): ("F2", "F3"),
    }
    with pytest.raises(Invalid):
        brought_in(register, steward)
    with pytest.raises(Invalid):
        registers.answer(register, by=steward, version=1, answers={"owner": {"The Commission": "NO-SUCH"}})
    answers = {"owner": {"The Commission": "AUC", "Nobody knows": "-"}, "status": {"Largely done": "-"}}
    registers.answer(register, by=steward, version=1, answers=answers)
    brought_in(register, steward)
    one, two = Recommendation.objects.order_by("ord")
    assert {each.organization.code for each in one.assignments.all()} == {"AUC", "DPPA"}
    assert not two.assignments.exists()
    assert [(each.said, each.status, each.organization) for each in one.imported_statements.all()] == [
        ("Largely done", "", None)
    ]
    assert audit.differences() == []


def test_rows_with_the_same_words_are_one_recommendation_with_all_their_owners(cast, steward):
    register = given(
        steward,
        ["S/2000/1", 1, ONE, "AUC", None, "Implemented", "2015", None],
        ["S/2000/1", 1, ONE, "DPPA", None, "Not started", "2015", None],
    )
    brought_in(register, steward)
    [made] = Recommendation.objects.all()
    assert made.assignments.count() == 2
    assert {(each.organization.code, each.status) for each in made.imported_statements.all()} == {
        ("AUC", "implemented"),
        ("DPPA", "not_started"),
    }


def test_nothing_comes_in_when_something_moved_since_the_preview(cast, steward):
    register = given(
        steward, ["S/2000/1", 1, ONE, None, None, None, None, None], ["S/2000/1", 2, TWO, None, None, None, None, None]
    )
    previewed = registers.plan_of(register).digest
    make.recommendation("2")
    with pytest.raises(NotAsPreviewed):
        registers.bring_in(register, by=steward, version=register.version, previewed=previewed)
    assert Recommendation.objects.count() == 1
    with pytest.raises(Stale):
        registers.bring_in(register, by=steward, version=9, previewed=previewed)
    brought_in(register, steward)
    with pytest.raises(WrongState):
        brought_in(register, steward)


def test_the_same_file_is_known_until_it_is_put_away(steward):
    content = book(HEADINGS)  # a workbook says the second in which it was made
    register = registers.give("matrix.xlsx", content, by=steward)
    with pytest.raises(AlreadyDone) as refusal:
        registers.give("again.xlsx", content, by=steward)
    assert refusal.value.facts["register"] == register
    with pytest.raises(ReasonNeeded):
        registers.discard(register, by=steward, version=register.version, why=" ")
    registers.discard(register, by=steward, version=register.version, why="The wrong sheet.")
    assert registers.give("again.xlsx", content, by=steward) != register


def test_what_is_put_away_is_gone_and_the_journal_keeps_what_it_was(cast, steward):
    register = given(steward, ["S/2000/1", 1, ONE, *[None] * 5])
    registers.discard(register, by=steward, version=register.version, why="The wrong sheet.")
    register.refresh_from_db()
    assert bytes(register.content) == b""
    entry = Entry.objects.get(kind=EntryKind.PUT_AWAY)
    assert (entry.chain_kind, entry.chain_id, entry.actor) == ("register_file", register.public_id, cast.steward)
    assert (entry.facts["sha256"], entry.content["file_name"]) == (register.sha256, "matrix.xlsx")
    assert put_away(entry.chain_kind, entry.chain_id).why == "The wrong sheet."
    assert audit.differences() == []
    RegisterFile.objects.update(state="matching")
    assert any("not as it was put away" in str(each) for each in audit.differences())


def test_what_was_said_already_is_not_said_again(cast, steward):
    row = ["S/2000/1", 1, ONE, "AUC", None, "Implemented", "2015", "Talks."]
    brought_in(given(steward, row), steward)
    other = [*row[:5], "In progress", "2016", "More talks."]
    again = given(steward, row, other, other, ["S/2000/1", 2, TWO, *[None] * 5])
    plan = registers.plan_of(again)
    assert [(each.number, each.said_by) for each in plan.said_before] == [
        (2, "The old matrix"),
        (4, "row 3 of this sheet"),
    ]
    brought_in(again, steward)
    ask = Recommendation.objects.get(paragraph__label="1")
    assert [each.said for each in ask.imported_statements.order_by("pk")] == ["Implemented", "In progress"]
    assert audit.differences() == []


@pytest.mark.parametrize("other", [{3: "DPPA"}, {5: "in progress"}, {6: "Q1 2015"}, {7: "Other talks."}])
def test_what_differs_in_anything_is_another_statement(cast, steward, other):
    row = ["S/2000/1", 1, ONE, "AUC", None, "Implemented", "2015", "Talks."]
    brought_in(given(steward, row), steward)
    changed = [other.get(place, value) for place, value in enumerate(row)]
    assert registers.plan_of(given(steward, changed)).said_before == []


def test_a_sheet_that_says_nothing_new_is_not_brought_in(cast, steward):
    row = ["S/2000/1", 1, ONE, "AUC", None, "Implemented", "2015", "Talks."]
    brought_in(given(steward, row), steward)
    copy = registers.give("copy.xlsx", book([*HEADINGS, "Nr."], [*row, 1]), by=steward)
    plan = registers.plan_of(copy)
    assert not plan.is_ready
    assert not plan.says_something_new
    with pytest.raises(Invalid):
        brought_in(copy, steward)


def test_the_office_that_answers_is_never_guessed(cast, steward):
    elsewhere = make.recommendation("5")
    make.assignment(elsewhere, cast.un, answering=cast.dppa)
    council = cast.council
    row = ["S/2000/1", 1, ONE, f"{cast.un.name()}; {council.name()}", *[None] * 4]
    register = given(steward, row)
    plan = registers.plan_of(register)
    assert {(each.owner, each.office, each.often) for each in plan.answering} == {
        (cast.un, cast.un, cast.dppa),
        (council, None, None),
    }
    [planned] = plan.rows
    assert planned.parts == ((cast.un, cast.un), (council, None))


def test_a_steward_names_the_office_that_answers(cast, steward):
    row = ["S/2000/1", 1, ONE, f"{cast.un.name()}; AUC", *[None] * 4]
    register = given(steward, row)
    before = registers.plan_of(register).digest
    with pytest.raises(Invalid):
        registers.answer(register, by=steward, version=1, answers={"answering": {"UN": "NO-SUCH"}})
    answers = {"answering": {cast.un.code: cast.dppa.code, "AUC": "-"}}
    register = registers.answer(register, by=steward, version=1, answers=answers)
    assert registers.plan_of(register).digest != before
    brought_in(register, steward)
    assert {each.organization.code: each.answering_organization for each in Assignment.objects.all()} == {
        cast.un.code: cast.dppa,
        "AUC": None,
    }
    assert audit.differences() == []


def test_an_archived_ask_is_not_brought_in_a_second_time(steward):
    gone = make.recommendation("1")
    catalogue.archive(gone, by=steward, version=gone.version, why="A double.")
    assert "archived" in problems(given(steward, ["S/2000/1", 1, ONE, None, None, None, None, None]))["C2"][0]


def test_only_stewards_and_only_spreadsheets(cast, steward, settings):
    with pytest.raises(NotPermitted):
        given(make.by(cast.manager))
    with pytest.raises(Unreadable):
        registers.give("x.xlsx", b"%PDF-1.7 no table", by=steward)
    settings.UPLOAD_MAX_MB = 0
    with pytest.raises(Invalid):
        given(steward)


def test_an_altered_statement_is_found_by_the_audit(steward):
    from django.db import connection

    from recommendations.models import triggers

    register = given(steward, ["S/2000/1", 1, ONE, None, None, "Implemented", None, None])
    brought_in(register, steward)
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER IF EXISTS recommendations_importedstatement_keep"
            + (" ON recommendations_importedstatement" if connection.vendor == "postgresql" else "")
        )
    ImportedStatement.objects.update(status="not_started")
    triggers.install()
    assert any("not as it was brought in" in str(each) for each in audit.differences())


def test_a_redaction_reaches_the_statement(cast, steward):
    register = given(steward, ["S/2000/1", 1, ONE, None, None, "Implemented", None, "A name that leaked."])
    brought_in(register, steward)
    entry = Entry.objects.get(kind=EntryKind.IMPORTED)
    asked = redaction.ask(entry, by=steward, why="Leaked.")
    redaction.agree(asked, by=make.by(cast.administrator))
    statement = ImportedStatement.objects.get()
    assert "leaked" not in f"{statement.said} {statement.words}".casefold()
    assert bytes(RegisterFile.objects.get().content) == b""
    assert audit.differences() == []
