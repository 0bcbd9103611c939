"""What the database itself refuses: changing, deleting or misplacing a row of the journal."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from ponleu.foundation.journal.rules import BEGINNING

_MISPLACED = f"""
  NEW.sequence <> COALESCE((SELECT MAX(sequence) FROM journal_entry), 0) + 1
  OR NEW.previous <> COALESCE(
    (SELECT hash FROM journal_entry ORDER BY sequence DESC LIMIT 1), '{BEGINNING}')
"""  # noqa: S608  # a constant, nobody's input

_SQLITE = {
    "journal_entry_no_update": """CREATE TRIGGER journal_entry_no_update
BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "journal_entry_no_delete": """CREATE TRIGGER journal_entry_no_delete
BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "journal_entry_in_place": f"""CREATE TRIGGER journal_entry_in_place
BEFORE INSERT ON journal_entry WHEN {_MISPLACED}
BEGIN SELECT RAISE(ABORT, 'the row does not continue the journal'); END""",
}

_POSTGRESQL = {
    "journal_entry_no_update": """CREATE TRIGGER journal_entry_no_update
BEFORE UPDATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    "journal_entry_no_delete": """CREATE TRIGGER journal_entry_no_delete
BEFORE DELETE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    "journal_entry_no_truncate": """CREATE TRIGGER journal_entry_no_truncate
BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    "journal_entry_in_place": """CREATE TRIGGER journal_entry_in_place
BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_check_place()""",
}

_POSTGRESQL_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$""",
    f"""CREATE OR REPLACE FUNCTION journal_check_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {_MISPLACED} THEN
    RAISE EXCEPTION 'the row does not continue the journal'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$""",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers anew; safe to call again.

    A later migration that alters the table has to call it last: SQLite makes the table
    anew and loses them. ``verify`` tells when they are gone.
    """
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _POSTGRESQL_FUNCTIONS:
                cursor.execute(statement)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: to undo the migration, load in bulk, empty a test database."""
    where = " ON journal_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that are not there, are switched off or, on SQLite, read differently."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger"
                " WHERE tgrelid = 'journal_entry'::regclass AND tgenabled IN ('O', 'A')"
            )
            found = {name for (name,) in cursor.fetchall()}
            return [name for name in _POSTGRESQL if name not in found]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        written = dict(cursor.fetchall())
    return [name for name, statement in _SQLITE.items() if written.get(name) != statement]


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[connection.vendor]
