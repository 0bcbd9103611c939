"""`ponleu screen`: the promised JSON lines; an index that follows its register."""

from __future__ import annotations

import argparse
import json

import pytest

from ponleu.faces.cli import screen

REGISTER = """id,name,kind,aliases,born,sex,place,identifiers
a1,Sok Chea,person,,1990,m,,
a2,Sok Chea,person,,1971,m,,N0123456
a3,Zhang Weiming,person,Lao Zhang,,,,
a4,Tep Vanny,person,,,f,,
"""
QUERIES = """id,name,kind,born,identifiers
q1,Chea SOK,person,1990,
q2,Zhang Wei Ming,,,
q3,Nobody Known,,,N 0123456
"""


@pytest.fixture
def make_table(tmp_path):
    def make(text, name="register.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return make


@pytest.fixture
def ponleu_screen(capsys):
    """Run the command: exit code, lines of output as JSON, standard error."""

    def run(*words):
        parser = argparse.ArgumentParser()
        screen.add_arguments(parser)
        code = screen.run(parser.parse_args([str(word) for word in words]))
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return run


@pytest.fixture
def asked(ponleu_screen, make_table, tmp_path):
    """Ask the usual questions of a register, keeping the index."""

    def ask(register=REGISTER, queries=QUERIES, **options):
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        return ponleu_screen(
            "--register", make_table(register),
            "--queries", make_table(queries, "queries.csv"),
            "--index", tmp_path / "kept.index",
            *words,
        )  # fmt: skip

    return ask


def test_screen_prints_one_line_a_question_with_scores_and_reasons(asked):
    code, lines, _ = asked()

    assert code == 0
    assert [line["query"] for line in lines] == ["q1", "q2", "q3"]
    assert set(lines[0]["matches"][0]) == {"id", "score", "reasons"}
    assert all(isinstance(reason, str) for reason in lines[0]["matches"][0]["reasons"])
    assert all(0 <= match["score"] <= 1 for line in lines for match in line["matches"])


def test_screen_ranks_by_all_that_is_known(asked):
    _, lines, _ = asked()

    first = [line["matches"][0]["id"] for line in lines]
    assert first == ["a1", "a3", "a2"]  # born the same year; spelled apart; the same number


def test_screen_gives_at_most_as_many_as_asked_for(asked):
    _, lines, _ = asked(limit="1")

    assert [len(line["matches"]) for line in lines] == [1, 1, 1]


def test_screen_works_without_an_index_file(ponleu_screen, make_table):
    code, lines, _ = ponleu_screen(
        "--register", make_table(REGISTER), "--queries", make_table(QUERIES, "queries.csv")
    )

    assert code == 0
    assert lines[1]["matches"][0]["id"] == "a3"


def test_screen_opens_the_index_of_an_unchanged_register(asked, tmp_path):
    _, before, _ = asked()
    written = (tmp_path / "kept.index").stat().st_mtime_ns

    code, after, err = asked()

    assert (code, after, err) == (0, before, "")
    assert (tmp_path / "kept.index").stat().st_mtime_ns == written


def test_screen_brings_an_index_up_to_a_register_that_changed(asked):
    many = REGISTER + "".join(f"b{at},Kim Dara {at},,,,,,\n" for at in range(20))
    asked(register=many)

    changed = many.replace("Zhang Weiming,person,Lao Zhang", "Prak Bopha,person,")
    code, lines, err = asked(register=changed, queries="id,name\nq,Prak Bopha\n")

    assert code == 0
    assert lines[0]["matches"][0]["id"] == "a3"
    assert err.startswith("1 entries changed")


def test_screen_builds_an_index_anew_when_most_changed(asked):
    asked()

    _, lines, err = asked(
        register="id,name\nz,Prak Bopha\n", queries="id,name\nq,Prak Bopha\nr,Sok Chea\n"
    )

    assert "anew" in err
    assert {match["id"] for line in lines for match in line["matches"]} == {"z"}


def test_screen_builds_anew_what_is_no_index(asked, tmp_path):
    (tmp_path / "kept.index").write_text("something else", encoding="utf-8")

    code, lines, _ = asked()

    assert code == 0
    assert lines[0]["matches"][0]["id"] == "a1"


def test_screen_tells_a_broken_row_and_answers_the_rest(asked):
    code, lines, err = asked(
        register=REGISTER + "a5,too,many,cells,,,,,,,\n", queries="id,name\nq1,Sok Chea\nq2\n"
    )

    assert code == 1
    assert [line["query"] for line in lines] == ["q1"]
    assert "row 6" in err
    assert "row 3" in err


@pytest.mark.parametrize(
    ("register", "told"),
    [("name\nSok Chea\n", ""), ("id,nom\n1,Sok\n", "column name"), ("", "column name")],
)
def test_screen_needs_a_column_of_names(asked, register, told):
    code, lines, err = asked(register=register, queries="name\nSok Chea\n")

    assert code == (1 if told else 0)
    assert bool(lines) is not bool(told)
    assert told in err


def test_screen_refuses_a_register_that_is_not_there(ponleu_screen, make_table, tmp_path):
    code, lines, err = ponleu_screen(
        "--register", tmp_path / "none.csv", "--queries", make_table(QUERIES)
    )

    assert (code, lines) == (1, [])
    assert (
        err == f"{tmp_path / 'none.csv'}: no such file or directory; give the path of a CSV file\n"
    )


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1001"])
def test_screen_refuses_a_limit_that_is_none(ponleu_screen, limit):
    with pytest.raises(SystemExit) as ended:
        ponleu_screen("--register", "a", "--queries", "b", "--limit", limit)

    assert ended.value.code == 2
