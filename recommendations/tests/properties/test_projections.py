"""After any sequence of verbs, the figures are those that a slow and obvious reading of PRODUCT.md gives.

The reading below keeps its own notes of what was done, and knows neither the journal nor `headline.py`.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from recommendations.choices import Answer, AssignmentRole, Basis, Finding, Position, Receipt, Status
from recommendations.errors import Refused
from recommendations.models import Assignment, ProgressUpdate, Recommendation, Review
from recommendations.tests import make
from recommendations.tests.make import REGISTER, by
from recommendations.tests.properties.tampering import undone
from recommendations.workflow import assigning, catalogue, clearing, reviews, updates
from recommendations.workflow.audit import differences

QUICK = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
THOROUGH = settings(QUICK, max_examples=400)

REPORTED = [
    each
    for each in Status
    if each not in ("not_asked", "no_information", "no_record_found", "not_verified", "in_practice")
]
OPEN = ("not_started", "deferred", "in_progress", "not_verified")
ORDER = (
    "not_asked",
    "no_information",
    "no_record_found",
    "not_started",
    "deferred",
    "in_progress",
    "not_verified",
    "in_practice",
    "closed_not_implemented",
    "overtaken_by_events",
    "superseded",
    "closed_partly_implemented",
    "implemented_by_other_means",
    "implemented",
)
BASES = ("none", "reported", "own_side", "joint", "independent")


# The slow and obvious reading


@dataclass
class Said:
    """A cleared update."""

    key: int
    when: int
    on: date
    answer: str
    status: str
    corrects: int | None
    position: str
    receipt: str


@dataclass
class Found:
    """A finding, and when it took effect, if it did."""

    key: int
    made: int
    basis: str
    finding: str
    status: str
    effect: int | None = None


@dataclass
class Part:
    """One assignment's notes."""

    role: str
    said: list[Said] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    asked: bool = False
    state: str = "proposed"


def current(said: list[Said]) -> Said | None:
    corrected = {each.corrects for each in said}
    running = [each for each in said if each.key not in corrected]
    return max(running, key=lambda each: (each.on, each.when)) if running else None


def headline(part: Part) -> dict[str, Any]:
    """What the columns of an assignment have to be."""
    answers = [each for each in part.said if each.answer != "not_ours"]
    now = current(answers)
    corrected = {each.corrects for each in part.said}
    expected = {
        "state": part.state,
        "position": "",
        "receipt": "",
        "reported_on": now.on if now else None,
        "reported_status": "",
        "headline": "",
        "headline_basis": "",
        "newer_report": False,
        "differ": False,
    }
    for name in ("position", "receipt"):
        giving = [each for each in part.said if getattr(each, name) and each.key not in corrected]
        if giving:
            expected[name] = getattr(max(giving, key=lambda each: (each.on, each.when)), name)
    if part.role == "counterpart":
        return expected
    expected["headline"], expected["headline_basis"] = "no_information" if part.asked else "not_asked", "none"
    if now is None:
        return expected
    expected["reported_status"] = now.status
    expected["headline"], expected["headline_basis"] = now.status, "reported"
    holds = the_finding(part)
    if holds is None:
        return expected
    expected["headline"], expected["headline_basis"] = holds.status, holds.basis
    # Each later report in turn: was it current when it was cleared, is its status open, did it bring anything new?
    for later in answers:
        then = [each for each in answers if each.when <= later.when]
        if later.when > holds.made and current(then) is later and later.status in OPEN and brings_news(later, then):
            expected["headline"], expected["headline_basis"] = later.status, "reported"
    expected["differ"] = now.status != holds.status
    firm = now.status not in OPEN and now.status != "no_record_found"
    expected["newer_report"] = now.when > holds.made and firm and now.status != expected["headline"]
    return expected


def brings_news(report: Said, then: list[Said]) -> bool:
    if report.answer == "correction":
        return next(each.status for each in then if each.key == report.corrects) != report.status
    return report.answer == "new_information"


