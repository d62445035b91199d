import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from queue import Empty

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone
from kombu import Connection

from partnership.celery import app
from recommendations import tasks
from recommendations.choices import Basis
from recommendations.models import Review, Seal
from recommendations.tests import make
from recommendations.workflow import clearing, reviews


def returned(cast: make.Cast) -> None:
    update = make.submitted(make.assignment(make.recommendation(), cast.dppa), cast.desk)
    clearing.give_back(update, by=make.by(cast.clearing), version=update.version, feedback="See the other file.")


def findings(cast: make.Cast, count: int) -> list[Review]:
    made = []
    for paragraph in range(1, count + 1):
        assignment = make.assignment(make.recommendation(str(paragraph)), cast.dppa)
        update = make.cleared(assignment, cast.desk, cast.clearing)
        made.append(make.reviewed(update, cast.auditor, basis=Basis.INDEPENDENT))
    return made


def in_effect() -> set[int]:
    return set(Review.objects.filter(in_effect_at__isnull=False).values_list("pk", flat=True))


def test_every_task_of_the_timetable_exists():
    named = {each["task"] for each in app.conf.beat_schedule.values()}
    app.loader.import_default_modules()
    assert named <= set(app.tasks)


def test_a_worker_that_has_shown_no_page_can_write_a_letter():
    """Templates load every library of tags: none may need the pages to be there first."""
    code = "import django; django.setup(); from django.template import engines; engines.all()"
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = {"ENV_FILE": os.devnull, "DJANGO_SETTINGS_MODULE": "partnership.settings", "SECRET_KEY": "x"}
    loaded = subprocess.run([sys.executable, "-c", code], env={**known, **given}, capture_output=True, text=True)
    assert loaded.returncode == 0, loaded.stderr


# The outbox


def test_sweeping_twice_sends_once(cast):
    returned(cast)
    tasks.sweep_outbox()
    tasks.sweep_outbox()
    assert len(mail.outbox) == 1


# Findings


def test_findings_take_effect_when_their_day_has_come(cast):
    first, second = findings(cast, 2)
    with time_machine.travel(first.made_at + timedelta(days=13)):
        tasks.apply_due_findings()
        assert in_effect() == set()
    with time_machine.travel(second.made_at + timedelta(days=14, seconds=1)):
        tasks.apply_due_findings()
        assert in_effect() == {first.pk, second.pk}
        tasks.apply_due_findings()


@pytest.mark.parametrize("error", [RuntimeError("broken"), reviews.AlreadyDone()])
def test_one_finding_that_fails_does_not_stop_the_others(cast, monkeypatch, error):
    first, second, third = findings(cast, 3)
    taking = reviews.take_effect_if_due

    def failing(made, *, by):
        if made.pk == second.pk:
            raise error
        taking(made, by=by)

    monkeypatch.setattr(reviews, "take_effect_if_due", failing)
    with time_machine.travel(third.made_at + timedelta(days=15)):
        tasks.apply_due_findings()
    assert in_effect() == {first.pk, third.pk}


# Seals


def test_every_day_that_has_ended_is_sealed_once(cast):
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        tasks.seal_day()
        days = list(Seal.objects.values_list("day", flat=True))
        tasks.seal_day()
    assert len(days) == 3
    assert list(Seal.objects.values_list("day", flat=True)) == days


# The nudge


def test_a_nudge_waits_for_the_commit(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        returned(cast)
        tasks.nudge()
        assert mail.outbox == []
    assert len(mail.outbox) == 1


PATIENCE = 30  # seconds; whoever waits for such a broker waits for ever


def send_to(settings, monkeypatch, url: str) -> float:
    """The seconds that a nudge takes with this broker."""
    settings.CELERY_BROKER_URL = url
    for name, value in {"broker_url": url, "broker_write_url": url, "task_always_eager": False}.items():
        monkeypatch.setitem(app.conf, name, value)
    monkeypatch.setitem(app.conf, "broker_transport_options", {})
    started = time.monotonic()
    tasks._send_for_the_worker(tasks.sweep_outbox)
    return time.monotonic() - started


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_nobody_waits_for_a_broker_that_is_down(settings, monkeypatch, caplog, scheme):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    assert send_to(settings, monkeypatch, f"{scheme}://127.0.0.1:{port}/") < PATIENCE
    assert "could not be nudged" in caplog.text


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_nobody_waits_long_for_a_broker_that_says_nothing(settings, monkeypatch, caplog, scheme):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        assert send_to(settings, monkeypatch, f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/") < PATIENCE
    assert "could not be nudged" in caplog.text


def test_an_embedded_broker_without_its_folder_is_only_logged(settings, monkeypatch, caplog):
    send_to(settings, monkeypatch, "filesystem://localhost")
    monkeypatch.setitem(
        app.conf, "broker_transport_options", {"data_folder_out": "/nowhere", "control_folder": "/no/where"}
    )
    tasks._send_for_the_worker(tasks.sweep_outbox)
    assert "could not be nudged" in caplog.text


def test_a_worker_never_takes_a_message_that_is_still_being_written(tmp_path, monkeypatch):
    """Kombu's own broker shows the file before its words are in it: the worker that took it ended."""
    folders = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "c")}
    with Connection("filesystem://localhost", transport_options=folders) as connection:
        channel = connection.channel()
        seen = []

        def taken_too_early(part, whole):
            assert Path(part).read_text()
            with pytest.raises(Empty):
                channel._get("register")
            seen.append(Path(part).name)
            os.rename(part, whole)

        monkeypatch.setattr("partnership.broker.os.replace", taken_too_early)
        channel._put("register", {"said": "whole"})
        assert seen
        assert channel._get("register") == {"said": "whole"}
        assert list(tmp_path.glob("*.part")) == []


# What was uploaded


def test_letters_do_not_wait_for_a_long_report_and_one_thread_reads(monkeypatch):
    begun, finish, readings = threading.Event(), threading.Event(), []

    def long_report():
        readings.append(threading.current_thread().name)
        begun.set()
        finish.wait(PATIENCE)

    monkeypatch.setitem(app.conf, "task_always_eager", False)
    monkeypatch.setattr(tasks.reading, "read_waiting", long_report)
    tasks.read_uploads()
    assert begun.wait(PATIENCE)
    tasks.read_uploads()
    assert readings == ["reading"]
    finish.set()
    assert tasks._one_reader.acquire(timeout=PATIENCE)
    tasks._one_reader.release()


def test_a_reading_that_fails_is_logged_and_does_not_stop_the_next(monkeypatch, caplog):
    def fails():
        raise RuntimeError("the database went away")

    monkeypatch.setitem(app.conf, "task_always_eager", False)
    monkeypatch.setattr(tasks.reading, "read_waiting", fails)
    tasks.read_uploads()
    assert tasks._one_reader.acquire(timeout=PATIENCE)
    tasks._one_reader.release()
    assert "the timetable begins it again" in caplog.text
