"""Many rows of an earlier register are written together: what comes of it is what comes of them one by one."""

import random
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from recommendations import access
from recommendations.access import By, Verb
from recommendations.choices import AssignmentRole, Channel, EntryKind
from recommendations.errors import AlreadyCatalogued, NotAll, ReasonNeeded
from recommendations.models import (
    Assignment,
    Chain,
    Entry,
    ImportedStatement,
    Recommendation,
    RegisterFile,
)
from recommendations.queries.registers_kinds import asks_of, reading_of
from recommendations.tests import make
from recommendations.tests.workflow.test_registers import ONE, TWO, given
from recommendations.workflow import assigning, audit, batches, catalogue, registers, registers_bringing
from recommendations.workflow.candidates import standing_by_rule
from recommendations.workflow.journal import SALT, record
from recommendations.workflow.locks import locked
from recommendations.workflow.registers_bringing import facts_of

OWNERS = (None, "AUC", "DPPA", "AUC; DPPA", "United Nations; Security Council", "DPPA; AUC; United Nations")
STATUSES = (None, "Implemented", "In progress", "Not started")
DATES = (None, "2015", "Q2 2015", "2014-05-01")
REMARKS = (None, "Talks.", "A second round was held.")


@pytest.fixture
def steward(cast):
    make.document()
    return make.by(cast.steward)


def words(paragraph, ask):
    asked = "The United Nations should do thing {} well.", "The African Union should support thing {}."
    return asked[ask].format(paragraph)


def a_sheet(seed, rows):
    """Some asks stand in several rows, some rows say nothing of progress, and some say what another says."""
    chance = random.Random(seed)
    found = []
    for _ in range(rows):
        paragraph, ask = chance.randint(1, 20), chance.randint(0, 1)
        status, remarks = chance.choice(STATUSES), chance.choice(REMARKS)
        when = chance.choice(DATES) if status or remarks else None
        owner = chance.choice(OWNERS)
        found.append(["S/2000/1", paragraph, words(paragraph, ask), owner, None, status, when, remarks])
    return found


def row_by_row(register, by):
    """Each ask, each part and each statement by itself, with the verbs of one."""
    plan = registers.plan_of(register)
    as_ = access.acting(by, Verb.CATALOGUE)
    why, judgement = f"Brought in from {register}.", f"Owner by {register}."
    asks = {}
    for place, rows in plan.new.items():
        row, document = rows[0], rows[0].paragraph.document_version.document
        kind, nature = reading_of(row, asks_of(row.paragraph))
        ask = catalogue.Ask(
            quote=row.text,
            number=None,
            kind=kind,
            nature=nature,
            standing=standing_by_rule(document),
            follow_up=catalogue.starts_as(kind, document),
        )
        asks[place] = catalogue.add(row.paragraph, ask, by=by, why=why)
        for owner, office in dict.fromkeys(part for each in rows for part in each.parts):
            part = {"organization": owner, "role": AssignmentRole.OWNER, "answering": office, "judgement": judgement}
            assigning.assign(asks[place], by=by, why=why, **part)
    for row in plan.statements:
        held = locked(row.there or asks[row.place])
        made = ImportedStatement.objects.create(
            recommendation=held,
            organization=row.organization,
            register_file=register,
            row=row.number,
            said=row.said,
            status=row.status,
            words=row.remarks,
            stated_on=row.stated_on,
            stated_precision=row.stated_precision,
        )
        held.version += 1
        held.save()
        content = {"register": str(register), "said": made.said, "text": made.words}
        record(EntryKind.IMPORTED, held, by=by, acting=as_, facts=facts_of(made), content=content)


def everything():
    """Entries, heads and rows without keys, random ids and times; a new part that is written in two steps has another
    version than one that is written whole."""
    names = {each.public_id: each.reference for each in Recommendation.objects.all()}
    parts = Assignment.objects.select_related("organization", "recommendation")
    names |= {each.public_id: f"{each.recommendation} {each.organization.code}" for each in parts}
    entries = [
        (
            *(each.chain_kind, names.get(each.chain_id, each.chain_id), each.seq, each.kind),
            {name: names.get(value, value) if isinstance(value, str) else value for name, value in facts(each).items()},
            {name: value for name, value in each.content.items() if name != SALT},
            *(each.actor_id, each.acting_organization_id, each.role, each.channel, each.request_id),
            *(str(each.recommendation), each.assignment and names[each.assignment.public_id]),
        )
        for each in Entry.objects.select_related("recommendation", "assignment")
    ]
    heads = [(each.kind, names.get(each.subject, each.subject), each.length) for each in Chain.objects.all()]
    return {
        "entries": sorted(entries, key=lambda each: each[:3]),
        "heads": sorted(heads),
        "asks": rows_of(Recommendation.objects.order_by("reference")),
        "parts": rows_of(parts.order_by("recommendation__reference", "organization__code"), "version"),
        "said": rows_of(ImportedStatement.objects.order_by("row")),
    }


