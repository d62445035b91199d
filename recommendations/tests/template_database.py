"""A copy of the migrated test database, from which a committed test is undone with every trigger in place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class SQLiteTemplate:
    def __init__(self, name: str) -> None:
        self.name = name
        self.copy = str(Path(name).with_suffix(".template"))

    def take(self) -> None:
        self._copy(self.name, self.copy)

    def put_back(self) -> None:
        self._copy(self.copy, self.name)

    def drop(self) -> None:
        Path(self.copy).unlink(missing_ok=True)

    def _copy(self, source: str, target: str) -> None:
        with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target, timeout=20)) as writing:
            reading.backup(writing)


class PostgreSQLTemplate:
    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.name = connection.settings_dict["NAME"]
        self.copy = f"{self.name}_template"

    def take(self) -> None:
        self._copy(self.name, self.copy)

    def put_back(self) -> None:
        self._copy(self.copy, self.name)

    def drop(self) -> None:
        connections.close_all()
        with self.connection._nodb_cursor() as cursor:
            # Django drops the test database next, and not while somebody is connected to it.
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.name])
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.copy}"')

    def _copy(self, source: str, target: str) -> None:
        connections.close_all()
        with self.connection._nodb_cursor() as cursor:
            # Workers of the test, and threads of its server, may still be connected.
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def template_of(connection: BaseDatabaseWrapper) -> SQLiteTemplate | PostgreSQLTemplate:
    if connection.vendor == "sqlite":
        return SQLiteTemplate(str(connection.settings_dict["NAME"]))
    return PostgreSQLTemplate(connection)
