import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from recommendations.delivery import outbox
from recommendations.models import OutboxMessage


class Sender:
    """Stands for the outside world: fails for the keys in `failing`, with the error given."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.failing: dict[str, Exception] = {}

    def __call__(self, message: OutboxMessage) -> str:
        if message.key in self.failing:
            raise self.failing[message.key]
        self.sent.append(message.key)
        return ""


@pytest.fixture
def sender(monkeypatch) -> Sender:
    sender = Sender()
    monkeypatch.setitem(outbox.SENDERS, "returned", sender)
    return sender


def later(**more: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**more), tick=False)


# Claiming


def test_of_two_workers_exactly_one_claims(committed_db, posts):
    for message in posts.many(5):
        wins, ready = [], threading.Barrier(2)

        def race(pk=message.pk, wins=wins, ready=ready):
            mine = OutboxMessage.objects.get(pk=pk)
            ready.wait()
            wins.append(outbox.claim(mine))
            connection.close()

        racers = [threading.Thread(target=race) for _ in range(2)]
        for each in racers:
            each.start()
        for each in racers:
            each.join()
        assert sorted(wins) == [False, True]


def test_two_sweeps_at_once_send_everything_once(committed_db, posts, sender):
    keys = [each.key for each in posts.many(8)]
    ready = threading.Barrier(2)

    def sweep():
        ready.wait()
        outbox.sweep()
        connection.close()

    sweeps = [threading.Thread(target=sweep) for _ in range(2)]
    for each in sweeps:
        each.start()
    for each in sweeps:
        each.join()
    assert sorted(sender.sent) == sorted(keys)


def test_what_a_lost_worker_had_claimed_is_free_again_after_a_while(message):
    assert outbox.claim(message)
    assert not outbox.claim(message)
    with later(seconds=59):
        assert not outbox.claim(message)
    with later(seconds=61):
        assert outbox.claim(message)


def test_what_is_done_is_never_claimed_again(message, sender):
    outbox.sweep()
    with later(days=1):
        assert not outbox.claim(message)
        assert outbox.sweep() == outbox.Swept(done=0, failed=0)
    assert sender.sent == [message.key]


# Sweeping


def test_a_sweep_finishes_everything_due_oldest_first(posts, sender):
    keys = [each.key for each in posts.many(3)]
    assert outbox.sweep() == outbox.Swept(done=3, failed=0)
    assert sender.sent == keys
    assert not OutboxMessage.objects.filter(done_at__isnull=True).exists()


def test_a_sweep_takes_no_more_than_asked(posts, sender):
    posts.many(3)
    assert outbox.sweep(2).done == 2
    assert outbox.sweep(2).done == 1


def test_nothing_goes_out_before_it_is_due(message, sender):
    OutboxMessage.objects.update(due_at=timezone.now() + timedelta(hours=1))
    assert outbox.sweep().done == 0
    with later(hours=2):
        assert outbox.sweep().done == 1


# Failing


def test_what_fails_is_kept_with_its_error_and_tried_again_later(message, sender):
    sender.failing[message.key] = RuntimeError("no room")
    assert outbox.sweep() == outbox.Swept(done=0, failed=1)
    message.refresh_from_db()
    assert (message.attempts, message.error, message.done_at) == (1, "RuntimeError: no room", None)
    assert outbox.sweep() == outbox.Swept(done=0, failed=0)
    sender.failing.clear()
    with later(seconds=16):
        assert outbox.sweep() == outbox.Swept(done=1, failed=0)
    message.refresh_from_db()
    assert message.done_at
    assert message.error == ""


def test_one_that_fails_does_not_stop_the_others(posts, sender):
    first, second, third = posts.many(3)
    sender.failing[second.key] = RuntimeError("no room")
    assert outbox.sweep() == outbox.Swept(done=2, failed=1)
    assert sender.sent == [first.key, third.key]


def test_a_server_that_does_not_answer_is_asked_once_per_sweep(posts, sender):
    first, second = posts.many(2)
    sender.failing = dict.fromkeys((first.key, second.key), outbox.Unreachable("closed"))
    assert outbox.sweep() == outbox.Swept(done=0, failed=1)
    second.refresh_from_db()
    assert second.attempts == 0
    sender.failing.clear()
    assert outbox.sweep().done == 1  # no waiting for those that were never tried


def test_a_kind_that_nobody_sends_is_kept_and_named(message):
    OutboxMessage.objects.update(kind="pigeon")
    assert outbox.sweep().failed == 1
    message.refresh_from_db()
    assert "'pigeon'" in message.error
    assert message.done_at is None


def test_waits_grow_up_to_an_hour():
    waits = [outbox.wait_after(attempts) for attempts in range(1, 200)]
    assert waits[:3] == [timedelta(seconds=15), timedelta(seconds=30), timedelta(seconds=60)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=1)


def test_a_slow_worker_that_fails_leaves_the_message_to_whoever_took_it_over(message, sender):
    assert outbox.claim(message)
    with later(seconds=61):
        other = OutboxMessage.objects.get()
        assert outbox.claim(other)
    sender.failing[message.key] = RuntimeError("too late")
    with pytest.raises(RuntimeError):
        outbox.deliver(message)
    message.refresh_from_db()
    assert message.taken_at == other.taken_at
    assert message.attempts == 0


def test_a_verb_that_is_rolled_back_posts_nothing(posts):
    with transaction.atomic():
        posts.one()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()
    outbox.sweep()
    assert mail.outbox == []