def the_finding(part: Part) -> Found | None:
    """The latest in effect; joint and independent ones before own-side ones."""
    holding = [each for each in part.found if each.effect and each.finding != "no_finding_yet_agreed"]
    firm = [each for each in holding if each.basis != "own_side"]
    return max(firm or holding, key=lambda each: each.made, default=None)


def of_owners(parts: list[Part]) -> tuple[str, str]:
    owners = [each for each in parts if each.role == "owner" and each.state in ("proposed", "confirmed")]
    shown = [(each["headline"], each["headline_basis"]) for each in map(headline, owners)]
    return least(shown) or ("not_asked", "none")


def least(shown: list[tuple[str, str]]) -> tuple[str, str] | None:
    return min(shown, key=lambda each: (ORDER.index(each[0]), BASES.index(each[1])), default=None)


# The register, and what random people do to it


class World:
    def __init__(self, cast: make.Cast) -> None:
        self.cast = cast
        self.clock = 0
        self.refused: list[str] = []
        whole = make.recommendation("10", is_whole=True)
        self.whole = whole
        self.rows = [make.recommendation("11", whole=whole), make.recommendation("12", whole=whole)]
        self.followed = {row.pk: "tracked" for row in self.rows}
        self.archived: set[int] = set()
        self.parts: dict[int, Part] = {}
        self.of: dict[int, list[int]] = {row.pk: [] for row in self.rows}
        self.keys: dict[int, int] = {}
        for row, organization, role in (
            (self.rows[0], cast.dppa, "owner"),
            (self.rows[0], cast.auc, "owner"),
            (self.rows[0], cast.secretariat, "contributing"),
            (self.rows[1], cast.dppa, "owner"),
            (self.rows[1], cast.auc, "counterpart"),
        ):
            made = make.assignment(row, organization, role=AssignmentRole(role))
            self.parts[made.pk] = Part(role)
            self.of[row.pk].append(made.pk)
        self.people = [
            each for each in (getattr(cast, name) for name in cast.__dataclass_fields__) if hasattr(each, "username")
        ]

    def tick(self) -> int:
        self.clock += 1
        return self.clock

    def expected_of(self, row: Recommendation) -> tuple[str, str]:
        return of_owners([self.parts[pk] for pk in self.of[row.pk]])

    def check(self) -> None:
        for pk, part in self.parts.items():
            expected = headline(part)
            row = Assignment.objects.get(pk=pk)
            assert {name: getattr(row, name) for name in expected} == expected
        for row in self.rows:
            shown = Recommendation.objects.values_list("status", "basis").get(pk=row.pk)
            assert shown == self.expected_of(row)
        counted = [
            self.expected_of(row)
            for row in self.rows
            if row.pk not in self.archived and self.followed[row.pk] == "tracked"
        ]
        shown = Recommendation.objects.values_list("status", "basis").get(pk=self.whole.pk)
        assert shown == (least(counted) or ("", ""))


def fitting(world: World, draw: Random, assignment: Assignment, verb: str) -> Any:
    """Mostly someone who may, so that most sequences go somewhere; now and then anybody."""
    cast = world.cast
    if draw.randint(0, 7) == 0:
        return draw.choice(world.people)
    un = {
        "draft": [cast.desk, cast.desk_two],
        "clear": [cast.clearing, cast.clearing_above],
        "review": [cast.reviewer],
        "manage": [cast.manager],
        "audit": [cast.auditor],
    }
    au = {
        "draft": [cast.other_desk],
        "clear": [cast.other_clearing],
        "review": [cast.other_reviewer],
        "manage": [cast.other_manager],
        "audit": [cast.auditor],
    }
    return draw.choice((au if assignment.answering_organization == cast.auc else un)[verb])


