"""The digest: once a day at most, each person who wants one and for whom there is something gets one letter.

The run writes a message per person into the outbox, in one transaction with the record that the day has been run:
however often it is started, and whatever dies, a day is run once. What a letter
says is put together when it is sent."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from recommendations.choices import Digest
from recommendations.models import DigestRun, OutboxMessage, User
from recommendations.points import point
from recommendations.queries import digest

KIND: Final = "digest"
MONDAY: Final = 0
NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Planned:
    person: User
    contents: digest.Contents


@dataclass(frozen=True, slots=True)
class Plan:
    """Who gets a letter on the day, and who is left out by the cap: they stand first the next time."""

    day: date
    letters: list[Planned]
    left_out: list[Planned]


def plan(day: date) -> Plan:
    """What the run of that day would send, as things stand now."""
    found = [Planned(each, digest.contents(each, day)) for each in wanting(day)]
    something = [each for each in found if each.contents]
    return Plan(day, something[: settings.DIGEST_CAP], something[settings.DIGEST_CAP :])


def next_day() -> date:
    """The day of the run that is still to come, in the installation's time zone."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    return today + timedelta(days=1) if DigestRun.objects.filter(day=today).exists() else today


def next_day_of(person: User) -> date:
    """The day of the next run that may write to them; for who wants no digest, of the next run."""
    day = next_day()
    return day + timedelta(days=-day.weekday() % 7) if person.digest == Digest.WEEKLY else day


def wanting(day: date) -> list[User]:
    """Who may get one on that day; whoever waited longest for a letter first."""
    wanted = [Digest.DAILY, *([Digest.WEEKLY] if day.weekday() == MONDAY else [])]
    people = User.objects.filter(is_active=True, digest__in=wanted).exclude(email="")
    last = dict(
        OutboxMessage.objects.filter(kind=KIND).values_list("to").annotate(last=Max("due_at")).values_list("to", "last")
    )
    return sorted(people, key=lambda each: (last.get(each.pk, NEVER), each.username))


def run(day: date) -> DigestRun | None:
    """Post the letters of the day. None, and nothing, when the day has been run already."""
    if DigestRun.objects.filter(day=day).exists():
        return None
    planned, now = plan(day), timezone.now()
    try:
        with transaction.atomic():
            made = DigestRun.objects.create(day=day, letters=len(planned.letters), left_out=len(planned.left_out))
            OutboxMessage.objects.bulk_create(
                OutboxMessage(
                    kind=KIND,
                    key=f"{KIND}:{each.person.pk}:{day}",
                    to=each.person,
                    about=day.isoformat(),
                    due_at=now,
                )
                for each in planned.letters
            )
            point("digest_written")
    except IntegrityError:
        if DigestRun.objects.filter(day=day).exists():
            return None  # another worker was quicker
        raise
    point("digest_committed")
    return made


def run_if_due() -> DigestRun | None:
    """Today's, from its hour on, in the installation's time zone; for a timetable that may have slept through it."""
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    return run(now.date()) if now.hour >= settings.DIGEST_HOUR else None
