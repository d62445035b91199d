"""What the database itself refuses: to change or delete what was recorded. Made after every migration, because SQLite
drops triggers silently when a table is remade."""

from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

# Each append-only table, with the columns that may change all the same: content is only ever emptied (a redaction),
# another version may become the quoted one, a finding takes effect after it was made, and a redaction reaches words.
TABLES: Final[dict[str, tuple[str, ...]]] = {
    "recommendations_entry": ("content",),
    "recommendations_seal": (),
    "recommendations_documentversion": ("is_quoted",),
    "recommendations_section": (),
    "recommendations_paragraph": (),
    "recommendations_footnote": (),
    "recommendations_sourcepiece": (),
    "recommendations_review": ("in_effect_at", "note"),
    "recommendations_reviewcomment": ("text",),
    "recommendations_targetdateproposal": ("set_at", "due_event", "why"),
    "recommendations_targetdateagreement": (),
    "recommendations_candidatedecision": ("before", "after", "reason"),
    "recommendations_importedstatement": ("said", "words"),
}
EMPTIED: Final = {"recommendations_entry": "content"}
_REFUSAL: Final = "is append-only"


def _columns(using: str, table: str) -> list[str]:
    with connections[using].cursor() as cursor:
        return [each.name for each in connections[using].introspection.get_table_description(cursor, table)]


def _sqlite(using: str, table: str) -> list[str]:
    raising = f"BEGIN SELECT RAISE(ABORT, '{table} {_REFUSAL}'); END"
    same = [f"NEW.{name} IS OLD.{name}" for name in _columns(using, table) if name not in TABLES[table]]
    if table in EMPTIED:
        same.append(f"NEW.{EMPTIED[table]} = '{{}}'")
    when = f"WHEN NOT ({' AND '.join(same)}) " if TABLES[table] else ""
    return [
        f"CREATE TRIGGER {table}_keep BEFORE UPDATE ON {table} FOR EACH ROW {when}{raising}",
        f"CREATE TRIGGER {table}_stay BEFORE DELETE ON {table} FOR EACH ROW {raising}",
    ]


def _postgres(using: str, table: str) -> list[str]:
    allowed = ""
    if TABLES[table]:
        others = ", ".join(f"'{column}'" for column in TABLES[table])
        emptied = f" AND NEW.{EMPTIED[table]} = '{{}}'::jsonb" if table in EMPTIED else ""
        allowed = (
            f"IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY[{others}] = to_jsonb(OLD) - ARRAY[{others}]{emptied}"
            " THEN RETURN NEW; END IF;"
        )
    return [
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$"
        f" BEGIN {allowed} RAISE EXCEPTION '{table} {_REFUSAL}'; END $body$",
        f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
        f"CREATE TRIGGER {table}_stay BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
    ]


_DIALECTS: Final = {"sqlite": _sqlite, "postgresql": _postgres}


def tables(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The tables that the database has; fewer than ours while migrations are under way."""
    return connections[using].introspection.table_names()


def expected() -> set[str]:
    return {f"{table}_{what}" for table in TABLES for what in ("keep", "stay")}


def present(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """The names of our triggers that the database has, enabled."""
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of append-only triggers that the database lacks; none in a sound register."""
    return sorted(expected() - present(using))


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the triggers anew. Does nothing to rows."""
    connection = connections[using]
    on = "" if connection.vendor == "sqlite" else " ON {table}"
    with connection.cursor() as cursor:
        for table in TABLES:
            for what in ("keep", "stay"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{what}{on.format(table=table)}")
            for statement in _DIALECTS[connection.vendor](using, table):
                cursor.execute(statement)
