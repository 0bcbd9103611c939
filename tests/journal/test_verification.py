"""verify: a whole chain, every kind of damage, and heads kept elsewhere."""

import pytest
from django.db import connection

from ponleu.foundation.journal import heads, queries, rules, triggers
from ponleu.foundation.journal.rules import Trouble
from ponleu.foundation.journal.verification import Problem, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def tamper(db):
    """Do what the owner of the database file can: lift the triggers, write, set them again."""

    def write(statement, *params):
        triggers.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
        triggers.install(connection)

    return write


def rewrite_from(tamper, sequence):
    """Change a row and make every later hash fit again."""
    previous = queries.link_at(sequence - 1).hash
    for rows in list(queries.stretches(sequence - 1, 10**6)):
        for row in rows:
            whole = (*row[:6], "rewritten", previous)
            previous = rules.entry_hash(*whole)
            tamper(
                "UPDATE journal_entry SET reason = %s, previous = %s, hash = %s"
                " WHERE sequence = %s",
                "rewritten",
                whole[7],
                previous,
                row[0],
            )


def test_verify_finds_an_empty_journal_whole(db):
    found = verify()

    assert (found.is_whole, found.rows, found.head, found.heads) == (True, 0, rules.START, None)


def test_verify_walks_to_the_newest_row(make_entries):
    make_entries(4)

    found = verify()

    assert found.is_whole
    assert (found.rows, found.head) == (4, queries.head())


def test_verify_crosses_stretches_and_tells_progress(make_entries, monkeypatch):
    make_entries(5)
    monkeypatch.setattr(queries.stretches, "__defaults__", (2,))
    told = []

    found = verify(progress=told.append)

    assert found.is_whole
    assert told == [2, 4, 5]


@pytest.mark.parametrize(
    ("statement", "trouble", "sequence"),
    [
        ("UPDATE journal_entry SET reason = 'x' WHERE sequence = 3", Trouble.ALTERED, 3),
        ("UPDATE journal_entry SET actor = 'x' WHERE sequence = 1", Trouble.ALTERED, 1),
        ("UPDATE journal_entry SET hash = 'x' WHERE sequence = 5", Trouble.ALTERED, 5),
        ("UPDATE journal_entry SET previous = 'x' WHERE sequence = 2", Trouble.UNCHAINED, 2),
        ("DELETE FROM journal_entry WHERE sequence = 2", Trouble.GAP, 2),
        ("DELETE FROM journal_entry WHERE sequence = 1", Trouble.GAP, 1),
        ("UPDATE journal_entry SET sequence = 0 WHERE sequence = 1", Trouble.GAP, 1),
        ("UPDATE journal_entry SET sequence = 9 WHERE sequence = 5", Trouble.GAP, 5),
    ],
)
def test_verify_names_the_first_row_that_is_wrong(
    make_entries, tamper, statement, trouble, sequence
):
    make_entries(5)
    tamper(statement)

    found = verify()

    assert found.problems == (Problem(trouble, sequence),)
    assert (found.rows, found.head.sequence) == (sequence - 1, sequence - 1)


def test_verify_tells_of_rows_that_the_database_cannot_give(make_entries, tamper):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL refuses to store broken text")
    make_entries(2)
    tamper("UPDATE journal_entry SET reason = CAST(x'ff' AS TEXT) WHERE sequence = 2")

    assert verify().problems == (Problem(Trouble.UNREADABLE, 1),)


def test_verify_tells_of_a_trigger_that_is_gone(make_entries):
    make_entries(1)
    triggers.remove(connection)

    found = verify()

    assert not found.is_whole
    assert {problem.trouble for problem in found.problems} == {Trouble.UNGUARDED}
    assert "journal_entry_no_update" in [problem.detail for problem in found.problems]


def test_verify_sets_out_from_a_later_row(make_entries, tamper):
    make_entries(5)
    tamper("UPDATE journal_entry SET reason = 'x' WHERE sequence = 2")

    late, early = verify(after=2), verify(after=1)

    assert (late.is_whole, late.rows) == (True, 3)
    assert early.problems == (Problem(Trouble.ALTERED, 2),)


def test_verify_cannot_set_out_from_a_row_that_is_not_there(make_entries):
    make_entries(1)

    assert verify(after=7).problems == (Problem(Trouble.GAP, 7),)


def test_verify_agrees_with_heads_of_an_honest_chain(make_entries, noon, tmp_path):
    for _ in range(2):
        make_entries(2)
        heads.export_head(tmp_path / "heads", noon, keys=tmp_path / "keys")
    make_entries(1)

    found = verify(heads_folder=tmp_path / "heads")

    assert found.is_whole
    assert (found.rows, found.heads) == (5, 2)


def test_verify_sees_by_a_head_that_the_end_was_cut_off(make_entries, noon, tmp_path, tamper):
    make_entries(4)
    heads.export_head(tmp_path, noon, keys=tmp_path / "keys")
    tamper("DELETE FROM journal_entry WHERE sequence > 2")

    assert verify().is_whole  # the chain alone cannot tell
    found = verify(heads_folder=tmp_path)

    assert found.problems == (Problem(Trouble.TRUNCATED, 4, "head-4.json"),)
    assert found.heads == 0


def test_verify_sees_by_a_head_that_all_was_rewritten(make_entries, noon, tmp_path, tamper):
    make_entries(2)
    heads.export_head(tmp_path, noon, keys=tmp_path / "keys")
    make_entries(2)
    heads.export_head(tmp_path, noon, keys=tmp_path / "keys")
    rewrite_from(tamper, 3)

    assert verify().is_whole  # the chain alone cannot tell
    found = verify(heads_folder=tmp_path)

    assert found.problems == (Problem(Trouble.REWRITTEN, 4, "head-4.json"),)
    assert found.heads == 1


def test_verify_is_not_content_with_a_folder_without_heads(make_entries, tmp_path):
    make_entries(1)

    found = verify(heads_folder=tmp_path)

    assert [problem.trouble for problem in found.problems] == [Trouble.NO_HEADS]


def test_verify_passes_on_a_head_that_proves_nothing(make_entries, noon, tmp_path):
    make_entries(1)
    heads.export_head(tmp_path, noon, keys=tmp_path / "keys").write_text("{}")

    found = verify(heads_folder=tmp_path)

    assert found.problems == (Problem(Trouble.BAD_HEAD, None, "head-1.json: not a head"),)


@pytest.mark.parametrize("trouble", Trouble)
def test_problem_is_told_in_a_sentence(trouble):
    assert str(Problem(trouble).sentence).endswith(".")
