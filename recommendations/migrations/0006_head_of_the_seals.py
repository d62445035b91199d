from django.db import migrations


def note_the_newest(apps, schema_editor):
    """Of a register that was sealed before the head of the seals was kept: else its audit would miss the newest."""
    seals = apps.get_model("recommendations", "Seal").objects.using(schema_editor.connection.alias)
    chains = apps.get_model("recommendations", "Chain").objects.using(schema_editor.connection.alias)
    newest = seals.order_by("-day").first()
    if newest:
        chains.get_or_create(kind="seal", subject="", defaults={"length": seals.count(), "head": newest.hash})


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0005_any_report_in")]
    operations = [migrations.RunPython(note_the_newest, migrations.RunPython.noop)]
