"""Where the record lives."""

import pytest

from ponleu.faces.config import environment


@pytest.mark.parametrize("said", [None, ""])
def test_an_empty_home_is_none(said, monkeypatch, tmp_path):
    """Empty is what a script says whose own variable was never set; it does not mean here."""
    monkeypatch.chdir(tmp_path)
    if said is None:
        monkeypatch.delenv("PONLEU_HOME", raising=False)
    else:
        monkeypatch.setenv("PONLEU_HOME", said)
    assert environment.home() == tmp_path / "var"
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_a_home_is_made_where_it_is_said(monkeypatch, tmp_path):
    """For its owner alone."""
    monkeypatch.setenv("PONLEU_HOME", str(tmp_path / "here" / "record"))
    assert environment.home() == tmp_path / "here" / "record"
    assert environment.home().stat().st_mode & 0o777 == 0o700