def report(world: World, draw: Random, assignment: Assignment) -> None:
    part = world.parts[assignment.pk]
    answer = draw.choice([*[Answer.NEW_INFORMATION] * 4, Answer.NO_CHANGE, Answer.CORRECTION])
    if draw.randint(0, 24) == 0:
        answer = Answer.NOT_OURS
    given = make.said(draw.choice(REPORTED if draw.random() < 0.95 else list(Status)), answer=answer)
    given["effective_on"] = make.today() - timedelta(days=draw.choice([0, 0, 0, 1, 5, 20]))
    given["position"] = draw.choice([""] * 9 + ["accepted"] * 3 + Position.values)
    given["position_words"] = "Half of it."
    if part.role == "counterpart":
        given.update(status="", receipt=draw.choice(Receipt.values))
    if answer == Answer.CORRECTION or draw.random() < 0.1:
        uncorrected = list(assignment.updates.filter(state="cleared").exclude(corrections__state="cleared"))
        given["corrects"] = draw.choice([None, *uncorrected, *uncorrected, *uncorrected])
    author = by(fitting(world, draw, assignment, "draft"))
    update = updates.open_update(assignment)
    if update is None:
        update = updates.start(assignment, by=author, **given)
    elif update.state != "submitted":
        update = updates.save(update, by=author, version=update.version, **given)
    if update.state != "submitted":
        updates.submit(update, by=author, version=update.version)
    update.refresh_from_db()
    what = draw.choice(["clear"] * 6 + ["return", "recall", "wait"])
    officer = by(fitting(world, draw, assignment, "clear"))
    if what == "return":
        clearing.give_back(update, by=officer, version=update.version, feedback="Which talks?")
    if what == "recall":
        updates.recall(update, by=author, version=update.version)
    if what == "clear":
        clearing.clear(update, by=officer, version=update.version)
        note_cleared(world, part, ProgressUpdate.objects.get(pk=update.pk))


def note_cleared(world: World, part: Part, update: ProgressUpdate) -> None:
    world.keys[update.pk] = world.tick()
    corrects = world.keys[update.corrects_id] if update.answer == Answer.CORRECTION else None
    status = "" if update.answer == Answer.NOT_OURS else update.status
    if update.answer == Answer.NO_CHANGE:
        status = current([each for each in part.said if each.answer != "not_ours"]).status
    part.said.append(
        Said(
            key=world.keys[update.pk],
            when=world.keys[update.pk],
            on=update.effective_on,
            answer=update.answer,
            status=status,
            corrects=corrects,
            position=update.position,
            receipt=update.receipt,
        )
    )
    if update.answer == Answer.NOT_OURS:
        part.state = "declined"
    elif part.state == "proposed":
        part.state = "confirmed"


def find(world: World, draw: Random, assignment: Assignment) -> None:
    part = world.parts[assignment.pk]
    update = ProgressUpdate.objects.filter(cleared_entry=assignment.reported_entry).first()
    if update is None or assignment.reported_entry is None:
        return
    basis = draw.choice([Basis.OWN_SIDE, Basis.OWN_SIDE, Basis.JOINT, Basis.INDEPENDENT])
    finding = draw.choice(list(Finding))
    status = draw.choice(list(Status)) if finding == Finding.FINDS_OTHERWISE else None
    if basis == Basis.JOINT:
        if part.role == "counterpart" or finding == Finding.COULD_NOT_BE_VERIFIED or not assignment.counts:
            return
        if finding == Finding.AGREES:
            status = Status(update.status)
        if status in (Status.NOT_VERIFIED, *list(Status)[:3]):
            return
        made = make.found_jointly(update, world.cast.manager, world.cast.dppa, finding, status, note="As agreed.")
    else:
        who = fitting(world, draw, assignment, "review" if basis == Basis.OWN_SIDE else "audit")
        held = [make.held_as_symbol(who)] if draw.random() < 0.5 else []
        given = {"status": status, "note": "The minutes.", "evidence": held}
        made = reviews.review(update, by=by(who), version=assignment.version, basis=basis, finding=finding, **given)
    now = world.tick()
    world.keys[-made.pk] = now
    effect = now if basis == Basis.OWN_SIDE else None
    part.found.append(Found(now, now, basis, finding, made.status, effect))


