"""An index of trigrams over the folded words, in each database's own way."""

from __future__ import annotations

from django.db import migrations

# An external-content table keeps no second copy of the words; triggers keep it in step.
SQLITE = (
    """
    CREATE VIRTUAL TABLE search_text USING fts5(
        folded_title, folded, pairs, content='search_findable', content_rowid='id',
        tokenize='trigram case_sensitive 1', columnsize=0
    )
    """,
    """
    CREATE TRIGGER search_text_insert AFTER INSERT ON search_findable BEGIN
        INSERT INTO search_text(rowid, folded_title, folded, pairs)
        VALUES (new.id, new.folded_title, new.folded, new.pairs);
    END
    """,
    """
    CREATE TRIGGER search_text_delete AFTER DELETE ON search_findable BEGIN
        INSERT INTO search_text(search_text, rowid, folded_title, folded, pairs)
        VALUES ('delete', old.id, old.folded_title, old.folded, old.pairs);
    END
    """,
    """
    CREATE TRIGGER search_text_update AFTER UPDATE ON search_findable BEGIN
        INSERT INTO search_text(search_text, rowid, folded_title, folded, pairs)
        VALUES ('delete', old.id, old.folded_title, old.folded, old.pairs);
        INSERT INTO search_text(rowid, folded_title, folded, pairs)
        VALUES (new.id, new.folded_title, new.folded, new.pairs);
    END
    """,
    "INSERT INTO search_text(search_text) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER search_text_update",
    "DROP TRIGGER search_text_delete",
    "DROP TRIGGER search_text_insert",
    "DROP TABLE search_text",
)

# Without the extension everything is still found, by reading every row.
POSTGRESQL = (
    """
    DO $$ BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX search_findable_trigrams ON search_findable
            USING gin (
                folded_title gin_trgm_ops, folded gin_trgm_ops, pairs gin_trgm_ops
            );
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE NOTICE 'no pg_trgm here: searching reads every row';
    END $$
    """,
)
POSTGRESQL_BACK = ("DROP INDEX IF EXISTS search_findable_trigrams",)


def build(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def remove(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def _run(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first_shape")]

    operations = [migrations.RunPython(build, remove)]
