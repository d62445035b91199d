"""What somebody with the database's password could do: change rows behind the register's back, and tidy up after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from recommendations.models import triggers


@contextmanager
def unguarded(*models) -> Iterator[None]:
    """Without the append-only triggers of these tables, which are back afterwards; for a transaction that is undone."""
    _settle()
    with connection.cursor() as cursor:
        for table in {model._meta.db_table for model in models} & set(triggers.TABLES):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            for what in ("keep", "stay"):
                cursor.execute(f"DROP TRIGGER {table}_{what}{on}")
    yield
    _settle()
    if {model._meta.db_table for model in models} & set(triggers.TABLES):
        triggers.install()


def _settle() -> None:
    """PostgreSQL alters no table while foreign keys of it wait to be checked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def alter(row, **values) -> None:
    """Change columns of one row as raw SQL would: no verb, no signal, no `save`."""
    with unguarded(type(row)):
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def remove(rows) -> None:
    with unguarded(rows.model):
        rows._raw_delete("default")
