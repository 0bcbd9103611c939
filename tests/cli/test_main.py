"""The command: wrong use is 2, a broken table is one line, help names every word."""

import pytest

from ponleu.faces.cli import main as command
from ponleu.faces.cli import read
from ponleu.foundation.packs.tables import PackError


@pytest.mark.parametrize(
    "words", [[], ["nonsense"], ["read"], ["read", "--published", "soon", "x"]]
)
def test_wrong_use_ends_with_2_and_says_how(words, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(words)

    assert ended.value.code == 2
    assert "usage: ponleu" in capsys.readouterr().err


def test_help_names_every_word(capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["--help"])

    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(word.word in told for word in command.COMMANDS)


def test_a_broken_table_is_told_in_one_line(tmp_path, monkeypatch, capsys):
    def broken(_country):
        raise PackError("units.csv", 7, "give 4 cells; there are 5")

    monkeypatch.setattr(read, "load_lexicon", broken)
    document = tmp_path / "a.txt"
    document.write_text("Words.", encoding="utf-8")

    assert command.main(["read", str(document)]) == 1

    told = capsys.readouterr().err.strip().splitlines()
    assert told[-1] == "ponleu: units.csv, line 7: give 4 cells; there are 5"
