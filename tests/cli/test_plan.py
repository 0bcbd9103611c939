"""``ponleu plan`` gives JSON and 0, a sentence and 1, or 2 for wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ponleu.faces.cli.main import main

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "planning.json"


@pytest.mark.slow
def test_plan_prints_a_plan_and_gives_it_again_by_its_effort(capsys, tmp_path):
    assert main(["plan", str(EXAMPLE), "--seconds", "0.2", "--seed", "3"]) == 0
    first = json.loads(capsys.readouterr().out)
    (tmp_path / "plan.json").write_text(json.dumps(first))
    assert main(["plan", str(EXAMPLE), "--seed", "3", "--effort", str(tmp_path / "plan.json")]) == 0
    again = json.loads(capsys.readouterr().out)

    del first["cpu_seconds"], again["cpu_seconds"]
    assert again == first
    assert first["value"] == 71.0
    assert first["left_out"] == [{"site": "lodge", "reason": "no_skill", "missing": ["medical"]}]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.json", b"{", "it is not JSON (line 1)"),
        ("a.json", b"\xff", "it is not UTF-8"),
        ("a.json", b"[]", "it is not an object"),
        ("a.json", b'{"travel": {"speed_kmh": 9}}', "there are no teams"),
        ("a.vrp", b"", "is missing"),
        ("a.txt", b"a b", "too few numbers"),
    ],
)
def test_plan_refuses_what_it_cannot_use(capsys, tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)

    assert main(["plan", str(tmp_path / name)]) == 1
    assert says in capsys.readouterr().err


def test_plan_refuses_a_file_that_is_not_there(capsys):
    assert main(["plan", "nowhere.json"]) == 1
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--seconds", "0"], ["--seed", "-1"], ["--teams", "0"]])
def test_plan_of_wrong_use_is_2(option):
    with pytest.raises(SystemExit) as ended:
        main(["plan", "a.json", *option])

    assert ended.value.code == 2
