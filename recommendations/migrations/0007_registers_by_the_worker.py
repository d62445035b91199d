import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def empty_what_was_put_away(apps, schema_editor):
    """What is put away goes, as with an uploaded report; until now these files kept their content."""
    files = apps.get_model("recommendations", "RegisterFile").objects.using(schema_editor.connection.alias)
    files.filter(state="discarded").update(content=b"")


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0006_head_of_the_seals'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_chain_kind_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_kind_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='registerfile',
            name='registerfile_state_is_known',
        ),
        migrations.AddField(
            model_name='registerfile',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='asked_in',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='attempts',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='new_asks',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='previewed',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='problem',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='rows',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='rows_done',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='taken_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='registerfile',
            name='taken_by',
            field=models.CharField(blank=True, default='', max_length=100),
        ),
        migrations.AlterField(
            model_name='chain',
            name='kind',
            field=models.CharField(choices=[('assignment', 'Assignment'), ('recommendation', 'Recommendation'), ('document', 'Source document'), ('organization', 'Organization'), ('theme', 'Theme'), ('succession', 'Succession'), ('user', 'User'), ('upload', 'Uploaded file'), ('register_file', 'File of an earlier register')], max_length=40),
        ),
        migrations.AlterField(
            model_name='entry',
            name='chain_kind',
            field=models.CharField(choices=[('assignment', 'Assignment'), ('recommendation', 'Recommendation'), ('document', 'Source document'), ('organization', 'Organization'), ('theme', 'Theme'), ('succession', 'Succession'), ('user', 'User'), ('upload', 'Uploaded file'), ('register_file', 'File of an earlier register')], max_length=40),
        ),
        migrations.AlterField(
            model_name='entry',
            name='kind',
            field=models.CharField(choices=[('added', 'Added'), ('changed', 'Changed'), ('archived', 'Archived'), ('restored', 'Brought back from the archive'), ('assigned', 'Assigned'), ('confirmed', 'Confirmed'), ('declined', 'Declined'), ('ended', 'Ended'), ('asked', 'Asked for information'), ('submitted', 'Submitted for clearing'), ('recalled', 'Recalled'), ('returned', 'Returned with feedback'), ('cleared', 'Reported'), ('released', 'Release changed'), ('reviewed', 'Reviewed'), ('commented', 'Commented on a finding'), ('in_effect', 'Finding in effect'), ('target_date_proposed', 'Target date proposed'), ('target_date_agreed', 'Target date agreed by one owner'), ('target_date_set', 'Target date agreed'), ('target_date_declined', 'Proposed target date declined'), ('version_added', 'New version of the file'), ('moved', 'Words found in another version'), ('kept_where_it_stands', 'Words kept in the version they were taken from'), ('rendered', 'Words marked in another language'), ('imported', 'Statement of an earlier register brought in'), ('put_away', 'File put away'), ('granted', 'Membership granted'), ('withdrawn', 'Membership withdrawn'), ('focal_point_named', 'Focal point named'), ('invited', 'Invited'), ('token_issued', 'API token issued'), ('token_revoked', 'API token revoked'), ('redaction_asked', 'Redaction asked for'), ('redacted', 'Redacted')], max_length=40),
        ),
        migrations.AlterField(
            model_name='registerfile',
            name='state',
            field=models.CharField(choices=[('matching', 'Columns to be matched'), ('bringing_in', 'Being brought in'), ('brought_in', 'Brought in'), ('discarded', 'Put away')], default='matching', max_length=40),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('chain_kind__in', ['assignment', 'recommendation', 'document', 'organization', 'theme', 'succession', 'user', 'upload', 'register_file'])), name='entry_chain_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['added', 'changed', 'archived', 'restored', 'assigned', 'confirmed', 'declined', 'ended', 'asked', 'submitted', 'recalled', 'returned', 'cleared', 'released', 'reviewed', 'commented', 'in_effect', 'target_date_proposed', 'target_date_agreed', 'target_date_set', 'target_date_declined', 'version_added', 'moved', 'kept_where_it_stands', 'rendered', 'imported', 'put_away', 'granted', 'withdrawn', 'focal_point_named', 'invited', 'token_issued', 'token_revoked', 'redaction_asked', 'redacted'])), name='entry_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='registerfile',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['matching', 'bringing_in', 'brought_in', 'discarded'])), name='registerfile_state_is_known'),
        ),
        migrations.RunPython(empty_what_was_put_away, migrations.RunPython.noop),
    ]
