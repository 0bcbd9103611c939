"""What the database itself refuses: changing or removing what somebody committed to or revealed."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("operations_drawpart", "operations_drawreveal")
_SAYS = "what was committed to and revealed in a draw is kept as it was"
_FUNCTION = f"""CREATE OR REPLACE FUNCTION operations_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'integrity_constraint_violation';
END $$"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers anew; safe to call again.

    A later migration that alters one of the tables calls this last: SQLite makes the table anew
    and loses them.
    """
    remove(connection)
    is_postgresql = connection.vendor == "postgresql"
    act = (
        "FOR EACH ROW EXECUTE FUNCTION operations_kept()"
        if is_postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    )
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(_FUNCTION)
        for name, table, what in _names():
            cursor.execute(f"CREATE TRIGGER {name} BEFORE {what} ON {table} {act}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, to undo the migration."""
    with connection.cursor() as cursor:
        for name, table, _what in _names():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def _names() -> list[tuple[str, str, str]]:
    return [
        (f"{table}_no_{what.lower()}", table, what)
        for table in TABLES
        for what in ("UPDATE", "DELETE")
    ]
