"""One reader at a time, a dead one is taken over, and whatever a file does, its row says what became of it."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from celery.signals import worker_process_shutdown, worker_shutdown
from django.conf import settings as configured
from django.db import DatabaseError
from django.utils import timezone

from recommendations import tasks
from recommendations.choices import UploadState
from recommendations.models import Candidate, Paragraph, SourceDocument, Upload
from recommendations.points import OF_AN_UPLOAD
from recommendations.tests import make
from recommendations.tests.stories.worker import database_for
from recommendations.tests.workflow.test_uploads import PDF, TEXT
from recommendations.workflow import claims, reading, uploads

READ_IT = "import django; django.setup(); from recommendations.workflow import reading; reading.read_waiting()"


@pytest.fixture
def given(cast):
    return uploads.give("report.pdf", PDF, by=make.by(cast.steward))


def now(upload):
    return Upload.objects.get(pk=upload.pk)


def test_what_waits_is_read_page_by_page(given):
    assert reading.read_waiting() == 1
    row = now(given)
    assert (row.state, row.attempts, row.pages_done, row.pages) == (UploadState.READ, 1, 4, 4)
    assert row.found["document"]["facts"]["symbol"] == "S/DEV/2031/1"
    assert len(row.found["candidates"]) > 10
    assert reading.read_waiting() == 0


def test_one_reader_has_it(given):
    other = now(given)
    assert reading.claim(given)
    assert not reading.claim(other)
    assert reading.read_waiting() == 0


def test_a_reader_that_vanished_is_followed_by_another_and_three_are_enough(given):
    late = timezone.now()
    for attempt in range(1, claims.MOST_ATTEMPTS + 1):
        late += claims.taken_too_long() + timedelta(seconds=1)
        with time_machine.travel(late, tick=False):
            assert reading.claim(now(given))
            assert now(given).attempts == attempt
    late += claims.taken_too_long() + timedelta(seconds=1)
    with time_machine.travel(late, tick=False):
        assert reading.read_waiting() == 0
    assert (now(given).state, now(given).problem) == (UploadState.REFUSED, "crashed")


def test_a_reader_that_comes_too_late_changes_nothing(given):
    reading.claim(given)
    Upload.objects.update(taken_by="another:1:2")
    reading._settle(given, state=UploadState.REFUSED, problem="crashed")
    assert now(given).state == UploadState.READING


def test_what_is_put_away_while_it_is_read_stays_put_away(cast, given):
    reading.claim(given)
    uploads.discard(given, by=make.by(cast.steward), why="The wrong one.")
    reading._settle(given, state=UploadState.READ, found={"document": {}})
    assert now(given).state == UploadState.DISCARDED


def test_a_worker_that_ends_in_good_order_lets_go(given):
    reading.claim(given)
    reading.let_go()
    assert (now(given).state, now(given).attempts) == (UploadState.WAITING, 0)
    assert reading.read_waiting() == 1


@pytest.mark.parametrize("ends", [worker_shutdown, worker_process_shutdown])
def test_so_does_each_process_of_a_worker(given, ends):
    reading.claim(given)
    ends.send(sender=None)
    assert now(given).state == UploadState.READING  # another's
    with tasks._one_reader:
        ends.send(sender=None)
    assert now(given).state == UploadState.WAITING


def test_a_file_that_fails_does_not_stop_the_next(cast, given, settings):
    settings.UPLOAD_MAX_PAGES = 2
    after = uploads.give("after.txt", TEXT, by=make.by(cast.steward))
    assert reading.read_waiting() == 2
    assert (now(given).problem, now(after).state) == ("too_many_pages", UploadState.READ)


def test_a_word_on_how_far_it_is_that_is_not_written_does_not_end_the_reading(given, monkeypatch, caplog):
    real, tries = reading._ours, []

    def away(**told):
        tries.append(told)
        raise DatabaseError("the database is locked")

    def ours(upload):
        return SimpleNamespace(update=away) if not tries else real(upload)

    monkeypatch.setattr(reading, "_ours", ours)
    assert reading.read_waiting() == 1
    assert tries == [{"pages_done": 1, "pages": 4}]
    assert now(given).state == UploadState.READ
    assert "was not written" in caplog.text


def test_what_fails_by_no_fault_of_the_file_is_free_at_once(given, monkeypatch):
    def away(upload, **found):
        raise DatabaseError("the server closed the connection")

    monkeypatch.setattr(reading, "_settle", away)
    with pytest.raises(DatabaseError):
        reading.read_waiting()
    assert (now(given).state, now(given).attempts) == (UploadState.WAITING, 1)
    monkeypatch.undo()
    assert reading.read_waiting() == 1
    assert now(given).state == UploadState.READ


@pytest.mark.parametrize("point", OF_AN_UPLOAD)
def test_a_worker_killed_in_the_middle_leaves_the_row_to_the_next(committed_db, tmp_path, point):
    upload = uploads.give("report.txt", TEXT, by=make.by(make.cast().steward))
    environment = {
        **os.environ,
        **database_for(tmp_path),
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "partnership.settings",
        "DIE_AT": point,
    }
    done = subprocess.run([sys.executable, "-c", READ_IT], cwd=configured.BASE_DIR, env=environment, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert now(upload).state == UploadState.READING
    assert not any(each.objects.exists() for each in (SourceDocument, Paragraph, Candidate))
    with time_machine.travel(timezone.now() + claims.taken_too_long() + timedelta(seconds=1), tick=False):
        assert reading.read_waiting() == 1
    assert (now(upload).state, now(upload).attempts) == (UploadState.READ, 2)
