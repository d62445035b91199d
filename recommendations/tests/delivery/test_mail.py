import smtplib
import socket
from contextlib import closing
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.mail.backends import locmem
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from recommendations.choices import Release, Role
from recommendations.delivery import mail, outbox
from recommendations.models import Letter, Membership, Organization, OutboxMessage, User
from recommendations.tests import make
from recommendations.tests.delivery.posts import FEEDBACK


def the_letter() -> django_mail.EmailMultiAlternatives:
    outbox.sweep()
    (letter,) = django_mail.outbox
    return letter


def everything_in(letter: django_mail.EmailMultiAlternatives) -> str:
    """Headers and decoded bodies."""
    sent = letter.message()
    parts = [part.get_payload(decode=True).decode() for part in sent.walk() if not part.is_multipart()]
    return "\n".join([str(sent.items()), *parts])


# What it says


def test_it_says_what_was_returned_by_whom_and_where_it_waits(message, recommendation, settings):
    settings.SITE_URL = "https://register.example.org"
    letter = the_letter()
    assert letter.to == ["desk@example.org"]
    assert letter.subject == f"Returned to you: {recommendation.reference}"
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    for body in (letter.body, html):
        assert "Dora Desk" in body
        assert "Clara Clearing" in body
        assert recommendation.reference in body
        assert f"https://register.example.org/recommendations/{recommendation.public_id}/" in body


def test_who_is_not_of_the_family_is_named_by_function(posts):
    posts.one(returned_by=posts.cast.clearing_above)
    Organization.objects.filter(code="DPPA").update(parent=None)  # a family of its own, before the letter left
    said = everything_in(the_letter())
    assert "Claire Above" not in said
    assert "Clearing officer, United Nations Secretariat has returned" in said


@pytest.mark.parametrize("release", [Release.OWN_ORGANIZATION, Release.PARTNERS])
def test_no_words_of_feedback_or_update_leave_the_building(posts, release):
    words = {"done": "Talks in Windhoek.", "next_steps": "A visit to Gao.", "changed": "A new roster."}
    posts.one(**words, release=release)
    said = everything_in(the_letter())
    for each in (FEEDBACK, *words.values()):
        assert each not in said
        assert each.split()[-1].rstrip(".") not in said


def test_names_are_words_not_markup(posts):
    User.objects.filter(username="clearing").update(full_name="<b>Clara</b> & Co")
    posts.cast.clearing.refresh_from_db()
    posts.one()
    letter = the_letter()
    assert "<b>Clara</b> & Co has returned" in letter.body
    assert "&lt;b&gt;Clara&lt;/b&gt; &amp; Co has returned" in letter.alternatives[0][0]


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_it_is_in_the_persons_language(message, language, direction):
    User.objects.filter(username="desk").update(language=language)
    with translation.override("es"):
        letter = the_letter()
        assert translation.get_language() == "es"
    assert f'<html lang="{language}" dir="{direction}">' in letter.alternatives[0][0]


def test_answering_machines_leave_it_alone(message):
    assert the_letter().message()["Auto-Submitted"] == "auto-generated"


# To whom


def none_sent_because(reason: str) -> bool:
    outbox.sweep()
    message = OutboxMessage.objects.get()
    return django_mail.outbox == [] and message.done_at is not None and reason in message.error


def test_nothing_for_an_inactive_account(message):
    User.objects.filter(username="desk").update(is_active=False)
    assert none_sent_because("inactive")
    assert not Letter.objects.exists()


def test_nothing_to_who_wants_no_mail_about_returned_updates(message):
    User.objects.filter(username="desk").update(mail_when_returned=False)
    assert none_sent_because("wants no mail")


def test_nothing_without_an_address(message):
    User.objects.filter(username="desk").update(email="")
    assert none_sent_because("no address")


def test_nothing_for_someone_who_left_the_organization(message):
    Membership.objects.filter(user__username="desk").update(until=date(2020, 6, 1))
    assert none_sent_because("no longer acts")


def test_whoever_moved_to_the_other_side_is_not_told(posts):
    posts.one()
    Membership.objects.filter(user=posts.cast.desk).update(until=date(2020, 6, 1))
    make.memberships.grant(posts.cast.desk, Role.DESK_OFFICER, by=make.REGISTER, organization=posts.cast.auc)
    assert none_sent_because("no longer acts")


# Once


def test_a_repeat_carries_the_same_message_id(message, monkeypatch):
    """The server took it, and its answer was lost."""
    sending = locmem.EmailBackend.send_messages

    def lost(self, messages):
        sending(self, messages)
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", lost)
    outbox.sweep()
    assert Letter.objects.get().sent_at is None
    monkeypatch.undo()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert outbox.sweep().done == 1
    first, second = (each.message()["Message-ID"] for each in django_mail.outbox)
    assert first == second == Letter.objects.get().mail_id


def test_what_was_noted_as_sent_is_not_sent_again(message):
    """Killed between the note on the letter and the message's being done."""
    outbox.sweep()
    type(message).objects.update(done_at=None, taken_at=None)
    assert outbox.sweep().done == 1
    assert len(django_mail.outbox) == 1


def test_every_message_has_a_message_id_of_its_own(posts, settings):
    settings.DEFAULT_FROM_EMAIL = "The register <register@un.example>"
    posts.many(3)
    outbox.sweep()
    ids = {each.message()["Message-ID"] for each in django_mail.outbox}
    assert len(ids) == 3
    assert all(each.endswith("@un.example>") for each in ids)
    assert Letter.objects.filter(sent_at__isnull=False).count() == 3


def test_a_closed_mail_server_is_named_and_everything_kept(posts, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
    first = posts.many(2)[0]
    assert outbox.sweep() == outbox.Swept(done=0, failed=1)
    first.refresh_from_db()
    assert "the mail server" in first.error
    assert first.attempts == 1


def test_the_link_is_the_address_of_the_page(recommendation, settings):
    try:
        page = reverse("recommendation", args=[recommendation.public_id])
    except NoReverseMatch:
        pytest.skip("there is no page of a recommendation yet")
    assert mail.address_of(recommendation) == settings.SITE_URL + page
