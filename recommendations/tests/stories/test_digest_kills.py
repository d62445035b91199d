"""The digest of a day reaches each person once, whatever is killed: run, worker, broker, mail server."""

import time

import pytest

from recommendations.choices import Role
from recommendations.delivery.outbox import TAKEN_TOO_LONG
from recommendations.models import DigestRun, Letter, Membership, OutboxMessage
from recommendations.points import OF_A_LETTER, OF_THE_DIGEST
from recommendations.tests import make
from recommendations.tests.stories import worker as real
from recommendations.tests.stories.test_worker_kills import KILLED, REPEATED, a_minute_passes

SEND = (*real.MANAGE, "send_digests")


@pytest.fixture
def people(committed_db):
    """Clearing officers for whom one update waits."""

    def of(count: int) -> set[str]:
        cast = make.cast()
        for number in range(count - 2):
            make.user(f"officer-{number}", Role.CLEARING_OFFICER, cast.dppa)
        make.submitted(make.assignment(make.recommendation(), cast.dppa), cast.desk)
        return {f"{each}@example.org" for each in _clearing(cast)}

    return of


def _clearing(cast) -> list[str]:
    officers = Membership.objects.filter(role=Role.CLEARING_OFFICER).exclude(organization=cast.auc)
    return list(officers.values_list("user__username", flat=True))


def run(worker: real.Worker, die_at: str = "") -> int:
    worker.environment["DIE_AT"] = die_at
    return worker.run(*SEND).returncode


def each_got_one(wanted: set[str], mail_server: real.MailServer, repeated: int = 0) -> None:
    assert Letter.objects.filter(kind="digest").count() == len(wanted)
    assert set(mail_server.ids) == real.letters()
    assert mail_server.repeated <= repeated
    assert DigestRun.objects.get().letters == len(wanted)


@pytest.mark.parametrize("point", OF_THE_DIGEST)
def test_a_run_that_is_killed_is_made_once(people, worker_at, mail_server, point):
    wanted = people(5)
    worker = worker_at("filesystem://localhost")
    assert run(worker, die_at=point) == KILLED
    assert DigestRun.objects.exists() == (point == "digest_committed")
    assert OutboxMessage.objects.filter(kind="digest").count() == (len(wanted) if point == "digest_committed" else 0)
    assert run(worker) == 0
    assert run(worker) == 0
    worker.environment["DIE_AT"] = ""
    worker.start()
    worker.wait_for(lambda: Letter.objects.filter(sent_at__isnull=False).count() == len(wanted))
    worker.wait_for(real.everything_is_done)
    each_got_one(wanted, mail_server)


@pytest.mark.proof
@pytest.mark.parametrize("broker", real.BROKERS)
@pytest.mark.parametrize("point", OF_A_LETTER)
def test_a_worker_killed_at_a_named_point_sends_each_digest_once(people, worker_at, mail_server, broker, point):
    wanted = people(10)
    worker = worker_at(broker)
    assert run(worker) == 0
    worker.start(die_at=point)
    assert worker.ended() == KILLED
    a_minute_passes()
    worker.start()
    worker.wait_for(real.everything_is_done, seconds=60)
    each_got_one(wanted, mail_server, repeated=REPEATED[point])


@pytest.mark.proof
@pytest.mark.parametrize("broker", real.BROKERS)
def test_100_people_three_kills_and_a_mail_server_that_goes_away(people, worker_at, mail_server, broker):
    wanted = people(100)
    worker = worker_at(broker)
    for _ in range(3):
        assert run(worker) == 0  # started again and again, it is one run
    for accepted in (20, 40, 60):
        worker.start()
        worker.wait_for(lambda accepted=accepted: len(mail_server.ids) >= accepted, seconds=90)
        worker.kill()
    mail_server.controller.stop()
    worker.start()
    time.sleep(3)
    mail_server.controller = real.Controller(mail_server, hostname="127.0.0.1", port=mail_server.port)
    mail_server.controller.start()
    worker.wait_for(real.everything_is_done, seconds=TAKEN_TOO_LONG.total_seconds() + 120)
    each_got_one(wanted, mail_server, repeated=3)
    print(f"100 digests, 3 kills: {len(set(mail_server.ids))} arrived, {mail_server.repeated} of them twice")


@pytest.mark.proof
@pytest.mark.redis
@pytest.mark.skipif(real.OwnRedis.missing(), reason="no redis-server here, which the test could switch off")
def test_a_broker_that_dies_keeps_no_digest_back(people, worker_at, mail_server, tmp_path):
    wanted = people(20)
    redis = real.OwnRedis(tmp_path)
    redis.on()
    try:
        worker = worker_at(redis.url)
        worker.start()
        redis.off()
        assert run(worker) == 0
        redis.on()
        worker.wait_for(real.everything_is_done, seconds=90)
    finally:
        redis.off()
    each_got_one(wanted, mail_server)
