"""A real worker, timetable, broker and mail server: what was returned reaches its author, once."""

import time

import pytest

from recommendations.tests.stories import worker as real


@pytest.mark.parametrize("broker", real.BROKERS)
def test_what_was_returned_reaches_its_author_once(posts, worker_at, mail_server, broker):
    worker = worker_at(broker)
    posts.one()
    worker.start(timetable=False)
    worker.wait_for(lambda: len(mail_server.ids) == 1)  # a worker that starts looks at once

    posts.one()
    time.sleep(0.5)
    assert len(mail_server.ids) == 1
    worker.nudge()
    worker.wait_for(lambda: len(mail_server.ids) == 2)
    worker.wait_for(real.everything_is_done)  # killed before that, it would rightly send the letter again
    worker.kill()

    worker.start()
    time.sleep(3)  # it has looked at the outbox at its start, and found nothing
    posts.one()
    worker.wait_for(lambda: len(mail_server.ids) == 3)
    worker.wait_for(real.everything_is_done)
    assert worker.stop() == 0
    assert set(mail_server.ids) == real.letters()
    assert mail_server.repeated == 0
    assert "Traceback" not in worker.said()


def test_without_any_broker_the_command_sends_everything_and_the_worker_waits(posts, worker_at, mail_server):
    worker = worker_at(f"redis://127.0.0.1:{real.free_port()}/0")
    worker.start()
    posts.many(2)
    swept = worker.run(*real.MANAGE, "sweep_outbox")
    assert (swept.returncode, swept.stdout) == (0, "Finished 2 messages.\n")
    assert set(mail_server.ids) == real.letters()
    assert len(mail_server.ids) == 2
    worker.wait_for(lambda: "Trying again" in worker.said())


@pytest.mark.rabbitmq
def test_two_workers_of_one_machine_share_a_rabbitmq(posts, worker_at, mail_server):
    """Two registers, or one that is started again before the broker noticed that the first is gone."""
    first, second = worker_at(real.RABBITMQ_URL), worker_at(real.RABBITMQ_URL)
    for number, worker in enumerate((first, second), start=1):
        posts.one()
        worker.start()
        worker.wait_for(lambda number=number: len(mail_server.ids) == number)
    second.wait_for(real.everything_is_done)
    assert first.process.poll() is None
    assert mail_server.repeated == 0


@pytest.mark.redis
@pytest.mark.skipif(real.OwnRedis.missing(), reason="no redis-server here, which the test could switch off")
def test_a_broker_that_was_away_is_taken_up_again(posts, worker_at, mail_server, tmp_path):
    redis = real.OwnRedis(tmp_path)
    redis.on()
    try:
        worker = worker_at(redis.url)
        posts.one()
        worker.start()
        worker.wait_for(lambda: len(mail_server.ids) == 1)
        redis.off()
        posts.one()
        worker.wait_for(lambda: "onnection" in worker.said())
        redis.on()
        worker.wait_for(lambda: len(mail_server.ids) == 2)
        posts.one()
        worker.wait_for(lambda: len(mail_server.ids) == 3)  # the timetable goes on
        worker.kill()
    finally:
        redis.off()
    assert set(mail_server.ids) == real.letters()
    assert mail_server.repeated == 0
