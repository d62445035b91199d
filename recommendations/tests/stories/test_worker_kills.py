"""A worker that is killed with -9 loses nothing, and repeats at most the one letter that was in flight."""

from datetime import timedelta

import pytest
from django.db.models import F

from recommendations.delivery.outbox import TAKEN_TOO_LONG
from recommendations.models import Letter, OutboxMessage
from recommendations.points import OF_A_LETTER
from recommendations.tests.stories import worker as real

KILLED = -9
REPEATED = {"after_claim": 0, "before_send": 0, "after_send": 1}


def a_minute_passes() -> None:
    """For what a killed worker had claimed. The proofs below really wait."""
    OutboxMessage.objects.filter(taken_at__isnull=False).update(
        taken_at=F("taken_at") - TAKEN_TOO_LONG - timedelta(seconds=1)
    )


def kill_at(point: str, posts, worker: real.Worker, mail_server: real.MailServer, count: int = 5) -> None:
    posts.many(count)
    worker.start(die_at=point)
    assert worker.ended() == KILLED
    assert len(mail_server.ids) == REPEATED[point]
    assert OutboxMessage.objects.filter(done_at__isnull=True).count() == count
    a_minute_passes()
    worker.start()
    worker.wait_for(real.everything_is_done)
    assert set(mail_server.ids) == real.letters()
    assert len(real.letters()) == count
    assert mail_server.repeated == REPEATED[point]
    assert not Letter.objects.filter(sent_at__isnull=True).exists()


@pytest.mark.parametrize("point", OF_A_LETTER)
def test_killed_at_a_named_point_nothing_is_lost(posts, worker_at, mail_server, point):
    kill_at(point, posts, worker_at("filesystem://localhost"), mail_server)


@pytest.mark.proof
@pytest.mark.parametrize("broker", real.BROKERS[1:])
@pytest.mark.parametrize("point", OF_A_LETTER)
def test_killed_at_a_named_point_with_other_brokers(posts, worker_at, mail_server, broker, point):
    kill_at(point, posts, worker_at(broker), mail_server)


@pytest.mark.proof
@pytest.mark.parametrize("broker", real.BROKERS)
def test_200_letters_and_three_kills_at_any_moment(posts, worker_at, mail_server, broker):
    """Each kill comes whenever that many letters were accepted; what was in flight is really waited for."""
    worker = worker_at(broker)
    posts.many(200)
    for accepted in (50, 100, 150):
        worker.start()
        worker.wait_for(lambda accepted=accepted: len(mail_server.ids) >= accepted, seconds=60)
        worker.kill()
    worker.start()
    worker.wait_for(real.everything_is_done, seconds=TAKEN_TOO_LONG.total_seconds() + 30)
    assert set(mail_server.ids) == real.letters()
    assert len(real.letters()) == 200
    assert mail_server.repeated <= 3
    print(f"200 letters, 3 kills: {len(set(mail_server.ids))} arrived, {mail_server.repeated} of them twice")
