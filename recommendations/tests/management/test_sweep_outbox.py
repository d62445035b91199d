from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recommendations.delivery import outbox


def test_it_says_how_many_it_finished(db):
    out = StringIO()
    call_command("sweep_outbox", stdout=out)
    assert out.getvalue() == "Finished 0 messages.\n"


def test_what_failed_is_said_and_the_command_fails(db, monkeypatch):
    monkeypatch.setattr(outbox, "sweep", lambda: outbox.Swept(done=1, failed=2))
    with pytest.raises(CommandError, match="2 messages failed"):
        call_command("sweep_outbox", stdout=StringIO())
