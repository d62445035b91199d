from pathlib import Path

from django.conf import settings

from recommendations import demo
from recommendations.models import Entry, ProgressUpdate, User
from recommendations.tests.make import REGISTER
from recommendations.workflow import demonstration
from recommendations.workflow.audit import differences
from recommendations.workflow.loading import load


def test_accounts_and_examples_are_loaded_once_labelled_and_proved(db):
    load(Path(settings.BASE_DIR) / "fixtures", by=REGISTER)
    assert demonstration.load_accounts() == len(demo.ACCOUNTS)
    assert not User.objects.filter(is_demonstration=False).exists()
    assert demonstration.load_updates() > 10
    assert demonstration.load_accounts() == demonstration.load_updates() == 0
    assert all(each.done.startswith(demonstration.LABEL) for each in ProgressUpdate.objects.all())
    assert {"cleared", "returned", "reviewed"} <= set(Entry.objects.values_list("kind", flat=True))
    assert differences() == []


def test_nobody_signs_in_with_a_demonstration_account_outside_the_demonstration(db, client, settings):
    account = User.objects.create_user("somebody", password="demo", is_demonstration=True)
    assert not settings.DEMO
    assert not client.login(username=account.username, password="demo")
    settings.DEMO = True
    assert client.login(username=account.username, password="demo")
