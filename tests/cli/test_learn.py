"""``ponleu learn``: shows first, does it when told, goes back, and says what it did."""

import argparse
import json

import pytest

from ponleu.faces.cli import learn
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.sources.models import LearnedWeights
from ponleu.knowledge.sources.weights import pack_weights, weights_in_use


def run(*words):
    parser = argparse.ArgumentParser()
    learn.add_arguments(parser)
    return learn.run(parser.parse_args(words))


def said(capsys):
    return capsys.readouterr().out.strip().splitlines()


def test_learn_shows_what_would_happen_and_writes_nothing(a_wrong_rule, capsys):
    assert run() == 0

    lines = said(capsys)
    assert lines[0] == "Learned from: 48 accepted, 48 rejected."
    assert lines[1] == "Compared on 96 findings of 8 documents kept apart."
    assert [line.split("  ")[0] for line in lines[3:7]] == [
        "log loss",
        "F1 at its best cut",
        "Brier score",
        "calibration error",
    ]
    assert lines[-1] == "This would be adopted; give --apply to do it."
    assert not LearnedWeights.objects.exists()


def test_learn_applied_is_in_use_and_says_so(a_wrong_rule, capsys):
    assert run("--apply") == 0

    assert said(capsys)[-1] == "From now on documents are read with learned-1."
    assert weights_in_use().version == "learned-1"


def test_learn_again_says_that_nothing_changes(a_wrong_rule, capsys):
    run("--apply")

    assert run("--apply") == 0

    assert said(capsys)[-1] == "Nothing changes: documents are read with this already."


def test_learn_from_too_little_says_so(db, capsys):
    assert run("--apply") == 0

    assert said(capsys) == [
        "Learned from: nothing.",
        "Nothing changes: fewer than 50 judgements to learn from.",
    ]


def test_learn_without_frozen_judgements_says_so(make_document, judge, capsys):
    judge(make_document(False), {"accepted": 60})

    assert run("--apply") == 0

    assert "no document kept apart is judged yet" in said(capsys)[-1]


def test_learn_that_does_not_improve_is_recorded_and_not_used(make_document, judge, capsys):
    for _ in range(8):
        judge(make_document(False), {"rejected": 10})
        judge(make_document(True), {"accepted": 10})

    assert run("--apply") == 0

    assert said(capsys)[-1].endswith("are not read better. Recorded as learned-1.")
    assert weights_in_use() == pack_weights()


def test_revert_shows_first_and_then_does_it(a_wrong_rule, capsys):
    run("--apply")
    pack = pack_weights().version

    assert run("--revert", pack) == 0
    assert said(capsys)[-1] == f"Documents would be read with {pack}; give --apply to do it."
    assert weights_in_use().version == "learned-1"

    assert run("--revert", pack, "--apply") == 0
    assert said(capsys) == [f"From now on documents are read with {pack}."]
    assert weights_in_use() == pack_weights()


def test_learning_again_what_was_reverted_says_how_to_go_back(a_wrong_rule, capsys):
    run("--apply")
    run("--revert", pack_weights().version, "--apply")

    assert run("--apply") == 0

    assert "Go back to it with --revert" in said(capsys)[-1]
    assert weights_in_use() == pack_weights()


def test_revert_to_nothing_is_refused(a_wrong_rule, capsys):
    assert run("--revert", "learned-9") == 1

    assert "There is no such version" in capsys.readouterr().err


def test_versions_are_listed(a_wrong_rule, capsys):
    run("--apply")
    capsys.readouterr()

    assert run("--versions") == 0

    first, last = said(capsys)
    assert first.split() == ["learned-1", *first.split()[1:2], "96", "judged", "in", "use"]
    assert last.startswith(pack_weights().version)


def test_learn_names_the_keeper_who_does_it(a_wrong_rule, make_user, capsys):
    keeper = make_user("kim.keeper", actions=[Action.ACCOUNTS_MANAGE])

    assert run("--apply", "--by", "kim.keeper") == 0

    assert LearnedWeights.objects.get().trained_by == keeper


@pytest.mark.parametrize(
    ("name", "told"), [("ana", "system keeper"), ("nobody", "no such account")]
)
def test_learn_is_refused_to_others(a_wrong_rule, ana, capsys, name, told):
    assert run("--apply", "--by", name) == 1

    assert told in capsys.readouterr().err
    assert not LearnedWeights.objects.exists()


def test_labelled_findings_are_compared_on(a_wrong_rule, tmp_path, capsys):
    file = tmp_path / "findings.jsonl"
    finding = {
        "case": {"raw": 0.9, "names": ["all", "kind.person"]},
        "accepted": 1,
        "document": "one",
    }
    file.write_text(json.dumps(finding) + "\n", encoding="utf-8")

    assert run("--labelled", str(file)) == 0

    assert "97 findings of 9 documents" in said(capsys)[1]


@pytest.mark.parametrize("line", ["[]", "{}", "no", '{"case": {"raw": "x", "names": []}}'])
def test_a_line_that_is_no_finding_is_told_by_its_number(db, tmp_path, capsys, line):
    file = tmp_path / "findings.jsonl"
    file.write_text(line, encoding="utf-8")

    assert run("--labelled", str(file)) == 2

    assert "line 1 is no judged finding" in capsys.readouterr().err


def test_a_missing_file_of_findings_is_told(db, tmp_path, capsys):
    assert run("--labelled", str(tmp_path / "none")) == 2

    assert "no such file" in capsys.readouterr().err
