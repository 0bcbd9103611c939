"""``ponleu complaints bring``: shows first, takes in with --apply, a line for what it cannot."""

from __future__ import annotations

import argparse
import json

import pytest

from ponleu.faces.cli import complaints as command
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places.models import Place
from ponleu.response.complaints.models import Complaint
from tests.complaints.made_files import FORM, UUID_1, UUID_2, message, table, workbook


@pytest.fixture
def run(desk, capsys):
    """Run the command as an officer; gives its exit code, its JSON and its lines."""
    Place.objects.create(code="18", level="province", name="Preah Sihanouk", name_km="ព្រះសីហនុ")

    def go(*words, by="ana", channel="ngo"):
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        args = parser.parse_args(["bring", *map(str, words), "--by", by, "--channel", channel])
        code = command.run(args)
        said = capsys.readouterr()
        return code, json.loads(said.out or "null"), said.err

    return go


@pytest.fixture
def rows(tmp_path):
    """A table of two submissions."""
    file = tmp_path / "rows.csv"
    file.write_bytes(
        table((UUID_1, "one", "18"), (UUID_2, "two", ""), heading=("KEY", "what", "khet"))
    )
    return file


def test_bring_shows_what_would_come_in_and_keeps_nothing(run, rows):
    code, said, lines = run(rows)

    assert (code, said["taken_in"]) == (0, False)
    assert said["files"][0] == {
        "file": str(rows),
        "new": 2,
        "known": 0,
        "broken": 0,
        "references": [],
        "columns": {"KEY": "id", "what": "what", "khet": "province"},
    }
    assert "2 would come in" in lines
    assert not Complaint.objects.exists()


def test_apply_takes_in_and_is_safe_to_run_twice(run, rows):
    _, first, _ = run(rows, "--apply")
    code, again, lines = run(rows, "--apply")

    assert first["files"][0]["references"] == [
        each.reference for each in Complaint.objects.order_by("reference")
    ]
    assert (code, again["files"][0]["new"], again["files"][0]["known"]) == (0, 0, 2)
    assert "0 came in, 2 were in already" in lines


def test_a_file_that_cannot_be_taken_gets_a_line_and_the_others_are_done(run, rows, tmp_path):
    (tmp_path / "letter.eml").write_bytes(message())
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")

    code, said, lines = run(
        tmp_path / "gone.csv", tmp_path / "paper.pdf", rows, tmp_path / "letter.eml", "--apply"
    )

    assert code == 1
    assert [file["new"] for file in said["files"]] == [0, 0, 2, 1]
    assert f"{tmp_path}/gone.csv: no such file or directory (the path)" in lines
    assert f"{tmp_path}/paper.pdf: it is neither a table" in lines


def test_a_broken_row_gets_a_line_with_row_and_column(run, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_bytes(table(("Locked in", "perhaps"), heading=("what", "is_safe")))

    code, said, lines = run(file, "--apply")

    assert (code, said["files"][0]["broken"]) == (1, 1)
    assert f"{file}: it is neither yes nor no (row 2, column B (is_safe))" in lines


def test_a_column_is_what_the_command_line_says(run, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_bytes(table(("Locked in", "draft"), heading=("Their words", "what")))

    _, said, _ = run(file, "--column", "what=Their words")

    assert said["files"][0]["columns"] == {"Their words": "what", "what": None}


def test_a_form_gives_choices_their_meaning(run, tmp_path):
    form, answers = tmp_path / "form.xlsx", tmp_path / "answers.xlsx"
    form.write_bytes(workbook(**FORM))
    answers.write_bytes(workbook(Answers=[("q1", "q2"), ("Locked in", "p_a")]))

    code, _, _ = run(
        answers, "--form", form, "--column", "what=q1", "--column", "province=q2", "--apply"
    )

    assert code == 0
    assert Complaint.objects.get().territory == "18"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--column", "sorrow=x"), "write FIELD=NAME"),
        (("--column", "near=absent"), "has no column 'absent'"),
        (("--column", "contact=what", "--column", "contact=KEY"), "is in two columns"),
        (("--form", "absent.xlsx"), "absent.xlsx: no such file"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_line(run, rows, words, line):
    code, _, lines = run(rows, *words)

    assert code == 1
    assert line in lines


def test_only_an_account_in_use_with_the_grant_may_bring(run, rows, make_officer, country):
    make_officer("cham", country["KH-18"], actions=[Action.COMPLAINT_READ])

    assert run(rows, "--apply", by="nobody")[0] == 1
    assert run(rows, "--apply", by="cham")[0] == 1
    assert not Complaint.objects.exists()
