import socket
import time
from contextlib import closing
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone

from partnership.celery import app
from recommendations import tasks
from recommendations.choices import Basis
from recommendations.models import Review, Seal
from recommendations.tests import make
from recommendations.workflow import clearing, reviews


@pytest.fixture
def cast(db) -> make.Cast:
    return make.cast()


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


def send_to(settings, monkeypatch, url: str) -> float:
    """The seconds that a nudge takes with this broker."""
    settings.CELERY_BROKER_URL = url
    for name, value in {"broker_url": url, "broker_write_url": url, "task_always_eager": False}.items():
        monkeypatch.setitem(app.conf, name, value)
    monkeypatch.setitem(app.conf, "broker_transport_options", {})
    started = time.monotonic()
    tasks._send_for_the_worker()
    return time.monotonic() - started


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_nobody_waits_for_a_broker_that_is_down(settings, monkeypatch, caplog, scheme):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    assert send_to(settings, monkeypatch, f"{scheme}://127.0.0.1:{port}/") < 1
    assert "could not be nudged" in caplog.text


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_nobody_waits_long_for_a_broker_that_says_nothing(settings, monkeypatch, caplog, scheme):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        assert send_to(settings, monkeypatch, f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/") < 3
    assert "could not be nudged" in caplog.text


def test_an_embedded_broker_without_its_folder_is_only_logged(settings, monkeypatch, caplog):
    send_to(settings, monkeypatch, "filesystem://localhost")
    monkeypatch.setitem(
        app.conf, "broker_transport_options", {"data_folder_out": "/nowhere", "control_folder": "/no/where"}
    )
    tasks._send_for_the_worker()
    assert "could not be nudged" in caplog.text
