"""A measure is against what the register calls a site or an organisation: the database refuses a
person, whoever writes the row and however.

The kind stands in the measure once more, and a constraint allows two kinds. These triggers refuse
a row in which it is not the kind of the entry that the measure names.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_WRONG = """(SELECT kind FROM register_entry WHERE id = NEW.entry_id)"""
_SAYS = "a measure is against a site or an organisation of the register"

_SQLITE = {
    f"outcomes_measure_{what}": f"""CREATE TRIGGER outcomes_measure_{what}
BEFORE {what.upper()} ON outcomes_measure WHEN {_WRONG} IS NOT NEW.against
BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"""
    for what in ("insert", "update")
}
_POSTGRESQL = {
    f"outcomes_measure_{what}": f"""CREATE TRIGGER outcomes_measure_{what}
BEFORE {what.upper()} ON outcomes_measure FOR EACH ROW EXECUTE FUNCTION outcomes_no_person()"""
    for what in ("insert", "update")
}
_FUNCTION = f"""CREATE OR REPLACE FUNCTION outcomes_no_person() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF {_WRONG} IS DISTINCT FROM NEW.against THEN
    RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers anew; safe to call again.

    A later migration that alters the table, or ``register_entry``, calls ``remove`` first and
    this last: SQLite makes the table anew, loses its triggers, and renames none that they read.
    """
    remove(connection)
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(_FUNCTION)
        for statement in (_POSTGRESQL if is_postgresql else _SQLITE).values():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, to undo the migration."""
    where = " ON outcomes_measure" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
