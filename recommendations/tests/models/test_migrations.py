"""What a migration does to the rows of a register that is in use."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from recommendations.models import Chain, Seal
from recommendations.workflow import sealing
from recommendations.workflow.audit import differences


def test_a_register_sealed_before_its_head_was_kept_is_found_whole(told):
    sealing.seal_until_yesterday()
    assert Seal.objects.exists()
    Chain.objects.filter(kind=sealing.SEALS).delete()
    assert [each for each in differences() if each.where == "seals"]
    import_module("recommendations.migrations.0006_head_of_the_seals").note_the_newest(apps, connection.schema_editor())
    assert not [each for each in differences() if each.where == "seals"]
