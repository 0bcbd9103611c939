"""ponleu journal: what is printed, and the exit code."""

import argparse
import json

import pytest
from django.db import OperationalError, connection

from ponleu.faces.cli import journal
from ponleu.foundation.journal import queries, triggers


@pytest.fixture
def ponleu_journal(db, capsys):
    """Run a command line; gives exit code, standard output and standard error."""

    def run(*words):
        parser = argparse.ArgumentParser()
        journal.add_arguments(parser)
        code = journal.run(parser.parse_args([str(word) for word in words]))
        return code, *capsys.readouterr()

    return run


def test_verify_prints_rows_and_head_of_a_whole_journal(ponleu_journal, make_entries):
    make_entries(3)

    code, out, err = ponleu_journal("verify")

    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "whole": True,
        "rows": 3,
        "head": {"sequence": 3, "hash": queries.head().hash},
        "heads_agreeing": None,
        "problems": [],
    }


def test_verify_exits_1_and_names_the_break(ponleu_journal, make_entries):
    make_entries(3)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET actor = 'x' WHERE sequence = 2")
    triggers.install(connection)

    code, out, _ = ponleu_journal("verify")

    assert code == 1
    [problem] = json.loads(out)["problems"]
    assert (problem["trouble"], problem["sequence"], problem["detail"]) == ("altered", 2, "")
    assert "not what was written" in problem["sentence"]


def test_verify_says_how_far_it_is(ponleu_journal, make_entries, monkeypatch):
    monkeypatch.setattr(journal, "ROWS_BETWEEN_WORDS", 2)
    monkeypatch.setattr(queries.stretches, "__defaults__", (1,))
    make_entries(5)

    _, _, err = ponleu_journal("verify")

    assert err == "2 rows\n4 rows\n"


def test_head_signs_and_verify_compares(ponleu_journal, make_entries, tmp_path):
    make_entries(2)

    signed, out, _ = ponleu_journal("head", tmp_path / "kept" / "elsewhere")
    compared, found, _ = ponleu_journal("verify", "--heads", tmp_path / "kept" / "elsewhere")

    assert (signed, compared) == (0, 0)
    assert json.loads(out)["file"].endswith("head-2.json")
    assert json.loads(out)["hash"] == queries.head().hash
    assert json.loads(found)["heads_agreeing"] == 1


def test_head_of_an_empty_journal_is_refused_in_a_sentence(ponleu_journal, tmp_path):
    code, out, err = ponleu_journal("head", tmp_path / "heads")

    assert (code, out) == (1, "")
    assert "empty" in err


@pytest.mark.parametrize(
    "key", ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
@pytest.mark.parametrize("words", [["verify", "--heads"], ["head"]])
def test_a_broken_key_is_refused_in_a_sentence(
    ponleu_journal, make_entries, settings, tmp_path, words, key
):
    make_entries(1)
    settings.PONLEU_KEYS.mkdir()
    (settings.PONLEU_KEYS / "journal_ed25519.pem").write_text(key)

    code, out, err = ponleu_journal(*words, tmp_path)

    assert (code, out) == (1, "")
    assert "cannot be read" in err


@pytest.mark.parametrize("words", [["verify", "--heads"], ["head"]])
def test_a_file_where_a_folder_belongs_is_wrong_use(ponleu_journal, tmp_path, words):
    (tmp_path / "file").write_text("")

    code, out, err = ponleu_journal(*words, tmp_path / "file")

    assert (code, out) == (2, "")
    assert "folder" in err


def test_a_database_without_a_journal_is_refused_in_a_sentence(ponleu_journal, monkeypatch):
    def no_table():
        raise OperationalError("no such table: journal_entry")

    monkeypatch.setattr(queries, "head", no_table)

    code, out, err = ponleu_journal("verify")

    assert (code, out) == (1, "")
    assert err == "The database cannot give the journal: no such table: journal_entry\n"


def test_no_command_is_wrong_use(ponleu_journal):
    with pytest.raises(SystemExit) as stop:
        ponleu_journal()

    assert stop.value.code == 2