def facts(entry):
    return {**entry.facts, **entry.facts.get("after", {}), "after": None}


def rows_of(rows, *left_out):
    left_out = ("id", "public_id", "updated_at", "brought_in_at", *left_out)
    fields = [each for each in rows.model._meta.concrete_fields if each.name not in left_out]
    return [
        [str(getattr(row, each.name) if each.is_relation else each.value_from_object(row)) for each in fields]
        for row in rows
    ]


def undone(act):
    """What the register holds after the act, which leaves nothing."""
    with transaction.atomic():
        act()
        found = everything()
        assert audit.differences() == []
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_together_is_as_one_by_one(cast, steward, monkeypatch, seed):
    monkeypatch.setattr(batches, "AT_ONCE", 7)
    for each in range(1, 8):
        make.assignment(make.recommendation(str(each)), cast.dppa)
    make.recommendation("2", ask=2)
    register = given(steward, *a_sheet(seed, rows=60))
    planned = registers.plan_of(register)
    assert planned.is_ready
    assert min(len(planned.new), len(planned.known), len(planned.statements)) > 7
    register = registers.bring_in(register, by=steward, version=register.version, previewed=planned.digest)
    by = By(cast.steward, Channel.SPREADSHEET, register.asked_in)
    one_by_one = undone(lambda: row_by_row(register, by))
    together = undone(registers_bringing.bring_in_waiting)
    assert len(one_by_one["entries"]) > len(planned.rows)
    for name, expected in one_by_one.items():
        assert together[name] == expected, name


def bring_in(register, by):
    planned = registers.plan_of(register)
    registers.bring_in(register, by=by, version=register.version, previewed=planned.digest)
    registers_bringing.bring_in_waiting()
    register.refresh_from_db()
    return register


def test_more_rows_are_not_more_questions(cast, steward):
    asked = {}
    for paragraphs in (range(1, 11), range(11, 61)):
        sheet = [["S/2000/1", n, words(n, 0), "AUC", None, "Implemented", "2015", "Talks."] for n in paragraphs]
        register = given(steward, *sheet)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert bring_in(register, steward).state == "brought_in"
        asked[len(paragraphs)] = len(queries)
    assert asked[50] - asked[10] <= 40 / 2, asked


def test_what_is_told_of_it_covers_the_writing_too(cast, steward, monkeypatch):
    """All rows are checked before the first is written, those of which nothing but a statement comes in as well."""
    make.recommendation("1")
    make.recommendation("2")
    told = []
    real = registers_bringing.record_all

    def record_all(*args, **more):
        told.append(RegisterFile.objects.values_list("rows_done", "rows").get())
        return real(*args, **more)

    monkeypatch.setattr(registers_bringing, "record_all", record_all)
    sheet = [["S/2000/1", n, each, None, None, "Implemented", None, None] for n, each in ((1, ONE), (2, TWO))]
    assert bring_in(given(steward, *sheet), steward).new_asks == 0
    assert told == [(2, 2)]


@pytest.mark.parametrize(
    ("refusal", "problem"),
    [(AlreadyCatalogued(recommendation=None), "not_as_previewed"), (ReasonNeeded(), "reason_needed")],
)
def test_what_stops_one_row_stops_all_by_its_own_name(steward, monkeypatch, refusal, problem):
    def stops(*args, **more):
        raise NotAll([(SimpleNamespace(), refusal), (SimpleNamespace(), RuntimeError())])

    monkeypatch.setattr(registers_bringing, "enter_all", stops)
    register = bring_in(given(steward, ["S/2000/1", 1, ONE, *[None] * 5]), steward)
    assert (register.state, register.problem) == ("matching", problem)
    assert not Recommendation.objects.exists()
