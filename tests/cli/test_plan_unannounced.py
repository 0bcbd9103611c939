"""`ponleu plan mix`, `draw` and `verify`: from an instance to a draw that verifies."""

import json
import os
import stat

import pytest

from ponleu.faces.cli import main as cli


def make_instance(teams=2, sites=12):
    names = [f"P{one}" for one in range(sites + 1)]
    table = [[abs(one - two) * 5 for two in range(sites + 1)] for one in range(sites + 1)]
    return {
        "places": [{"id": name} for name in names],
        "travel": {"minutes": table},
        "sites": [
            {
                "id": f"S{one}",
                "place": names[one],
                "value": 3 + one % 5,
                "service_min": 30,
                "tier": 1 if one == 1 else 2,
            }
            for one in range(1, sites + 1)
        ],
        "teams": [{"id": f"T{one}", "base": "P0", "shift_min": [480, 720]} for one in range(teams)],
    }


@pytest.fixture
def ponleu_plan(capsys):
    """Run the command: exit code, standard output, standard error."""

    def run(*words):
        try:
            code = cli.main(["plan", *(str(word) for word in words)])
        except SystemExit as wrong:
            code = wrong.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def make_file(tmp_path):
    def make(name, content):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    return make


@pytest.fixture
def mixed(ponleu_plan, make_file):
    """A mixed plan of a small instance, as its file and parsed."""
    instance = make_file("instance.json", make_instance())
    words = ("--reserve", 0.5, "--seconds", 2, "--seed", 3, "--bits", 2)
    code, out, err = ponleu_plan("mix", instance, *words)
    assert code == 0, err
    return make_file("mixed.json", out), json.loads(out)


@pytest.mark.slow
def test_mix_shows_what_is_chosen_and_what_is_drawn_apart(mixed):
    _, document = mixed

    chosen = {v["site"] for r in document["chosen"]["routes"] for v in r["visits"]}
    drawn = {one["site"]: one["probability"] for one in document["drawn"]["sites"]}
    assert document["reserve"] == {
        "asked": 0.5,
        "share": 0.5,
        "chosen_teams": ["T1"],
        "drawn_teams": ["T0"],
    }
    assert "S1" in chosen
    assert not chosen & set(drawn)
    sums = dict.fromkeys(drawn, 0)
    for column in document["drawn"]["columns"]:
        for route in column["routes"]:
            assert route["team"] == "T0"
            for visit in route["visits"]:
                sums[visit["site"]] += int(column["weight"])
    assert all(abs(sums[key] / 2**64 - drawn[key]) <= 1e-9 for key in drawn)
    assert document["drawn"]["statement"]["entropy_bits"] >= 2
    assert document["drawn"]["statement"]["loss_for_entropy"] <= 0.02


@pytest.mark.slow
def test_two_parties_commit_reveal_and_anybody_verifies(ponleu_plan, mixed, make_file, tmp_path):
    path, document = mixed
    parties = []
    for name in ("ours", "theirs"):
        given, kept = tmp_path / f"{name}.json", tmp_path / f"{name}.secret"
        code, out, err = ponleu_plan("draw", path, "--commit", given, "--secret", kept)
        assert (code, out) == (0, "")
        assert "Give out" in err
        assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600
        assert "S" not in given.read_text().replace("SHA", "")
        parties += ["--commitment", given, "--secret", kept]

    code, out, _ = ponleu_plan("draw", path, "--reveal", *parties)
    drawn = make_file("drawn.json", out)
    commitments = [word for pair in zip(parties[::4], parties[1::4]) for word in pair]  # noqa: B905

    assert code == 0
    assert json.loads(out)["plan"] in document["drawn"]["columns"]
    assert ponleu_plan("verify", path, drawn, *commitments) == (0, "valid\n", "")
    changed = make_file("changed.json", path.read_text().replace("T0", "T9"))
    code, out, err = ponleu_plan("verify", changed, drawn, *commitments)
    assert (code, out) == (1, "not valid\n")
    assert "mix:" in err


@pytest.mark.slow
def test_draw_never_writes_over_a_file(ponleu_plan, mixed, tmp_path):
    path, _ = mixed
    (tmp_path / "here").write_text("kept")

    code, _, err = ponleu_plan(
        "draw", path, "--commit", tmp_path / "c", "--secret", tmp_path / "here"
    )

    assert code == 1
    assert "name a new file" in err
    assert (tmp_path / "here").read_text() == "kept"


@pytest.mark.slow
def test_reveal_needs_every_party_once(ponleu_plan, mixed, tmp_path):
    path, _ = mixed
    ponleu_plan("draw", path, "--commit", tmp_path / "c", "--secret", tmp_path / "s")

    code, out, err = ponleu_plan("draw", path, "--reveal", "--secret", tmp_path / "s")

    assert (code, out) == (1, "")
    assert "for each party" in err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ({**make_instance(), "teams": []}, "no teams"),
        ({**make_instance(), "sites": []}, "no site is left"),
    ],
)
def test_mix_refuses_what_cannot_be_planned(ponleu_plan, make_file, content, told):
    code, out, err = ponleu_plan(
        "mix", make_file("wrong.json", content), "--reserve", 0.5, "--seconds", 0.1
    )

    assert (code, out) == (1, "")
    assert told in err


@pytest.mark.parametrize(("option", "value"), [("--bits", -1), ("--keep-value", 1)])
def test_mix_refuses_terms_out_of_range(ponleu_plan, make_file, option, value):
    file = make_file("instance.json", make_instance())

    code, _, err = ponleu_plan("mix", file, "--reserve", 0.5, option, value)

    assert code == 1
    assert "range" in err or "from 0" in err


@pytest.mark.parametrize(
    "words",
    [
        ("mix",),
        ("mix", "x.json", "--reserve", "0"),
        ("mix", "x.json", "--reserve", "much"),
        ("mix", "x.json", "--reserve", "1", "--seconds", "-1"),
        ("draw", "x.json", "--secret", "s"),
        ("verify", "x.json", "y.json"),
    ],
)
def test_wrong_use_is_told_and_exits_with_two(ponleu_plan, words):
    assert ponleu_plan(*words)[0] == 2


def test_a_file_that_is_not_there_is_refused(ponleu_plan, tmp_path):
    none = tmp_path / "none.json"

    for words in (("mix", none, "--reserve", 1), ("verify", none, none, "--commitment", none)):
        code, out, err = ponleu_plan(*words)
        assert (code, out) == (1, "")
        assert "none.json" in err


def test_mix_refuses_a_draw_among_sites_that_no_drawn_team_can_visit(ponleu_plan, make_file):
    instance = make_instance()
    for site in instance["sites"]:
        site["needs"] = ["diver"]

    code, out, err = ponleu_plan(
        "mix", make_file("deep.json", instance), "--reserve", 1, "--seconds", 1
    )

    assert (code, out) == (1, "")
    assert "no drawn team can visit" in err
