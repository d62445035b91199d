import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from recommendations.models import Entry, Organization
from recommendations.tests import make
from recommendations.tests.admin.stage import address, client_of, filled, save
from recommendations.workflow import memberships


def test_strangers_sign_in_where_everyone_does(cast):
    answer = Client().get(address("organization"), follow=False)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/admin/login/")
    answer = Client().get(answer.url)
    assert answer.url == "/sign-in/?next=/admin/recommendations/organization/"
    assert Client().post("/admin/login/", {"username": "steward", "password": "pass"}).url.startswith("/sign-in/")


@pytest.mark.parametrize("name", ["reader", "manager", "reviewer", "auditor"])
def test_staff_without_work_here_is_refused(cast, name):
    client = client_of(getattr(cast, name))
    for path in ("/admin/", "/admin/login/", address("organization"), "/admin/jsi18n/"):
        assert client.get(path).status_code == 403, path


def test_a_membership_without_staff_does_not_enter(cast):
    cast.steward.is_staff = False
    cast.steward.save()
    assert client_of(cast.steward).get("/admin/").status_code == 403


def test_superusers_are_nothing_special(cast):
    cast.reader.is_superuser = True
    cast.reader.save()
    assert client_of(cast.reader).get("/admin/").status_code == 403
    cast.desk.is_superuser = True
    cast.desk.save()
    assert client_of(cast.desk).get(address("user")).status_code == 403


def test_a_withdrawn_membership_closes_the_door(cast):
    client = client_of(cast.steward)
    assert client.get("/admin/").status_code == 200
    held = cast.steward.memberships.get()
    memberships.withdraw(held, by=make.REGISTER, version=held.version, why="Leaves.")
    assert client.get("/admin/").status_code == 403


def test_demonstration_accounts_are_refused_outside_the_demonstration(cast, settings):
    cast.steward.is_demonstration = True
    cast.steward.save()
    assert client_of(cast.steward).get("/admin/").status_code != 200
    settings.DEMO = True
    page = client_of(cast.steward).get("/admin/")
    assert page.status_code == 200
    assert "Demonstration data." in page.content.decode()


def test_django_s_own_log_stays_empty(cast):
    save(cast.steward, address("theme", "add"), code="training", name="Training", why="Needed.")
    assert not LogEntry.objects.exists()
    assert "recent" not in client_of(cast.steward).get("/admin/").content.decode().lower()


def test_one_s_own_password_is_changed_by_a_verb(cast):
    path = reverse("admin:password_change")
    client = client_of(cast.steward)
    given = {"old_password": "pass", "new_password1": "correct horse battery", "new_password2": "correct horse battery"}
    assert client.post(path, given).status_code == 302
    entry = Entry.objects.get(chain_kind="user", kind="changed", actor=cast.steward)
    assert entry.facts == {"after": {"password": "chosen by the person"}}
    assert client.get("/admin/").status_code == 200
    cast.desk.is_demonstration = True
    cast.desk.save()


def test_the_password_of_a_demonstration_account_stays(cast, settings):
    settings.DEMO = True
    cast.steward.is_demonstration = True
    cast.steward.save()
    given = {"old_password": "pass", "new_password1": "correct horse battery", "new_password2": "correct horse battery"}
    assert client_of(cast.steward).post(reverse("admin:password_change"), given).status_code == 200
    cast.steward.refresh_from_db()
    assert cast.steward.check_password("pass")


def test_signing_out_leads_to_the_sign_in_page(cast):
    client = client_of(cast.steward)
    assert client.post(reverse("admin:logout")).url == "/sign-in/"
    assert client.get("/admin/").status_code == 302


def test_what_was_typed_stays_when_the_membership_was_withdrawn_meanwhile(cast):
    path = address("organization", "change", cast.dppa.pk)
    typed = filled(cast.steward, path, note="Words that took an hour.", why="Read again.")
    held = cast.steward.memberships.get()
    memberships.withdraw(held, by=make.REGISTER, version=held.version, why="Moved on.")
    answer = client_of(cast.steward).post(path, typed)
    assert answer.status_code == 403
    assert "Words that took an hour." in answer.content.decode()
    assert Organization.objects.get(pk=cast.dppa.pk).note == ""
