"""Indexes of trigrams over the folded words, in each database's own way."""

from __future__ import annotations

from django.db import migrations

TABLES = {
    "search_title": ("folded_title", "title_pairs"),
    "search_text": ("folded", "pairs"),
}


def _sqlite(table, columns):
    """An external-content table keeps no second copy of the words; triggers keep it in step."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    leave = f"INSERT INTO {table}({table}, rowid, {names}) VALUES ('delete', old.id, {old});"
    enter = f"INSERT INTO {table}(rowid, {names}) VALUES (new.id, {new});"
    return (
        f"CREATE VIRTUAL TABLE {table} USING fts5({names}, content='search_findable',"
        " content_rowid='id', tokenize='trigram case_sensitive 1', columnsize=0)",
        f"CREATE TRIGGER {table}_insert AFTER INSERT ON search_findable BEGIN {enter} END",
        f"CREATE TRIGGER {table}_delete AFTER DELETE ON search_findable BEGIN {leave} END",
        f"CREATE TRIGGER {table}_update AFTER UPDATE ON search_findable BEGIN {leave} {enter} END",
        f"INSERT INTO {table}({table}) VALUES ('rebuild')",
    )


def _sqlite_back(table):
    triggers = (f"DROP TRIGGER {table}_{event}" for event in ("insert", "delete", "update"))
    return (*triggers, f"DROP TABLE {table}")


def _postgresql():
    """Without the extension everything is still found, by reading every row."""
    columns = ", ".join(f"{name} gin_trgm_ops" for pair in TABLES.values() for name in pair)
    return f"""
        DO $$ BEGIN
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE INDEX search_findable_trigrams ON search_findable USING gin ({columns});
        EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
            RAISE NOTICE 'no pg_trgm here: searching reads every row';
        END $$
    """


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_postgresql(), None)
    for table, columns in TABLES.items() if schema_editor.connection.vendor == "sqlite" else ():
        for statement in _sqlite(table, columns):
            schema_editor.execute(statement, None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_findable_trigrams", None)
    for table in TABLES if schema_editor.connection.vendor == "sqlite" else ():
        for statement in _sqlite_back(table):
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first_shape")]

    operations = [migrations.RunPython(build, remove)]
