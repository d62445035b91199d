from datetime import timedelta

import time_machine
from django.utils import timezone

from recommendations.models import Seal
from recommendations.tests import make
from recommendations.workflow.audit import differences
from recommendations.workflow.sealing import seal_until_yesterday


def test_an_empty_journal_has_nothing_to_seal(db):
    assert seal_until_yesterday() == []
    assert differences() == []


def test_a_day_is_sealed_once_it_has_ended_and_every_day_since_the_first(cast, ours):
    assert seal_until_yesterday() == []
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        days = [each.day for each in seal_until_yesterday()]
    assert days == [make.today() + timedelta(days=each) for each in range(3)]


def test_sealing_twice_changes_nothing_and_each_seal_holds_the_one_before(cast, ours):
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        first, second, third = seal_until_yesterday()
        assert seal_until_yesterday() == []
        assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
        assert Seal.objects.count() == 3
        assert differences() == []
