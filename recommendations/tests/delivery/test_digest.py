"""The digest as a letter: counts and addresses, nobody's words; and a way out that needs no sign-in."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone, translation

from recommendations.choices import Digest, Status
from recommendations.delivery import digest, outbox
from recommendations.models import Letter, OutboxMessage, User
from recommendations.queries import desk
from recommendations.queries import digest as contents
from recommendations.tests import make
from recommendations.workflow import clearing, digests

SECRET = "MARKER-OF-AN-UPDATE"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def waits(cast):
    return make.submitted(make.assignment(make.recommendation(), cast.dppa), cast.desk, done=SECRET)


def letter_to(person) -> django_mail.EmailMultiAlternatives:
    (found,) = [each for each in django_mail.outbox if each.to == [person.email]]
    return found


def bodies(letter) -> list[str]:
    return [letter.body, letter.alternatives[0][0]]


def test_it_says_how_much_waits_and_where_and_nobodys_words(cast, waits, today, settings):
    settings.SITE_URL = "https://register.example.org"
    digests.run(today)
    outbox.sweep()
    letter = letter_to(cast.clearing)
    assert letter.subject == "1 item waits for you"
    for body in bodies(letter):
        assert "to clear: 1" in re.sub("<[^>]+>", "", body)
        assert "https://register.example.org/desk/to_clear/" in body, "the number leads to exactly what it counts"
        assert SECRET not in body
        assert cast.desk.full_name not in body


def test_dated_items_are_named_by_reference_organization_and_day(cast, today):
    yesterday = today - timedelta(days=1)
    recommendation = make.recommendation("7", due_on=yesterday, due_precision="day")
    make.cleared(make.assignment(recommendation, cast.dppa), cast.desk, cast.clearing, status=Status.IN_PROGRESS)
    digests.run(today)
    outbox.sweep()
    for body in bodies(letter_to(cast.desk)):
        assert recommendation.reference in body
        assert str(yesterday.year) in body
        assert f"/recommendations/{recommendation.public_id}/" in body


def test_what_was_done_since_the_run_is_not_said_and_nothing_is_sent_when_nothing_is_left(cast, waits, today):
    digests.run(today)
    clearing.give_back(waits, by=make.by(cast.clearing), version=waits.version, feedback="Say which day.")
    outbox.sweep()
    assert [each.to for each in django_mail.outbox if "waits for you" in each.subject] == []
    message = OutboxMessage.objects.get(kind="digest", to=cast.clearing)
    assert message.error == "Not sent: nothing waits any more."
    assert not Letter.objects.filter(outbox_message=message).exists()


def test_every_kind_of_work_of_the_desk_has_its_words():
    assert set(digest.WAITING) == set(desk.IN_ORDER) - set(contents.LISTED)


def test_the_way_out_is_in_the_header_and_needs_no_sign_in(cast, waits, today):
    digests.run(today)
    outbox.sweep()
    letter = letter_to(cast.clearing)
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/unsubscribe/" + address.partition("/unsubscribe/")[2]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert User.objects.get(pk=cast.clearing.pk).digest == Digest.DAILY  # mail programs look at addresses
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert User.objects.get(pk=cast.clearing.pk).digest == Digest.OFF
    assert User.objects.get(pk=cast.desk.pk).digest == Digest.DAILY


def test_another_address_changes_nothing(cast):
    assert Client().post("/unsubscribe/1:abc:def/").status_code == 404
    assert User.objects.get(pk=cast.clearing.pk).digest == Digest.DAILY


def test_administrators_see_what_the_next_run_would_send_and_others_do_not(cast, waits, today):
    client = Client()
    client.force_login(cast.administrator)
    body = client.get("/digest/").content.decode()
    assert str(cast.clearing) in body
    assert SECRET not in body
    for person in (cast.desk, cast.manager, cast.steward, cast.reader):
        client.force_login(person)
        assert client.get("/digest/").status_code == 403


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def plain(markup: str) -> str:
    """Its words alone."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", markup)).split())


def test_the_preview_shows_the_letter_word_for_word_as_the_run_sends_it(cast, waits, today):
    yesterday = today - timedelta(days=1)
    late = make.recommendation("7", due_on=yesterday, due_precision="day")
    make.cleared(make.assignment(late, cast.dppa), cast.desk, cast.clearing, status=Status.IN_PROGRESS)
    client = Client()
    for person in (cast.clearing, cast.desk):
        client.force_login(person)
        own = page(client, "/digest/mine/")
        client.force_login(cast.administrator)
        shown = page(client, f"/digest/{person.pk}/")
        digests.run(today)
        outbox.sweep()
        letter = letter_to(person)
        for each in (own, shown):
            assert letter.subject in each
            said = plain(letter.alternatives[0][0].partition("<body>")[2])
            assert said in plain(each)
            assert plain(letter.body.partition("To get none:")[0]) in plain(each)


def test_looking_at_a_letter_sends_nothing_marks_nothing_and_gives_nobody_elses_way_out(cast, waits, today):
    client = Client()
    client.force_login(cast.administrator)
    before = User.objects.values_list("pk", "digest", "last_login")
    assert "/unsubscribe/" not in page(client, f"/digest/{cast.clearing.pk}/")
    outbox.sweep()
    assert (OutboxMessage.objects.count(), Letter.objects.count(), len(django_mail.outbox)) == (0, 0, 0)
    assert list(before) == list(User.objects.values_list("pk", "digest", "last_login"))
    digests.run(today)
    assert OutboxMessage.objects.filter(to=cast.clearing).exists(), "what was looked at still waits"


def test_a_letter_is_looked_at_by_whom_it_is_for_and_by_administrators(cast, waits):
    client = Client()
    for person in (cast.desk, cast.manager, cast.steward, cast.auditor, cast.reader):
        client.force_login(person)
        assert client.get(f"/digest/{cast.clearing.pk}/").status_code == 403
        assert client.get("/digest/mine/").status_code == 200
    assert Client().get("/digest/mine/").status_code == 302


def test_the_letter_is_shown_in_the_language_of_whom_it_is_for(cast, waits):
    User.objects.filter(pk=cast.clearing.pk).update(language="fr")
    client = Client()
    client.force_login(cast.administrator)
    shown = page(client, f"/digest/{cast.clearing.pk}/")
    with translation.override("fr"):
        assert digest.subject(contents.contents(cast.clearing, timezone.localdate())) in shown
    assert 'lang="fr"' in shown
    assert "As things stand" in shown or "as things stand now" in shown


@pytest.mark.parametrize(("wants", "days"), [(Digest.DAILY, [0, 0, 0]), (Digest.WEEKLY, [0, 6, 1])])
def test_the_letter_is_of_the_next_day_on_which_the_person_wants_one(cast, wants, days):
    cast.clearing.digest = wants
    for start, wait in zip(("2026-11-23", "2026-11-24", "2026-11-29"), days, strict=True):  # Monday, Tuesday, Sunday
        with time_machine.travel(f"{start}T10:00Z", tick=False):
            assert (digests.next_day_of(cast.clearing) - timezone.localdate()).days == wait


def test_who_waits_for_nothing_is_told_that_no_letter_would_be_sent(cast):
    client = Client()
    client.force_login(cast.reader)
    assert "No letter would be sent." in page(client, "/digest/mine/")
    User.objects.filter(pk=cast.reader.pk).update(digest=Digest.OFF)
    assert "You have chosen to get none." in page(client, "/digest/mine/")
