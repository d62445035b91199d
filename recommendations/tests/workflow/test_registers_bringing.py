"""One worker at a time brings a register in, whole and once, whatever becomes of the worker."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from celery.signals import worker_shutdown
from django.conf import settings as configured
from django.db import DatabaseError
from django.utils import timezone, translation

from recommendations import tasks
from recommendations.choices import Channel, EntryKind
from recommendations.errors import WrongState
from recommendations.models import Entry, ImportedStatement, Membership, Recommendation, RegisterFile
from recommendations.points import OF_A_REGISTER
from recommendations.tests import make
from recommendations.tests.stories.worker import database_for
from recommendations.tests.workflow.test_registers import ONE, TWO, given
from recommendations.workflow import audit, batches, claims, registers, registers_bringing

BRING_IN = (
    "import django; django.setup(); "
    "from recommendations.workflow import registers_bringing as it; it.bring_in_waiting()"
)
ROWS = (
    ["S/2000/1", 1, ONE, "AUC", None, "Implemented", "2015", "Talks."],
    ["S/2000/1", 2, TWO, "AUC", None, "Not started", "2014", None],
)


def asked(by):
    register = given(by, *ROWS)
    previewed = registers.plan_of(register).digest
    return registers.bring_in(register, by=by, version=register.version, previewed=previewed)


def now(register):
    return RegisterFile.objects.get(pk=register.pk)


def nothing_came_in():
    return not Recommendation.objects.exists() and not ImportedStatement.objects.exists()


@pytest.fixture
def steward(cast):
    make.document()
    return make.by(cast.steward)


@pytest.fixture
def waiting(steward):
    return asked(steward)


def test_what_was_asked_for_comes_in_under_the_name_and_in_the_language_of_who_asked(cast, waiting, monkeypatch):
    assert (waiting.state, nothing_came_in()) == ("bringing_in", True)
    cast.steward.language = "fr"
    cast.steward.save()
    real, languages = registers_bringing.enter_all, []

    def enter_all(*args, **more):
        languages.append(translation.get_language())
        return real(*args, **more)

    monkeypatch.setattr(registers_bringing, "enter_all", enter_all)
    assert registers_bringing.bring_in_waiting() == 1
    row = now(waiting)
    assert (row.state, row.new_asks, row.rows_done, row.rows, row.taken_by) == ("brought_in", 2, 2, 2, "")
    entry = Entry.objects.filter(kind=EntryKind.ADDED, recommendation__paragraph__label="1").get()
    assert (entry.actor, entry.channel, entry.role) == (cast.steward, Channel.SPREADSHEET, "steward")
    assert languages == ["fr"]
    assert audit.differences() == []


def test_the_task_that_comes_twice_does_it_once(waiting):
    tasks.bring_in_registers()
    tasks.bring_in_registers()
    assert (Recommendation.objects.count(), ImportedStatement.objects.count()) == (2, 2)


def test_one_worker_has_it(waiting):
    other = now(waiting)
    assert registers_bringing.claim(waiting)
    assert not registers_bringing.claim(other)
    assert registers_bringing.bring_in_waiting() == 0


def test_meanwhile_nobody_changes_it(waiting, steward):
    with pytest.raises(WrongState):
        registers.discard(waiting, by=steward, version=waiting.version, why="No.")
    with pytest.raises(WrongState):
        registers.answer(waiting, by=steward, version=waiting.version, answers={})


def test_a_worker_that_comes_too_late_brings_nothing_in(waiting):
    registers_bringing.claim(waiting)
    RegisterFile.objects.update(taken_by="another:1:2")
    registers_bringing._bring_in(waiting)
    assert nothing_came_in()
    assert now(waiting).state == "bringing_in"


def test_what_moved_on_since_goes_back_to_the_steward_with_the_reason(waiting):
    make.recommendation("2")
    assert registers_bringing.bring_in_waiting() == 1
    row = now(waiting)
    assert (row.state, row.problem, row.version) == ("matching", "not_as_previewed", waiting.version + 1)
    assert Recommendation.objects.count() == 1


def test_who_is_no_steward_any_more_brings_nothing_in(cast, waiting):
    Membership.objects.filter(user=cast.steward).update(until=make.today())
    registers_bringing.bring_in_waiting()
    assert (now(waiting).problem, nothing_came_in()) == ("not_permitted", True)


def test_a_failure_in_the_middle_leaves_nothing_and_three_are_enough(waiting, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    real, calls = registers_bringing.enter_all, []

    def failing(*args, **more):
        calls.append(1)
        if len(calls) % 2 == 0:
            raise RuntimeError
        return real(*args, **more)

    monkeypatch.setattr(registers_bringing, "enter_all", failing)
    for attempt in range(1, claims.MOST_ATTEMPTS + 1):
        assert registers_bringing.bring_in_waiting() == 1
        assert (now(waiting).attempts, nothing_came_in()) == (attempt, True)
    assert registers_bringing.bring_in_waiting() == 0
    assert (now(waiting).state, now(waiting).problem) == ("matching", "crashed")
    assert audit.differences() == []


def test_a_word_on_how_far_it_is_that_is_not_written_stops_nothing(waiting, monkeypatch):
    def away(*args, **more):
        raise DatabaseError("the database is locked")

    real = registers_bringing._ours
    monkeypatch.setattr(registers_bringing, "_ours", lambda row: SimpleNamespace(update=away))
    registers_bringing.bring_in_waiting()
    monkeypatch.setattr(registers_bringing, "_ours", real)
    assert now(waiting).state == "brought_in"


def test_a_worker_that_ends_in_good_order_lets_go(waiting, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    real = registers_bringing.enter_all

    def ends(*args, **more):
        with tasks._one_bringer:
            monkeypatch.setattr(tasks, "STOPPING", 0.01)
            worker_shutdown.send(sender=None)
        return real(*args, **more)

    monkeypatch.setattr(registers_bringing, "enter_all", ends)
    registers_bringing.bring_in_waiting()
    row = now(waiting)
    assert (row.state, row.taken_by, row.attempts, nothing_came_in()) == ("bringing_in", "", 0, True)
    monkeypatch.setattr(registers_bringing, "enter_all", real)
    assert registers_bringing.bring_in_waiting() == 1
    assert now(waiting).state == "brought_in"


@pytest.mark.parametrize("point", OF_A_REGISTER)
def test_a_worker_killed_at_any_point_brings_it_in_once(committed_db, tmp_path, point):
    cast = make.cast()
    make.document()
    register = asked(make.by(cast.steward))
    environment = {
        **os.environ,
        **database_for(tmp_path),
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "partnership.settings",
        "DIE_AT": point,
    }
    done = subprocess.run([sys.executable, "-c", BRING_IN], cwd=configured.BASE_DIR, env=environment, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert nothing_came_in() is (point != "register_brought_in")
    with time_machine.travel(timezone.now() + claims.taken_too_long() + timedelta(seconds=1), tick=False):
        assert registers_bringing.bring_in_waiting() == (0 if point == "register_brought_in" else 1)
    assert now(register).state == "brought_in"
    assert (Recommendation.objects.count(), ImportedStatement.objects.count()) == (2, 2)
    assert audit.differences() == []