def note_effects(world: World) -> None:
    """Findings take effect with a comment or after 14 days; which ones did is read from the rows, not their order."""
    for made in Review.objects.exclude(in_effect_at=None):
        found = next(
            (each for part in world.parts.values() for each in part.found if each.key == world.keys.get(-made.pk)), None
        )
        if found and found.effect is None:
            found.effect = world.tick()


def comment(world: World, draw: Random, assignment: Assignment) -> None:
    waiting = list(assignment.reviews.all())
    if waiting:
        made = draw.choice(waiting)
        who = fitting(world, draw, assignment, draw.choice(["clear", "manage"]))
        reviews.comment(made, by=by(who), text="We see it differently.")
        note_effects(world)


def ask(world: World, draw: Random, assignment: Assignment) -> None:
    assigning.ask(assignment, by=by(fitting(world, draw, assignment, "manage")))
    world.parts[assignment.pk].asked = True


def confirm(world: World, draw: Random, assignment: Assignment) -> None:
    assigning.confirm(assignment, by=by(fitting(world, draw, assignment, "manage")), version=assignment.version)
    world.parts[assignment.pk].state = "confirmed"


def end(world: World, draw: Random, assignment: Assignment) -> None:
    if draw.randint(0, 3) == 0:
        who = by(world.cast.steward)
        assigning.end(assignment, by=who, version=assignment.version, why="Functions transferred.")
        world.parts[assignment.pk].state = "ended"


def follow(world: World, draw: Random, assignment: Assignment) -> None:
    row = assignment.recommendation
    follow_up = draw.choice(["tracked"] * 5 + ["for_reference", "to_be_decided"])
    catalogue.change(row, by=by(world.cast.steward), version=row.version, why="Decided.", follow_up=follow_up)
    world.followed[row.pk] = follow_up


def shelve(world: World, draw: Random, assignment: Assignment) -> None:
    row = assignment.recommendation
    if not row.archived_at and draw.random() < 0.5:
        return
    verb = catalogue.restore if row.archived_at else catalogue.archive
    verb(row, by=by(world.cast.steward), version=row.version, why="Entered twice, or not.")
    world.archived ^= {row.pk}


STEPS = (*[report] * 14, *[find] * 6, *[comment] * 4, ask, confirm, end, follow, shelve)


def live(world: World, data: Any, steps: int) -> None:
    # A seed, and not a draw for each choice: choices that Hypothesis makes cluster at the first ones.
    draw = Random(data.draw(st.integers(0, 2**32 - 1), label="seed"))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(steps):
            clock.shift(timedelta(days=draw.choice([0, 0, 1, 3, 15]), minutes=1))
            for made in reviews.due_for_effect():
                try:
                    reviews.take_effect_if_due(made, by=REGISTER)
                except Refused as refusal:
                    event(f"effect refused: {refusal.code}")
            note_effects(world)
            assignment = Assignment.objects.get(pk=draw.choice(sorted(world.parts)))
            step = draw.choice(STEPS)
            try:
                step(world, draw, assignment)
                event(f"{step.__name__}: done")
            except Refused as refusal:
                event(f"{step.__name__}: {refusal.code}")
            world.check()
        assert differences() == []


@QUICK
@given(data=st.data())
def test_the_figures_are_what_a_slow_reading_gives(cast, data):
    with undone():
        live(World(cast), data, steps=25)


@pytest.mark.proof
@THOROUGH
@given(data=st.data())
def test_the_figures_are_what_a_slow_reading_gives_in_long_lives(cast, data):
    with undone():
        live(World(cast), data, steps=60)


def test_the_slow_reading_knows_every_status():
    assert sorted(ORDER) == sorted(Status.values)
    assert list(BASES) == Basis.values
