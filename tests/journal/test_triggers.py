"""What the database refuses whoever asks, each seen to refuse."""

import pytest
from django.db import IntegrityError, connection, transaction

from ponleu.foundation.journal import triggers
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.journal.rules import BEGINNING

pytestmark = pytest.mark.django_db

INSERT = (
    "INSERT INTO journal_entry"
    " (sequence, at, actor, action, target_type, target, reason, previous, hash)"
    " VALUES (%s, '2026', '', 'a', 't', '', '', %s, 'h')"
)


def refuse(match, statement, *params):
    with (
        pytest.raises(IntegrityError, match=match),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, params)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET reason = 'x' WHERE sequence = 1",
        "UPDATE journal_entry SET sequence = 9 WHERE sequence = 1",
        "DELETE FROM journal_entry WHERE sequence = 2",
        "DELETE FROM journal_entry",
    ],
)
def test_database_refuses_to_change_or_delete_a_row(make_entries, statement):
    make_entries(2)

    refuse("append-only", statement)

    assert Entry.objects.count() == 2


def test_database_refuses_django_too(make_entries):
    make_entries(1)

    for change in (
        Entry.objects.get().delete,
        lambda: Entry.objects.update(reason="x"),
        Entry.objects.get().save,
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_database_refuses_to_truncate(make_entries):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    make_entries(1)

    refuse("append-only", "TRUNCATE journal_entry CASCADE")

    assert Entry.objects.count() == 1


@pytest.mark.parametrize("sequence", [-1, 0, 1, 2, 4, 10**6])
def test_database_refuses_a_row_out_of_sequence(make_entries, sequence):
    make_entries(2)
    head = Entry.objects.get(sequence=2).hash

    refuse("does not continue", INSERT, sequence, head)


@pytest.mark.parametrize("previous", [BEGINNING, "", "x" * 64])
def test_database_refuses_a_row_with_another_hash_before_it(make_entries, previous):
    make_entries(2)

    refuse("does not continue", INSERT, 3, previous)


def test_database_refuses_a_first_row_that_does_not_begin_the_chain(db):
    refuse("does not continue", INSERT, 1, "f" * 64)
    refuse("does not continue", INSERT, 2, BEGINNING)


def test_database_refuses_to_replace_a_row(make_entries):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    make_entries(2)

    refuse("does not continue", INSERT.replace("INSERT", "INSERT OR REPLACE"), 2, BEGINNING)

    assert Entry.objects.get(sequence=2).action == "source.opened"


def test_missing_names_a_trigger_that_was_taken_away(db):
    table = " ON journal_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER journal_entry_no_update{table}")

    assert triggers.missing(connection) == ["journal_entry_no_update"]


def test_missing_names_a_trigger_that_was_made_harmless(db):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_no_delete")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_delete")
            cursor.execute(
                "CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry"
                " WHEN 0 BEGIN SELECT 1; END"
            )

    assert triggers.missing(connection) == ["journal_entry_no_delete"]


def test_install_is_safe_to_repeat_and_remove_takes_all_away(db):
    triggers.install(connection)
    triggers.install(connection)
    whole = triggers.missing(connection)

    triggers.remove(connection)

    assert whole == []
    assert len(triggers.missing(connection)) == (4 if connection.vendor == "postgresql" else 3)
