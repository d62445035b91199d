"""Append-only means: the database refuses, whoever asks."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from recommendations.models import Entry, Review, ReviewComment, triggers
from recommendations.tests import make
from recommendations.tests.staged import staged

MODELS = {model._meta.db_table: model for model in apps.get_app_config("recommendations").get_models()}
REFUSED = "is append-only"


def run(sql, *given):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.rowcount


def refused(sql, *given):
    with pytest.raises(DatabaseError, match=REFUSED):
        run(sql, *given)


def columns(table):
    return [each.column for each in MODELS[table]._meta.concrete_fields]


FIXED = [(table, each) for table, free in triggers.TABLES.items() for each in columns(table) if each not in free]
FREE = [(table, each) for table, free in triggers.TABLES.items() for each in free]


@staged
def rows(told):
    """One row in every append-only table."""
    from recommendations.models import DocumentVersion, Footnote, Paragraph

    version, paragraph = DocumentVersion.objects.first(), Paragraph.objects.first()
    Footnote.objects.create(document_version=version, paragraph=paragraph, ord=0, mark="1", text="See elsewhere.")
    make.incoming()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_append_only_table_has_its_two_triggers(told):
    assert triggers.missing() == []
    assert triggers.expected() == {f"{table}_{what}" for table in triggers.TABLES for what in ("keep", "stay")}


@pytest.mark.parametrize("table", triggers.TABLES)
def test_no_row_is_deleted(rows, table):
    assert run(f"SELECT 1 FROM {table}") != 0
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(("table", "column"), FIXED)
def test_no_value_is_changed(rows, table, column):
    field = next(each for each in MODELS[table]._meta.concrete_fields if each.column == column)
    row = MODELS[table]._base_manager.first()
    other = changed(field) if not field.null or getattr(row, field.attname) is None else None
    before = stored(row)
    refused(f'UPDATE {table} SET "{column}" = %s WHERE "{row._meta.pk.column}" = %s', other, key(row))
    assert stored(row) == before


def stored(row):
    return type(row)._base_manager.filter(pk=row.pk).values_list().get()


def key(row):
    return row._meta.pk.get_db_prep_value(row.pk, connection)


def changed(field):
    from django.db import models

    match field:
        case models.UUIDField():
            return field.get_db_prep_value("00000000-0000-4000-8000-000000000000", connection)
        case models.DateTimeField() | models.DateField():
            return "2001-01-01"
        case models.JSONField():
            return '{"another": 1}'
        case models.BinaryField():
            return b"another"
        case models.BooleanField():
            return False
        case models.IntegerField() | models.ForeignKey() | models.AutoField():
            return 12345
    return "another"


@pytest.mark.postgres
@pytest.mark.parametrize("table", triggers.TABLES)
def test_no_table_is_truncated(rows, table):
    refused(f"TRUNCATE {table} CASCADE")
    assert run(f"SELECT 1 FROM {table}") != 0


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["recommendations_entry", "recommendations_seal"])
def test_a_row_is_not_replaced(rows, table):
    """SQLite asks the delete trigger of a REPLACE only with recursive triggers: the settings have them on."""
    pk = MODELS[table]._meta.pk.column
    names = ", ".join(f'"{each}"' for each in columns(table))
    values = names.replace('"hash"', "'0'")
    before = list(MODELS[table]._base_manager.order_by("pk").values_list())
    refused(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {values} FROM {table} ORDER BY {pk} LIMIT 1")
    assert list(MODELS[table]._base_manager.order_by("pk").values_list()) == before


# What may change all the same


def test_the_words_of_an_entry_may_be_emptied_and_nothing_else(rows):
    entry = Entry.objects.exclude(content={}).first()
    refused("UPDATE recommendations_entry SET content = %s WHERE id = %s", '{"done": "Other"}', key(entry))
    assert run("UPDATE recommendations_entry SET content = %s WHERE id = %s", "{}", key(entry)) == 1
    refused("UPDATE recommendations_entry SET content = '{}', kind = 'asked' WHERE id = %s", key(entry))


def test_a_finding_may_take_effect_and_its_words_may_be_emptied(rows):
    assert Review.objects.update(in_effect_at=None, note="[redacted]")
    assert ReviewComment.objects.update(text="[redacted]")
    refused("UPDATE recommendations_review SET note = 'x', status = 'superseded'")


def test_what_may_change_is_known():
    assert FREE == [
        ("recommendations_entry", "content"),
        ("recommendations_documentversion", "is_quoted"),
        ("recommendations_review", "in_effect_at"),
        ("recommendations_review", "note"),
        ("recommendations_reviewcomment", "text"),
        ("recommendations_targetdateproposal", "set_at"),
        ("recommendations_targetdateproposal", "due_event"),
        ("recommendations_targetdateproposal", "why"),
        ("recommendations_candidatedecision", "before"),
        ("recommendations_candidatedecision", "after"),
        ("recommendations_candidatedecision", "reason"),
        ("recommendations_importedstatement", "said"),
        ("recommendations_importedstatement", "words"),
    ]


def test_rows_may_be_added(rows):
    entry = Entry.objects.first()
    entry.pk, entry.seq, entry.hash = None, 1000, "0" * 64
    entry.id = "00000000-0000-4000-8000-000000000000"
    entry.save(force_insert=True)
    assert Entry.objects.filter(seq=1000).exists()
